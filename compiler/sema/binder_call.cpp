// SPDX-License-Identifier: Apache-2.0
// Calls: what they need, what they give, and what happens when they find nothing (LANGUAGE 5 and
// 7).
#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/binder.h"
#include "compiler/sema/fingerprint.h"
#include "compiler/sema/own_tools.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {

bool Binder::ReadsOnly(const ToolDefinition& tool) const {
  const ToolEffect effect = EffectOf(tool, lexicon()).effect;
  if (effect != ToolEffect::Unknown) return effect == ToolEffect::Read;
  return !context_.bundle.tools.in_catalogue(tool.name) &&
         lexicon().ReadToolName(tool.name).verb == ToolVerb::Read;
}

// Nothing half understood acts (LANGUAGE section 3, "Every word counts").
bool Binder::MayAct(const ast::Statement& statement, const std::vector<ast::ToolMention>& calls) {
  for (const ast::ToolMention& mention : calls) {
    const ToolDefinition* tool = context_.bundle.tools.Find(mention.name);
    if (tool == nullptr || ReadsOnly(*tool)) continue;
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
    writer_.Read(statement, ReadingKind::Problem, "left out: see the error about its words");
    return false;
  }
  return true;
}

void Binder::EmitConsentGuard(const ast::Statement& statement, const CallContext& context,
                              const std::vector<const ToolDefinition*>& tools, CheckedBlock& out) {
  const auto& open = context_.scope.open_answers;
  std::vector<VariableId> about;  // answers to questions that speak of one of the calls
  for (const auto& consent : context_.scope.consents) {
    const bool speaks = std::any_of(tools.begin(), tools.end(), [&](const auto* tool) {
      return SpeaksOf(*consent, *tool, context);
    });
    if (speaks) about.push_back(consent->outcome);
  }
  const auto holds = [](const std::vector<VariableId>& answers, VariableId answer) {
    return std::find(answers.begin(), answers.end(), answer) != answers.end();
  };
  // A no to something else does not forbid what a later yes allows.
  const bool agreed = std::any_of(about.begin(), about.end(),
                                  [&](VariableId answer) { return !holds(open, answer); });
  for (const VariableId answer : open) {
    if (agreed && !holds(about, answer)) continue;
    CheckedStep guard = writer_.Step(CheckedStep::Kind::If, statement.span);
    guard.condition = CheckedExpr::Ended(answer, PromptOutcome::Accepted);
    CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, statement.span);
    end.outcome = lexicon().Outcome("declined");
    guard.otherwise.push_back(std::move(end));
    out.push_back(std::move(guard));
    writer_.Read(statement, ReadingKind::Gate,
                 "only when the customer said yes before; else the policy ends here as `declined`");
  }
  context_.scope.open_answers.clear();
}

void Binder::BindUse(const ast::Statement& statement, const ast::Use& use, CheckedBlock& out,
                     const Cursor& at, bool applicable) {
  CallContext context;
  context.statement = &statement;
  context.purpose = use.purpose.words;
  context.purpose_text = use.purpose.text;
  context.told = use.told.text;
  context.entered = &use.entered;
  context.at = &at;
  context.applicable = applicable;
  context.looks_up = use.looks_up;
  bool share_used = false;
  if (use.share) context.share = &*use.share;
  context.share_used = &share_used;
  if (!MayAct(statement, use.calls)) return;
  std::vector<const ToolDefinition*> acting;
  for (const ast::ToolMention& mention : use.calls) {
    const ToolDefinition* tool = context_.bundle.tools.Find(mention.name);
    if (tool == nullptr || ReadsOnly(*tool)) continue;
    const bool looks = use.looks_up && EffectOf(*tool, lexicon()).effect == ToolEffect::Unknown;
    if (!looks && !IsSettled(statement, use, *tool)) return;
    acting.push_back(tool);
  }
  if (!acting.empty() && !statement.without_asking) {
    EmitConsentGuard(statement, context, acting, out);
  }
  std::vector<PurposeValue> values = ValuesOf(use);
  context.values = &values;
  for (const ast::ToolMention& mention : use.calls) EmitCall(mention, context, out);
  ReportUnusedValues(values);
  if (use.share && !share_used) {
    writer_
        .Report(DiagnosticId::ValueGoesNowhere, use.share->words.span,
                fmt::format("`{}` says how much, and no parameter of the call takes it",
                            use.share->words.text))
        .Note("say where it goes, as in `@tool(amount: {order.total * 50%})`, or leave it out");
  }
}

