// SPDX-License-Identifier: Apache-2.0
// Where the conversation goes on: other policies, sections, people, the end; and what is left over.
#include <algorithm>

#include "compiler/parse/internal/statement_tools.h"

namespace proviso::parse {
namespace {

using L = ProvisoParser;

bool IsFinite(std::uint16_t type) {
  return type == L::COPULA || type == L::COPULA_NOT || type == L::AUXILIARY ||
         type == L::AUXILIARY_NOT || type == L::MODAL || type == L::MODAL_NOT || type == L::HAPPENS;
}

}  // namespace

void LineBuilder::Follow(const Clause& clause, ast::Block& out) {
  std::vector<ast::PolicyMention> policies = mentions_.PoliciesIn(clause.rest);
  if (policies.empty()) {
    std::vector<ast::ToolMention> calls = Calls(clause);
    if (calls.empty()) {
      Judge(clause, out);
    } else {
      AddUse(clause, std::move(calls), out);
    }
    return;
  }
  ast::FollowPolicy follow;
  const std::size_t at = FindKind(clause, Part::Kind::Policy);
  std::size_t as = Find(clause, L::AS);
  if (clause.head == L::GO || clause.head == L::TRANSFER || clause.head == L::HAND_OFF) {
    follow.use = ast::PolicyUse::Transfer;
  } else if (as < at) {
    follow.use = ast::PolicyUse::AsDescribed;
  }
  follow.policy = std::move(policies.front());
  follow.doing = Noun(Between(clause, 0, std::min(as, at)));
  Add(out, clause, std::move(follow));
}

void LineBuilder::Go(const Clause& clause, ast::Block& out) {
  if (!mentions_.PoliciesIn(clause.rest).empty()) {
    Follow(clause, out);
    return;
  }
  std::vector<ast::ToolMention> calls = Calls(clause);
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    return;
  }
  if (clause.head == L::SKIP_STEP) {
    if (Has(clause, L::REMAINING_STEPS)) {
      Add(out, clause, ast::Stop{});
    } else if (Has(clause, L::NEXT_STEP)) {
      Add(out, clause, ast::GoTo{{}, 1});
    } else {
      Judge(clause, out);
    }
    return;
  }
  if (Has(clause, L::NEXT_STEP)) {
    Add(out, clause, ast::Continue{});
    return;
  }
  const std::size_t quote = FindKind(clause, Part::Kind::Quote);
  const std::size_t single = Find(clause, L::SINGLE_QUOTED);
  if (quote < clause.parts.size() || single < clause.parts.size()) {
    const View title = clause.parts[std::min(quote, single)].tokens;
    ast::GoTo go;
    go.section = phrases_.FromText(
        std::string(StripQuotes(phrases_.TextOf(title.front().begin, title.back().end))),
        SpanOf(title));
    Add(out, clause, std::move(go));
    return;
  }
  const std::size_t step = Find(clause, L::STEP);
  if (step < clause.parts.size()) {
    // "the Promo Code step below": the words in front; "step 3": the words behind.
    ast::GoTo go;
    go.section = Noun(Between(clause, 0, step));
    if (go.section.empty() || (step == 1 && clause.parts[0].type == L::DETERMINER) || step == 0) {
      go.section = phrases_.Make(From(clause, step));
    }
    Add(out, clause, std::move(go));
    return;
  }
  if (clause.head == L::CONTINUE) {
    Add(out, clause, ast::Continue{});
    return;
  }
  Judge(clause, out);
}

void LineBuilder::HandOff(const Clause& clause, ast::Block& out) {
  if (!mentions_.PoliciesIn(clause.rest).empty()) {
    Follow(clause, out);
    return;
  }
  std::vector<ast::ToolMention> calls = Calls(clause);
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    return;
  }
  ast::HandOff hand_off;
  std::size_t to = Find(clause, L::TO);
  if (to >= clause.parts.size()) to = Find(clause, L::WITH);
  const auto ends = [&](std::size_t part) {
    const std::uint16_t type = clause.parts[part].type;
    return type == L::FOR || type == L::SUBORDINATE || type == L::TO || type == L::WITH ||
           type == L::COMMA;
  };
  if (to < clause.parts.size()) {
    std::size_t end = to + 1;
    while (end < clause.parts.size() && !ends(end)) ++end;
    hand_off.to = Noun(Between(clause, to + 1, end));
    hand_off.reason = phrases_.Make(From(clause, end + 1));
  } else {
    std::size_t begin = 0;
    while (begin < clause.parts.size() && !ends(begin)) ++begin;
    hand_off.reason = phrases_.Make(From(clause, begin + 1));
    const bool people = std::any_of(clause.rest.begin(), clause.rest.end(),
                                    [](const Token& token) { return token.type == L::PEOPLE; });
    // "escalate to …" was one phrase of the vocabulary.
    if (people) hand_off.to = Noun(Between(clause, 0, begin));
  }
  Add(out, clause, std::move(hand_off));
}

