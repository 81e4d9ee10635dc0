// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/internal/checks.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/names.h"
#include "core/value_json.h"
#include "testing/scenario/internal/outputs.h"
#include "testing/scenario/match.h"
#include "testing/scenario/writer.h"

namespace proviso::scenario {
namespace {

using session::CallOutput;

constexpr std::size_t kShownJson = 300;

std::string Shown(const Json& json) {
  std::string text = JsonText(json);
  if (text.size() > kShownJson) text = text.substr(0, kShownJson) + "…";
  return text;
}

struct Made {
  std::size_t index = 0;  // in the transcript
  const CallOutput* call = nullptr;
};

// The calls of a tool in order; without those that were tried again.
std::vector<Made> CallsOf(const History& history, const std::string& tool, bool with_retries) {
  std::vector<Made> calls;
  for (std::size_t i = 0; i < history.transcript.size(); ++i) {
    const Entry& entry = history.transcript[i];
    if (entry.kind != Entry::Kind::Output) continue;
    const auto* call = std::get_if<CallOutput>(&entry.output);
    if (call == nullptr || call->tool != tool) continue;
    if (with_retries || call->attempt == 1) calls.push_back({i, call});
  }
  return calls;
}

template <typename Kind>
std::vector<std::size_t> OutputsOf(const History& history) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < history.transcript.size(); ++i) {
    const Entry& entry = history.transcript[i];
    if (entry.kind == Entry::Kind::Output && std::holds_alternative<Kind>(entry.output)) {
      found.push_back(i);
    }
  }
  return found;
}

Failure Fails(std::string message) {
  Failure failure;
  failure.message = std::move(message);
  return failure;
}

// What happened instead can be written in the check's place.
Failure Fails(std::string message, Step replacement) {
  Failure failure = Fails(std::move(message));
  failure.updatable = true;
  failure.replacement = std::move(replacement);
  return failure;
}

Failure PointAt(Failure failure, const History& history, std::size_t entry) {
  failure.actual = entry;
  failure.policy_line = PolicyLine(history.transcript[entry].output);
  return failure;
}

// The wanted arguments, each with the value that the call has; what the call lacks is left out.
Json Updated(const Json& expected, const Json& actual) {
  if (!expected.is_object() || !actual.is_object()) return actual;
  Json out = Json::object();
  for (const auto& [key, value] : expected.items()) {
    const auto found = actual.find(key);
    if (found == actual.end()) continue;
    out[key] = MatchesJson(value, *found) ? value : Updated(value, *found);
  }
  return out;
}

std::optional<Failure> CheckCalled(const Step& step, const History& history) {
  const std::vector<Made> all = CallsOf(history, step.tool, false);
  std::vector<Made> fitting;
  for (const Made& made : all) {
    if (FitsCall(step, *made.call)) fitting.push_back(made);
  }
  const bool holds = step.count ? fitting.size() == *step.count : !fitting.empty();
  if (holds) return std::nullopt;
  Step replacement = step;
  replacement.count = static_cast<std::uint32_t>(all.size());
  const std::string with = step.args.empty() ? "" : " with " + Shown(step.args);
  if (all.empty()) {
    replacement.args = Json::object();
    return Fails(fmt::format("`@{}` was not called", step.tool), std::move(replacement));
  }
  if (fitting.empty()) {
    const Json args = ToJson(all.back().call->args.view());
    replacement.args = Updated(step.args, args);
    replacement.count = step.count ? std::optional(std::uint32_t{1}) : std::nullopt;
    return PointAt(Fails(fmt::format("`@{}` was called {}, but not so: {}", step.tool,
                                     TimesText(all.size()), JsonDifference(step.args, args)),
                         std::move(replacement)),
                   history, all.back().index);
  }
  replacement.count = static_cast<std::uint32_t>(fitting.size());
  const std::string wanted =
      step.count == std::uint32_t{0} ? "" : ", not " + TimesText(step.count.value_or(1));
  return PointAt(Fails(fmt::format("`@{}` was called{} {}{}", step.tool, with,
                                   TimesText(fitting.size()), wanted),
                       std::move(replacement)),
                 history, fitting.back().index);
}

