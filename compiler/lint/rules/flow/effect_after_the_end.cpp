// SPDX-License-Identifier: Apache-2.0
// P219 effect-after-the-end: a call changes something after the customer was told that it is done,
// or after the message that closes the conversation. When it fails, the customer was told what is
// not so.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/promises.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

class EffectAfterTheEndRule final : public Rule {
 public:
  EffectAfterTheEndRule() : Rule(DiagnosticId::EffectAfterTheEnd, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (flow.reachable[n]) CheckNode(context.lexicon, flow, n, sink);
      }
    }
  }

 private:
  static void CheckNode(const Lexicon& lexicon, const PolicyFlow& flow, NodeIndex n,
                        DiagnosticSink& sink) {
    const auto* say = As<ast::Say>(flow.nodes[n]);
    if (say == nullptr || say->described) return;
    const std::string text = MessageText(*say);
    Facts told = 0;
    for (const Promise& promise : PromisesIn(lexicon, text)) {
      if (promise.done && (flow.before[n] & promise.kept_by) == 0) told |= promise.kept_by;
    }
    const bool closes = HasPhrase(lexicon, "closing_words", SplitWords(text));
    if (told == 0 && !closes) return;
    const FlowCall* late = LateCall(flow, n, told, closes);
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

  // Up to where the customer speaks again: then something new begins.
  static const FlowCall* LateCall(const PolicyFlow& flow, NodeIndex n, Facts told, bool closes) {
    const FlowCall* first = nullptr;
    for (const NodeIndex m :
         ReachFrom(flow, n, [](const FlowNode& node) { return !IsTurn(node); })) {
      for (const FlowCall& call : flow.nodes[m].calls) {
        const bool late = (call.tool->facts & told) != 0 || (closes && call.tool->changes());
        if (!late) continue;
        if (first == nullptr || call.mention->span.begin < first->mention->span.begin)
          first = &call;
      }
    }
    return first;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeEffectAfterTheEndRule() {
  return std::make_unique<EffectAfterTheEndRule>();
}

}  // namespace proviso::compiler::lint
