// SPDX-License-Identifier: Apache-2.0
// Calls: what they need, what they give, and what happens when they find nothing (LANGUAGE 5 and
// 7).
#include "compiler/sema/call_binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/argument_binder.h"
#include "compiler/sema/call_outcomes.h"
#include "compiler/sema/consent_guard.h"
#include "compiler/sema/consents.h"
#include "compiler/sema/own_tools.h"
#include "compiler/sema/purpose_reader.h"
#include "compiler/sema/rule_guard.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/sema/tries.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {

// Nothing half understood acts (LANGUAGE section 3, "Every word counts").
bool CallBinder::MayAct(const ast::Statement& statement,
                        const std::vector<ast::ToolMention>& calls) {
  for (const ast::ToolMention& mention : calls) {
    const ToolDefinition* tool = context_.bundle.tools.Find(mention.name);
    if (tool == nullptr || tools_.ReadsOnly(*tool)) continue;
    if (!statement.unread.empty()) {
      writer_
          .Report(DiagnosticId::WordsNotUnderstood, statement.unread.span,
                  fmt::format("“{}” was not understood, so `@{}` is not called",
                              statement.unread.text, mention.name))
          .Note("a call runs only when every word of its sentence is understood")
          .Note("leave the words out, or write them as a step or a condition of their own");
    } else if (statement.permitted) {
      writer_
          .Report(DiagnosticId::OnlyPermitted, statement.span,
                  fmt::format("this says that `@{}` may be used, not that it is", mention.name))
          .Note("say when it is used, for example `If the customer agrees, use …`");
    } else if (statement.joined == ast::Joined::Or) {
      writer_
          .Report(DiagnosticId::EitherEffect, statement.span,
                  fmt::format("nothing says who decides whether `@{}` is called", mention.name))
          .Note("let the customer choose, or say when: `If …, use @a. Otherwise, use @b.`");
    } else {
      continue;
    }
    writer_.Read(statement, ReadingKind::Problem, Means(Sense::SeeErrorOfWords));
    return false;
  }
  return true;
}

// "Use @t or tell the customer that …": nobody says which.
bool CallBinder::LeavesOpen(const ast::Statement& statement,
                            const std::vector<ast::ToolMention>& calls, const Cursor& at) {
  const ast::Statement* next = at.NextSibling();
  if (next == nullptr || next->joined != ast::Joined::Or) return false;
  // A second call says it itself, and a condition says when.
  if (std::holds_alternative<ast::Use>(next->node) ||
      std::holds_alternative<ast::Branch>(next->node)) {
    return false;
  }
  for (const ast::ToolMention& mention : calls) {
    const ToolDefinition* tool = context_.bundle.tools.Find(mention.name);
    if (tool == nullptr || tools_.ReadsOnly(*tool) ||
        !IsConsequential(EffectOf(*tool, lexicon()).effect)) {
      continue;
    }
    writer_
        .Report(DiagnosticId::EitherEffect, statement.span,
                fmt::format("nothing says who decides whether `@{}` is called", mention.name))
        .Label(next->span, "or this")
        .Note("let the customer choose, or say when: `If …, use @a. Otherwise, …`");
    writer_.Read(statement, ReadingKind::Problem, Means(Sense::SeeErrorOfWords));
    return true;
  }
  return false;
}

// "Offer a refund of 50 %", accepted, and the call pays `{order.total}`: nothing takes the share.
void CallBinder::ReportForgottenShare(const ast::ToolMention& mention) {
  const auto& prompt = context_.scope.prompt;
  const ToolDefinition* tool = context_.bundle.tools.Find(mention.name);
  const bool share = prompt && prompt->kind == PromptKind::Offer && prompt->options.size() == 1 &&
                     prompt->options.front().percent();
  if (!share || tool == nullptr || EffectOf(*tool, lexicon()).effect != ToolEffect::Money) return;
  const OptionPlan& offered = prompt->options.front();
  for (const ast::Argument& argument : mention.arguments) {
    if (argument.value == nullptr) continue;
    const ToolParameter* parameter = tool->FindParameter(argument.name);
    const auto* path = std::get_if<ast::Path>(&argument.value->node);
    const bool sum = parameter != nullptr && (parameter->type == ValueType::Money ||
                                              lexicon().Is("amount_parameters", argument.name));
    const bool whole = sum && path != nullptr && path->steps.size() > 1;
    if (!whole) continue;
    writer_
        .Report(DiagnosticId::ValueGoesNowhere, argument.span,
                fmt::format("`{}` was offered, and `{}` of the call takes something else",
                            offered.values.front(), argument.name))
        .Label(prompt->span, "offered here")
        .Note(fmt::format("say how much of it, as in `{}: {{{} * {}}}`", argument.name,
                          fmt::join(path->steps, "."), offered.values.front()));
  }
}

