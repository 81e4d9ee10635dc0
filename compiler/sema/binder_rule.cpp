// SPDX-License-Identifier: Apache-2.0
// Rules (LANGUAGE section 9), as far as this version takes them: one that speaks of a call which
// the policy makes stops the build, for nothing watches over it yet.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/sema/binder.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {
namespace {

// The kinds of deed that the words name: "refund", "money back" -> act_refund.
std::vector<WordClass> ActsIn(const Lexicon& lexicon, const Words& words) {
  std::vector<WordClass> acts;
  for (const WordClass act : kActs) {
    if (lexicon.AnyIs(act, words)) acts.push_back(act);
  }
  return acts;
}

// Every call that is made somewhere in the block: what a rule or a comment only names is none.
void AddCalls(const ast::Block& block, std::map<std::string, const ast::ToolMention*>& calls,
              std::set<std::string>& does) {
  const auto add = [&](const std::vector<ast::ToolMention>& tools, bool looks = false) {
    for (const ast::ToolMention& tool : tools) {
      calls.emplace(tool.name, &tool);
      if (!looks) does.insert(tool.name);
    }
  };
  for (const auto& statement : block) {
    if (const auto* use = std::get_if<ast::Use>(&statement->node)) add(use->calls, use->looks_up);
    if (const auto* apply = std::get_if<ast::ApplyOffer>(&statement->node)) add(apply->tools);
    if (const auto* offer = std::get_if<ast::Offer>(&statement->node)) {
      add(offer->tools);
      for (const ast::OfferOption& option : offer->options) add(option.tools);
    }
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      AddCalls(branch->otherwise, calls, does);
    }
    AddCalls(statement->body, calls, does);
  }
}

// What has a number of its own is a thing and no deed: "ride" beside a parameter `ride_id`.
void AddThings(const ToolDefinition* tool, const Lexicon& lexicon, std::set<std::string>& things) {
  if (tool == nullptr) return;
  for (const ToolParameter& parameter : tool->parameters) {
    const Words words = IdentifierWords(parameter.name);
    if (words.size() == 2 && lexicon.Is("reference_words", words.back()) &&
        ActsIn(lexicon, words).empty()) {
      things.insert(words.front());
    }
  }
}

}  // namespace

void Binder::CollectCalls() {
  std::map<std::string, const ast::ToolMention*> calls;
  std::set<std::string> does;
  AddCalls(context_.ast.body, calls, does);
  calls_.emplace();
  std::set<std::string> things;
  for (const auto& [name, mention] : calls)
    AddThings(context_.bundle.tools.Find(name), lexicon(), things);
  for (const auto& [name, mention] : calls) {
    CalledTool& called = (*calls_)[name];
    called.mention = mention;
    const ToolDefinition* tool = context_.bundle.tools.Find(name);
    if (tool == nullptr || ReadsOnly(*tool)) continue;
    // What the text only looks up with does no deed that words could forbid.
    const Words words = IdentifierWords(name);
    if (!does.contains(name) && ActsIn(lexicon(), words).empty()) continue;
    called.kinds = ActsIn(lexicon(), words);
    for (const std::string& word : words) {
      const bool thing = !lexicon().EntityOf(word).empty() || things.contains(word);
      if (!lexicon().Is("tool_noise", word) && !thing) called.deed.push_back(word);
    }
  }
}

// The calls of this policy that the words speak of: those that they name, or those that do what
// they forbid or limit.
std::vector<const Binder::CalledTool*> Binder::CallsUnder(
    const std::vector<ast::ToolMention>& tools, const Words& words) {
  if (!calls_) CollectCalls();
  std::vector<const CalledTool*> found;
  for (const ast::ToolMention& tool : tools) {
    const auto called = calls_->find(tool.name);
    if (called != calls_->end()) found.push_back(&called->second);
  }
  if (!tools.empty() || lexicon().AnyIs("talk_words", words)) return found;
  const std::vector<WordClass> kinds = ActsIn(lexicon(), words);
  for (const auto& [name, called] : *calls_) {
    const bool same_kind = std::any_of(
        called.kinds.begin(), called.kinds.end(),
        [&](WordClass kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); });
    const bool said = std::any_of(called.deed.begin(), called.deed.end(), [&](const auto& deed) {
      return std::any_of(words.begin(), words.end(),
                         [&](const std::string& word) { return SameStem(deed, word); });
    });
    if (same_kind || said) found.push_back(&called);
  }
  return found;
}

