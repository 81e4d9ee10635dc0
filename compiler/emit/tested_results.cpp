// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit/tested_results.h"

#include <algorithm>
#include <set>

#include "bytecode/word_lists.h"

namespace proviso::compiler {

namespace {

bool IsIn(const std::vector<std::string>& list, const std::string& path) {
  return std::find(list.begin(), list.end(), path) != list.end();
}

class TestedResults {
 public:
  explicit TestedResults(const std::vector<std::vector<std::string>>& words) : words_(words) {}

  void Visit(const CheckedBlock& block) {
    for (const CheckedStep& step : block) {
      if (step.kind == CheckedStep::Kind::If) VisitExpr(step.condition);
      Visit(step.body);
      Visit(step.otherwise);
      Visit(step.unknown);
    }
  }

  void Mark(CallSite& site) const {
    site.state_is_tested = states_.contains(site.result);
    site.owner_is_tested = owners_.contains(site.result);
  }

 private:
  void VisitExpr(const CheckedExpr& expr) {
    for (const CheckedExpr& operand : expr.operands) VisitExpr(operand);
    const bool test =
        expr.kind == CheckedExpr::Kind::Test && expr.predicate.form != PredicateForm::Exists;
    if (!test && expr.kind != CheckedExpr::Kind::Field) return;
    const CheckedExpr* root = &expr;
    while (!root->operands.empty()) root = &root->operands.front();
    if (root->kind != CheckedExpr::Kind::Variable) return;
    if (test || IsState(expr.field)) states_.insert(root->variable);
    if (!test && IsOwner(expr.field)) owners_.insert(root->variable);
  }

  static bool IsState(const FieldSpec& field) {
    return std::any_of(field.paths.begin(), field.paths.end(), [](const std::string& path) {
      return path.ends_with("status") || path.ends_with("state");
    });
  }
  bool IsOwner(const FieldSpec& field) const {
    const auto& emails = words_[static_cast<std::size_t>(WordListId::OwnerEmails)];
    const auto& ids = words_[static_cast<std::size_t>(WordListId::OwnerIds)];
    return std::any_of(field.paths.begin(), field.paths.end(), [&](const std::string& path) {
      return IsIn(emails, path) || IsIn(ids, path);
    });
  }

  const std::vector<std::vector<std::string>>& words_;
  std::set<VariableId> states_;
  std::set<VariableId> owners_;
};

}  // namespace

void MarkTested(const CheckedPolicy& policy, const std::vector<std::vector<std::string>>& words,
                std::span<CallSite> sites) {
  TestedResults tested(words);
  tested.Visit(policy.body);
  for (const CheckedEntry& entry : policy.entries) tested.Visit(entry.replay);
  for (CallSite& site : sites) tested.Mark(site);
}

}  // namespace proviso::compiler