std::optional<Failure> CheckTried(const Step& step, const History& history) {
  const std::vector<Made> tries = CallsOf(history, step.tool, true);
  if (tries.size() == step.count.value_or(1)) return std::nullopt;
  Step replacement = step;
  replacement.count = static_cast<std::uint32_t>(tries.size());
  const std::string what = tries.empty() ? "never tried" : "tried " + TimesText(tries.size());
  return Fails(
      fmt::format("`@{}` was {}, not {}", step.tool, what, TimesText(step.count.value_or(1))),
      std::move(replacement));
}

std::optional<Failure> CheckBefore(const Step& step, const History& history) {
  const std::vector<Made> first = CallsOf(history, step.tool, false);
  const std::vector<Made> second = CallsOf(history, step.other_tool, false);
  for (const auto& [calls, tool] : {std::pair{&first, &step.tool}, {&second, &step.other_tool}}) {
    if (calls->empty()) return Fails(fmt::format("`@{}` was not called", *tool));
  }
  if (first.front().index < second.front().index) return std::nullopt;
  Step replacement = step;
  std::swap(replacement.tool, replacement.other_tool);
  return PointAt(Fails(fmt::format("`@{}` was called after `@{}`", step.tool, step.other_tool),
                       std::move(replacement)),
                 history, first.front().index);
}

bool IsNamed(const CallOutput& call, const Scenario& scenario) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(), [&](const Step& step) {
    const bool names = step.kind == StepKind::Calls ||
                       (step.kind == StepKind::Called && step.count != std::uint32_t{0});
    return names && FitsCall(step, call);
  });
}

std::optional<Failure> CheckNothingElse(const History& history) {
  for (const std::size_t index : OutputsOf<CallOutput>(history)) {
    const auto& call = std::get<CallOutput>(history.transcript[index].output);
    if (call.effect == ToolEffect::Read || IsNamed(call, history.scenario)) continue;
    Failure failure = Fails(fmt::format("`@{}` was called with {}, and no line names that",
                                        call.tool, Shown(ToJson(call.args.view()))));
    failure.hint = fmt::format("if it is right, write: And @{} was called", call.tool);
    return PointAt(std::move(failure), history, index);
  }
  return std::nullopt;
}

std::optional<Failure> CheckOutcome(const Step& step, const History& history) {
  if (NormalizeName(step.name) == NormalizeName(history.outcome)) return std::nullopt;
  if (history.outcome.empty()) {
    Step replacement;
    replacement.kind = StepKind::Waiting;
    Failure failure =
        Fails(fmt::format("the conversation has not ended, so its outcome is not `{}`", step.name),
              std::move(replacement));
    failure.hint = "the agent waits for the customer: write what the customer answers";
    return failure;
  }
  Step replacement = step;
  replacement.name = history.outcome;
  Failure failure = Fails(fmt::format("the outcome is `{}`, not `{}`", history.outcome, step.name),
                          std::move(replacement));
  const auto ends = OutputsOf<session::EndOutput>(history);
  return ends.empty() ? failure : PointAt(std::move(failure), history, ends.back());
}

std::optional<Failure> CheckHandedOff(const Step& step, const History& history) {
  const std::vector<std::size_t> all = OutputsOf<session::HandoffOutput>(history);
  if (all.empty()) return Fails("nobody took over from the agent");
  for (const std::size_t index : all) {
    const auto& handoff = std::get<session::HandoffOutput>(history.transcript[index].output);
    if (FitsHandoff(step, handoff)) return std::nullopt;
  }
  const auto& last = std::get<session::HandoffOutput>(history.transcript[all.back()].output);
  Step replacement = step;
  replacement.text = {TextPattern::Form::Words, last.to};
  replacement.reason = {};
  if (!step.reason.empty()) replacement.reason.text = last.reason;
  return PointAt(Fails(fmt::format("the conversation was handed off to {}, because {}",
                                   last.to.empty() ? "anybody who is there" : "`" + last.to + "`",
                                   last.reason.empty() ? last.code : last.reason),
                       std::move(replacement)),
                 history, all.back());
}

std::optional<Failure> CheckNoted(const Step& step, const History& history) {
  const std::vector<std::size_t> all = OutputsOf<session::NoteOutput>(history);
  for (const std::size_t index : all) {
    const auto& note = std::get<session::NoteOutput>(history.transcript[index].output);
    if (MatchesText(step.text, note.text)) return std::nullopt;
  }
  if (all.empty()) return Fails("no note was written");
  return PointAt(Fails("no note says that"), history, all.back());
}

