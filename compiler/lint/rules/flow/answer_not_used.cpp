// SPDX-License-Identifier: Apache-2.0
// P212 answer-not-used: a yes/no question or an offer, and no step looks at the answer: whatever
// the customer says, the same happens.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/reach.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

// Whether the step may look at any answer, whatever was asked.
bool LooksAtAnyAnswer(const FlowNode& node) {
  if (As<ast::ApplyOffer>(node) != nullptr || As<ast::HandOff>(node) != nullptr ||
      As<ast::Judge>(node) != nullptr)
    return true;
  // Another policy may look at it; a rule may speak of it.
  if (node.callee != kNoNode || As<ast::FollowPolicy>(node) != nullptr ||
      As<ast::Rule>(node) != nullptr || As<ast::Remember>(node) != nullptr)
    return true;
  const auto* branch = As<ast::Branch>(node);
  return branch != nullptr && branch->condition != nullptr &&
         std::holds_alternative<ast::CustomerAnswer>(branch->condition->node);
}

// The steps of a policy that look at an answer, behind the questions of one kind: those where the
// ways end at what `passes` refuses.
class Lookers {
 public:
  Lookers(const Lexicon& lexicon, const PolicyFlow& flow, Passes passes)
      : flow_(flow), passes_(std::move(passes)) {
    std::vector<NodeIndex> any;
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      if (LooksAtAnyAnswer(flow.nodes[n])) any.push_back(n);
      const auto* branch = As<ast::Branch>(flow.nodes[n]);
      if (branch == nullptr || branch->condition == nullptr) continue;
      for (std::string& word : ConditionWords(*branch->condition)) {
        if (word.size() < kStem || lexicon.Is("possessors", word)) continue;
        std::vector<NodeIndex>& nodes = by_stem_[word.substr(0, kStem)][std::move(word)];
        if (nodes.empty() || nodes.back() != n) nodes.push_back(n);
      }
    }
    any_ = FirstReached(flow, any, passes_);
  }

  // Behind the question that asks `words`.
  bool AnyBehind(NodeIndex question, const Words& words) {
    if (any_[question] != kNoNode) return true;
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      const auto stem = by_stem_.find(word.substr(0, kStem));
      if (stem == by_stem_.end()) return false;
      return std::any_of(stem->second.begin(), stem->second.end(), [&](const auto& other) {
        return SameStem(other.first, word) &&
               Behind(other.first, other.second)[question] != kNoNode;
      });
    });
  }

 private:
  static constexpr std::size_t kStem = 4;  // words of one stem share it at least

  const std::vector<NodeIndex>& Behind(const std::string& word,
                                       const std::vector<NodeIndex>& nodes) {
    const auto [place, added] = behind_.try_emplace(word);
    if (added) place->second = FirstReached(flow_, nodes, passes_);
    return place->second;
  }

  const PolicyFlow& flow_;
  Passes passes_;
  std::vector<NodeIndex> any_;  // by node
  // Branches by the words of their conditions, those by their beginnings.
  std::map<std::string, std::map<std::string, std::vector<NodeIndex>>> by_stem_;
  std::map<std::string, std::vector<NodeIndex>> behind_;  // by word and node
};

class AnswerNotUsedRule final : public Rule {
 public:
  AnswerNotUsedRule() : Rule(DiagnosticId::AnswerNotUsed, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    const auto& policies = context.flows->policies();
    for (const PolicyFlow& flow : policies) {
      // A policy that others follow hands the answer back to them.
      if (policies.size() > 1 && !SaysWhen(*flow.policy)) continue;
      CheckPolicy(context.lexicon, flow, sink);
    }
  }

 private:
  // A question about an offer continues it; every other question begins something new.
  static void CheckPolicy(const Lexicon& lexicon, const PolicyFlow& flow, DiagnosticSink& sink) {
    Lookers at_questions(lexicon, flow,
                         [](const FlowNode& node) { return As<ast::AskYesNo>(node) == nullptr; });
    Lookers at_offers(lexicon, flow, PassesAll);
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      const FlowNode& node = flow.nodes[n];
      if (!flow.reachable[n] || node.statement == nullptr || node.statement->as) continue;
      if (const auto* question = As<ast::AskYesNo>(node)) {
        const Words& words = question->question.words;
        if (HasPhrase(lexicon, "closing_questions", words)) continue;
        if (!at_questions.AnyBehind(n, words))
          Report(node, "no step looks at the answer to this question", sink);
      } else if (const auto* offer = As<ast::Offer>(node)) {
        if (!at_offers.AnyBehind(n, OfferWords(*offer)))
          Report(node, "no step looks at what the customer says to this offer", sink);
      }
    }
  }

  static void Report(const FlowNode& node, std::string what, DiagnosticSink& sink) {
    sink.Report(DiagnosticId::AnswerNotUsed, node.statement->span, std::move(what))
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
};

}  // namespace

std::unique_ptr<const Rule> MakeAnswerNotUsedRule() {
  return std::make_unique<AnswerNotUsedRule>();
}

}  // namespace proviso::compiler::lint
