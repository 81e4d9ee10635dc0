// SPDX-License-Identifier: Apache-2.0
// Messages, facts, notes, assignments and hand-offs.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/binder.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {

// A percentage is a plain number to the machine; the customer reads it with its sign.
bool Binder::ShowsPercent(const CheckedExpr& value) const {
  return value.kind == CheckedExpr::Kind::Variable &&
         context_.bundle.variables.at(value.variable).type == ValueType::Percent;
}

std::optional<CheckedText> Binder::WithValues(const Span& span, std::string_view text) {
  CheckedText result;
  std::string literal;
  while (!text.empty()) {
    const std::size_t open = text.find_first_of("{[");
    const bool placeholder = open != std::string_view::npos && text[open] == '[';
    const std::size_t close =
        open == std::string_view::npos ? open : text.find(placeholder ? ']' : '}', open);
    if (close == std::string_view::npos) break;
    literal += text.substr(0, open);
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    std::optional<CheckedExpr> value = placeholder ? BindPlaceholder(span, std::string(inside))
                                                   : BindPath(span, PathSteps(inside));
    if (!value) return std::nullopt;
    result.pattern.pieces.push_back(std::move(literal));
    literal.clear();
    text.remove_prefix(close + 1);
    if (ShowsPercent(*value) && !text.starts_with('%')) literal = "%";
    result.pattern.hole_names.emplace_back(inside);
    result.arguments.push_back(std::move(*value));
  }
  literal += text;
  result.pattern.pieces.push_back(std::move(literal));
  return result;
}

// "The reference is [visit_ref]" behind branches that each book a visit: what the one that was
// taken gave.
std::optional<CheckedExpr> Binder::FieldOfPartly(const Noun& noun, const std::string& raw) {
  if (context_.scope.partly.empty()) return std::nullopt;
  std::vector<KnownResult> known = std::exchange(context_.scope.results, context_.scope.partly);
  bool at_run_time = false;
  const std::optional<KnownValue> field = FieldOfResults(noun, raw, &at_run_time);
  context_.scope.results = std::move(known);
  return field ? std::optional(field->expr) : std::nullopt;
}

std::optional<CheckedExpr> Binder::BindPlaceholder(const Span& span, const std::string& words) {
  const Noun noun = lexicon().ReadNoun(SplitWords(words));
  // The field's own name may end in a word that a noun does not ("expired on").
  Words raw_words = SplitWords(words);
  while (raw_words.size() > 1 && lexicon().Is("determiners", raw_words.front())) {
    raw_words.erase(raw_words.begin());
  }
  const std::string raw = SnakeCase(raw_words);
  std::vector<std::string> keys{noun.slot};
  if (noun.key != noun.slot) keys.push_back(noun.key);
  // "[specific reason]" behind a check is the check's, whatever the customer gave as a reason
  // before.
  const bool of_result =
      lexicon().Is("own_result_keys", noun.key) && !context_.scope.results.empty();
  for (const KnownValue& value : FindValues(keys, noun.is_new)) {
    if (value.tier != 1 || value.alternative) continue;
    if (!of_result) return value.expr;
    if (const std::optional<KnownValue> field = FieldOfResults(noun, raw, nullptr)) {
      return CheckedExpr::Apply(Opcode::Coalesce, {field->expr, value.expr});
    }
    return value.expr;
  }
  bool at_run_time = false;
  if (std::optional<KnownValue> field = FieldOfResults(noun, raw, &at_run_time)) {
    if (at_run_time) {
      writer_
          .Report(DiagnosticId::PlaceholderAtRunTime, span,
                  fmt::format("`[{}]` is looked up when the message is due, in a result that "
                              "nobody has described",
                              words))
          .Note("when it is not there, the message is not sent and a person takes over")
          .Note("to be sure, describe the tool and its result in a file and add it with --tools");
    } else if (field->left_out_by != nullptr) {
      // Described, so it is most likely there: a note, where an unknown result is a warning.
      writer_
          .Report(DiagnosticId::PlaceholderAtRunTime, span,
                  fmt::format("`[{}]` is filled from `{}`, which `@{}` may leave out of its result",
                              words, field->spelling, field->left_out_by->name))
          .Note("when it is not there, the message is not sent and a person takes over")
          .severity = Severity::Note;
    }
    if (!at_run_time) return field->expr;
    const std::optional<CheckedExpr> partly = FieldOfPartly(noun, raw);
    return partly ? CheckedExpr::Apply(Opcode::Coalesce, {field->expr, *partly}) : field->expr;
  }
  const std::vector<KnownValue> values = FindValues(keys, false);
  if (!values.empty()) return values.front().expr;
  const auto held = callers_.AmongHeld([&]() -> std::optional<CheckedExpr> {
    if (const auto theirs = FindValues(keys, noun.is_new); !theirs.empty()) {
      return theirs.front().expr;
    }
    const std::optional<KnownValue> field = FieldOfResults(noun, raw, &at_run_time);
    return field ? std::optional<CheckedExpr>(field->expr) : std::nullopt;
  });
  if (held) {
    callers_.ReportHeld(span, fmt::format("`[{}]`", words));
    return held;
  }
  Diagnostic& diagnostic = writer_.Report(DiagnosticId::UnfilledPlaceholder, span,
                                          fmt::format("nothing fills `[{}]`", words));
  if (context_.scope.results.empty()) {
    diagnostic.Note("no tool was called and nothing was asked before this message");
  } else {
    diagnostic.Note(
        fmt::format("no result before this message has such a field; the nearest is that of `@{}`",
                    context_.scope.results.back().tool->name));
  }
  diagnostic.Note(
      "name a value that is known here, or ask for it or look it up before this message");
  return std::nullopt;
}

