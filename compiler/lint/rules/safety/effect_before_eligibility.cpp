// SPDX-License-Identifier: Apache-2.0
// P303 effect-before-eligibility: a call changes something, and whether that is allowed is checked
// behind it. Only when nothing was checked before on any path, and when no other effect stands
// behind the check for which it may be meant.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/safety/rules.h"

namespace proviso::compiler::lint {
namespace {

// What a check is about, in words: "check_return_eligibility", "if the order is not eligible".
Words WordsOf(const FlowNode& node) {
  Words words;
  for (const FlowCall& call : node.calls) {
    const Words name = IdentifierWords(call.tool->name);
    words.insert(words.end(), name.begin(), name.end());
    if (call.purpose != nullptr)
      words.insert(words.end(), call.purpose->words.begin(), call.purpose->words.end());
  }
  if (const auto* branch = As<ast::Branch>(node);
      branch != nullptr && branch->condition != nullptr) {
    const Words condition = ConditionWords(*branch->condition);
    words.insert(words.end(), condition.begin(), condition.end());
  }
  if (const auto* fact = As<ast::Fact>(node))
    words.insert(words.end(), fact->noun.words.begin(), fact->noun.words.end());
  return words;
}

class EffectBeforeEligibilityRule final : public Rule {
 public:
  EffectBeforeEligibilityRule() : Rule(DiagnosticId::EffectBeforeEligibility, Category::Safety) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n]) CheckNode(context, flow, n, sink);
      }
    }
  }

 private:
  static void CheckNode(const Context& context, const PolicyFlow& flow, NodeIndex n,
                        DiagnosticSink& sink) {
    const FlowNode& node = flow.nodes[n];
    const auto call = std::find_if(node.calls.begin(), node.calls.end(),
                                   [](const FlowCall& each) { return each.tool->changes(); });
    if (call == node.calls.end() || Has(flow.before[n], Fact::Eligibility)) return;
    if (!Has(flow.after[n], Fact::Eligibility)) return;
    const NodeIndex check = FirstCheck(flow, n);
    if (check == kNoNode || IsMeantForAnother(context.lexicon, flow, *call->tool, check)) return;
    sink.Report(DiagnosticId::EffectBeforeEligibility, call->mention->span,
                fmt::format("`@{}` runs before it is checked whether that is allowed",
                            call->tool->name))
        .Label(flow.nodes[check].statement->span, "this is checked only here")
        .Note("move the check, and the branch that ends the policy when it fails, above the call");
  }

  // The check that stands first in the text.
  static NodeIndex FirstCheck(const PolicyFlow& flow, NodeIndex from) {
    NodeIndex first = kNoNode;
    for (const NodeIndex n : ReachFrom(flow, from, [](const FlowNode&) { return true; })) {
      const FlowNode& node = flow.nodes[n];
      if (node.statement == nullptr || !Has(node.facts, Fact::Eligibility) ||
          node.callee != kNoNode)
        continue;
      if (first == kNoNode || node.statement->span.begin < flow.nodes[first].statement->span.begin)
        first = n;
    }
    return first;
  }

  static bool Shares(const Lexicon& lexicon, const ToolFacts& tool, const Words& words) {
    for (const std::string& word : IdentifierWords(tool.name)) {
      if (lexicon.Is("tool_noise", word) || !lexicon.EntityOf(word).empty() ||
          word == tool.platform)
        continue;
      if (std::any_of(words.begin(), words.end(),
                      [&](const std::string& other) { return SameStem(word, other); })) {
        return true;
      }
    }
    return false;
  }

  // "Cancel the order. Check whether the other one can be returned. Create the return."
  static bool IsMeantForAnother(const Lexicon& lexicon, const PolicyFlow& flow,
                                const ToolFacts& tool, NodeIndex check) {
    const Words words = WordsOf(flow.nodes[check]);
    if (Shares(lexicon, tool, words)) return false;
    for (const NodeIndex n : ReachFrom(flow, check, [](const FlowNode&) { return true; })) {
      for (const FlowCall& other : flow.nodes[n].calls) {
        if (other.tool->changes() && other.tool != &tool && Shares(lexicon, *other.tool, words))
          return true;
      }
    }
    return false;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeEffectBeforeEligibilityRule() {
  return std::make_unique<EffectBeforeEligibilityRule>();
}

}  // namespace proviso::compiler::lint
