// SPDX-License-Identifier: Apache-2.0
// What is on or off (LANGUAGE section 5): "if auto-renew is off", "if the refundable flag is set".
#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/predicate_binder.h"
#include "compiler/sema/spoken_words.h"

namespace proviso::compiler {
namespace {

// The names under which records tell whether something is on.
std::vector<std::string> SwitchPaths(const std::string& name,
                                     const std::vector<std::string>& forms) {
  std::vector<std::string> paths;
  for (std::string form : forms) {
    constexpr std::string_view kName = "{}";
    if (const std::size_t at = form.find(kName); at != std::string::npos) {
      form.replace(at, kName.size(), name);
      paths.push_back(std::move(form));
    }
  }
  return paths;
}

}  // namespace

// A setting of the record is told by a field of its name: what the status of the record says is
// about the record.
std::optional<BoundCondition> PredicateBinder::BindSwitched(
    const ast::Condition& condition, const ast::PredicateCondition& predicate) const {
  if (context_.scope.results.empty()) return std::nullopt;
  Words said;
  for (const std::string& word : Telling(lexicon(), predicate.predicate.words)) {
    if (!lexicon().Is("adverbs", word)) said.push_back(word);
  }
  Words setting;
  for (const std::string& word : Telling(lexicon(), predicate.subject.words)) {
    if (!word.ends_with("'s")) setting.push_back(word);
  }
  const bool flag = setting.size() > 1 && lexicon().Is("flag_nouns", setting.back());
  if (flag) setting.pop_back();
  const std::string state = JoinWords(said);
  const bool on = lexicon().Is("on_states", state) || (flag && lexicon().Is("set_states", state));
  const bool off = lexicon().Is("off_states", state);
  if (setting.empty() || (!on && !off) || lexicon().List("switch_fields").empty()) {
    return std::nullopt;
  }
  const KnownResult& result = context_.scope.results.back();
  if (context_.bundle.tools.in_catalogue(result.tool->name)) return std::nullopt;
  const Words about = IdentifierWords(result.tool->name);
  const bool record =
      !lexicon().EntityOf(setting.back()).empty() || lexicon().Is("possessors", setting.back()) ||
      lexicon().Is("subject_words", setting.back()) ||
      lexicon().Is("status_nouns", setting.back()) || HasStem(about, setting.back());
  if (record && !flag) return std::nullopt;
  FieldSpec spec;
  spec.paths = SwitchPaths(SnakeCase(setting), lexicon().List("switch_fields"));
  spec.type = ValueType::Json;
  spec.noun = predicate.subject.text;
  const CheckedExpr field = CheckedExpr::FieldOf(CheckedExpr::Load(result.variable), spec);
  const auto is = [&](bool value) {
    return CheckedExpr::Joined(Opcode::Equal, field, CheckedExpr::Of(Value::Bool(value)));
  };
  PredicateSpec says;
  says.form = PredicateForm::Says;
  says.equals = lexicon().List("on_states");
  CheckedExpr text = CheckedExpr::Joined(Opcode::And, CheckedExpr::Not(is(false)),
                                         CheckedExpr::Ask(field, std::move(says)));
  BoundCondition bound;
  bound.expr = CheckedExpr::Joined(Opcode::Or, is(true), std::move(text));
  const bool negated = predicate.negated != off;
  if (negated) bound.expr = CheckedExpr::Not(std::move(bound.expr));
  bound.polarity =
      negated ? BoundCondition::Polarity::Negative : BoundCondition::Polarity::Positive;
  bound.outcome =
      (predicate.negated ? lexicon().Outcome("negative_prefix") : std::string()) + SnakeCase(said);
  bound.subject = Written(condition.span);
  bound.producer = result.tool;
  bound.meaning = negated ? Means(Sense::WhenOfIsOff, spec.paths.front(), result.tool->name)
                          : Means(Sense::WhenOfIsOn, spec.paths.front(), result.tool->name);
  return bound;
}

}  // namespace proviso::compiler