void CallBinder::BindUse(const ast::Statement& statement, const ast::Use& use, CheckedBlock& out,
                         const Cursor& at, bool applicable) {
  CallSite site;
  site.statement = &statement;
  site.purpose = use.purpose.words;
  site.purpose_text = use.purpose.text;
  site.told = use.told.text;
  site.entered = &use.entered;
  site.at = &at;
  site.applicable = applicable;
  site.looks_up = use.looks_up;
  bool share_used = false;
  if (use.share) site.share = &*use.share;
  site.share_used = &share_used;
  if (!MayAct(statement, use.calls)) return;
  if (LeavesOpen(statement, use.calls, at)) return;
  std::vector<const ToolDefinition*> acting;
  for (const ast::ToolMention& mention : use.calls) {
    const ToolDefinition* tool = context_.bundle.tools.Find(mention.name);
    if (tool == nullptr || tools_.ReadsOnly(*tool)) continue;
    const bool looks = use.looks_up && EffectOf(*tool, lexicon()).effect == ToolEffect::Unknown;
    if (!looks && !purposes_.IsSettled(statement, use, *tool)) return;
    acting.push_back(tool);
  }
  if (!acting.empty() && !statement.without_asking) {
    consent_guard_.Emit(statement, site, acting, out);
  }
  std::vector<PurposeValue> values = purposes_.ValuesOf(use);
  site.values = &values;
  for (const ast::ToolMention& mention : use.calls) {
    ReportForgottenShare(mention);
    EmitCall(mention, site, out);
  }
  purposes_.ReportUnusedValues(values);
  if (use.share && !share_used) {
    writer_
        .Report(DiagnosticId::ValueGoesNowhere, use.share->words.span,
                fmt::format("`{}` says how much, and no parameter of the call takes it",
                            use.share->words.text))
        .Note("say where it goes, as in `@tool(amount: {order.total * 50%})`, or leave it out");
  }
}

std::string CallBinder::SignatureFromScope(const ast::ToolMention& mention) const {
  constexpr std::size_t kMost = 6;
  std::vector<std::pair<std::string, ValueType>> parameters;
  // The latest ones last, as they were learnt; what the customer gave or was made here, no whole
  // record.
  for (auto it = context_.scope.values.rbegin();
       it != context_.scope.values.rend() && parameters.size() < kMost; ++it) {
    const KnownValue& value = **it;
    if (value.tier != 1 || value.spelling.size() < 3) continue;
    const std::string spelled = value.spelling.substr(1, value.spelling.size() - 2);
    const std::string name = spelled.find('.') == std::string::npos ? spelled : value.key;
    const bool told = std::any_of(parameters.begin(), parameters.end(),
                                  [&](const auto& parameter) { return parameter.first == name; });
    if (!told) parameters.insert(parameters.begin(), {name, value.type});
  }
  std::string text = fmt::format("@{}(", mention.name);
  for (const auto& [name, type] : parameters) {
    text += fmt::format("{}{}: {}", text.ends_with('(') ? "" : ", ", name, SignatureTypeOf(type));
  }
  return text + ")";
}

// A result never overwrites what the customer gave: it is another value with its own name.
std::string CallBinder::OwnName(std::string name) const {
  const std::optional<VariableId> variable = context_.bundle.variables.Find(name);
  const bool given =
      variable && std::any_of(context_.scope.values.begin(), context_.scope.values.end(),
                              [&](const auto& value) {
                                return !IsNone(value->slot) && value->slot == *variable;
                              });
  return given ? name + "_" + lexicon().List("result_suffix").front() : name;
}

// The same for what no line names: it takes no other tool's place either.
std::string CallBinder::NameOfResult(const ToolDefinition& tool) {
  const std::string name = OwnName(tools_.NameResult(tool));
  const bool taken = std::any_of(
      context_.scope.results.begin(), context_.scope.results.end(), [&](const KnownResult& result) {
        const bool described = result.has_schema || context_.bundle.tools.in_catalogue(tool.name);
        return result.tool != &tool && !described &&
               context_.bundle.variables.at(result.variable).name == name;
      });
  return taken ? OwnName(tool.name) : name;
}

