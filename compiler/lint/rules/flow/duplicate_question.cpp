// SPDX-License-Identifier: Apache-2.0
// P218 duplicate-question: the customer is asked for what was asked on every path before. "Ask for
// another order number" and questions for a case that went wrong are not meant.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "compiler/lint/analysis/edits.h"
#include "compiler/lint/analysis/every_path.h"
#include "compiler/lint/analysis/reach.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"

namespace proviso::compiler::lint {
namespace {

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

// The questions of a policy, by node and by what they ask for.
class Questions {
 public:
  using Key = EveryPath::Key;

  Questions(const Lexicon& lexicon, const PolicyFlow& flow)
      : flow_(flow), keys_(flow.nodes.size()) {
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      for (std::string& name : QuestionsOf(lexicon, flow.nodes[n])) {
        const auto [place, added] = ids_.try_emplace(name, static_cast<Key>(names_.size()));
        if (added) {
          names_.push_back(std::move(name));
          askers_.emplace_back();
        }
        keys_[n].push_back(place->second);
        askers_[place->second].push_back(n);
      }
    }
    for (std::vector<NodeIndex>& nodes : askers_) {
      std::stable_sort(nodes.begin(), nodes.end(), [&](NodeIndex a, NodeIndex b) {
        return flow.nodes[a].statement->span.begin < flow.nodes[b].statement->span.begin;
      });
    }
  }

  const std::vector<std::vector<Key>>& keys() const { return keys_; }
  const std::string& name(Key key) const { return names_[key]; }
  // The node that asks for it and stands first in the text; nullptr when only `not_this` asks.
  const FlowNode* FirstWith(Key key, NodeIndex not_this) const {
    for (const NodeIndex n : askers_[key]) {
      if (n != not_this) return &flow_.nodes[n];
    }
    return nullptr;
  }

 private:
  const PolicyFlow& flow_;
  std::vector<std::vector<Key>> keys_;
  std::map<std::string, Key, std::less<>> ids_;
  std::vector<std::string> names_;
  std::vector<std::vector<NodeIndex>> askers_;  // by key
};

class DuplicateQuestionRule final : public Rule {
 public:
  DuplicateQuestionRule() : Rule(DiagnosticId::DuplicateQuestion, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) CheckPolicy(context, flow, sink);
  }

 private:
  static void CheckPolicy(const Context& context, const PolicyFlow& flow, DiagnosticSink& sink) {
    const Questions questions(context.lexicon, flow);
    if (std::all_of(questions.keys().begin(), questions.keys().end(),
                    [](const auto& keys) { return keys.empty(); })) {
      return;
    }
    const EveryPath known(flow, questions.keys());
    const Circles circles(flow, PassesAll);
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      const FlowNode& node = flow.nodes[n];
      if (!flow.reachable[n] || node.in_negative || node.in_repeat) continue;
      const auto& keys = questions.keys()[n];
      if (keys.empty() || !std::all_of(keys.begin(), keys.end(),
                                       [&](EveryPath::Key key) { return known.Knows(n, key); }))
        continue;
      if (AsksAgain(context, *node.statement) || circles.InCircle(n)) continue;
      const std::string& name = questions.name(keys.front());
      auto& report = sink.Report(
          DiagnosticId::DuplicateQuestion, node.statement->span,
          name.starts_with("?") ? "the same question was asked before on every path"
                                : fmt::format("`{}` was asked for before on every path", name));
      if (const FlowNode* first = questions.FirstWith(keys.front(), n)) {
        report.Label(first->statement->span, "it is asked for here");
      }
      if (node.statement->body.empty()) {
        if (auto edit = WithoutLine(context.sources, *node.statement)) {
          report.Fix({"take the second question out", {*edit}, FixSafety::Unsafe});
        }
      }
    }
  }

  static bool AsksAgain(const Context& context, const ast::Statement& statement) {
    const Words words = SplitWords(context.sources.file(statement.span.file).Text(statement.span));
    return context.lexicon.AnyIs("again_words", words) || statement.joined == ast::Joined::Or;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeDuplicateQuestionRule() {
  return std::make_unique<DuplicateQuestionRule>();
}

}  // namespace proviso::compiler::lint
