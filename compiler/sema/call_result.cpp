// SPDX-License-Identifier: Apache-2.0
// What a call gives, and what happens when that is nothing.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/call_binder.h"
#include "compiler/sema/question_writer.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/sema/tries.h"
#include "compiler/sema/value_resolver.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {

void CallBinder::LearnResult(const ToolDefinition& tool, const CheckedStep& call,
                             const ast::Statement&) {
  KnownResult result;
  result.variable = call.call.result;
  result.tool = &tool;
  const ToolNameReading reading = lexicon().ReadToolName(tool.name);
  result.noun = tool.noun().empty() ? reading.noun : tool.noun();
  const Words noun_words = SplitWords(result.noun);
  // "new order" is an order, "order eligibility" is none.
  const std::string own_entity =
      noun_words.empty() ? std::string() : lexicon().EntityOf(noun_words.back());
  result.entity = own_entity.empty() ? reading.entity : own_entity;
  result.made = !noun_words.empty() && lexicon().Is("new_modifiers", noun_words.front());
  result.is_new = !own_entity.empty() && lexicon().Is("new_modifiers", noun_words.front());
  result.has_schema = tool.has_result_schema;
  std::erase_if(context_.scope.results,
                [&](const KnownResult& known) { return known.variable == result.variable; });
  context_.scope.results.push_back(result);
  context_.scope.got_result = true;

  std::set<std::string> given;  // what went in does not come out as news
  for (const CheckedArgument& argument : call.arguments)
    given.insert(lexicon().ReadIdentifier(argument.parameter).key);
  const std::string variable = context_.bundle.variables.at(result.variable).name;
  const auto learn = [&](const Noun& noun, std::string_view field, int tier) {
    KnownValue value;
    value.key = noun.key;
    value.type = noun.type;
    value.is_new = result.is_new;
    value.tier = tier;
    value.expr =
        CheckedExpr::FieldOf(CheckedExpr::Load(result.variable), values_.FieldFor(noun, field));
    value.spelling = fmt::format("{{{}.{}}}", variable, field);
    context_.scope.Learn(std::move(value));
  };
  for (const ToolResultField& field : tool.result_fields) {
    if (field.path.find_first_of(".[") != std::string::npos) continue;
    const Noun noun = lexicon().ReadIdentifier(field.path);
    const bool own_id = field.path == tool.id_field || (noun.is_id && noun.entity == result.entity);
    if (given.contains(noun.key) && !(result.is_new && own_id)) continue;
    learn(noun, field.path, result.is_new && own_id ? 1 : 2);
  }
  // A tool of which only the name is known: what it creates has an identity.
  if (!tool.has_result_schema && result.is_new && !result.entity.empty()) {
    Words id_words = SplitWords(result.entity);
    id_words.push_back(lexicon().List("identity_words").front());
    const Noun noun = lexicon().ReadNoun(id_words);
    if (noun.is_id) learn(noun, SnakeCase(id_words), 1);
  }
}

void CallBinder::LearnAlias(const CheckedArgument& argument) {
  if (argument.value.kind != CheckedExpr::Kind::Variable) return;
  const Variable& variable = context_.bundle.variables.at(argument.value.variable);
  const std::string name = SnakeCase(IdentifierWords(argument.parameter));
  const Noun noun = lexicon().ReadIdentifier(argument.parameter);
  const bool known = std::any_of(context_.scope.values.begin(), context_.scope.values.end(),
                                 [&](const auto& value) {
                                   return value->key == noun.key || value->key == noun.slot ||
                                          value->spelling == "{" + name + "}";
                                 });
  if (known || variable.name == name || context_.bundle.variables.Find(name)) return;
  KnownValue value;
  value.key = noun.key;
  value.type = variable.type;
  value.tier = 1;
  value.expr = argument.value;
  value.spelling = "{" + name + "}";
  context_.scope.Learn(std::move(value));
}