// "If the refund status is anything else, escalate to Payments": so it is where nothing is known of
// it, because the call failed.
void CallBinder::EmitOtherOutcome(const Cursor& at, CheckedBlock& out) {
  for (const Cursor* cursor = &at; cursor != nullptr; cursor = cursor->outer) {
    for (std::size_t i = cursor->index + 1; i < cursor->block->size(); ++i) {
      const ast::Statement& later = *(*cursor->block)[i];
      if (std::holds_alternative<ast::Use>(later.node)) return;
      const auto* test = ast::ConditionOf<ast::Comparison>(later);
      const bool other = test != nullptr && test->negated && test->right.empty() &&
                         test->op == ast::CompareOp::Is && test->left != nullptr;
      if (!other) continue;
      const Words subject = SplitWords(Written(test->left->span));
      const bool status = !subject.empty() && lexicon().Is("status_nouns", subject.back());
      const bool hands_over =
          std::all_of(later.body.begin(), later.body.end(), [](const auto& inner) {
            return std::holds_alternative<ast::Say>(inner->node) ||
                   std::holds_alternative<ast::HandOff>(inner->node);
          });
      if (!status || !hands_over || later.body.empty() ||
          !std::holds_alternative<ast::HandOff>(later.body.back()->node)) {
        return;
      }
      const Scope before = context_.scope;
      const bool replaying = std::exchange(context_.replaying, true);
      walk_.BindBlock(later.body, out, &at);
      context_.replaying = replaying;
      context_.scope = before;
      return;
    }
  }
}

