// SPDX-License-Identifier: Apache-2.0
// Questions, and what a reply to one comes to. A value is stored only when it was read with enough
// confidence and fits its type; everything else is asked again, and after Limits::failures replies
// in a row that were not understood a person goes on.
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "runtime/vm/internal/coerce.h"
#include "runtime/vm/internal/loose_text.h"
#include "runtime/vm/internal/machine.h"

namespace proviso::vm {
namespace {

// "The second one … no thanks": confidences this close leave open which of the two was meant.
constexpr double kSimilarConfidence = 0.15;

constexpr std::string_view kSeparator = ", ";

std::string Labels(const PromptSpec& prompt) {
  std::string out;
  for (const PromptOption& option : prompt.options) {
    if (!out.empty()) out.append(kSeparator);
    out.append(option.label);
  }
  return out;
}

// What the options allow, as their author wrote it: of one option, or of all.
std::string AllowedText(const PromptSpec& prompt, std::optional<std::uint32_t> only) {
  std::string out;
  for (std::size_t i = 0; i < prompt.options.size(); ++i) {
    if (only && *only != i) continue;
    for (const std::string& value : prompt.options[i].values) {
      if (!out.empty()) out.append(kSeparator);
      out.append(value);
    }
  }
  return out;
}

bool Allows(const AllowedValues& allowed, ValueView value) {
  return std::any_of(allowed.values.begin(), allowed.values.end(),
                     [value](const Value& one) { return Equal(one.view(), value) == Truth(true); });
}

}  // namespace

struct Machine::Verdict {
  enum class Kind : std::uint8_t { Answered, Unclear, NewValueWanted };
  Kind kind = Kind::Unclear;
  PromptOutcome outcome = PromptOutcome::Provided;  // Answered
  std::string lead_in;                              // Unclear: said before the question is repeated
  bool with_question = true;  // Unclear: the lead-in needs the question after it