void LineBuilder::Remember(const Clause& clause, ast::Block& out) {
  std::vector<ast::ToolMention> calls = Calls(clause);
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    return;
  }
  std::size_t link = Find(clause, L::AS);
  const bool names = link < clause.parts.size();
  if (!names) link = Find(clause, L::TO);
  if (link == 0 || link + 1 >= clause.parts.size()) {
    // What was said is remembered anyway; "set the status" without a value needs a person.
    if (clause.head == L::RECALL) {
      Add(out, clause, ast::Documentation{phrases_.Make(clause.all)});
    } else {
      Judge(clause, out);
    }
    return;
  }
  // "remember X as {name}", "set name to value"
  ast::Remember remember;
  const View left = Between(clause, 0, link);
  const View right = From(clause, link + 1);
  const auto name_of = [](const ast::Phrase& phrase) {
    std::string name;
    for (const std::string& word : phrase.words) {
      if (!name.empty()) name += '_';
      name += word;
    }
    return name;
  };
  if (names) {
    remember.noun = Noun(left);
    std::optional<ast::AsClause> as;
    if (right.front().type == L::BRACE_OPEN && mentions_.ReadAs(right, as)) {
      remember.name = as->name;
    } else {
      remember.name = name_of(Noun(right));
    }
    remember.value = mentions_.Operand(left);
  } else {
    std::optional<ast::AsClause> as;
    if (left.front().type == L::BRACE_OPEN && mentions_.ReadAs(left, as)) {
      remember.name = as->name;
    } else {
      remember.noun = Noun(left);
      remember.name = name_of(remember.noun);
    }
    remember.value = mentions_.Operand(right);
  }
  if (remember.name.empty()) {
    Judge(clause, out);
    return;
  }
  Add(out, clause, std::move(remember));
}

void LineBuilder::Plain(const Clause& clause, ast::Block& out) {
  std::vector<ast::ToolMention> tools = mentions_.ToolsIn(clause.rest);
  switch (clause.head) {
    case L::RULE:
      Add(out, clause, ast::Rule{phrases_.Make(clause.all), std::move(tools), {}, {}, {}});
      return;
    case L::STOP: {
      if (!tools.empty()) break;
      ast::Stop stop;
      const std::size_t with = std::min(Find(clause, L::WITH), Find(clause, L::AS));
      if (with < clause.parts.size()) stop.outcome = Noun(From(clause, with + 1));
      Add(out, clause, std::move(stop));
      return;
    }
    case L::NOTE:
    case L::MARK: {
      if (!tools.empty()) break;
      ast::Note note;
      const std::size_t quote = FindKind(clause, Part::Kind::Quote);
      if (quote < clause.parts.size())
        note.quote = mentions_.QuotationOf(clause.parts[quote].tokens);
      note.text = phrases_.Make(clause.head == L::MARK ? clause.all : clause.rest);
      Add(out, clause, std::move(note));
      return;
    }
    case L::REPEAT: {
      const std::size_t in =
          std::min({Find(clause, L::IN), Find(clause, L::INTO), Find(clause, L::OF)});
      ast::Repeat repeat;
      repeat.item = Noun(Between(clause, 0, std::min(in, clause.parts.size())));
      repeat.list = Noun(From(clause, in + 1));
      Add(out, clause, std::move(repeat));
      return;
    }
    case L::WAIT:
      if (!tools.empty()) break;
      Add(out, clause, ast::Wait{phrases_.Make(clause.rest)});
      return;
    case L::CHOICES: {
      StatementNote note;
      note.head = L::CHOICES;
      note.choices = phrases_.Members(clause.rest);
      ast::Statement& statement = Add(out, clause, ast::Item{{}, phrases_.Make(clause.all), {}});
      NoteFor(statement) = std::move(note);
      return;
    }
    default:
      break;
  }
  std::vector<ast::ToolMention> calls = Calls(clause);
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    return;
  }
  Judge(clause, out);
}

void LineBuilder::Judge(const Clause& clause, ast::Block& out) {
  std::vector<ast::ToolMention> calls = Calls(clause);
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    return;
  }
  ast::Judge judge{phrases_.Make(clause.all), mentions_.ToolsIn(clause.rest),
                   mentions_.PoliciesIn(clause.rest)};
  NoteFor(Add(out, clause, std::move(judge))).sub_steps_tell_how = true;
}

// A sentence that opens with no instruction: an explanation, a detail of a list, or something that
// only judgement can do.
void LineBuilder::Prose(const Clause& clause, ast::Block& out) {
  std::vector<ast::ToolMention> calls = Calls(clause);
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    return;
  }
  std::vector<ast::PolicyMention> policies = mentions_.PoliciesIn(clause.all);
  if (!policies.empty()) {
    Add(out, clause,
        ast::Judge{phrases_.Make(clause.all), mentions_.ToolsIn(clause.all), std::move(policies)});
    return;
  }
  const bool only_quote = !clause.parts.empty() && clause.parts.front().kind == Part::Kind::Quote &&
                          clause.parts.size() == 1;
  if (only_quote) {
    ast::Say say;
    say.quote = mentions_.QuotationOf(clause.parts.front().tokens);
    Add(out, clause, std::move(say));
    return;
  }
  if (!clause.all.empty() && clause.all.front().type == L::ASIDE) {
    Add(out, clause, ast::Documentation{phrases_.Make(clause.all)});
    return;
  }
  bool finite = false;
  for (const Token& token : clause.all) {
    finite = finite || (!token.folded.empty() &&
                        IsFinite(phrases_.words().TypeOf(Place::Condition, token.folded)));
  }
  if (finite) {
    Add(out, clause, ast::Documentation{phrases_.Make(clause.all)});
    return;
  }
  // "Polish the shoes": an instruction whose verb the vocabulary does not know.
  const bool instructs =
      clause.all.size() > 1 && clause.all[0].type == L::WORD && clause.all[1].type == L::DETERMINER;
  if (instructs) {
    Judge(clause, out);
    return;
  }
  // A label and its text, or a bare name: a detail of the line above.
  ast::Item item;
  const std::size_t dash = std::min(Find(clause, L::DASH), Find(clause, L::COLON));
  item.label = Noun(Between(clause, 0, dash));
  if (dash < clause.parts.size()) item.text = PhraseWithout(From(clause, dash + 1), false, false);
  if (item.label.empty() && item.text.empty()) {
    item.text = phrases_.Make(clause.all);
    if (item.text.empty()) return;
  }
  Add(out, clause, std::move(item));
}

}  // namespace proviso::parse