std::optional<Failure> CheckSaid(const Step& step, const History& history) {
  const bool wanted = step.kind == StepKind::Said;
  for (std::size_t i = 0; i < history.transcript.size(); ++i) {
    const Entry& entry = history.transcript[i];
    if (entry.kind != Entry::Kind::Output) continue;
    const std::string* text = SpokenText(entry.output);
    if (text == nullptr || !MatchesText(step.text, *text)) continue;
    if (wanted) return std::nullopt;
    return PointAt(Fails(fmt::format("the agent said: {}", *text)), history, i);
  }
  if (!wanted) return std::nullopt;
  return Fails("the agent said nothing of the sort");
}

std::optional<Failure> CheckWaiting(const History& history) {
  if (history.session.waiting() == session::WaitingFor::Message) return std::nullopt;
  Step replacement;
  replacement.kind = StepKind::Outcome;
  replacement.name = history.outcome;
  return Fails(fmt::format("the conversation has ended: the outcome is `{}`", history.outcome),
               std::move(replacement));
}

// `order.total`: the longest name that is a value, then fields of it.
std::optional<Json> KnownValue(const History& history, const std::string& name) {
  const auto known = history.session.Known();
  std::string head = name;
  std::vector<std::string> fields;
  while (true) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& entry) {
      return NormalizeName(entry.first) == NormalizeName(head);
    });
    if (found != known.end()) {
      Json value = ToJson(found->second.view());
      for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
        if (!value.is_object() || !value.contains(*field)) return std::nullopt;
        value = Json(value[*field]);
      }
      return value;
    }
    const std::size_t dot = head.rfind('.');
    if (dot == std::string::npos) return std::nullopt;
    fields.push_back(head.substr(dot + 1));
    head.resize(dot);
  }
}

std::optional<Failure> CheckKnows(const Step& step, const History& history) {
  const std::optional<Json> value = KnownValue(history, step.name);
  if (!value) {
    Failure failure = Fails(fmt::format("nothing is known as `{}`", step.name));
    std::string names;
    for (const auto& [name, known] : history.session.Known()) {
      if (known.view().is_null()) continue;
      names += (names.empty() ? "`" : ", `") + name + "`";
    }
    if (!names.empty()) failure.hint = "known are " + names;
    return failure;
  }
  if (MatchesJson(step.value, *value)) return std::nullopt;
  if (step.value.is_string() && value->is_string() &&
      FoldText(step.value.get<std::string>()) == FoldText(value->get<std::string>())) {
    return std::nullopt;
  }
  Step replacement = step;
  replacement.value = *value;
  return Fails(fmt::format("`{}` is {}, not {}", step.name, Shown(*value), Shown(step.value)),
               std::move(replacement));
}

}  // namespace

std::string TimesText(std::size_t count) {
  if (count == 1) return "once";
  if (count == 2) return "twice";
  return fmt::format("{} times", count);
}

std::string JsonDifference(const Json& expected, const Json& actual, const std::string& path) {
  if (expected.is_object() && actual.is_object()) {
    for (const auto& [key, value] : expected.items()) {
      const std::string name = path.empty() ? key : path + '.' + key;
      const auto found = actual.find(key);
      if (found == actual.end()) return fmt::format("there is no `{}`", name);
      std::string inner = JsonDifference(value, *found, name);
      if (!inner.empty()) return inner;
    }
    return {};
  }
  if (MatchesJson(expected, actual)) return {};
  return fmt::format("`{}` is {}, not {}", path, Shown(actual), Shown(expected));
}

std::optional<Failure> RunCheck(const Step& step, const History& history) {
  switch (step.kind) {
    case StepKind::Called:
      return CheckCalled(step, history);
    case StepKind::Tried:
      return CheckTried(step, history);
    case StepKind::CalledBefore:
      return CheckBefore(step, history);
    case StepKind::NothingElse:
      return CheckNothingElse(history);
    case StepKind::Outcome:
      return CheckOutcome(step, history);
    case StepKind::HandedOff:
      return CheckHandedOff(step, history);
    case StepKind::Noted:
      return CheckNoted(step, history);
    case StepKind::Said:
    case StepKind::NeverSaid:
      return CheckSaid(step, history);
    case StepKind::Waiting:
      return CheckWaiting(history);
    case StepKind::Knows:
      return CheckKnows(step, history);
    default:
      return std::nullopt;
  }
}

}  // namespace proviso::scenario
