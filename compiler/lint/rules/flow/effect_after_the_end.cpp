// SPDX-License-Identifier: Apache-2.0
// P219 effect-after-the-end: a call changes something after the customer was told that it is done,
// or after the message that closes the conversation. When it fails, the customer was told what is
// not so.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/promises.h"
#include "compiler/lint/analysis/reach.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

// The first call of a kind behind each node, up to where the customer speaks again: then something
// new begins. Kinds are few, so each is looked for once in a policy.
class LateCalls {
 public:
  explicit LateCalls(const PolicyFlow& flow) : flow_(flow) {}

  // That does any of `told` or, when the message `closes` the conversation, changes anything.
  const FlowCall* Behind(NodeIndex n, Facts told, bool closes) {
    const auto late = [&](const FlowCall& call) {
      return (call.tool->facts & told) != 0 || (closes && call.tool->changes());
    };
    auto& behind = behind_[{told, closes}];
    if (behind.empty()) behind = Find(late);
    const NodeIndex found = behind[n];
    return found != kNoNode ? FirstOf(flow_.nodes[found], late) : nullptr;
  }

 private:
  template <typename Late>
  static const FlowCall* FirstOf(const FlowNode& node, Late late) {
    const FlowCall* first = nullptr;
    for (const FlowCall& call : node.calls) {
      if (!late(call)) continue;
      if (first == nullptr || call.mention->span.begin < first->mention->span.begin) first = &call;
    }
    return first;
  }

  template <typename Late>
  std::vector<NodeIndex> Find(Late late) const {
    std::vector<std::pair<std::uint32_t, NodeIndex>> places;
    for (NodeIndex n = 0; n < flow_.nodes.size(); ++n) {
      const FlowCall* call = FirstOf(flow_.nodes[n], late);
      if (call != nullptr) places.emplace_back(call->mention->span.begin, n);
    }
    return FirstReached(flow_, InOrder(std::move(places)),
                        [](const FlowNode& node) { return !IsTurn(node); });
  }

  const PolicyFlow& flow_;
  std::map<std::pair<Facts, bool>, std::vector<NodeIndex>> behind_;
};

class EffectAfterTheEndRule final : public Rule {
 public:
  EffectAfterTheEndRule() : Rule(DiagnosticId::EffectAfterTheEnd, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      LateCalls late(flow);
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n]) CheckNode(context.lexicon, flow, n, late, sink);
      }
    }
  }

 private:
  static void CheckNode(const Lexicon& lexicon, const PolicyFlow& flow, NodeIndex n,
                        LateCalls& late_calls, DiagnosticSink& sink) {
    const auto* say = As<ast::Say>(flow.nodes[n]);
    if (say == nullptr || say->described) return;
    const std::string text = MessageText(*say);
    Facts told = 0;
    for (const Promise& promise : PromisesIn(lexicon, text)) {
      if (promise.done && (flow.before[n] & promise.kept_by) == 0) told |= promise.kept_by;
    }
    const bool closes = HasPhrase(lexicon, "closing_words", SplitWords(text));
    if (told == 0 && !closes) return;
    const FlowCall* late = late_calls.Behind(n, told, closes);
    if (late == nullptr) return;
    const bool is_told = (late->tool->facts & told) != 0;
    sink.Report(DiagnosticId::EffectAfterTheEnd, late->mention->span,
                is_told ? fmt::format("`@{}` runs after the customer was told that it is done",
                                      late->tool->name)
                        : fmt::format("`@{}` runs after the message that closes the conversation",
                                      late->tool->name))
        .Label(say->quote ? say->quote->span : flow.nodes[n].statement->span,
               is_told ? "this says that it is done" : "this closes it")
        .Note("say it behind the call, when it is known to have worked");
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeEffectAfterTheEndRule() {
  return std::make_unique<EffectAfterTheEndRule>();
}

}  // namespace proviso::compiler::lint
