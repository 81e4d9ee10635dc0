// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/player.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <regex>

#include "core/names.h"
#include "core/value_json.h"
#include "runtime/session/event_writer.h"
#include "runtime/session/stub_host.h"
#include "runtime/understanding/reader.h"

namespace proviso::conformance {
namespace {

using session::AskOutput;
using session::CallOutput;
using session::EndOutput;
using session::HandoffOutput;
using session::Output;
using session::SayOutput;

std::string Folded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

bool IsRegex(const std::string& text) {
  return text.size() > 2 && text.front() == '/' && text.back() == '/';
}

class Player {
 public:
  Player(const Conversation& conversation, std::size_t wording,
         const std::shared_ptr<const vm::Program>& program, runtime::ToolHost& host)
      : conversation_(conversation),
        wording_(wording),
        session_(program, SharedReader(), &host, Options(conversation)) {}

  PlayResult Run() {
    Feed(StartInput(), 0);
    for (const Step& step : conversation_.steps) {
      if (stopped_) break;
      PlayStep(step);
    }
    FinishTurn(conversation_.steps.empty() ? 0 : conversation_.steps.back().line);
    return std::move(result_);
  }

 private:
  // The reader is stateless and takes a moment to make.
  static std::shared_ptr<const understanding::Reader> SharedReader() {
    static const std::shared_ptr<const understanding::Reader> kReader =
        understanding::MakeOfflineReader();
    return kReader;
  }

  static session::SessionOptions Options(const Conversation& conversation) {
    session::SessionOptions options;
    const std::string now = conversation.now.value_or("2026-01-31T10:00:00Z");
    if (auto instant = session::ParseInstant(now)) options.now = *instant;
    return options;
  }

  session::Input StartInput() const {
    session::StartInput start;
    start.policy = conversation_.start_policy;
    start.channel = conversation_.channel;
    for (const auto& [name, json] : conversation_.facts) {
      if (auto value = FromJson(json)) start.facts.emplace_back(name, *value);
    }
    return start;
  }

  void PlayStep(const Step& step) {
    switch (step.kind) {
      case StepKind::CustomerIfAsked:
        if (session_.waiting() != session::WaitingFor::Message) return;
        return Write(step);
      case StepKind::Customer:
        return Write(step);
      case StepKind::Advance: {
        const auto by = session::ParseDuration(step.texts[0]);
        if (!by) return Fail(step.line, "this is no duration");
        FinishTurn(step.line);
        return Feed(session::AdvanceInput{*by}, step.line);
      }
      case StepKind::NeverSays:
        return CheckNeverSaid(step);
      case StepKind::NoCall:
        return CheckCount(step, Count(step.tool, false), 0);
      case StepKind::Called:
        return CheckCount(step, Count(step.tool, false), step.count);
      case StepKind::Attempts:
        return CheckCount(step, Count(step.tool, true), step.count);
      case StepKind::Waiting:
        if (session_.waiting() != session::WaitingFor::Message) {
          Fail(step.line, "the conversation is not waiting for the customer");
        }
        return;
      default:
        return Find(step);
    }
  }

  void Write(const Step& step) {
    FinishTurn(step.line);
    Send(step.texts[wording_ % step.texts.size()], step.line);
  }

  void Send(const std::string& text, std::uint32_t line) {
    result_.transcript += fmt::format("  > {}\n", text);
    Feed(session::MessageInput{text}, line);
  }

  void Feed(const session::Input& input, std::uint32_t line) {
    auto outputs = session_.Feed(input);
    if (!outputs) {
      stopped_ = true;
      return Fail(line, outputs.error().code + ": " + outputs.error().message);
    }
    for (Output& output : *outputs) {
      if (!std::holds_alternative<session::WaitingOutput>(output)) {
        result_.transcript += fmt::format("    {}\n", session::WriteOutput(output));
      }
      seen_.push_back(std::move(output));
    }
    AnswerIfKnown(line);
  }

  // Gives the standing answer to the question that was asked last, if there is one.
  void AnswerIfKnown(std::uint32_t line) {
    if (session_.waiting() != session::WaitingFor::Message) return;
    const auto asked = std::find_if(seen_.rbegin(), seen_.rend(), [](const Output& output) {
      return std::holds_alternative<AskOutput>(output);
    });
    if (asked == seen_.rend()) return;
    for (const auto& [what, answer] : conversation_.answers) {
      if (!AskFits(what, std::get<AskOutput>(*asked))) continue;
      // A question that comes back for ever must not be answered for ever.
      if (++answers_given_[what] > 3)
        return Fail(line, "this is asked for again and again: " + what);
      return Send(answer, line);
    }
  }

  // Looks for the step's output behind the last one found in this turn, so that the order of the
  // lines is the order of events.
  void Find(const Step& step) {
    for (std::size_t i = next_; i < seen_.size(); ++i) {
      if (!Fits(step, seen_[i])) continue;
      next_ = i + 1;
      if (std::holds_alternative<CallOutput>(seen_[i])) expected_calls_.push_back(i);
      return;
    }
    Fail(step.line, "this did not happen here");
  }