void CallBinder::EmitCall(const ast::ToolMention& mention, const CallSite& site,
                          CheckedBlock& out) {
  const ToolDefinition* tool = context_.bundle.tools.Find(mention.name);
  if (tool == nullptr) {
    context_.bundle.tools.ReportUnknown(mention, SignatureFromScope(mention));
    writer_.Read(*site.statement, ReadingKind::Problem,
                 Means(Sense::NamesTheUnknownTool, mention.name));
    return;
  }
  if (context_.replaying && !tools_.ReadsOnly(*tool)) return;
  for (const ast::Argument& argument : mention.arguments) {
    // An argument without a name could not be read, and a declared one is compared with the
    // catalogue: both are reported already.
    if (argument.name.empty() || !argument.type_name.empty()) continue;
    if (tool->FindParameter(argument.name) != nullptr) continue;
    writer_
        .Report(DiagnosticId::UnknownParameter, argument.span,
                fmt::format("`@{}` has no parameter `{}`", tool->name, argument.name))
        .Note(fmt::format("what it takes: `{}`", SignatureText(*tool)));
  }
  CheckedStep call = writer_.Step(CheckedStep::Kind::Call, mention.span);
  call.tool = context_.bundle.tools.IdOf(*tool);
  call.only_if_applicable = site.applicable;
  std::vector<Meaning> details;
  VariableId asked_slot = kNone<VariableId>;
  std::vector<VariableId> slots;
  const MarkId start = writer_.NewMark();
  CheckedBlock questions;
  for (const ToolParameter& parameter : tool->parameters) {
    BoundArgument binding = arguments_.BindArgument(*tool, parameter, mention, site, questions);
    if (!binding.bound) continue;
    CheckedArgument argument;
    argument.parameter = parameter.name;
    argument.type = parameter.type;
    argument.required = parameter.required && !binding.omitted;
    argument.value = std::move(binding.expr);
    if (!binding.omitted)
      details.push_back(Means(Sense::ArgumentIs, parameter.name, binding.meaning));
    if (!IsNone(binding.slot)) {
      asked_slot = binding.slot;
      slots.push_back(binding.slot);
    }
    call.arguments.push_back(std::move(argument));
  }
  out.insert(out.end(), std::make_move_iterator(questions.begin()),
             std::make_move_iterator(questions.end()));
  consents_.CheckConsent(*tool, site, call);

  const bool named = site.statement->as && !site.statement->as->name.empty();
  // A look-up renews what was looked up; behind @block_card the card that was found is still there.
  const std::string plain = tools_.NameResult(*tool);
  const bool renews = (site.looks_up || tools_.ReadsOnly(*tool)) && OwnName(plain) == plain;
  const std::string name = named    ? OwnName(site.statement->as->name)
                           : renews ? plain
                                    : NameOfResult(*tool);
  call.call.tool = call.tool;
  call.call.result = context_.bundle.variables.Get(name, ValueType::Json);
  call.call.error = context_.bundle.variables.Get("$error." + name, ValueType::Text);
  // A tool of which nobody says what it does: the sentence may say that it looks something up.
  const ToolEffectReading effect = EffectOf(*tool, lexicon());
  // "… to get the most recent charge": the word of the name that says an effect is a thing here.
  const bool thing =
      !effect.word.empty() && site.looks_up &&
      std::find(site.purpose.begin(), site.purpose.end(), effect.word) != site.purpose.end();
  const bool unknown = effect.effect == ToolEffect::Unknown || thing;
  const bool found_is_tested = site.at != nullptr && unknown && outcomes_.TestsFound(*site.at);
  const bool reads = tools_.ReadsOnly(*tool) || (unknown && (site.looks_up || found_is_tested));
  call.call.reads = reads;
  call.effect = reads                                  ? ToolEffect::Read
                : effect.effect == ToolEffect::Unknown ? ToolEffect::Write
                                                       : effect.effect;
  call.call.names_customer = reads && tools_.IsAccount(*tool);
  std::optional<PredicateSpec> exists;
  for (const ToolPredicate& predicate : tool->predicates) {
    if (predicate.kind == ToolPredicate::Kind::Exists && !exists)
      exists = tools_.PredicateOf(*tool, predicate.words);
  }
  const bool may_be_missing = !thing || found_is_tested;
  if (reads && may_be_missing && !exists && !context_.bundle.tools.in_catalogue(tool->name)) {
    exists = PredicateSpec{};
    exists->form = PredicateForm::Exists;
  }
  call.call.not_found_is_result = reads && exists.has_value();

  // Someone may ask how the call went: "if that fails", "if @t fails".
  call.handles_outcome = site.at != nullptr && outcomes_.FailureIsHandled(*site.at, *tool);

  if (call.call.not_found_is_result || context_.tries_again) {
    CheckedStep mark = writer_.Step(CheckedStep::Kind::Mark, mention.span);
    mark.mark = start;
    out.push_back(std::move(mark));
  }
  CheckedBlock failed;
  if (!call.handles_outcome && site.at != nullptr && !tools_.ReadsOnly(*tool)) {
    EmitOtherOutcome(*site.at, failed);
    call.handles_outcome = !failed.empty();
  }
  guards_.EmitRuleGuards(*tool, call, mention, site, out);
  CheckedStep copy = call;  // the arguments are needed for the messages below
  out.push_back(std::move(call));
  if (!failed.empty()) {
    CheckedStep error = writer_.Step(CheckedStep::Kind::If, mention.span);
    error.condition = CheckedExpr::Set(copy.call.error);
    error.body = std::move(failed);
    out.push_back(std::move(error));
  }
  LearnResult(*tool, copy, *site.statement);
  tries_.LearnUse(*tool, start, std::move(slots));
  copy.variable = asked_slot;
  if (copy.call.not_found_is_result) {
    // The author may have written what to do when nothing is there.
    const bool handled =
        site.at != nullptr && AnyLater(context_, *site.at, [&](const ast::Statement& later) {
          const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(later);
          if (predicate == nullptr) return false;
          const Words& words = predicate->predicate.words;
          if (!lexicon().AnyIs("exists_words", words) && !lexicon().AnyIs("presence_words", words))
            return false;
          // "If the item is not available" says nothing about an account.
          const std::string about =
              predicate->subject.empty() ? "" : lexicon().EntityOf(predicate->subject.words.back());
          const std::string looked_up = lexicon().ReadToolName(tool->name).entity;
          return about.empty() || looked_up.empty() || about == looked_up;
        });
    if (!handled) EmitMissing(*tool, copy, start, *exists, site, out);
  }
  EmitImpliedCheck(*tool, site, copy.call.result, out);

  if (!context_.replaying && main_path_seen_.insert(tool->name).second)
    main_path_.push_back(tool->name);
  // "{reference}", where a call takes the customer's booking reference under that name.
  for (const CheckedArgument& argument : copy.arguments) LearnAlias(argument);
  details.push_back(Means(Sense::ResultKept, name, tools_.EffectOfTool(*tool)));
  writer_.Read(
      *site.statement, ReadingKind::Call,
      site.applicable ? Means(Sense::CallsWhereItMay, tool->name) : Means(Sense::Calls, tool->name),
      std::move(details), {tool->name});
}

}  // namespace proviso::compiler