std::optional<CheckedText> Binder::BindQuotation(const ast::Quotation& quote) {
  CheckedText text;
  text.quoted = true;
  std::string literal;
  bool good = true;
  for (const ast::QuotePart& part : quote.parts) {
    if (part.placeholder.empty() && part.expr == nullptr) {
      literal += part.literal;
      continue;
    }
    std::optional<CheckedExpr> value =
        part.expr != nullptr ? BindExpr(*part.expr) : BindPlaceholder(part.span, part.placeholder);
    if (!value) {
      good = false;
      continue;
    }
    text.pattern.pieces.push_back(std::move(literal));
    literal.clear();
    text.pattern.hole_names.push_back(part.expr != nullptr ? Written(part.expr->span)
                                                           : part.placeholder);
    const std::size_t next = static_cast<std::size_t>(&part - quote.parts.data()) + 1;
    const bool has_sign = next < quote.parts.size() && quote.parts[next].literal.starts_with('%');
    if (ShowsPercent(*value) && !has_sign) literal = "%";
    text.arguments.push_back(std::move(*value));
  }
  text.pattern.pieces.push_back(std::move(literal));
  if (!good) return std::nullopt;
  return text;
}

std::string Binder::ToldByCondition(const Cursor& at) const {
  if (at.outer == nullptr) return {};
  const ast::Statement& around = *(*at.outer->block)[at.outer->index];
  const auto* branch = std::get_if<ast::Branch>(&around.node);
  // Behind "otherwise" the condition does not hold.
  if (branch == nullptr || branch->condition == nullptr || at.block != &around.body) return {};
  const ast::Condition& condition = *branch->condition;
  const bool states = std::holds_alternative<ast::PredicateCondition>(condition.node) ||
                      std::holds_alternative<ast::FreeCondition>(condition.node) ||
                      std::holds_alternative<ast::AllOf>(condition.node);
  const std::string text = Written(condition.span);
  const bool plain = text.find_first_of("{}@#[]\"") == std::string::npos;
  return states && plain && wording().IsClause(text) ? text : std::string();
}

