// SPDX-License-Identifier: Apache-2.0
// From places in the text back to what stands there: the checked tree says what happens, the
// author's words say it best.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::compiler::flow {

class SourceIndex {
 public:
  // The documents must outlive the index.
  SourceIndex(const SourceSet& sources, const ast::Documents& documents);

  // The condition of a branch that covers exactly this span, or null.
  const ast::Condition* FindCondition(const Span& span) const;
  // The statement that covers exactly this span, or null.
  const ast::Statement* FindStatement(const Span& span) const;
  // The last offer that begins at or before the place, or null: the options that a question is
  // about.
  const ast::Statement* OfferBefore(const Span& span) const;
  // The heading under which the place stands; empty when there is none.
  std::string SectionOf(const Span& span) const;
  std::string_view Text(const Span& span) const { return sources_.file(span.file).Text(span); }

 private:
  using Key = std::tuple<FileId, std::uint32_t, std::uint32_t>;
  static Key KeyOf(const Span& span) { return {span.file, span.begin, span.end}; }
  void Add(const ast::Block& block);

  const SourceSet& sources_;
  std::map<Key, const ast::Condition*> conditions_;
  std::map<Key, const ast::Statement*> statements_;
  std::map<std::pair<FileId, std::uint32_t>, const ast::Statement*> offers_;
  // Where a section (or a policy: an empty title) begins.
  std::map<std::pair<FileId, std::uint32_t>, std::string> sections_;
};

}  // namespace proviso::compiler::flow
