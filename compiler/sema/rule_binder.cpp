// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/rule_binder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/pack/pack.h"
#include "compiler/sema/call_surroundings.h"
#include "compiler/sema/policy_calls.h"
#include "compiler/sema/rule_book.h"
#include "compiler/sema/step_writer.h"

namespace proviso::compiler {

// "Tell them that it can't be refunded, but the dates can be moved" goes on saying what they hear.
bool RuleBinder::BeginsSentence(const Span& span) const {
  const std::string_view text = context_.bundle.sources.file(span.file).text();
  std::size_t at = span.begin;
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  if (at == 0) return true;
  const char before = text[at - 1];
  const bool word = std::isalnum(static_cast<unsigned char>(before)) != 0;
  return !word && before != ',' && before != ';';
}

void RuleBinder::BindRule(const ast::Statement& statement, const ast::Rule& rule, CheckedBlock& out,
                          const Cursor& at) {
  if (rule_book_.Place(statement)) return;
  const ast::ToolMention* call = policy_calls_.CallUnder(rule);
  // Read whole, it speaks of its deed: "never refund before it has been collected" of refunds.
  const bool whole = statement.unread.empty() && rule.tools.empty() && !rule.deed.empty() &&
                     !std::holds_alternative<std::monostate>(rule.needs);
  if (whole && policy_calls_.CallsUnder(rule).empty()) call = nullptr;
  if (call == nullptr) {
    // "Vans don't qualify", "only supervisors may do this", "never give money back on sale items":
    // whatever is not known to be another deed may be the one beside it. Behind a condition of its
    // line a deed of its own is said of that case.
    const bool may_be_it = !rule.names_deed || surroundings_.SaysNothingElse(rule.text.words) ||
                           (!rule.names_clause && !surroundings_.IsOfCase(statement));
    if (may_be_it && rule.tools.empty() && StopBesideCall(statement, rule.text)) return;
    // "Sale items are final", wherever it stands.
    const bool limits = !rule.names_deed && !rule.names_clause && rule.tools.empty() &&
                        !lexicon().AnyIs("talk_words", rule.text.words) && !context_.in_purpose;
    if (limits && BeginsSentence(statement.span) &&
        Stop(statement, surroundings_.LimitedBy(statement, rule.text.words)))
      return;
    WarnOfUncalled(statement, rule);
    writer_.Read(statement, ReadingKind::Documentation,
                 rule.tools.empty() ? Means(Sense::RuleOfManners) : Means(Sense::RuleOfNoCallHere));
    return;
  }
  if (EndsBranch(rule, at)) {
    CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, statement.span);
    end.outcome = lexicon().Outcome("completed");
    out.push_back(std::move(end));
    writer_.Read(statement, ReadingKind::Gate, Means(Sense::EndsHereInsteadOf, call->name));
    writer_.EndPath();
    return;
  }
  if (RefusesHere(rule, at)) {
    writer_.Read(statement, ReadingKind::Gate, Means(Sense::EndsInCaseInsteadOf, call->name));
    BindRefusal(at, out);
    return;
  }
  rule_book_.StopForRule(statement, *call, {});
  writer_.Read(statement, ReadingKind::Problem, Means(Sense::SeeErrorOfRule));
}

// "Confirm it before you call @t": where no line calls it, the author counts on the call.
void RuleBinder::WarnOfUncalled(const ast::Statement& statement, const ast::Rule& rule) const {
  const bool first = std::holds_alternative<ast::HoldsFirst>(rule.needs) ||
                     std::holds_alternative<ast::AskedFirst>(rule.needs);
  const bool forbids = lexicon().AnyIs("result_negations", rule.text.words) ||
                       (!first && lexicon().AnyIs("prohibiting_words", rule.text.words));
  if (rule.tools.empty() || forbids) return;
  const std::string& tool = rule.tools.front().name;
  writer_
      .Report(DiagnosticId::CallOnlyMentioned, statement.span,
              fmt::format("this says what `@{}` needs, and no line calls it", tool))
      .Note(fmt::format("call it in a step of its own, for example `Then use @{}.`", tool));
}

