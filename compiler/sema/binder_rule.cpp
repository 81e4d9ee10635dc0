// SPDX-License-Identifier: Apache-2.0
// Rules (LANGUAGE section 9), as far as this version takes them: one that speaks of a call which
// the policy makes stops the build, for nothing watches over it yet.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "compiler/sema/binder.h"

namespace proviso::compiler {
namespace {

using Words = std::vector<std::string>;

// The kinds of deed that the words name: "refund", "money back" -> act_refund.
std::vector<WordClass> ActsIn(const Lexicon& lexicon, const Words& words) {
  constexpr WordClass kActs[] = {"act_refund", "act_paid",   "act_discount", "act_coupon",
                                 "act_cancel", "act_return", "act_ship"};
  std::vector<WordClass> acts;
  for (const WordClass act : kActs) {
    if (lexicon.AnyIs(act, words)) acts.push_back(act);
  }
  return acts;
}

// Every call that is made somewhere in the block: what a rule or a comment only names is none.
void AddCalls(const ast::Block& block, std::map<std::string, const ast::ToolMention*>& calls) {
  const auto add = [&](const std::vector<ast::ToolMention>& tools) {
    for (const ast::ToolMention& tool : tools) calls.emplace(tool.name, &tool);
  };
  for (const auto& statement : block) {
    if (const auto* use = std::get_if<ast::Use>(&statement->node)) add(use->calls);
    if (const auto* apply = std::get_if<ast::ApplyOffer>(&statement->node)) add(apply->tools);
    if (const auto* offer = std::get_if<ast::Offer>(&statement->node)) {
      add(offer->tools);
      for (const ast::OfferOption& option : offer->options) add(option.tools);
    }
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      AddCalls(branch->otherwise, calls);
    }
    AddCalls(statement->body, calls);
  }
}

}  // namespace

void Binder::CollectCalls() {
  std::map<std::string, const ast::ToolMention*> calls;
  AddCalls(ast_.body, calls);
  calls_.emplace();
  for (const auto& [name, mention] : calls) {
    CalledTool& called = (*calls_)[name];
    called.mention = mention;
    const ToolDefinition* tool = bundle_.tools.Find(name);
    if (tool == nullptr || ReadsOnly(*tool)) continue;
    const Words words = IdentifierWords(name);
    called.kinds = ActsIn(lexicon(), words);
    for (const std::string& word : words) {
      if (!lexicon().Is("tool_noise", word) && lexicon().EntityOf(word).empty()) {
        called.deed.push_back(word);
      }
    }
  }
}

// The call of this policy that the rule speaks of: one that it names, or one that does what it
// forbids or limits. Null when there is none.
const ast::ToolMention* Binder::CallUnder(const ast::Rule& rule) {
  if (!calls_) CollectCalls();
  for (const ast::ToolMention& tool : rule.tools) {
    const auto called = calls_->find(tool.name);
    if (called != calls_->end()) return called->second.mention;
  }
  const Words& words = rule.text.words;
  if (!rule.tools.empty() || lexicon().AnyIs("talk_words", words)) return nullptr;
  const std::vector<WordClass> kinds = ActsIn(lexicon(), words);
  for (const auto& [name, called] : *calls_) {
    const bool same_kind = std::any_of(
        called.kinds.begin(), called.kinds.end(),
        [&](WordClass kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); });
    const bool said = std::any_of(called.deed.begin(), called.deed.end(), [&](const auto& deed) {
      return std::any_of(words.begin(), words.end(),
                         [&](const std::string& word) { return SameStem(deed, word); });
    });
    if (same_kind || said) return called.mention;
  }
  return nullptr;
}

// A sentence that instructs nothing may still forbid or limit a call: "Refunds are not allowed when
// …".
bool Binder::BindUnreadRule(const ast::Statement& statement, const ast::Phrase& text) {
  if (!lexicon().AnyIs("limiting_words", text.words)) return false;
  const ast::ToolMention* call = CallUnder(ast::Rule{text, {}});
  if (call != nullptr) StopForRule(statement, *call);
  return call != nullptr;
}

void Binder::StopForRule(const ast::Statement& statement, const ast::ToolMention& call) {
  Report(DiagnosticId::RuleStopsBuild, statement.span,
         fmt::format("this rule speaks of `@{}`, and this version cannot watch over it", call.name))
      .Label(call.span, "called here")
      .Note(
          "write it as a condition around the call, for example `If the order is not delivered, "
          "say “…” and stop.` before it");
  Read(statement, ReadingKind::Problem, "left out: see the error about this rule");
}

void Binder::BindRule(const ast::Statement& statement, const ast::Rule& rule) {
  const ast::ToolMention* call = CallUnder(rule);
  if (call == nullptr) {
    Read(statement, ReadingKind::Documentation,
         rule.tools.empty() ? "a rule about how to talk or work; no call of this policy is meant"
                            : "a rule about a call that this policy does not make");
    return;
  }
  StopForRule(statement, *call);
}

}  // namespace proviso::compiler
