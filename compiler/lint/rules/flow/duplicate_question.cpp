// SPDX-License-Identifier: Apache-2.0
// P218 duplicate-question: the customer is asked for what was asked on every path before. A forward
// must-analysis: what is known behind a step is what is known before it on all ways, and the
// question. "Ask for another order number" and questions for a case that went wrong are not meant.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "compiler/lint/analysis/edits.h"
#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

using Asked = std::set<std::string>;  // what was asked; nullopt outside: not reached yet

// "email", "?they want to keep the order": the value or the question that the node asks for.
std::vector<std::string> QuestionsOf(const Lexicon& lexicon, const FlowNode& node) {
  std::vector<std::string> keys;
  if (const auto* ask = As<ast::Ask>(node)) {
    for (const ast::Phrase& phrase : ask->nouns) {
      const Noun noun = lexicon.ReadNoun(phrase.words);
      if (!noun.slot.empty() && !noun.is_new) keys.push_back(noun.slot);
    }
    // "name or account number": only one of them is known then.
    if (ask->any_one && keys.size() > 1) keys = {keys.front() + "|" + keys.back()};
  } else if (const auto* yes_no = As<ast::AskYesNo>(node)) {
    keys.push_back("?" + JoinWords(yes_no->question.words));
  } else if (const auto* choose = As<ast::Choose>(node)) {
    const Noun noun = lexicon.ReadNoun(choose->noun.words);
    if (!noun.slot.empty()) keys.push_back(noun.slot);
  }
  return keys;
}

class DuplicateQuestionRule final : public Rule {
 public:
  DuplicateQuestionRule() : Rule(DiagnosticId::DuplicateQuestion, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) CheckPolicy(context, flow, sink);
  }

 private:
  static void CheckPolicy(const Context& context, const PolicyFlow& flow, DiagnosticSink& sink) {
    const auto known = KnownBefore(context.lexicon, flow);
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      const FlowNode& node = flow.nodes[n];
      if (!flow.reachable[n] || !known[n] || node.in_negative || node.in_repeat) continue;
      const auto keys = QuestionsOf(context.lexicon, node);
      if (keys.empty() || !std::all_of(keys.begin(), keys.end(),
                                       [&](const auto& key) { return known[n]->contains(key); }))
        continue;
      if (AsksAgain(context, *node.statement) || InCircle(flow, n)) continue;
      auto& report =
          sink.Report(DiagnosticId::DuplicateQuestion, node.statement->span,
                      keys.front().starts_with("?")
                          ? "the same question was asked before on every path"
                          : fmt::format("`{}` was asked for before on every path", keys.front()));
      if (const FlowNode* first = FirstWith(context.lexicon, flow, keys.front(), n)) {
        report.Label(first->statement->span, "it is asked for here");
      }
      if (node.statement->body.empty()) {
        if (auto edit = WithoutLine(context.sources, *node.statement)) {
          report.Fix({"take the second question out", {*edit}, FixSafety::Unsafe});
        }
      }
    }
  }

  static std::vector<std::optional<Asked>> KnownBefore(const Lexicon& lexicon,
                                                       const PolicyFlow& flow) {
    std::vector<std::optional<Asked>> known(flow.nodes.size());
    known[flow.start].emplace();
    std::vector<NodeIndex> open{flow.start};
    while (!open.empty()) {
      const NodeIndex n = open.back();
      open.pop_back();
      Asked behind = *known[n];
      for (std::string& key : QuestionsOf(lexicon, flow.nodes[n])) behind.insert(std::move(key));
      for (const NodeIndex next : flow.nodes[n].next) {
        if (!known[next]) {
          known[next] = behind;
        } else {
          Asked both;
          std::set_intersection(known[next]->begin(), known[next]->end(), behind.begin(),
                                behind.end(), std::inserter(both, both.begin()));
          if (both.size() == known[next]->size()) continue;
          known[next] = std::move(both);
        }
        open.push_back(next);
      }
    }
    return known;
  }

  static bool AsksAgain(const Context& context, const ast::Statement& statement) {
    const Words words = SplitWords(context.sources.file(statement.span.file).Text(statement.span));
    return context.lexicon.AnyIs("again_words", words) || statement.joined == ast::Joined::Or;
  }

  static bool InCircle(const PolicyFlow& flow, NodeIndex n) {
    const auto reached = ReachFrom(flow, n, [](const FlowNode&) { return true; });
    return std::find(reached.begin(), reached.end(), n) != reached.end();
  }

  static const FlowNode* FirstWith(const Lexicon& lexicon, const PolicyFlow& flow,
                                   const std::string& key, NodeIndex not_this) {
    const FlowNode* first = nullptr;
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      if (n == not_this) continue;
      const auto keys = QuestionsOf(lexicon, flow.nodes[n]);
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) continue;
      if (first == nullptr || flow.nodes[n].statement->span.begin < first->statement->span.begin)
        first = &flow.nodes[n];
    }
    return first;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeDuplicateQuestionRule() {
  return std::make_unique<DuplicateQuestionRule>();
}

}  // namespace proviso::compiler::lint