// A sentence that instructs nothing may still forbid or limit a call: "Refunds are not allowed when
// …".
bool RuleBinder::BindUnreadRule(const ast::Statement& statement, const ast::Phrase& text) {
  // "A manager approves refunds over $100": where nothing is instructed, these limit as well.
  const bool explains = std::holds_alternative<ast::Documentation>(statement.node);
  const bool limits = context_.in_purpose
                          ? ForbidsInPurpose(text.words)
                          : lexicon().AnyIs("limiting_words", text.words) ||
                                (explains && lexicon().AnyIs("told_limits", text.words));
  if (!limits) return false;
  const std::vector<const CalledTool*> calls = policy_calls_.CallsUnder({}, text.words);
  const ast::ToolMention* call = calls.empty() ? nullptr : calls.front()->mention;
  if (call == nullptr) return false;
  rule_book_.StopForRule(statement, *call, {});
  writer_.Read(statement, ReadingKind::Problem, Means(Sense::LimitsACall));
  return true;
}

// A section that says why there is a policy names what goes wrong without it ("a delivery that
// finds nobody") and what it is to prevent ("… so that nobody can take it away"): neither forbids.
bool RuleBinder::ForbidsInPurpose(const Words& words) const {
  const pack::Forms& forms = wording().pack().forms();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto aim = forms.Pair("aim_links", words[i]);
    if (aim && i + 1 < words.size() && words[i + 1] == *aim) return false;
    if (!lexicon().Is("prohibiting_words", words[i])) continue;
    // "A new card is therefore sent to the address on file only."
    if (forms.Has("told_bounds", words[i])) continue;
    const bool met_with = i >= 2 && forms.Has("relatives", words[i - 2]) &&
                          forms.Has("none_met", words[i]) &&
                          !lexicon().Is("prohibiting_words", words[i - 1]);
    if (!met_with) return true;
  }
  return false;
}

bool RuleBinder::Stop(const ast::Statement& statement, const ast::ToolMention* call) {
  if (call == nullptr) return false;
  rule_book_.StopForWords(statement.span, *call);
  writer_.Read(statement, ReadingKind::Problem, Means(Sense::LimitsACall));
  return true;
}

bool RuleBinder::StopBesideCall(const ast::Statement& statement, const ast::Phrase& text) {
  if (lexicon().AnyIs("talk_words", text.words)) return false;
  const bool unread = !statement.unread.empty();
  const bool required = statement.declared && !unread;
  const auto* told = std::get_if<ast::Documentation>(&statement.node);
  const bool speaks =
      unread || (told != nullptr && told->reach == ast::Documentation::Reach::Spoken);
  const ast::ToolMention* call = surroundings_.Beside(statement, required);
  if (call == nullptr && speaks && !context_.in_purpose) {
    call = surroundings_.SpokenOf(statement, text.words);
  }
  return Stop(statement, call);
}

void RuleBinder::StopAtHead() {
  for (const ast::HeadField& field : context_.ast.head) {
    if (field.key != "requires") continue;
    const ast::ToolMention* call = surroundings_.Requires(field.span, SplitWords(field.value));
    if (call != nullptr) rule_book_.StopForWords(field.span, *call);
  }
}

bool RuleBinder::StopAtBrackets(const ast::Statement& statement, const ast::Ask& ask) {
  const std::string written = Written(statement.span);
  const std::size_t open = written.find('(');
  if (open == std::string::npos) return false;
  const std::string inside = written.substr(open);
  const bool figure = std::any_of(inside.begin(), inside.end(),
                                  [](unsigned char c) { return std::isdigit(c) != 0; });
  const Words words = SplitWords(inside);
  const bool limits = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return wording().pack().forms().Has("bracket_limits", word);
  });
  const bool amount = std::any_of(ask.nouns.begin(), ask.nouns.end(), [&](const ast::Phrase& noun) {
    const ValueType type = NounOf(noun.words).type;
    return type == ValueType::Money || type == ValueType::Number || type == ValueType::Percent;
  });
  if (!amount || !figure || !limits) return false;
  const CalledTool* call = policy_calls_.ConsequentialCall();
  return call != nullptr && Stop(statement, call->mention);
}