std::string Binder::EffectInWords(const ToolDefinition& tool) const {
  const ToolEffectReading reading = EffectOf(tool, lexicon());
  const std::string_view name = ToolEffectName(reading.effect);
  if (!reading.word.empty()) {
    return fmt::format("{} (its name says `{}`, and no catalogue says what it does)", name,
                       reading.word);
  }
  return std::string(name);
}

std::string Binder::SignatureFromScope(const ast::ToolMention& mention) const {
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

// "the customer", "their account": whoever writes, not an order of theirs.
bool Binder::IsAccount(const ToolDefinition& tool) const {
  const Words noun = SplitWords(NounOf(tool));
  return !noun.empty() &&
         lexicon().EntityOf(noun.back()) == lexicon().List("customer_entities").front();
}

// A result never overwrites what the customer gave: it is another value with its own name.
std::string Binder::OwnName(std::string name) const {
  const std::optional<VariableId> variable = context_.bundle.variables.Find(name);
  const bool given =
      variable && std::any_of(context_.scope.values.begin(), context_.scope.values.end(),
                              [&](const auto& value) {
                                return !IsNone(value->slot) && value->slot == *variable;
                              });
  return given ? name + "_" + lexicon().List("result_suffix").front() : name;
}

// The same for what no line names: it takes no other tool's place either.
std::string Binder::NameOfResult(const ToolDefinition& tool) {
  const std::string name = OwnName(NameResult(tool));
  const bool taken = std::any_of(
      context_.scope.results.begin(), context_.scope.results.end(), [&](const KnownResult& result) {
        const bool described = result.has_schema || context_.bundle.tools.in_catalogue(tool.name);
        return result.tool != &tool && !described &&
               context_.bundle.variables.at(result.variable).name == name;
      });
  return taken ? OwnName(tool.name) : name;
}

bool Binder::TestsFound(const Cursor& at) const {
  for (std::size_t i = at.index + 1; i < at.block->size(); ++i) {
    const ast::Statement& later = *(*at.block)[i];
    const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(later);
    if (predicate != nullptr && lexicon().AnyIs("exists_words", predicate->predicate.words)) {
      return true;
    }
    if (std::holds_alternative<ast::Use>(later.node)) return false;
  }
  return false;
}

// Whether the very next thing that the text does is to ask how the call went. What stands in
// between would happen after a failure, too.
bool Binder::FailureIsHandled(const Cursor& at, const ToolDefinition& tool) const {
  std::vector<const ast::Statement*> following;
  const auto add = [&](const ast::Block& block, std::size_t begin) {
    for (std::size_t i = begin; i < block.size() && following.size() < 2; ++i) {
      if (!std::holds_alternative<ast::Documentation>(block[i]->node))
        following.push_back(block[i].get());
    }
  };
  add((*at.block)[at.index]->body, 0);
  for (const Cursor* cursor = &at; cursor != nullptr; cursor = cursor->outer) {
    // Behind the branch of one answer stands that of the other, where nothing was called.
    const auto* answer = ast::ConditionOf<ast::CustomerAnswer>(*(*cursor->block)[cursor->index]);
    std::size_t next = cursor->index + 1;
    while (answer != nullptr && next < cursor->block->size()) {
      const auto* other = ast::ConditionOf<ast::CustomerAnswer>(*(*cursor->block)[next]);
      if (other == nullptr || other->accepted == answer->accepted) break;
      ++next;
    }
    add(*cursor->block, next);
  }
  if (following.empty() || !AsksHowItWent(*following.front(), tool)) return false;
  if (SpeaksOfFailure(*following.front(), tool.name)) return true;
  // "If it worked, …" alone would let a failure pass.
  if (std::get<ast::Branch>(following.front()->node).has_otherwise) return true;
  const auto* next = following.size() > 1 ? std::get_if<ast::Branch>(&following[1]->node) : nullptr;
  return next != nullptr &&
         (next->condition == nullptr || SpeaksOfFailure(*following[1], tool.name));
}

std::string Binder::NounOf(const ToolDefinition& tool) const {
  return tool.noun().empty() ? lexicon().ReadToolName(tool.name).noun : tool.noun();
}

std::string Binder::NameResult(const ToolDefinition& tool) {
  std::string noun = NounOf(tool);
  if (noun.empty()) noun = tool.name;
  return SnakeCase(SplitWords(noun));
}

void Binder::LearnAlias(const CheckedArgument& argument) {
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

// "If the refund status is anything else, escalate to Payments": so it is where nothing is known of
// it, because the call failed.
void Binder::EmitOtherOutcome(const Cursor& at, CheckedBlock& out) {
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
      BindBlock(later.body, out, &at);
      context_.replaying = replaying;
      context_.scope = before;
      return;
    }
  }
}

