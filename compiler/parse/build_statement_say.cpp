// SPDX-License-Identifier: Apache-2.0
// Messages to the customer.
#include "compiler/parse/internal/statement_tools.h"

namespace proviso::parse {
namespace {

using L = ProvisoParser;

}  // namespace

void LineBuilder::Say(const Clause& clause, ast::Block& out) {
  std::vector<ast::ToolMention> calls = Calls(clause);
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    return;
  }
  ast::Say say;
  const std::size_t quote = FindKind(clause, Part::Kind::Quote);
  if (quote < clause.parts.size()) {
    say.quote = mentions_.QuotationOf(clause.parts[quote].tokens);
    Add(out, clause, std::move(say));
    return;
  }
  for (const Part& part : clause.parts) {
    if (part.type != L::SINGLE_QUOTED) continue;
    say.quote = mentions_.QuotationOf(part.tokens);
    Add(out, clause, std::move(say));
    return;
  }
  const std::size_t first = SkipAudience(clause, 0);
  const std::size_t that = Find(clause, L::THAT, first);
  say.described = that >= clause.parts.size();
  say.told = phrases_.Make(From(clause, say.described ? first : that + 1));
  if (say.told.empty() && !Has(clause, L::MACRO)) {
    Judge(clause, out);
    return;
  }
  Add(out, clause, std::move(say));
}

void LineBuilder::Tell(const Clause& clause, ast::Block& out) {
  std::vector<ast::ToolMention> calls = Calls(clause);
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    return;
  }
  if (FindKind(clause, Part::Kind::Quote) < clause.parts.size()) {
    Say(clause, out);
    return;
  }
  const auto type = [&](std::size_t part) {
    return part < clause.parts.size() ? clause.parts[part].type : std::uint16_t{0};
  };
  std::size_t first = SkipAudience(clause, 0);
  if (type(first) == L::TO) {
    const std::size_t behind = SkipAudience(clause, first + 1);  // "explain to the customer that"
    if (behind > first + 1) first = behind;
  }
  ast::Say say;
  if (clause.head == L::APOLOGIZE) {
    const ast::Phrase rest = phrases_.Make(clause.rest);
    std::string text(phrases_.words().text("apologize"));
    if (!rest.empty()) text += " " + rest.text;
    say.told = phrases_.FromText(std::move(text), SpanOf(clause.all));
    Add(out, clause, std::move(say));
    return;
  }
  if (first > 0 && type(first) == L::WITH) ++first;  // "provide them with"
  if (type(first) == L::TO || type(first) == L::THAT) {
    say.told = phrases_.Make(From(clause, first + 1));
    say.deed = type(first) == L::TO;
  } else {
    const std::size_t that = Find(clause, L::THAT, first);
    const bool clause_follows = first > 0 && type(first) != L::ABOUT && type(first) != L::WH &&
                                type(first) != L::WITH && type(first) != L::FOR &&
                                clause.head != L::PROVIDE;
    say.described = that >= clause.parts.size() && !clause_follows;
    say.told = phrases_.Make(From(clause, that < clause.parts.size() ? that + 1 : first));
  }
  if (say.told.empty()) {
    // "Greet the customer"
    say.told = phrases_.Make(clause.all);
    say.described = true;
  }
  if (clause.rest.empty()) say.described = true;
  Add(out, clause, std::move(say));
}

}  // namespace proviso::parse
