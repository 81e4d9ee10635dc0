// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/internal/outputs.h"

#include <algorithm>

#include "core/value_json.h"
#include "testing/scenario/match.h"

namespace proviso::scenario {
namespace {

using session::AskOutput;
using session::CallOutput;
using session::HandoffOutput;
using session::NoteOutput;
using session::SayOutput;

bool AsksForValue(PromptKind kind) {
  return kind == PromptKind::Slot || kind == PromptKind::Choice || kind == PromptKind::None;
}

bool OptionsFit(const std::vector<std::string>& labels, const AskOutput& ask) {
  return std::all_of(labels.begin(), labels.end(), [&](const std::string& label) {
    return std::any_of(ask.options.begin(), ask.options.end(), [&](const PromptOption& option) {
      return FoldText(option.label) == FoldText(label);
    });
  });
}

bool FitsAsk(const Step& step, const AskOutput& ask, const Module& module) {
  const bool words = step.text.form == TextPattern::Form::Words;
  const bool named = words && AsksForName(step.text.text, ask, module);
  switch (step.kind) {
    case StepKind::Says:
      return MatchesText(step.text, ask.text);
    case StepKind::AsksFor:
      return AsksForValue(ask.kind) && (named || MatchesText(step.text, ask.text));
    case StepKind::AsksToConfirm:
      return ask.kind == PromptKind::ConfirmValue && (named || MatchesText(step.text, ask.text));
    case StepKind::AsksWhether:
      return ask.kind == PromptKind::YesNo &&
             (MatchesText(step.text, ask.text) ||
              (words && MatchesSentence(step.text.text, ask.text)));
    case StepKind::Offers:
      return !ask.options.empty() && OptionsFit(step.options, ask);
    default:
      return false;
  }
}

Step TextStep(StepKind kind, const std::string& text) {
  Step step;
  step.kind = kind;
  step.text.text = text;
  return step;
}

Step AskStep(const AskOutput& ask) {
  if (ask.kind == PromptKind::Offer) {
    Step step;
    step.kind = StepKind::Offers;
    for (const PromptOption& option : ask.options) step.options.push_back(option.label);
    return step;
  }
  // The second time a question is asked, what stands before it is the news.
  if (ask.attempt > 1 || ask.slot.empty() || ask.slot.front() == '$') {
    return TextStep(StepKind::Says, ask.text);
  }
  std::string name = "the " + ask.slot;
  std::replace(name.begin(), name.end(), '_', ' ');
  if (AsksForValue(ask.kind)) return TextStep(StepKind::AsksFor, name);
  if (ask.kind == PromptKind::ConfirmValue) return TextStep(StepKind::AsksToConfirm, name);
  return TextStep(StepKind::Says, ask.text);
}

}  // namespace

const std::string* SpokenText(const session::Output& output) {
  if (const auto* say = std::get_if<SayOutput>(&output)) return &say->text;
  if (const auto* ask = std::get_if<AskOutput>(&output)) return &ask->text;
  return nullptr;
}

std::uint32_t PolicyLine(const session::Output& output) {
  return std::visit(
      [](const auto& one) -> std::uint32_t {
        if constexpr (requires { one.line; }) {
          return one.line;
        } else {
          return 0;
        }
      },
      output);
}

bool AsksForName(const std::string& words, const AskOutput& ask, const Module& module) {
  if (MatchesName(words, ask.slot)) return true;
  return std::any_of(module.prompts.begin(), module.prompts.end(), [&](const PromptSpec& prompt) {
    return prompt.slot_name == ask.slot && prompt.kind == ask.kind &&
           MatchesName(words, prompt.noun);
  });
}

bool FitsHandoff(const Step& step, const HandoffOutput& handoff) {
  const bool to =
      step.text.empty() || MatchesText(step.text, handoff.to) ||
      (step.text.form == TextPattern::Form::Words && MatchesName(step.text.text, handoff.to));
  const bool because = step.reason.empty() || step.reason.text == handoff.code ||
                       MatchesText(step.reason, handoff.reason) ||
                       MatchesText(step.reason, handoff.summary);
  return to && because;
}

bool FitsCall(const Step& step, const CallOutput& call) {
  return call.tool == step.tool &&
         (step.args.empty() || MatchesJson(step.args, ToJson(call.args.view())));
}

bool FitsStep(const Step& step, const session::Output& output, const Module& module) {
  if (const auto* ask = std::get_if<AskOutput>(&output)) return FitsAsk(step, *ask, module);
  if (const auto* say = std::get_if<SayOutput>(&output)) {
    return step.kind == StepKind::Says && MatchesText(step.text, say->text);
  }
  if (const auto* call = std::get_if<CallOutput>(&output)) {
    return step.kind == StepKind::Calls && FitsCall(step, *call);
  }
  if (const auto* handoff = std::get_if<HandoffOutput>(&output)) {
    return step.kind == StepKind::HandsOff && FitsHandoff(step, *handoff);
  }
  const auto* note = std::get_if<NoteOutput>(&output);
  return note != nullptr && step.kind == StepKind::Notes && MatchesText(step.text, note->text);
}

bool IsCandidate(const Step& step, const session::Output& output) {
  switch (step.kind) {
    case StepKind::Calls: {
      const auto* call = std::get_if<CallOutput>(&output);
      return call != nullptr && call->tool == step.tool;
    }
    case StepKind::HandsOff:
      return std::holds_alternative<HandoffOutput>(output);
    case StepKind::Notes:
      return std::holds_alternative<NoteOutput>(output);
    default:
      return SpokenText(output) != nullptr;
  }
}

std::optional<Step> StepFor(const session::Output& output) {
  if (const auto* ask = std::get_if<AskOutput>(&output)) return AskStep(*ask);
  if (const auto* say = std::get_if<SayOutput>(&output)) {
    return TextStep(StepKind::Says, say->text);
  }
  if (const auto* note = std::get_if<NoteOutput>(&output)) {
    return TextStep(StepKind::Notes, note->text);
  }
  Step step;
  if (const auto* call = std::get_if<CallOutput>(&output)) {
    step.kind = StepKind::Calls;
    step.tool = call->tool;
    step.args = ToJson(call->args.view());
    return step;
  }
  if (const auto* handoff = std::get_if<HandoffOutput>(&output)) {
    step.kind = StepKind::HandsOff;
    step.text.text = handoff->to;
    if (handoff->to.empty()) step.reason.text = handoff->reason;
    return step;
  }
  return std::nullopt;
}

}  // namespace proviso::scenario