void Binder::BindSay(const ast::Statement& statement, const ast::Say& say, CheckedBlock& out,
                     const Cursor& at) {
  CheckedStep step = writer_.Step(CheckedStep::Kind::Say, statement.span);
  if (say.quote) {
    std::optional<CheckedText> text = BindQuotation(*say.quote);
    if (!text) {
      writer_.Read(statement, ReadingKind::Problem, "a message that nothing can fill");
      return;
    }
    step.text = std::move(*text);
    context_.scope.told = ShownIn(step.text);
    writer_.Read(statement, ReadingKind::Message, "says exactly the quoted words");
    out.push_back(std::move(step));
    return;
  }
  const Words& words = say.told.words;
  if (words.empty()) {
    step.text = writer_.Plain(lexicon().Message("apology"));
    writer_.Read(statement, ReadingKind::Message,
                 fmt::format("says: “{}”", lexicon().Message("apology")));
    out.push_back(std::move(step));
    return;
  }
  // A noun and not a clause: the value itself is meant ("provide the tracking number").
  const bool clause = say.told.text.find('{') != std::string::npos ||
                      wording().IsClause(wording().Address(say.told.text)) ||
                      std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                        return lexicon().Is("linking_words", word);
                      });
  if (!clause || say.described) {
    const Noun noun = lexicon().ReadNoun(words);
    const bool details = lexicon().AnyIs("detail_words", lexicon().HeadWords(words));
    const auto& prompt = context_.scope.prompt;
    if (details && prompt && prompt->kind == PromptKind::Offer) {
      const bool has_value =
          std::any_of(prompt->options.begin(), prompt->options.end(),
                      [](const OptionPlan& option) { return !option.values.empty(); });
      CheckedStep without = step;
      const TextArgument label{say.told.text, CheckedExpr::Load(prompt->slot)};
      without.text = writer_.FromMessage("details_of_option", {label});
      if (has_value) {
        CheckedStep with = step;
        const bool percent = std::all_of(
            prompt->options.begin(), prompt->options.end(),
            [](const OptionPlan& option) { return option.values.empty() || option.percent(); });
        with.text =
            writer_.FromMessage(percent ? "details_of_option_percent" : "details_of_option_value",
                                {label, {say.told.text, CheckedExpr::Load(prompt->option_value)}});
        CheckedStep choice = writer_.Step(CheckedStep::Kind::If, statement.span);
        choice.condition = CheckedExpr::Set(prompt->option_value);
        choice.body.push_back(std::move(with));
        choice.otherwise.push_back(std::move(without));
        out.push_back(std::move(choice));
      } else {
        out.push_back(std::move(without));
      }
      writer_.Read(statement, ReadingKind::Message,
                   "tells the customer which option was agreed and its value");
      return;
    }
    std::vector<KnownValue> values = FindValues({noun.slot, noun.key}, noun.is_new);
    std::erase_if(values, [](const KnownValue& value) { return value.alternative; });
    std::optional<KnownValue> value;
    if (!values.empty()) value = values.front();
    if (!value && noun.known) value = FieldOfResults(noun, noun.slot, nullptr);
    if (value) {
      const std::string noun_shown = wording().Noun(say.told.text);
      step.text = writer_.FromPattern(
          wording().Value(say.told.text),
          {{wording::Capitalised(noun_shown), std::nullopt}, {say.told.text, value->expr}});
      writer_.Read(statement, ReadingKind::Message,
                   fmt::format("tells the customer {}", value->spelling));
      // What is asked for again because it was shown and is wrong is shown again.
      if (context_.tries_again && !IsNone(value->slot)) {
        CheckedStep mark = writer_.Step(CheckedStep::Kind::Mark, statement.span);
        mark.mark = writer_.NewMark();
        context_.scope.first_uses.try_emplace(value->slot,
                                              Scope::FirstUse{mark.mark, context_.scope.effects});
        out.push_back(std::move(mark));
      }
      out.push_back(std::move(step));
      return;
    }
  }
  if (say.described) {
    // The line names what to say and does not say it; nobody can put the right words into it.
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  std::string told = say.told.text;
  if (wording().IsPointer(told)) told = ToldByCondition(at);
  // "The code": nothing that can be said by itself, and no value that is known by that name.
  if (told.empty() || (!say.deed && wording().IsThing(told))) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  const std::string text = say.deed ? wording().Request(told) : wording().Told(told);
  std::optional<CheckedText> filled = WithValues(say.told.span, text);
  if (!filled) {
    writer_.Read(statement, ReadingKind::Problem, "a message that nothing can fill");
    return;
  }
  step.text = std::move(*filled);
  context_.scope.told = ShownIn(step.text);
  writer_.Read(statement, ReadingKind::Message, fmt::format("says: “{}”", text));
  out.push_back(std::move(step));
}

