// SPDX-License-Identifier: Apache-2.0
// P211 branch-without-complement: one answer to a question has a branch, the other has none, and
// the flow goes on as if that did not matter. Not meant: a branch that ends the conversation (what
// follows is the other answer), and a refusal behind which the steps of the acceptance stand.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/lint/analysis/edits.h"
#include "compiler/lint/analysis/flow.h"
#include "compiler/lint/analysis/reach.h"
#include "compiler/lint/analysis/words.h"
#include "compiler/lint/rules/flow/rules.h"
#include "core/names.h"

namespace proviso::compiler::lint {
namespace {

const ast::CustomerAnswer* AnswerOf(const FlowNode& node) {
  const auto* branch = As<ast::Branch>(node);
  if (branch == nullptr || branch->condition == nullptr) return nullptr;
  return std::get_if<ast::CustomerAnswer>(&branch->condition->node);
}

bool IsQuestion(const FlowNode& node) {
  return As<ast::AskYesNo>(node) != nullptr || As<ast::Choose>(node) != nullptr ||
         As<ast::Ask>(node) != nullptr;
}

// What every node of a policy needs to know of the others.
struct Surroundings {
  explicit Surroundings(const PolicyFlow& flow) : ahead(flow) {
    const auto until_question = [](const FlowNode& node) { return !IsQuestion(node); };
    for (const bool accepted : {false, true}) {
      std::vector<NodeIndex> answers;
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        const ast::CustomerAnswer* answer = AnswerOf(flow.nodes[n]);
        if (answer != nullptr && answer->accepted == accepted) answers.push_back(n);
      }
      answer_behind[accepted ? 1 : 0] = FirstReached(flow, answers, until_question);
      answer_before[accepted ? 1 : 0] = FirstReaching(flow, answers, until_question);
    }
    std::vector<NodeIndex> followed;
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      if (As<ast::FollowPolicy>(flow.nodes[n]) != nullptr) followed.push_back(n);
    }
    policy_before = FirstReaching(flow, followed, until_question);
  }

  // Up to the next question; by whether it accepts.
  std::array<std::vector<NodeIndex>, 2> answer_behind;
  std::array<std::vector<NodeIndex>, 2> answer_before;
  std::vector<NodeIndex> policy_before;
  Ahead ahead;
};

class BranchWithoutComplementRule final : public Rule {
 public:
  BranchWithoutComplementRule() : Rule(DiagnosticId::BranchWithoutComplement, Category::Flow) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const PolicyFlow& flow : context.flows->policies()) {
      const bool asks = std::any_of(flow.nodes.begin(), flow.nodes.end(), [](const FlowNode& node) {
        return AnswerOf(node) != nullptr || As<ast::Choose>(node) != nullptr;
      });
      if (!asks) continue;
      Surroundings around(flow);
      for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
        if (!flow.reachable[n]) continue;
        if (AnswerOf(flow.nodes[n]) != nullptr) CheckAnswer(context, flow, n, around, sink);
        if (As<ast::Choose>(flow.nodes[n]) != nullptr) CheckChoices(flow, n, around, sink);
      }
    }
  }

 private:
  static void CheckAnswer(const Context& context, const PolicyFlow& flow, NodeIndex n,
                          Surroundings& around, DiagnosticSink& sink) {
    const FlowNode& node = flow.nodes[n];
    const ast::CustomerAnswer& answer = *AnswerOf(node);
    const auto& branch = std::get<ast::Branch>(node.statement->node);
    if (branch.has_otherwise || node.next.size() < 2) return;
    // A branch for the other answer, or one above that stands apart from it.
    const std::size_t other = answer.accepted ? 0 : 1;
    if (around.answer_behind[other][n] != kNoNode || around.answer_before[other][n] != kNoNode)
      return;
    // "Follow #Retention. If the customer declines: …": the other outcome was dealt with over
    // there.
    if (around.policy_before[n] != kNoNode) return;
    const bool goes_on = FallsThrough(around, node.next[0], node.next[1]);
    const bool nothing_behind = flow.nodes[node.next[1]].end == PathEnd::Policy;
    // "If the customer declines: stop." and the steps for those who accept: nothing is missing.
    if (!nothing_behind && (!goes_on || !answer.accepted)) return;
    auto& report = sink.Report(DiagnosticId::BranchWithoutComplement, branch.condition->span,
                               fmt::format("nothing says what happens when the customer {}",
                                           answer.accepted ? "declines" : "accepts"));
    report.Note(fmt::format("to decide it, add a branch such as `If the customer {}: …`",
                            answer.accepted ? "declines" : "accepts"));
    AddFix(context, *node.statement, answer.accepted, report);
  }

  // Whether both ways meet again: the branch does not end the conversation.
  static bool FallsThrough(Surroundings& around, NodeIndex then, NodeIndex behind) {
    return then == behind || around.ahead.Leads(then, behind);
  }

  static void AddFix(const Context& context, const ast::Statement& statement, bool accepted,
                     Diagnostic& report) {
    const ast::Statement* last = LastOf(statement.body);
    if (last == nullptr || !accepted) return;
    // A line like that of the condition itself, behind all that belongs to it.
    auto edit = LineBehind(context.sources, *last, "");
    const auto head = LineBehind(context.sources, statement, "If the customer declines, stop.");
    if (!edit || !head) return;
    edit->replacement = head->replacement;
    report.Fix({"end the conversation when the customer declines", {*edit}, FixSafety::Unsafe});
  }

  // "Which one: A, B or C?" with branches for A and B only.
  static void CheckChoices(const PolicyFlow& flow, NodeIndex n, Surroundings& around,
                           DiagnosticSink& sink) {
    const auto& choose = *As<ast::Choose>(flow.nodes[n]);
    std::vector<bool> named(choose.choices.size(), false);
    bool all_end = true;
    for (const NodeIndex m : ReachFrom(
             flow, n, [](const FlowNode& node) { return As<ast::Choose>(node) == nullptr; })) {
      const auto* branch = As<ast::Branch>(flow.nodes[m]);
      if (branch == nullptr || branch->condition == nullptr) continue;
      const std::string words = " " + JoinWords(ConditionWords(*branch->condition)) + " ";
      bool mine = false;
      for (std::size_t c = 0; c < choose.choices.size(); ++c) {
        if (words.find(" " + JoinWords(choose.choices[c].words) + " ") == std::string::npos)
          continue;
        named[c] = true;
        mine = true;
      }
      if (!mine) continue;
      if (branch->has_otherwise || flow.nodes[m].next.size() < 2) return;
      const FlowNode& other = flow.nodes[flow.nodes[m].next[1]];
      const auto* next = As<ast::Branch>(other);
      if (next != nullptr && next->condition == nullptr) return;  // Otherwise
      all_end = all_end && !FallsThrough(around, flow.nodes[m].next[0], flow.nodes[m].next[1]);
    }
    const auto missing = std::find(named.begin(), named.end(), false);
    if (missing == named.end() || std::find(named.begin(), named.end(), true) == named.end() ||
        all_end)
      return;
    const ast::Phrase& choice = choose.choices[static_cast<std::size_t>(missing - named.begin())];
    sink.Report(DiagnosticId::BranchWithoutComplement, choice.span,
                fmt::format("nothing says what happens when the answer is `{}`", choice.text))
        .Note("add a branch for it, or `Otherwise: …` behind the others");
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeBranchWithoutComplementRule() {
  return std::make_unique<BranchWithoutComplementRule>();
}

}  // namespace proviso::compiler::lint