  static Verdict Answered(PromptOutcome outcome) {
    return Verdict{Kind::Answered, outcome, {}, true};
  }
  static Verdict Unclear(std::string lead_in, bool with_question = true) {
    return Verdict{Kind::Unclear, PromptOutcome::Provided, std::move(lead_in), with_question};
  }
};

PromptId Machine::CurrentPrompt() const { return static_cast<PromptId>(Operand(0)); }

void Machine::EmitQuestion(std::string text) {
  AskEffect effect;
  effect.prompt = CurrentPrompt();
  effect.text = std::move(text);
  effect.confirm_value = Value(state_.confirm_value);
  effect.attempt = state_.failures + 1;
  effect.line = Line();
  effects_.emplace_back(std::move(effect));
}

Machine::Flow Machine::Ask() {
  const PromptSpec& prompt = module_.prompts[Raw(CurrentPrompt())];
  const MessageTemplate& text = module_.templates[Raw(prompt.text)];
  const auto arguments = PopMany(text.hole_names.size());
  if (prompt.skip_if_set && !IsNone(prompt.slot) && !Variable(prompt.slot).is_null()) {
    Set(prompt.outcome,
        arena_.Keep(Value::Integer(static_cast<std::int64_t>(PromptOutcome::Provided))));
    return Flow::Next;
  }
  const std::uint32_t hole = FirstUnfilled(arguments);
  if (hole != kNoIndex) return HandOffUnfilled(text.hole_names[hole]);
  const std::string question = Render(text, arguments, Reader::Customer);
  state_.waiting = Waiting::Message;
  state_.pc = pc_;
  state_.question = arena_.Keep(std::string_view(question));
  state_.confirm_value = prompt.kind == PromptKind::ConfirmValue ? arguments.front() : ValueView();
  state_.failures = 0;
  state_.wants_new_value = false;
  EmitQuestion(question);
  return Flow::Suspended;
}

void Machine::Message(const MessageEvent& event) {
  pc_ = state_.pc;
  ApplyReply(event.reading);
}

void Machine::ApplyReply(const Reading& reading) {
  const PromptSpec& prompt = module_.prompts[Raw(CurrentPrompt())];
  const bool opening = !state_.had_message;
  state_.had_message = true;
  if (reading.wants_person && IsSure(reading.wants_person_confidence)) {
    Resumed(StepTrace::Resumed::AskedForPerson);
    SayText(TextId::HandOffNotice);
    HandOff("asked_for_person", std::string(Text(TextId::ReasonAskedForPerson)));
    return;
  }
  const bool learned_more = FillOpenSlots(prompt, reading);
  if (prompt.kind == PromptKind::YesNo && !reading.rejected_value.empty() && !learned_more) {
    // What was said before and is to be different has been used already.
    Resumed(StepTrace::Resumed::NotUnderstood);
    SayText(TextId::HandOffNotice);
    HandOff("not_understood", std::string(Text(TextId::ReasonNotUnderstood)));
    return;
  }
  Verdict verdict;
  switch (prompt.kind) {
    case PromptKind::None:
    case PromptKind::Slot:
      verdict = ReadSlot(prompt, reading);
      break;
    case PromptKind::Choice:
      verdict = ReadChoice(prompt, reading);
      break;
    case PromptKind::YesNo:
    case PromptKind::AnythingElse:
      verdict = ReadYesNo(reading);
      break;
    case PromptKind::Offer:
      verdict = ReadOffer(prompt, reading);
      break;
    case PromptKind::ConfirmValue:
      verdict = ReadConfirmation(prompt, reading);
      break;
  }
  switch (verdict.kind) {
    case Verdict::Kind::Answered:
      return Answer(prompt, verdict.outcome);
    case Verdict::Kind::NewValueWanted: {
      Resumed(StepTrace::Resumed::NewValueWanted);
      const std::array<std::string_view, 1> noun = {prompt.noun};
      const std::string text = FillText(Text(TextId::AskForNewValue), noun);
      state_.wants_new_value = true;
      state_.question = arena_.Keep(std::string_view(text));
      return EmitQuestion(text);
    }
    case Verdict::Kind::Unclear:
      // A message that told something else that is needed was not in vain.
      if (learned_more || (opening && AnswersNothing(prompt, reading))) {
        Resumed(StepTrace::Resumed::Repeated);
        return EmitQuestion(std::string(state_.question));
      }
      return AskAgain(prompt, std::move(verdict.lead_in), verdict.with_question);
  }
}

void Machine::AskAgain(const PromptSpec& prompt, std::string lead_in, bool with_question) {
  ++state_.failures;
  const bool again = state_.failures < limits_.failures;
  Resumed(again ? StepTrace::Resumed::AskedAgain : StepTrace::Resumed::NotUnderstood);
  if (!again) {
    SayText(TextId::HandOffNotice);
    const std::array<std::string_view, 1> noun = {prompt.noun};
    HandOff("not_understood", FillText(Text(TextId::ReasonNotUnderstood), noun));
    return;
  }
  if (with_question) lead_in.append(" ").append(state_.question);
  EmitQuestion(std::move(lead_in));
}

void Machine::Answer(const PromptSpec& prompt, PromptOutcome outcome) {
  state_.failures = 0;
  state_.wants_new_value = false;
  Set(prompt.outcome, arena_.Keep(Value::Integer(static_cast<std::int64_t>(outcome))));
  if (trace_ != nullptr) {
    Resumed(StepTrace::Resumed::Answered);
    trace_->outcome = outcome;
    if (!IsNone(prompt.slot)) trace_->value = Value(Variable(prompt.slot));
  }
  Run(pc_ + InfoOf(Opcode::Ask).size());
}

// An opening ("my order came damaged") that came in answer to the first question: nothing in it
// speaks to the question, so it is no failed answer either.
bool Machine::AnswersNothing(const PromptSpec& prompt, const Reading& reading) const {
  const bool act = reading.act != ReplyAct::Neither && IsSure(reading.act_confidence);
  return !act && !reading.option && !reading.option_ambiguous && reading.rejected_value.empty() &&
         FindReading(reading, prompt.slot_name) == nullptr;
}

const SlotReading* Machine::FindReading(const Reading& reading, std::string_view slot) const {
  const SlotReading* best = nullptr;
  for (const SlotReading& one : reading.slots) {
    if (one.slot == slot && (best == nullptr || one.confidence > best->confidence)) best = &one;
  }
  return best;
}

bool Machine::Fits(ValueType type, const SlotReading& reading) const {
  const ValueView value = reading.value.view();
  return IsSure(reading.confidence) && CanBe(type, value) && WithinLimits(value);
}

bool Machine::FillOpenSlots(const PromptSpec& prompt, const Reading& reading) {
  if (reading.slots.empty()) return false;
  bool filled = false;
  for (const VariableId open : prompt.open_slots) {
    const proviso::Variable& variable = module_.variables[Raw(open)];
    if (open == prompt.slot || open == prompt.outcome || !Variable(open).is_null()) continue;
    const SlotReading* found = FindReading(reading, variable.name);
    if (found == nullptr || !Fits(variable.type, *found)) continue;
    Set(open, found->value.view());
    filled = true;
  }
  return filled;
}

Machine::Verdict Machine::ReadSlot(const PromptSpec& prompt, const Reading& reading) {
  const SlotReading* found = FindReading(reading, prompt.slot_name);
  if (found != nullptr && Fits(prompt.type, *found)) {
    Set(prompt.slot, found->value.view());
    return Verdict::Answered(PromptOutcome::Provided);
  }
  if (found == nullptr) return Verdict::Unclear(std::string(Text(TextId::NotUnderstood)));
  const std::array<std::string_view, 1> noun = {prompt.noun};
  return Verdict::Unclear(FillText(Text(TextId::ValueDoesNotFit), noun));
}

Machine::Verdict Machine::ReadChoice(const PromptSpec& prompt, const Reading& reading) {
  const auto choose = [this, &prompt](std::size_t option) {
    Set(prompt.slot, arena_.Keep(Value::String(prompt.options[option].label)));
    return Verdict::Answered(PromptOutcome::Provided);
  };
  const std::array<std::string, 1> labels = {Labels(prompt)};
  const std::array<std::string_view, 1> views = {labels[0]};
  if (reading.option && *reading.option < prompt.options.size() &&
      IsSure(reading.option_confidence)) {
    if (!reading.option_ambiguous) return choose(*reading.option);
    return Verdict::Unclear(FillText(Text(TextId::WhichOption), views), false);
  }
  const SlotReading* found = FindReading(reading, prompt.slot_name);
  if (found != nullptr && IsSure(found->confidence) && found->value.view().is_string()) {
    for (std::size_t i = 0; i < prompt.options.size(); ++i) {
      if (LooselyEqual(prompt.options[i].label, found->value.view().text())) return choose(i);
    }
  }
  if (reading.option_ambiguous) {
    return Verdict::Unclear(FillText(Text(TextId::WhichOption), views), false);
  }
  return Verdict::Unclear(std::string(Text(TextId::NotUnderstood)));
}

Machine::Verdict Machine::ReadYesNo(const Reading& reading) {
  if (reading.act != ReplyAct::Neither && IsSure(reading.act_confidence)) {
    return Verdict::Answered(reading.act == ReplyAct::Accept ? PromptOutcome::Accepted
                                                             : PromptOutcome::Declined);
  }
  return Verdict::Unclear(std::string(Text(TextId::ConfirmAgain)));
}

Machine::Verdict Machine::ReadOffer(const PromptSpec& prompt, const Reading& reading) {
  const bool in_range = reading.option && *reading.option < prompt.options.size();
  const bool named = in_range && !reading.option_ambiguous && IsSure(reading.option_confidence);
  if (!reading.rejected_value.empty()) {
    std::optional<std::uint32_t> option;
    if (named) option = reading.option;
    std::string allowed = AllowedText(prompt, option);
    // An option that takes no value at all: the others say what there is.
    if (allowed.empty()) allowed = AllowedText(prompt, std::nullopt);
    const std::array<std::string_view, 2> values = {reading.rejected_value, allowed};
    return Verdict::Unclear(FillText(Text(TextId::ValueNotOffered), values));
  }
  const bool sure_act = IsSure(reading.act_confidence);
  const bool declined = reading.act == ReplyAct::Decline && sure_act;
  if (named && declined) {
    const double difference = reading.option_confidence - reading.act_confidence;
    if (std::abs(difference) < kSimilarConfidence) {
      return Verdict::Unclear(std::string(Text(TextId::NotUnderstood)));
    }
    if (difference > 0) return TakeOption(prompt, reading, *reading.option);
  }
  // Words that fit several options beside a "no" are not a plain no, and a decline has consequences
  // too.
  if (declined && !reading.option_ambiguous) {
    Set(prompt.slot, ValueView());
    Set(prompt.option_value, ValueView());
    return Verdict::Answered(PromptOutcome::Declined);
  }
  if (named) return TakeOption(prompt, reading, *reading.option);
  const bool accepted = reading.act == ReplyAct::Accept && sure_act;
  if (accepted && prompt.options.size() == 1) return TakeOption(prompt, reading, 0);
  if (accepted || reading.option_ambiguous) {
    const std::string labels = Labels(prompt);
    const std::array<std::string_view, 1> views = {labels};
    return Verdict::Unclear(FillText(Text(TextId::WhichOption), views), false);
  }
  return Verdict::Unclear(std::string(Text(TextId::NotUnderstood)));
}

Machine::Verdict Machine::TakeOption(const PromptSpec& prompt, const Reading& reading,
                                     std::uint32_t option) {
  const AllowedValues& allowed = program_.options[Raw(CurrentPrompt())][option];
  ValueView value;
  if (reading.option_value && !reading.option_value->view().is_null() && !allowed.values.empty()) {
    value = reading.option_value->view();
    // Whatever a reader says, an unlisted value is never granted.
    if ((allowed.comparable && !Allows(allowed, value)) || !WithinLimits(value)) {
      const std::string asked = DisplayText(value);
      const std::string text = AllowedText(prompt, option);
      const std::array<std::string_view, 2> values = {asked, text};
      return Verdict::Unclear(FillText(Text(TextId::ValueNotOffered), values));
    }
  } else if (prompt.options[option].value_type == ValueType::Number && allowed.values.size() > 1) {
    // How many days is the customer's to say; an amount has a first that was offered.
    const std::string text = AllowedText(prompt, option);
    const std::array<std::string_view, 1> values = {text};
    return Verdict::Unclear(FillText(Text(TextId::WhichOption), values), false);
  } else if (!allowed.values.empty()) {
    value = allowed.values.front().view();
  }
  Set(prompt.slot, arena_.Keep(Value::String(prompt.options[option].label)));
  Set(prompt.option_value, value);
  return Verdict::Answered(PromptOutcome::Accepted);
}

Machine::Verdict Machine::ReadConfirmation(const PromptSpec& prompt, const Reading& reading) {
  const SlotReading* found = FindReading(reading, prompt.slot_name);
  const bool fits = found != nullptr && Fits(prompt.type, *found);
  const bool same = fits && Equal(found->value.view(), state_.confirm_value) == Truth(true);
  if (fits && !same) {
    Set(prompt.slot, found->value.view());
    return Verdict::Answered(PromptOutcome::Provided);
  }
  const bool sure = IsSure(reading.act_confidence);
  if (same || (reading.act == ReplyAct::Accept && sure)) {
    Set(prompt.slot, state_.confirm_value);
    return Verdict::Answered(PromptOutcome::Accepted);
  }
  if (reading.act == ReplyAct::Decline && sure && !state_.wants_new_value) {
    Verdict verdict;
    verdict.kind = Verdict::Kind::NewValueWanted;
    return verdict;
  }
  if (found != nullptr) {
    const std::array<std::string_view, 1> noun = {prompt.noun};
    return Verdict::Unclear(FillText(Text(TextId::ValueDoesNotFit), noun));
  }
  const TextId lead_in = state_.wants_new_value ? TextId::NotUnderstood : TextId::ConfirmAgain;
  return Verdict::Unclear(std::string(Text(lead_in)));
}

}  // namespace proviso::vm