// "No more than 50 EUR." names no deed: it limits what cannot be taken back.
const ast::ToolMention* Binder::ConsequentialCall() {
  if (!calls_) CollectCalls();
  for (const auto& [name, called] : *calls_) {
    const ToolDefinition* tool = context_.bundle.tools.Find(name);
    if (tool == nullptr || ReadsOnly(*tool)) continue;
    const ToolEffect effect = EffectOf(*tool, lexicon()).effect;
    if (effect == ToolEffect::Money || effect == ToolEffect::Irreversible) return called.mention;
  }
  return nullptr;
}

const ast::ToolMention* Binder::CallUnder(const ast::Rule& rule) {
  if (rule.deed.empty() && rule.tools.empty()) return ConsequentialCall();
  const std::vector<const CalledTool*> calls = CallsUnder(rule.tools, rule.text.words);
  return calls.empty() ? nullptr : calls.front()->mention;
}

// A rule binds every call of its policy, wherever its line stands.
void Binder::CollectRules(const ast::Block& block) {
  for (const auto& statement : block) {
    const auto* rule = std::get_if<ast::Rule>(&statement->node);
    const bool whole = rule != nullptr && statement->unread.empty() && statement->body.empty() &&
                       !std::holds_alternative<std::monostate>(rule->needs);
    if (whole) {
      BoundRule bound;
      bound.statement = statement.get();
      bound.rule = rule;
      for (const CalledTool* call : CallsUnder(rule->tools, rule->deed.words)) {
        bound.tools.insert(call->mention->name);
      }
      const bool of_questions = std::holds_alternative<ast::NeverAsked>(rule->needs);
      if (of_questions || !bound.tools.empty()) rules_.push_back(std::move(bound));
    }
    CollectRules(statement->body);
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      CollectRules(branch->otherwise);
    }
  }
}

// A sentence that instructs nothing may still forbid or limit a call: "Refunds are not allowed when
// …".
bool Binder::BindUnreadRule(const ast::Statement& statement, const ast::Phrase& text) {
  // "A manager approves refunds over $100": where nothing is instructed, these limit as well.
  const bool explains = std::holds_alternative<ast::Documentation>(statement.node);
  const bool limits = context_.in_purpose
                          ? lexicon().AnyIs("prohibiting_words", text.words)
                          : lexicon().AnyIs("limiting_words", text.words) ||
                                (explains && lexicon().AnyIs("told_limits", text.words));
  if (!limits) return false;
  const std::vector<const CalledTool*> calls = CallsUnder({}, text.words);
  const ast::ToolMention* call = calls.empty() ? nullptr : calls.front()->mention;
  if (call == nullptr) return false;
  StopForRule(statement, *call, {});
  writer_.Read(statement, ReadingKind::Problem, "limits a call: see the error about it");
  return true;
}

void Binder::StopForRule(const ast::Statement& statement, const ast::ToolMention& call,
                         const std::string& why) {
  const std::string reason = why.empty() ? "this version cannot watch over it" : why;
  writer_
      .Report(DiagnosticId::RuleStopsBuild, statement.span,
              fmt::format("this rule speaks of `@{}`, and {}", call.name, reason))
      .Label(call.span, "called here")
      .Note(
          "write it as a condition around the call, for example `If the order is not delivered, "
          "say “…” and stop.` before it");
}

// "…, use @a and do not cancel": what that branch does not do would come behind it.
bool Binder::EndsBranch(const ast::Rule& rule, const Cursor& at) const {
  if (!std::holds_alternative<std::monostate>(rule.needs) || at.index == 0) return false;
  if (at.index + 1 != at.block->size() || at.outer == nullptr) return false;
  if (!lexicon().AnyIs("result_negations", rule.text.words)) return false;
  const ast::Statement& around = *(*at.outer->block)[at.outer->index];
  if (!std::holds_alternative<ast::Branch>(around.node)) return false;
  const ast::Statement& before = *(*at.block)[at.index - 1];
  return context_.bundle.sources.LineOf(before.span) ==
         context_.bundle.sources.LineOf((*at.block)[at.index]->span);
}

// "If it has shipped, we can't cancel it. Say “…”.": what is forbidden where a branch begins is
// done by nothing in it, and was not done before; the branch ends the policy.
bool Binder::RefusesHere(const ast::Rule& rule, const Cursor& at) {
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
  const std::vector<const CalledTool*> calls = CallsUnder(rule.tools, rule.text.words);
  // "… we can't switch them anymore. Offer a trial lesson …": something else is done instead.
  std::map<std::string, const ast::ToolMention*> instead;
  std::set<std::string> does;
  AddCalls(block, instead, does);
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

// What is said where the branch refuses, and its end.
void Binder::BindRefusal(const Cursor& at, CheckedBlock& out) {
  for (std::size_t i = at.index + 1; i < at.block->size() && !context_.scope.ended; ++i) {
    const ast::Statement& next = *(*at.block)[i];
    BindStatement(next, out, Cursor{at.block, i, at.outer});
    context_.consumed.insert(&next);
  }
  if (context_.scope.ended) return;
  CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, (*at.block)[at.index]->span);
  end.outcome = lexicon().Outcome("completed");
  out.push_back(std::move(end));
  writer_.EndPath();
}