bool RuleBinder::StopInBinding(const ast::Statement& statement, const ast::Phrase& text) {
  using Binding = BindContext::Binding;
  Binding binding = context_.binding;
  Words words = text.words;
  if (words.empty()) words = SplitWords(Written(statement.span));
  // "Exclusions: resellers and staff"
  const std::string line = Written(statement.span);
  if (const std::size_t colon = line.find(':'); colon != std::string::npos) {
    const Binding label = BindingOf(SplitWords(line.substr(0, colon)));
    if (label != Binding::None) {
      binding = label;
      words = SplitWords(line.substr(colon + 1));
    }
  }
  if (binding == Binding::None || words.empty() || lexicon().AnyIs("talk_words", words)) {
    return false;
  }
  const bool excludes = binding == Binding::Excludes;
  return Stop(statement, excludes ? surroundings_.LimitedBy(statement, words)
                                  : surroundings_.NeededFor(statement, words));
}

BindContext::Binding RuleBinder::BindingOf(const Words& title) const {
  using Binding = BindContext::Binding;
  const auto is = [&](std::string_view list) {
    const auto& titles = wording().pack().forms().List(list);
    return std::find(titles.begin(), titles.end(), title) != titles.end();
  };
  if (is("excluding_titles")) return Binding::Excludes;
  return is("requiring_titles") ? Binding::Requires : Binding::None;
}

// The words of the span and those beside it, up to a sign: "(but first) ask for the reason".
std::string RuleBinder::PieceAround(const Span& span) const {
  const std::string_view text = context_.bundle.sources.file(span.file).text();
  const auto goes_on = [&](char c) {
    return c == ' ' || std::isalpha(static_cast<unsigned char>(c)) != 0;
  };
  std::size_t begin = span.begin;
  while (begin > 0 && goes_on(text[begin - 1])) --begin;
  std::size_t end = span.end;
  while (end < text.size() && goes_on(text[end])) ++end;
  std::string piece(text.substr(begin, end - begin));
  // "Before that, ask for the reason."
  if (begin == 0 || text[begin - 1] != ',') return piece;
  std::size_t lead = begin - 1;
  while (lead > 0 && goes_on(text[lead - 1])) --lead;
  const std::string words = std::string(text.substr(lead, begin - 1 - lead));
  const auto& says = wording().pack().forms().List("comes_before");
  const bool comes_before = std::find(says.begin(), says.end(), SplitWords(words)) != says.end();
  return comes_before ? words + piece : piece;
}

// "Cancel it with @t. But first ask for the reason.", "Finance has to release it."
bool RuleBinder::StopTooLate(const ast::Statement& statement, const Cursor& at) {
  if (at.index == 0) return false;
  const ast::Statement& before = *(*at.block)[at.index - 1];
  // What is done in a case of its own is done behind the call.
  const auto* branch = std::get_if<ast::Branch>(&before.node);
  if (branch != nullptr && branch->has_otherwise) return false;
  const ast::ToolMention* call = surroundings_.LastCallOf(before);
  if (call == nullptr) return false;
  const pack::Forms& forms = wording().pack().forms();
  Words words = SplitWords(PieceAround(statement.span));
  while (!words.empty() && forms.Has("but_before", words.front())) words.erase(words.begin());
  const auto& says = forms.List("comes_before");
  // "The passenger is told that the courier calls an hour before.": of what is said, its end is
  // none.
  const bool told = std::holds_alternative<ast::Say>(statement.node);
  const bool first = std::any_of(says.begin(), says.end(), [&](const Words& phrase) {
    if (words.size() <= phrase.size()) return false;
    return std::equal(phrase.begin(), phrase.end(), words.begin()) ||
           (!told && std::equal(phrase.rbegin(), phrase.rend(), words.rbegin()));
  });
  const auto& musts = forms.List("has_to");
  const bool must = std::any_of(musts.begin(), musts.end(), [&](const Words& phrase) {
    return std::search(words.begin(), words.end(), phrase.begin(), phrase.end()) != words.end();
  });
  const bool released = must && std::holds_alternative<ast::HandOff>(statement.node) &&
                        std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                          return forms.Has("released_by", word);
                        });
  return (first || released) && Stop(statement, call);
}

bool RuleBinder::StopAtCondition(const ast::Statement& branch) {
  const ast::ToolMention* call = surroundings_.BoundBy(branch);
  return Stop(branch, call);
}

