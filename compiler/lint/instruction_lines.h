// SPDX-License-Identifier: Apache-2.0
// The instructions of policies as lines of words: what rules about wording look at. Only lines that
// a policy carries out are here (no head fields, comments or prose), and what is not the author
// speaking to the agent is masked: quotations, tool calls, references, values in braces. So a rule
// about words cannot trip over the text of a message or the name of a tool.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/lint/rule.h"
#include "core/source.h"

namespace proviso::compiler::lint {

struct LineWord {
  std::string text;  // lower case
  Span span;
  std::uint32_t sentence = 0;  // number of its sentence on the line
  bool condition = false;      // stands in a condition ("If the total is more than $50, …")
};

struct InstructionLine {
  const ast::Policy* policy = nullptr;
  std::uint32_t line = 0;   // 1-based
  Span span;                // without bullet, trailing comment and white space
  std::string_view source;  // the text of `span`
  std::string text;         // the same number of bytes; masked ones are kMask
  std::vector<LineWord> words;
  std::vector<Span> conditions;
  // Statements that begin here, outer ones first. Empty for the option of an offer.
  std::vector<const ast::Statement*> statements;

  // The span of bytes [begin, end) of `text`.
  Span SpanOf(std::size_t begin, std::size_t end) const;
  bool InCondition(std::size_t offset) const;
  // The innermost statement of this line around the byte; null in the option of an offer.
  const ast::Statement* StatementAt(std::size_t offset) const;
  std::size_t OffsetOf(const LineWord& word) const { return word.span.begin - span.begin; }
  std::size_t EndOf(const LineWord& word) const { return word.span.end - span.begin; }
};

inline constexpr char kMask = '\x01';

// In the order of the sources. Views point into the sources.
std::vector<InstructionLine> ReadInstructionLines(const Context& context);
// The same, read once for all rules by RunRules.
inline const std::vector<InstructionLine>& InstructionLines(const Context& context) {
  return *context.lines;
}

// The number of words of the phrase of `list` that stands at word `at`, all in one sentence and
// with nothing masked in between; the longest wins, 0 when none does.
std::size_t MatchPhrase(const InstructionLine& line, std::size_t at, const Words& list);

// Every statement below `block`, outer ones first, in the order of the text.
void ForEachStatement(const ast::Block& block,
                      const std::function<void(const ast::Statement&)>& visit);

}  // namespace proviso::compiler::lint
