// SPDX-License-Identifier: Apache-2.0
// What can be told of a tool from its entry and its name, and which predicates its result answers.
// May ask the callers for their results; writes nothing.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/scope.h"
#include "compiler/sema/symbols.h"

namespace proviso::compiler {

class Callers;

class ToolFacts : BinderPart {
 public:
  ToolFacts(BindContext& context, Callers& callers) : BinderPart(context), callers_(callers) {}

  bool ReadsOnly(const ToolDefinition& tool) const;
  std::string NameResult(const ToolDefinition& tool);
  bool IsAccount(const ToolDefinition& tool) const;
  // "money (the name says “refund”, no catalogue says what it does)"
  Meaning EffectOfTool(const ToolDefinition& tool) const;
  // A predicate that asks how the nearest call went, and not what state a record is in.
  bool IsOfCall(const ast::PredicateCondition& predicate, const ToolDefinition& tool) const;
  // That of the tool's own entry; nullptr when the words are none of it.
  static const ToolPredicate* ListedPredicate(const ToolDefinition& tool, const Words& words);
  std::optional<PredicateSpec> PredicateOf(const ToolDefinition& tool, const Words& words) const;
  // What was looked up earlier and is called as the subject says, where the nearest call is not and
  // nothing since has done more than read.
  const KnownResult* NamedBefore(const KnownResult& nearest, const Words& subject) const;
  // The predicate of the nearest result that the words name.
  std::optional<std::pair<KnownResult, PredicateSpec>> FindPredicate(const Words& words) const;

 private:
  // What the tool is about: the catalogue's word, else that of its name; may be empty.
  std::string NounOf(const ToolDefinition& tool) const;

  Callers& callers_;
};

}  // namespace proviso::compiler