void Binder::EmitCall(const ast::ToolMention& mention, const CallContext& context,
                      CheckedBlock& out) {
  const ToolDefinition* tool = context_.bundle.tools.Find(mention.name);
  if (tool == nullptr) {
    context_.bundle.tools.ReportUnknown(mention, SignatureFromScope(mention));
    writer_.Read(*context.statement, ReadingKind::Problem,
                 fmt::format("names the unknown tool `@{}`", mention.name));
    return;
  }
  if (context_.replaying && !ReadsOnly(*tool)) return;
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
  call.only_if_applicable = context.applicable;
  std::vector<std::string> details;
  VariableId asked_slot = kNone<VariableId>;
  std::vector<VariableId> slots;
  const MarkId start = writer_.NewMark();
  CheckedBlock questions;
  for (const ToolParameter& parameter : tool->parameters) {
    Binding binding = BindArgument(*tool, parameter, mention, context, questions);
    if (!binding.bound) continue;
    CheckedArgument argument;
    argument.parameter = parameter.name;
    argument.type = parameter.type;
    argument.required = parameter.required && !binding.omitted;
    argument.value = std::move(binding.expr);
    if (!binding.omitted)
      details.push_back(fmt::format("{} = {}", parameter.name, binding.meaning));
    if (!IsNone(binding.slot)) {
      asked_slot = binding.slot;
      slots.push_back(binding.slot);
    }
    call.arguments.push_back(std::move(argument));
  }
  out.insert(out.end(), std::make_move_iterator(questions.begin()),
             std::make_move_iterator(questions.end()));
  CheckConsent(*tool, context, call);

  const bool named = context.statement->as && !context.statement->as->name.empty();
  // A look-up renews what was looked up; behind @block_card the card that was found is still there.
  const std::string plain = NameResult(*tool);
  const bool renews = (context.looks_up || ReadsOnly(*tool)) && OwnName(plain) == plain;
  const std::string name = named    ? OwnName(context.statement->as->name)
                           : renews ? plain
                                    : NameOfResult(*tool);
  call.call.tool = call.tool;
  call.call.result = context_.bundle.variables.Get(name, ValueType::Json);
  call.call.error = context_.bundle.variables.Get("$error." + name, ValueType::Text);
  // A tool of which nobody says what it does: the sentence may say that it looks something up.
  const ToolEffectReading effect = EffectOf(*tool, lexicon());
  // "… to get the most recent charge": the word of the name that says an effect is a thing here.
  const bool thing = !effect.word.empty() && context.looks_up &&
                     std::find(context.purpose.begin(), context.purpose.end(), effect.word) !=
                         context.purpose.end();
  const bool unknown = effect.effect == ToolEffect::Unknown || thing;
  const bool found_is_tested = context.at != nullptr && unknown && TestsFound(*context.at);
  const bool reads = ReadsOnly(*tool) || (unknown && (context.looks_up || found_is_tested));
  call.call.reads = reads;
  call.call.names_customer = reads && IsAccount(*tool);
  std::optional<PredicateSpec> exists;
  for (const ToolPredicate& predicate : tool->predicates) {
    if (predicate.kind == ToolPredicate::Kind::Exists && !exists)
      exists = PredicateOf(*tool, predicate.words);
  }
  const bool may_be_missing = !thing || found_is_tested;
  if (reads && may_be_missing && !exists && !context_.bundle.tools.in_catalogue(tool->name)) {
    exists = PredicateSpec{};
    exists->form = PredicateForm::Exists;
  }
  call.call.not_found_is_result = reads && exists.has_value();

  // Someone may ask how the call went: "if that fails", "if @t fails".
  call.handles_outcome = context.at != nullptr && FailureIsHandled(*context.at, *tool);

  if (call.call.not_found_is_result || context_.tries_again) {
    CheckedStep mark = writer_.Step(CheckedStep::Kind::Mark, mention.span);
    mark.mark = start;
    out.push_back(std::move(mark));
  }
  CheckedBlock failed;
  if (!call.handles_outcome && context.at != nullptr && !ReadsOnly(*tool)) {
    EmitOtherOutcome(*context.at, failed);
    call.handles_outcome = !failed.empty();
  }
  EmitRuleGuards(*tool, call, mention, context, out);
  CheckedStep copy = call;  // the arguments are needed for the messages below
  out.push_back(std::move(call));
  if (!failed.empty()) {
    CheckedStep error = writer_.Step(CheckedStep::Kind::If, mention.span);
    error.condition = CheckedExpr::Set(copy.call.error);
    error.body = std::move(failed);
    out.push_back(std::move(error));
  }
  LearnResult(*tool, copy, *context.statement);
  LearnUse(*tool, start, std::move(slots));
  copy.variable = asked_slot;
  if (copy.call.not_found_is_result) {
    // The author may have written what to do when nothing is there.
    const bool handled =
        context.at != nullptr && AnyLater(context_, *context.at, [&](const ast::Statement& later) {
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
    if (!handled) EmitMissing(*tool, copy, start, *exists, context, out);
  }
  EmitImpliedCheck(*tool, context, copy.call.result, out);

  if (!context_.replaying && main_path_seen_.insert(tool->name).second)
    main_path_.tools.push_back(tool->name);
  // "{reference}", where a call takes the customer's booking reference under that name.
  for (const CheckedArgument& argument : copy.arguments) LearnAlias(argument);
  details.push_back(fmt::format("result kept as {{{}}}; effect: {}", name, EffectInWords(*tool)));
  writer_.Read(*context.statement, ReadingKind::Call,
               fmt::format("calls @{}{}", tool->name,
                           context.applicable ? " when its preconditions hold" : ""),
               std::move(details), {tool->name});
}

void Binder::LearnResult(const ToolDefinition& tool, const CheckedStep& call,
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
    value.expr = CheckedExpr::FieldOf(CheckedExpr::Load(result.variable), FieldFor(noun, field));
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

void Binder::EmitMissing(const ToolDefinition& tool, CheckedStep& call, MarkId start,
                         const PredicateSpec& exists, const CallContext& context,
                         CheckedBlock& out) {
  const std::string what = tool.noun();
  CheckedStep check = writer_.Step(CheckedStep::Kind::If, call.span);
  check.condition = CheckedExpr::Ask(CheckedExpr::Load(call.call.result), exists);
  check.unknown_is_otherwise = true;
  const std::string shown = what.empty() ? "@" + tool.name : what;
  CheckedBlock give_up;
  const std::optional<GivingUp> said =
      context.at != nullptr ? GivingUpBehind(*context.at) : std::nullopt;
  if (said) {
    EmitGivingUp(*said, call.span, give_up, *context.at);
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
  CheckedStep ask = AskAnew(call.span, slot);
  const std::string name = ask.prompt.slot_name;
  // The value that was not found is shown: the customer sees a typing error at once.
  ask.text = writer_.FromMessage(
      "ask_again_not_found", {{ShownNoun(name), std::nullopt}, {name, CheckedExpr::Load(slot)}});
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
void Binder::EmitImpliedCheck(const ToolDefinition& tool, const CallContext& context,
                              VariableId result, CheckedBlock& out) {
  if (context.purpose.empty() || !lexicon().AnyIs("check_verbs", context.purpose)) return;
  std::optional<PredicateSpec> found;
  std::string word;
  for (const std::string& candidate : context.purpose) {
    if (!lexicon().Is("gating_words", candidate) || lexicon().Is("check_verbs", candidate))
      continue;
    if (std::optional<PredicateSpec> spec = PredicateOf(tool, {candidate})) {
      found = std::move(spec);
      word = candidate;
      break;
    }
  }
  if (!found || found->form == PredicateForm::Exists)
    return;  // existence is looked at after every look-up
  const bool handled =
      context.at != nullptr && AnyLater(context_, *context.at, [&](const ast::Statement& later) {
        const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(later);
        if (predicate == nullptr) return false;
        const std::optional<PredicateSpec> other = PredicateOf(tool, predicate->predicate.words);
        return other && other->form != PredicateForm::Exists;
      });
  if (handled) return;
  CheckedStep check = writer_.Step(CheckedStep::Kind::If, context.statement->span);
  check.condition = CheckedExpr::Ask(CheckedExpr::Load(result), *found);
  writer_.EmitHandOff(context.statement->span, Fill(lexicon().Message("reason_unhandled"), {word}),
                      check.otherwise);
  out.push_back(std::move(check));
  writer_
      .Report(DiagnosticId::UnhandledOutcome, context.statement->span,
              fmt::format("nothing says what to do when the answer is not `{}`", word))
      .Note("the machine hands off to a person then")
      .Note(fmt::format("to decide it yourself, add a line such as `If it is not {}: …`", word));
}

}  // namespace proviso::compiler
