// SPDX-License-Identifier: Apache-2.0
// Conditions about what the customer said: a yes or no, one of the choices, a wish, a value given
// before. May call the resolver of values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/bound_condition.h"

namespace proviso::compiler {

class StepWriter;
class ToolFacts;
class ValueResolver;

// The one label that the words name; empty when none does or several would do.
std::string LabelNamed(const Lexicon& lexicon, const pack::Pack& pack,
                       const std::vector<std::string>& labels, const Words& said);

class AnswerBinder : BinderPart {
 public:
  AnswerBinder(BindContext& context, StepWriter& writer, ToolFacts& tools, ValueResolver& values)
      : BinderPart(context), writer_(writer), tools_(tools), values_(values) {}

  BoundCondition BindAnswer(const ast::Condition& condition, const ast::CustomerAnswer& answer);
  // "Ask if the door opens. If it opens, …": the question before it is the one that tells.
  std::optional<BoundCondition> BindAsAnswer(const ast::Condition& condition,
                                             const ast::PredicateCondition& predicate);
  // The option of a question or offer before it that the words name.
  std::optional<BoundCondition> BindChosen(const ast::Condition& condition,
                                           const Words& words) const;
  std::optional<BoundCondition> BindWholeLabel(const ast::Condition& condition) const;
  std::optional<BoundCondition> BindAsChoice(const ast::Condition& condition,
                                             const ast::PredicateCondition& predicate);
  std::optional<BoundCondition> BindGivenBefore(const ast::Condition& condition,
                                                const ast::PredicateCondition& predicate);
  std::optional<BoundCondition> BindStated(const ast::Condition& condition,
                                           const ast::PredicateCondition& predicate) const;
  // The words that a look at a fact gave as examples of what it says.
  void LearnStated(const ast::Phrase& examples, const KnownValue& value);
  // "the solution is Refund": a value the customer gave, compared with a name.
  std::optional<BoundCondition> BindNamedValue(const ast::Condition& condition,
                                               const ast::PredicateCondition& predicate);
  BoundCondition BindNewValue(const ast::Condition& condition,
                              const ast::NewValueProvided& provided);
  BoundCondition BindWish(const ast::Condition& condition, const ast::NamedTest& named);

 private:
  bool IsSomebodyElse(const ast::Condition& condition);
  bool AsksWhetherThereIs(const ast::Condition& condition,
                          const ast::PredicateCondition& predicate) const;
  bool AsksForOpposite(const Words& question, const std::string& said) const;
  bool WishesWhatIsOffered(const std::vector<std::string>& wish) const;
  bool InsistsOnRequest(const std::vector<std::string>& wish) const;
  bool WishesNoChange(const std::vector<std::string>& wish) const;

  StepWriter& writer_;
  ToolFacts& tools_;
  ValueResolver& values_;
  // The file whose words were looked through last, and whether they speak of the customer.
  std::optional<std::pair<FileId, bool>> customer_in_;
};

}  // namespace proviso::compiler
