// SPDX-License-Identifier: Apache-2.0
// The text of a line in canonical spelling: single spaces, curly quotation marks around messages.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::compiler {

// Without white space and invisible characters at either end.
std::string_view Trimmed(std::string_view text);

class LineText {
 public:
  // Both must outlive this.
  LineText(const SourceFile& source, const ast::Document& document);

  // The bytes [begin, end) of one line. White space and zero-width characters inside quotation
  // marks belong to the message and stay.
  std::string Canonical(std::uint32_t begin, std::uint32_t end) const;

 private:
  void AddQuotes(const ast::Block& block);
  void AddQuote(const ast::Quotation& quote);
  void AddMark(std::uint32_t at, std::string_view replacement);
  void AppendVerbatim(std::string& out, std::uint32_t begin, std::uint32_t end) const;
  std::uint32_t AppendPlain(std::string& out, std::uint32_t begin, std::uint32_t end) const;

  const SourceFile& source_;
  const ast::Document& document_;
  std::map<std::uint32_t, std::string_view>
      marks_;  // straight quotation marks and what becomes of them
};

}  // namespace proviso::compiler