  static bool Fits(const Step& step, const Output& output) {
    const std::string text = step.texts.empty() ? "" : step.texts[0];
    if (const auto* ask = std::get_if<AskOutput>(&output)) {
      if (step.kind == StepKind::Asks) return AskFits(text, *ask);
      if (step.kind == StepKind::Confirms) {
        return ask->kind == PromptKind::ConfirmValue && TextFits(text, ask->text);
      }
      return step.kind == StepKind::Offers && OptionsFit(step.texts, *ask);
    }
    if (const auto* say = std::get_if<SayOutput>(&output)) {
      return step.kind == StepKind::Says && TextFits(text, say->text);
    }
    if (const auto* call = std::get_if<CallOutput>(&output)) {
      return step.kind == StepKind::Call && call->tool == step.tool &&
             IsSubset(step.args, ToJson(call->args.view()));
    }
    if (const auto* handoff = std::get_if<HandoffOutput>(&output)) {
      return step.kind == StepKind::Handoff &&
             (text == handoff->code || TextFits(text, handoff->reason) ||
              TextFits(text, handoff->summary) || TextFits(text, handoff->to));
    }
    const auto* end = std::get_if<EndOutput>(&output);
    return end != nullptr && step.kind == StepKind::Outcome && end->outcome == text;
  }

  static bool AskFits(const std::string& text, const AskOutput& ask) {
    return (!IsRegex(text) && NormalizeName(ask.slot) == NormalizeName(text)) ||
           TextFits(text, ask.text);
  }

  static bool OptionsFit(const std::vector<std::string>& labels, const AskOutput& ask) {
    return std::all_of(labels.begin(), labels.end(), [&](const std::string& label) {
      return std::any_of(ask.options.begin(), ask.options.end(), [&](const PromptOption& option) {
        return Folded(option.label) == Folded(label);
      });
    });
  }

  void CheckNeverSaid(const Step& step) {
    for (const Output& output : seen_) {
      const auto* say = std::get_if<SayOutput>(&output);
      const auto* ask = std::get_if<AskOutput>(&output);
      const std::string* text = say ? &say->text : ask ? &ask->text : nullptr;
      if (text && TextFits(step.texts[0], *text)) Fail(step.line, "it was said: " + *text);
    }
  }

  int Count(const std::string& tool, bool with_retries) const {
    return static_cast<int>(std::count_if(seen_.begin(), seen_.end(), [&](const Output& output) {
      const auto* call = std::get_if<CallOutput>(&output);
      return call && call->tool == tool && (with_retries || call->attempt == 1);
    }));
  }

  void CheckCount(const Step& step, int count, int expected) {
    if (count == expected) return;
    Fail(step.line, fmt::format("`{}` was called {} times, not {}", step.tool, count, expected));
  }

  // Nothing may change in the world without a line of the file that says so.
  void FinishTurn(std::uint32_t line) {
    for (std::size_t i = turn_; i < seen_.size(); ++i) {
      const auto* call = std::get_if<CallOutput>(&seen_[i]);
      if (!call || call->effect == ToolEffect::Read || call->attempt > 1) continue;
      if (std::find(expected_calls_.begin(), expected_calls_.end(), i) != expected_calls_.end()) {
        continue;
      }
      Fail(line, fmt::format("before this line `{}` was called, which no line expects: {}",
                             call->tool, session::WriteOutput(seen_[i])));
    }
    turn_ = next_ = seen_.size();
  }

  void Fail(std::uint32_t line, const std::string& what) {
    result_.failures.push_back(fmt::format("line {}: {}", line, what));
    result_.transcript += fmt::format("  ! line {}: {}\n", line, what);
  }

  const Conversation& conversation_;
  const std::size_t wording_;
  session::Session session_;
  PlayResult result_;
  std::vector<Output> seen_;                 // of the whole conversation
  std::vector<std::size_t> expected_calls_;  // indexes into seen_ that a line was found for
  std::size_t turn_ = 0;                     // where the current turn begins in seen_
  std::size_t next_ = 0;                     // the next expectation looks from here on
  std::map<std::string, int> answers_given_;
  bool stopped_ = false;
};

}  // namespace

PlayResult Play(const Conversation& conversation, std::size_t wording,
                const std::shared_ptr<const vm::Program>& program, runtime::ToolHost& host) {
  return Player(conversation, wording, program, host).Run();
}

bool IsSubset(const nlohmann::ordered_json& expected, const nlohmann::ordered_json& actual) {
  if (expected.is_object()) {
    if (!actual.is_object()) return false;
    for (const auto& [key, value] : expected.items()) {
      const auto found = actual.find(key);
      if (found == actual.end() || !IsSubset(value, *found)) return false;
    }
    return true;
  }
  if (expected.is_string() && IsRegex(expected.get<std::string>())) {
    return TextFits(expected.get<std::string>(),
                    actual.is_string() ? actual.get<std::string>() : actual.dump());
  }
  if (!expected.is_array()) return session::EqualJson(expected, actual);
  return actual.is_array() &&
         std::equal(expected.begin(), expected.end(), actual.begin(), actual.end(), IsSubset);
}

bool TextFits(const std::string& expected, const std::string& text) {
  if (!IsRegex(expected)) return Folded(text).find(Folded(expected)) != std::string::npos;
  const std::regex pattern(expected.substr(1, expected.size() - 2),
                           std::regex::ECMAScript | std::regex::icase);
  return std::regex_search(text, pattern);
}

}  // namespace proviso::conformance
