// SPDX-License-Identifier: Apache-2.0
// Questions to the customer, and facts to look at.
#include <algorithm>

#include "compiler/parse/internal/statement_tools.h"

namespace proviso::parse {
namespace {

using L = ProvisoParser;

bool IsQuestionVerb(std::uint16_t type) {
  return type == L::CONFIRM || type == L::LOOK || type == L::PRE_ASK;
}

}  // namespace

// "…: A, B, or C" makes a question a choice.
bool LineBuilder::ChooseAfterColon(const Clause& clause, std::size_t first_part, ast::Block& out) {
  const std::size_t colon = Find(clause, L::COLON, first_part);
  if (colon >= clause.parts.size()) return false;
  std::vector<ast::Phrase> choices = phrases_.Members(From(clause, colon + 1));
  if (choices.size() < 2) return false;
  // "the following: name, email and phone number" asks for all of them.
  const View list = From(clause, colon + 1);
  const auto joined_by = [&](std::uint16_t type) {
    return std::any_of(list.begin(), list.end(), [&](const Token& t) { return t.type == type; });
  };
  const bool asks = clause.head == L::GET || clause.head == L::ASK;
  if (asks && joined_by(L::AND) && !joined_by(L::OR)) {
    Add(out, clause, ast::Ask{std::move(choices), false});
    return true;
  }
  Add(out, clause, ast::Choose{Noun(Between(clause, first_part, colon)), std::move(choices)});
  return true;
}

void LineBuilder::Ask(const Clause& clause, ast::Block& out) {
  std::vector<ast::ToolMention> calls = Calls(clause);
  std::size_t first =
      clause.head == L::ASK || clause.head == L::PRE_ASK ? SkipAudience(clause, 0) : 0;
  const bool audience = first > 0;
  const auto type = [&](std::size_t part) {
    return part < clause.parts.size() ? clause.parts[part].type : std::uint16_t{0};
  };
  if (type(first) == L::WHETHER || (type(first) == L::THAT && clause.head == L::PRE_ASK)) {
    Add(out, clause, ast::AskYesNo{phrases_.Make(From(clause, first + 1))});
    if (!calls.empty()) AddUse(clause, std::move(calls), out);
    return;
  }
  if (type(first) == L::TO && first + 1 < clause.parts.size()) {
    // "Ask the customer to confirm / to provide / to log in again."
    if (type(first + 1) == L::CONFIRM) {
      Add(out, clause, ast::ConfirmValue{Noun(From(clause, first + 2))});
      if (!calls.empty()) AddUse(clause, std::move(calls), out);
      return;
    }
    const std::uint16_t verb = type(first + 1);
    const bool gives = verb == L::PROVIDE || verb == L::ENTER || verb == L::SAY || verb == L::TELL;
    if (!gives && verb == L::CLICK) {
      Clause choice = clause;
      if (ChooseAfterColon(choice, first + 2, out)) return;
    }
    if (!gives && calls.empty()) {
      ast::Say say;
      say.told = phrases_.Make(From(clause, first + 1));
      say.deed = true;
      Add(out, clause, std::move(say));
      return;
    }
    first = gives ? SkipAudience(clause, first + 2) : first + 1;
  } else if (type(first) == L::FOR) {
    ++first;
  }
  if (calls.empty() && ChooseAfterColon(clause, first, out)) return;
  // The value ends where the call begins: "the name or id with @t", "… for @t".
  std::size_t end = clause.parts.size();
  if (!calls.empty()) {
    end = FindKind(clause, Part::Kind::Tool);
    while (end > first && (type(end - 1) == L::WITH || type(end - 1) == L::FOR ||
                           type(end - 1) == L::INTO || type(end - 1) == L::TO ||
                           type(end - 1) == L::DETERMINER || type(end - 1) == L::SUBORDINATE)) {
      --end;
    }
    const bool says_what = audience || type(first > 0 ? first - 1 : 0) == L::FOR ||
                           clause.head == L::GET || clause.head == L::FIND_OUT;
    if (!says_what) {
      AddUse(clause, std::move(calls), out);
      return;
    }
  }
  const View value = Between(clause, first, end);
  ast::Ask ask;
  if (type(first) == L::WH) {
    ast::Phrase question = phrases_.Make(value);
    if (!question.empty()) ask.nouns.push_back(std::move(question));
  } else {
    ask.nouns = Nouns(value, ask.any_one);
  }
  const bool vague = ask.nouns.empty() || type(first) == L::PRONOUN;
  if (vague) {
    // "get this right": nothing is asked for.
    if (calls.empty()) {
      Judge(clause, out);
    } else {
      AddUse(clause, std::move(calls), out);
    }
    return;
  }
  Add(out, clause, std::move(ask));
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    out.back()->joined = ast::Joined::Then;
  }
}

void LineBuilder::Look(const Clause& clause, ast::Block& out) {
  std::vector<ast::ToolMention> calls = Calls(clause);
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    return;
  }
  if (const std::vector<ast::PolicyMention> policies = mentions_.PoliciesIn(clause.rest);
      !policies.empty()) {
    Follow(clause, out);
    return;
  }
  const auto type = [&](std::size_t part) {
    return part < clause.parts.size() ? clause.parts[part].type : std::uint16_t{0};
  };
  // "… with the customer": a question to them.
  for (std::size_t i = 0; i < clause.parts.size(); ++i) {
    if (type(i) != L::WITH && type(i) != L::FROM) continue;
    const std::size_t behind = SkipAudience(clause, i + 1);
    if (behind == i + 1) continue;
    const std::uint16_t next = type(behind);
    if (next == L::WHETHER || next == L::THAT) {
      Add(out, clause, ast::AskYesNo{phrases_.Make(From(clause, behind + 1))});
      return;
    }
    if (ChooseAfterColon(clause, 0, out)) return;
    const std::uint16_t first = type(0);
    if (first == L::WHETHER || first == L::THAT) {
      Add(out, clause, ast::AskYesNo{phrases_.Make(Between(clause, 1, i))});
      return;
    }
    const View value = i > 0 ? Between(clause, 0, i) : From(clause, behind);
    Add(out, clause, ast::ConfirmValue{Noun(value)});
    return;
  }
  if (ChooseAfterColon(clause, 0, out)) return;
  const std::uint16_t first = type(0);
  const bool clause_behind = first == L::WHETHER || first == L::THAT;
  const bool about_customer = clause.head == L::CONFIRM && !clause_behind &&
                              !clause.parts.empty() &&
                              std::any_of(clause.rest.begin(), clause.rest.end(),
                                          [](const Token& t) { return t.type == L::CUSTOMER; });
  const View value = clause_behind ? From(clause, 1) : clause.rest;
  if (about_customer) {
    Add(out, clause, ast::ConfirmValue{Noun(value)});
    return;
  }
  ast::Phrase noun = Noun(value);
  if (noun.empty()) {
    Judge(clause, out);
    return;
  }
  NoteFor(Add(out, clause, ast::Fact{std::move(noun)})).sub_steps_tell_how =
      IsQuestionVerb(clause.head);
}

}  // namespace proviso::parse
