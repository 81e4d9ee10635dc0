// SPDX-License-Identifier: Apache-2.0
// P212 answer-not-used: a yes/no question or an offer, and no step looks at the answer: whatever
// the customer says, the same happens.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

class AnswerNotUsedRule final : public Rule {
 public:
  AnswerNotUsedRule() : Rule(DiagnosticId::AnswerNotUsed, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    const auto& policies = context.flows->policies();
    for (const PolicyFlow& flow : policies) {
      // A policy that others follow hands the answer back to them.
      if (policies.size() > 1 && !SaysWhen(*flow.policy)) continue;
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n]) CheckNode(context.lexicon, flow, n, sink);
      }
    }
  }

 private:
  static void CheckNode(const Lexicon& lexicon, const PolicyFlow& flow, NodeIndex n,
                        DiagnosticSink& sink) {
    const FlowNode& node = flow.nodes[n];
    const auto* question = As<ast::AskYesNo>(node);
    const auto* offer = As<ast::Offer>(node);
    if ((question == nullptr && offer == nullptr) || node.statement->as) return;
    if (question != nullptr && HasPhrase(lexicon, "closing_questions", question->question.words))
      return;
    const Words words = question != nullptr ? question->question.words : OfferWords(*offer);
    // A question about an offer continues it; every other question begins something new.
    const auto same_matter = [&](const FlowNode& other) {
      return As<ast::AskYesNo>(other) == nullptr || offer != nullptr;
    };
    for (const NodeIndex m : ReachFrom(flow, n, same_matter)) {
      if (LooksAtIt(lexicon, flow.nodes[m], words)) return;
    }
    sink.Report(DiagnosticId::AnswerNotUsed, node.statement->span,
                question != nullptr ? "no step looks at the answer to this question"
                                    : "no step looks at what the customer says to this offer")
        .Note(
            "add `If the customer accepts: …` and `If the customer declines: …`, or tell the "
            "customer instead of asking");
  }

  static Words OfferWords(const ast::Offer& offer) {
    Words words = offer.noun.words;
    for (const ast::OfferOption& option : offer.options) {
      words.insert(words.end(), option.label.words.begin(), option.label.words.end());
    }
    return words;
  }

  static bool LooksAtIt(const Lexicon& lexicon, const FlowNode& node, const Words& words) {
    if (As<ast::ApplyOffer>(node) != nullptr || As<ast::HandOff>(node) != nullptr ||
        As<ast::Judge>(node) != nullptr)
      return true;
    // Another policy may look at it; a rule may speak of it.
    if (node.callee != kNoNode || As<ast::FollowPolicy>(node) != nullptr ||
        As<ast::Rule>(node) != nullptr)
      return true;
    if (As<ast::Remember>(node) != nullptr) return true;
    const auto* branch = As<ast::Branch>(node);
    if (branch == nullptr || branch->condition == nullptr) return false;
    if (std::holds_alternative<ast::CustomerAnswer>(branch->condition->node)) return true;
    const Words condition = ConditionWords(*branch->condition);
    return std::any_of(condition.begin(), condition.end(), [&](const std::string& word) {
      if (word.size() < 4 || lexicon.Is("possessors", word)) return false;
      return std::any_of(words.begin(), words.end(),
                         [&](const std::string& other) { return SameStem(word, other); });
    });
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeAnswerNotUsedRule() {
  return std::make_unique<AnswerNotUsedRule>();
}

}  // namespace proviso::compiler::lint