bool Binder::BindCheck(const ast::Statement& statement, const ast::Fact& fact, CheckedBlock& out,
                       const Cursor& at) {
  const Words& words = fact.noun.words;
  const auto linking = [&](const std::string& word) { return lexicon().Is("linking_words", word); };
  const auto link = std::find_if(words.begin(), words.end(), linking);
  if (link == words.begin() || link == words.end()) return false;
  // "Review the items to verify what needs to be sent" asks; it does not say that something is so.
  const auto asks = [&](const std::string& word) { return lexicon().Is("question_words", word); };
  if (std::any_of(words.begin(), link, asks)) return false;
  // "Check that no longer the order is paid": not the words behind the verb alone.
  const auto negates = [&](const std::string& word) {
    return lexicon().Is("result_negations", word) || lexicon().Is("negative_subjects", word);
  };
  if (std::any_of(words.begin(), link, negates)) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return true;
  }
  Words asked;
  bool negated = false;
  for (auto word = link; word != words.end(); ++word) {
    const bool negation = lexicon().Is("result_negations", *word);
    negated = negated || negation;
    if (!negation && !linking(*word)) asked.push_back(*word);
  }
  if (asked.empty()) return false;
  const std::optional<std::pair<KnownResult, PredicateSpec>> found = FindPredicate(asked);
  if (!found) return false;
  // "paid and not cancelled": of a condition that is not understood whole, nothing is tested.
  if (lexicon().AnyIs("alternative_words", asked)) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return true;
  }
  writer_.Read(statement, ReadingKind::Fact,
               fmt::format("goes on when the result of @{} {} “{}”", found->first.tool->name,
                           negated ? "is not" : "is", JoinWords(asked)));
  const bool handled = AnyLater(context_, at, [&](const ast::Statement& later) {
    const auto* predicate = ast::ConditionOf<ast::PredicateCondition>(later);
    return predicate != nullptr && predicate->predicate.words == asked;
  });
  if (handled) return true;
  CheckedStep check = writer_.Step(CheckedStep::Kind::If, statement.span);
  check.condition = CheckedExpr::Ask(CheckedExpr::Load(found->first.variable), found->second);
  if (negated) check.condition = CheckedExpr::Not(std::move(check.condition));
  writer_.EmitHandOff(statement.span, Fill(lexicon().Message("reason_unhandled"), {fact.noun.text}),
                      check.otherwise);
  out.push_back(std::move(check));
  writer_
      .Report(DiagnosticId::UnhandledOutcome, statement.span,
              "nothing says what to do when this is not so")
      .Note("the machine hands off to a person then")
      .Note("to decide it yourself, add a line that says so, for example `If it is not: …`");
  return true;
}