void Binder::BindRule(const ast::Statement& statement, const ast::Rule& rule, CheckedBlock& out,
                      const Cursor& at) {
  const auto bound = std::find_if(rules_.begin(), rules_.end(), [&](const BoundRule& known) {
    return known.statement == &statement;
  });
  if (bound != rules_.end()) {
    bound->placed = true;
    bound->depth = context_.depth;
    return;
  }
  const ast::ToolMention* call = CallUnder(rule);
  // Read whole, it speaks of its deed: "never refund before it has been collected" of refunds.
  const bool whole = statement.unread.empty() && rule.tools.empty() && !rule.deed.empty() &&
                     !std::holds_alternative<std::monostate>(rule.needs);
  if (whole && CallsUnder(rule.tools, rule.deed.words).empty()) call = nullptr;
  if (call == nullptr) {
    writer_.Read(statement, ReadingKind::Documentation,
                 rule.tools.empty()
                     ? "a rule about how to talk or work; no call of this policy is meant"
                     : "a rule about a call that this policy does not make");
    return;
  }
  if (EndsBranch(rule, at)) {
    CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, statement.span);
    end.outcome = lexicon().Outcome("completed");
    out.push_back(std::move(end));
    writer_.Read(statement, ReadingKind::Gate,
                 fmt::format("the policy ends here, so that `@{}` is not called", call->name));
    writer_.EndPath();
    return;
  }
  if (RefusesHere(rule, at)) {
    writer_.Read(
        statement, ReadingKind::Gate,
        fmt::format("the policy ends in this case, so that `@{}` is not called", call->name));
    BindRefusal(at, out);
    return;
  }
  StopForRule(statement, *call, {});
  writer_.Read(statement, ReadingKind::Problem, "left out: see the error about this rule");
}

namespace {

bool HoldsAll(const Words& words, const Words& part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [&](const std::string& word) {
    return HasStem(words, word);
  });
}

}  // namespace

void Binder::CheckNeverAsked(BoundRule& bound, const ast::NeverAsked& never,
                             const CheckedBlock& block) {
  for (const CheckedStep& step : block) {
    CheckNeverAsked(bound, never, step.body);
    CheckNeverAsked(bound, never, step.otherwise);
    CheckNeverAsked(bound, never, step.unknown);
    if (step.kind != CheckedStep::Kind::Ask || IsNone(step.prompt.slot)) continue;
    const Words asked = Telling(lexicon(), IdentifierWords(step.prompt.slot_name));
    const Words shown = Telling(lexicon(), SplitWords(step.prompt.noun));
    for (const ast::Phrase& noun : never.nouns) {
      const Words banned = Telling(lexicon(), noun.words);
      // "A photo of the prescription" is a photo and no prescription.
      const Words head = Telling(lexicon(), lexicon().HeadWords(noun.words));
      const bool of_kind =
          head.empty() || HasStem(asked, head.back()) || HasStem(shown, head.back());
      const bool same = of_kind && (HoldsAll(asked, banned) || HoldsAll(banned, asked) ||
                                    HoldsAll(shown, banned) || HoldsAll(banned, shown));
      if (!same) continue;
      bound.failed = true;
      writer_
          .Report(DiagnosticId::RuleStopsBuild, step.span,
                  fmt::format("this asks for “{}”, and a rule says never to", noun.text))
          .Label(bound.statement->span, "the rule");
    }
  }
}

void Binder::FinishRules(const CheckedBlock& body) {
  for (BoundRule& bound : rules_) {
    if (const auto* never = std::get_if<ast::NeverAsked>(&bound.rule->needs)) {
      CheckNeverAsked(bound, *never, body);
      if (!bound.failed) bound.details.emplace_back("no question of this policy asks for it");
    }
    if (!bound.placed) continue;
    if (bound.details.empty()) bound.details.emplace_back("no way through the policy calls it");
    context_.depth = bound.depth;
    if (bound.failed) {
      writer_.Read(*bound.statement, ReadingKind::Problem,
                   "left out: see the error about this rule");
    } else {
      writer_.Read(*bound.statement, ReadingKind::Documentation, "a rule that holds",
                   std::move(bound.details));
    }
  }
  context_.depth = 0;
}

}  // namespace proviso::compiler
