// SPDX-License-Identifier: Apache-2.0
// P303 effect-before-eligibility: a call changes something, and whether that is allowed is checked
// behind it. Only when nothing was checked before on any path, and when no other effect stands
// behind the check for which it may be meant.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/reach.h"
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

bool Shares(const Lexicon& lexicon, const ToolFacts& tool, const Words& words) {
  for (const std::string& word : IdentifierWords(tool.name)) {
    if (lexicon.Is("tool_noise", word) || !lexicon.EntityOf(word).empty() || word == tool.platform)
      continue;
    if (std::any_of(words.begin(), words.end(),
                    [&](const std::string& other) { return SameStem(word, other); })) {
      return true;
    }
  }
  return false;
}

class EffectBeforeEligibilityChecker {
 public:
  EffectBeforeEligibilityChecker(const Context& context, const PolicyFlow& flow,
                                 DiagnosticSink& sink)
      : lexicon_(context.lexicon), flow_(flow), sink_(sink) {}

  void Run() {
    std::vector<std::pair<std::uint32_t, NodeIndex>> checks;
    for (NodeIndex n = 0; n < flow_.nodes.size(); ++n) {
      const FlowNode& node = flow_.nodes[n];
      if (node.statement != nullptr && Has(node.facts, Fact::Eligibility) &&
          node.callee == kNoNode) {
        checks.emplace_back(node.statement->span.begin, n);
      }
    }
    first_check_ = FirstReached(flow_, InOrder(std::move(checks)), PassesAll);
    for (NodeIndex n = 0; n < flow_.nodes.size(); ++n) {
      if (flow_.reachable[n]) CheckNode(n);
    }
  }

 private:
  void CheckNode(NodeIndex n) {
    const FlowNode& node = flow_.nodes[n];
    const auto call = std::find_if(node.calls.begin(), node.calls.end(),
                                   [](const FlowCall& each) { return each.tool->changes(); });
    if (call == node.calls.end() || Has(flow_.before[n], Fact::Eligibility)) return;
    if (!Has(flow_.after[n], Fact::Eligibility)) return;
    const NodeIndex check = first_check_[n];
    if (check == kNoNode || IsMeantForAnother(*call->tool, check)) return;
    sink_
        .Report(DiagnosticId::EffectBeforeEligibility, call->mention->span,
                fmt::format("`@{}` runs before it is checked whether that is allowed",
                            call->tool->name))
        .Label(flow_.nodes[check].statement->span, "this is checked only here")
        .Note("move the check, and the branch that ends the policy when it fails, above the call");
  }

  // "Cancel the order. Check whether the other one can be returned. Create the return."
  bool IsMeantForAnother(const ToolFacts& tool, NodeIndex check) {
    const auto [place, added] = meant_for_.try_emplace(check);
    if (added) place->second = ToolsMeantBy(check);
    const std::set<const ToolFacts*>& tools = place->second;
    return !tools.empty() && !tools.contains(&tool) &&
           !Shares(lexicon_, tool, WordsOf(flow_.nodes[check]));
  }

  // The effects behind the check whose names share a word with it.
  std::set<const ToolFacts*> ToolsMeantBy(NodeIndex check) const {
    std::set<const ToolFacts*> looked_at;
    std::set<const ToolFacts*> tools;
    const Words words = WordsOf(flow_.nodes[check]);
    for (const NodeIndex n : ReachFrom(flow_, check, PassesAll)) {
      for (const FlowCall& other : flow_.nodes[n].calls) {
        const bool once = other.tool->changes() && looked_at.insert(other.tool).second;
        if (once && Shares(lexicon_, *other.tool, words)) tools.insert(other.tool);
      }
    }
    return tools;
  }

  const Lexicon& lexicon_;
  const PolicyFlow& flow_;
  DiagnosticSink& sink_;
  std::vector<NodeIndex>
      first_check_;  // by node, the check behind it that stands first in the text
  std::map<NodeIndex, std::set<const ToolFacts*>> meant_for_;  // by check
};

class EffectBeforeEligibilityRule final : public Rule {
 public:
  EffectBeforeEligibilityRule() : Rule(DiagnosticId::EffectBeforeEligibility, Category::Safety) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      EffectBeforeEligibilityChecker(context, flow, sink).Run();
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeEffectBeforeEligibilityRule() {
  return std::make_unique<EffectBeforeEligibilityRule>();
}

}  // namespace proviso::compiler::lint