void Binder::BindFact(const ast::Statement& statement, const ast::Fact& fact, CheckedBlock& out,
                      const Cursor& at) {
  context_.scope.looked = true;
  if (BindCheck(statement, fact, out, at)) return;
  const Noun noun = lexicon().ReadNoun(fact.noun.words);
  if (noun.slot.empty()) {
    writer_.EmitJudgement(statement, fact.noun.text, DiagnosticId::NeedsJudgement, out);
    return;
  }
  std::optional<KnownValue> value;
  // A value the customer gave is known; a field of a result may be missing.
  for (const KnownValue& known : FindValues({noun.slot, noun.key}, noun.is_new)) {
    if (!value && known.tier == 1) value = known;
  }
  if (!value) value = FieldOfResults(noun, noun.slot, nullptr);
  if (!value) {
    writer_.EmitJudgement(statement, Written(statement.span), DiagnosticId::NeedsJudgement, out);
    return;
  }
  CheckedStep check = writer_.Step(CheckedStep::Kind::If, statement.span);
  check.condition =
      CheckedExpr::Apply(Opcode::Not, {CheckedExpr::Apply(Opcode::IsEmpty, {value->expr})});
  writer_.EmitHandOff(statement.span,
                      Fill(lexicon().Message("reason_unknown_fact"), {fact.noun.text}),
                      check.otherwise);
  out.push_back(std::move(check));
  LearnStated(statement.brackets, *value);
  writer_.Read(
      statement, ReadingKind::Fact,
      fmt::format("looks at {}; hands off to a person when it is not known", value->spelling));
}

void Binder::BindNote(const ast::Statement& statement, const ast::Note& note, CheckedBlock& out) {
  CheckedStep step = writer_.Step(CheckedStep::Kind::Note, statement.span);
  if (note.quote) {
    std::optional<CheckedText> text = BindQuotation(*note.quote);
    if (!text) {
      writer_.Read(statement, ReadingKind::Problem, "a note that nothing can fill");
      return;
    }
    step.text = std::move(*text);
  } else {
    step.text = writer_.Plain(note.text.text);
  }
  out.push_back(std::move(step));
  writer_.Read(statement, ReadingKind::Note, "adds a note to the ticket");
}

// "Save it as {x}": the answer to the question before, or the result of the call.
std::optional<CheckedExpr> Binder::JustGot() const {
  if (context_.scope.got_result && !context_.scope.results.empty()) {
    return CheckedExpr::Load(context_.scope.results.back().variable);
  }
  if (!IsNone(context_.scope.asked)) return CheckedExpr::Load(context_.scope.asked);
  return std::nullopt;
}

void Binder::BindRemember(const ast::Statement& statement, const ast::Remember& remember,
                          CheckedBlock& out) {
  std::optional<CheckedExpr> value;
  if (lexicon().IsAll("just_got_words", remember.noun.words)) {
    value = JustGot();
  } else if (remember.value != nullptr) {
    value = BindExpr(*remember.value);
  } else {
    value = BindNounPath(remember.noun, true);
  }
  if (!value) {
    writer_.Read(statement, ReadingKind::Problem, "an assignment of a value that is not known");
    return;
  }
  Noun noun = lexicon().ReadIdentifier(remember.name);
  const auto* literal =
      remember.value != nullptr ? std::get_if<ast::Literal>(&remember.value->node) : nullptr;
  if (literal != nullptr) noun.type = literal->type;
  if (statement.as && statement.as->type) noun.type = *statement.as->type;
  CheckedStep step = writer_.Step(CheckedStep::Kind::Assign, statement.span);
  step.variable = context_.bundle.variables.Get(remember.name, noun.type);
  step.value = std::move(*value);
  const VariableId variable = step.variable;
  out.push_back(std::move(step));
  LearnSlot(noun, noun.type, variable,
            context_.bundle.variables.Get("$outcome." + noun.slot, ValueType::Number));
  writer_.Read(statement, ReadingKind::Assignment,
               fmt::format("remembers the value as {{{}}}", remember.name));
}

void Binder::BindHandOff(const ast::Statement& statement, const ast::HandOff& hand_off,
                         CheckedBlock& out) {
  CheckedStep step = writer_.Step(CheckedStep::Kind::HandOff, statement.span);
  step.to = hand_off.to.text;
  step.text =
      writer_.Plain(hand_off.reason.empty()
                        ? lexicon().Message("reason_policy")
                        : Fill(lexicon().Message("reason_policy_because"), {hand_off.reason.text}));
  out.push_back(std::move(step));
  writer_.EndPath();
  writer_.Read(statement, ReadingKind::HandOff,
               hand_off.to.empty() ? "hands off to a person"
                                   : fmt::format("hands off to {}", hand_off.to.text));
}

}  // namespace proviso::compiler