bool RuleBinder::StopUnderTitle(const ast::Statement& statement, const ast::Section& section) {
  const ast::ToolMention* call = surroundings_.Within(statement.body);
  if (call == nullptr) return false;
  // What stands in front of every step is the title of the policy; behind a condition it is of that
  // case.
  if (surroundings_.IsOfCase(statement)) return false;
  // A number makes it a step of the procedure, unless it says when, or for whom: "3. Weekend".
  const pack::Forms& forms = wording().pack().forms();
  const bool apart = std::any_of(
      section.title.words.begin(), section.title.words.end(), [&](const std::string& word) {
        return forms.Has("deciders", word) || forms.Has("times_and_groups", word);
      });
  const bool foreign = (statement.mark.empty() || apart) && !surroundings_.IsFirst(statement) &&
                       !section.names_deed && surroundings_.IsForeign(section.title, *call);
  if (!section.limits && !foreign) return false;
  return Stop(statement, call);
}

// What is said where the branch refuses, and its end.
void RuleBinder::BindRefusal(const Cursor& at, CheckedBlock& out) {
  for (std::size_t i = at.index + 1; i < at.block->size() && !context_.scope.ended; ++i) {
    const ast::Statement& next = *(*at.block)[i];
    walk_.BindStatement(next, out, Cursor{at.block, i, at.outer});
    context_.consumed.insert(&next);
  }
  if (context_.scope.ended) return;
  CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, (*at.block)[at.index]->span);
  end.outcome = lexicon().Outcome("completed");
  out.push_back(std::move(end));
  writer_.EndPath();
}

// "If it has shipped, we can't cancel it. Say “…”.": what is forbidden where a branch begins is
// done by nothing in it, and was not done before; the branch ends the policy.
bool RuleBinder::RefusesHere(const ast::Rule& rule, const Cursor& at) {
  if (!std::holds_alternative<std::monostate>(rule.needs) || at.outer == nullptr) return false;
  if (!std::holds_alternative<ast::Branch>((*at.outer->block)[at.outer->index]->node)) return false;
  if (!lexicon().AnyIs("limiting_words", rule.text.words)) return false;
  const ast::Block& block = *at.block;
  if (at.index + 1 == block.size()) return false;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const auto& node = block[i]->node;
    const bool explains = std::holds_alternative<ast::Documentation>(node);
    // What asks anew goes on with what is forbidden.
    const bool goes_on =
        std::holds_alternative<ast::Ask>(node) || std::holds_alternative<ast::Again>(node) ||
        std::holds_alternative<ast::GoTo>(node) || std::holds_alternative<ast::Rule>(node);
    if (i != at.index && !explains && (i < at.index || goes_on)) return false;
  }
  const std::vector<const CalledTool*> calls =
      policy_calls_.CallsUnder(rule.tools, rule.text.words);
  // "… we can't switch them anymore. Offer a trial lesson …": something else is done instead.
  const std::set<std::string> instead = PolicyCalls::CalledIn(block);
  const bool same = std::any_of(calls.begin(), calls.end(), [&](const CalledTool* call) {
    return instead.contains(call->mention->name);
  });
  if (same) return false;
  return std::none_of(context_.scope.results.begin(), context_.scope.results.end(),
                      [&](const KnownResult& made) {
                        return std::any_of(calls.begin(), calls.end(), [&](const CalledTool* call) {
                          return call->mention->name == made.tool->name;
                        });
                      });
}

// "…, use @a and do not cancel": what that branch does not do would come behind it.
bool RuleBinder::EndsBranch(const ast::Rule& rule, const Cursor& at) const {
  if (!std::holds_alternative<std::monostate>(rule.needs) || at.index == 0) return false;
  if (at.index + 1 != at.block->size() || at.outer == nullptr) return false;
  if (!lexicon().AnyIs("result_negations", rule.text.words)) return false;
  const ast::Statement& around = *(*at.outer->block)[at.outer->index];
  if (!std::holds_alternative<ast::Branch>(around.node)) return false;
  const ast::Statement& before = *(*at.block)[at.index - 1];
  return context_.bundle.sources.LineOf(before.span) ==
         context_.bundle.sources.LineOf((*at.block)[at.index]->span);
}

}  // namespace proviso::compiler