void CallBinder::EmitMissing(const ToolDefinition& tool, CheckedStep& call, MarkId start,
                             const PredicateSpec& exists, const CallSite& site, CheckedBlock& out) {
  const std::string what = tool.noun();
  CheckedStep check = writer_.Step(CheckedStep::Kind::If, call.span);
  check.condition = CheckedExpr::Ask(CheckedExpr::Load(call.call.result), exists);
  check.unknown_is_otherwise = true;
  const std::string shown = what.empty() ? "@" + tool.name : what;
  CheckedBlock give_up;
  const std::optional<GivingUp> said =
      site.at != nullptr ? tries_.GivingUpBehind(*site.at) : std::nullopt;
  if (said) {
    tries_.EmitGivingUp(*said, call.span, give_up, *site.at);
  } else {
    writer_.EmitHandOff(call.span, Fill(lexicon().Message("reason_not_found"), {shown}), give_up);
  }
  const VariableId slot = call.variable;
  const std::string line_to_add =
      fmt::format("If the {} does not exist: …", what.empty() ? "result" : what);
  const bool first_time = missing_reported_.insert(tool.name).second;
  if (IsNone(slot)) {
    check.otherwise = std::move(give_up);
    out.push_back(std::move(check));
    if (!first_time) return;
    writer_
        .Report(DiagnosticId::UnhandledOutcome, call.span,
                fmt::format("nothing says what to do when `@{}` finds nothing", tool.name))
        .Note("the machine hands off to a person then")
        .Note(fmt::format("to decide it yourself, add a line such as `{}`", line_to_add));
    return;
  }
  CheckedStep attempt = writer_.Step(CheckedStep::Kind::Attempt, call.span);
  attempt.variable = writer_.NewInternal("attempts", ValueType::Number);
  attempt.number = said ? said->count - 1 : 2;
  attempt.body = std::move(give_up);
  check.otherwise.push_back(std::move(attempt));
  CheckedStep ask = questions_.AskAnew(call.span, slot);
  const std::string name = ask.prompt.slot_name;
  // The value that was not found is shown: the customer sees a typing error at once.
  ask.text = writer_.FromMessage("ask_again_not_found", {{questions_.ShownNoun(name), std::nullopt},
                                                         {name, CheckedExpr::Load(slot)}});
  check.otherwise.push_back(std::move(ask));
  CheckedStep again = writer_.Step(CheckedStep::Kind::GoTo, call.span);
  again.mark = start;
  check.otherwise.push_back(std::move(again));
  out.push_back(std::move(check));
  if (!first_time) return;
  writer_
      .Report(DiagnosticId::UnhandledOutcome, call.span,
              fmt::format("nothing says what to do when `@{}` finds nothing", tool.name))
      .Note(fmt::format("the machine asks for the {} again, twice at most, and then hands off",
                        lexicon().ReadIdentifier(name).display))
      .Note(fmt::format("to decide it yourself, add a line such as `{}`", line_to_add));
}

// "to check if a user with that email exists", "to ensure the order qualifies": the call is a
// check. A branch later in the text says what a no means; without one a person decides.
void CallBinder::EmitImpliedCheck(const ToolDefinition& tool, const CallSite& site,
                                  VariableId result, CheckedBlock& out) {
  // "Use @check_eligibility": the name of the tool says what is checked.
  const Words name = IdentifierWords(tool.name);
  const bool by_name =
      !name.empty() && lexicon().Is("check_verbs", name.front()) &&
      (tools_.ReadsOnly(tool) || EffectOf(tool, lexicon()).effect == ToolEffect::Unknown);
  if (!lexicon().AnyIs("check_verbs", site.purpose) && !by_name) return;
  std::optional<PredicateSpec> found;
  std::string word;
  Words candidates = site.purpose;
  for (const std::string& of_name : by_name ? name : Words{}) {
    const auto state = wording().pack().forms().Pair("states_of_checks", of_name);
    candidates.push_back(state.value_or(of_name));
  }
  for (const std::string& candidate : candidates) {
    if (!lexicon().Is("gating_words", candidate) || lexicon().Is("check_verbs", candidate))
      continue;
    if (std::optional<PredicateSpec> spec = tools_.PredicateOf(tool, {candidate})) {
      found = std::move(spec);
      word = candidate;
      break;
    }
  }
  if (!found || found->form == PredicateForm::Exists)
    return;  // existence is looked at after every look-up
  const bool handled =
      site.at != nullptr && AnyLater(context_, *site.at, [&](const ast::Statement& later) {
        const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(later);
        if (predicate == nullptr) return false;
        const std::optional<PredicateSpec> other =
            tools_.PredicateOf(tool, predicate->predicate.words);
        return other && other->form != PredicateForm::Exists;
      });
  if (handled) return;
  CheckedStep check = writer_.Step(CheckedStep::Kind::If, site.statement->span);
  check.condition = CheckedExpr::Ask(CheckedExpr::Load(result), *found);
  writer_.EmitHandOff(site.statement->span, Fill(lexicon().Message("reason_unhandled"), {word}),
                      check.otherwise);
  out.push_back(std::move(check));
  writer_
      .Report(DiagnosticId::UnhandledOutcome, site.statement->span,
              fmt::format("nothing says what to do when the answer is not `{}`", word))
      .Note("the machine hands off to a person then")
      .Note(fmt::format("to decide it yourself, add a line such as `If it is not {}: …`", word));
}

}  // namespace proviso::compiler
