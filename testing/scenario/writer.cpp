// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/writer.h"

#include <fmt/format.h>

#include "core/value_json.h"
#include "testing/scenario/durations.h"
#include "testing/scenario/internal/line_values.h"

namespace proviso::scenario {
namespace {

// JSON as people write it on one line: a space behind each colon and comma.
void AppendJson(std::string& out, const Json& json) {
  if (json.is_object()) {
    out += '{';
    const char* separator = "";
    for (const auto& [key, value] : json.items()) {
      out += separator;
      out += Json(key).dump(-1, ' ', false, Json::error_handler_t::replace) + ": ";
      AppendJson(out, value);
      separator = ", ";
    }
    out += '}';
  } else if (json.is_array()) {
    out += '[';
    const char* separator = "";
    for (const Json& value : json) {
      out += separator;
      AppendJson(out, value);
      separator = ", ";
    }
    out += ']';
  } else {
    out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
}

std::string OnOneLine(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

std::string Quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

// A text that would be read as another one keeps quotes around it.
std::string PlainText(std::string_view text) {
  std::string line = OnOneLine(text);
  return Unquoted(line) == line ? line : Quoted(line);
}

// Parts of a list; one that a list would break up, or lose a word of, is put into quotes.
std::string ListText(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    const std::string line = OnOneLine(part);
    const bool plain = line.find_first_of("\",") == std::string::npos &&
                       ReadList("first, " + line) == std::vector<std::string>{"first", line};
    if (!out.empty()) out += ", ";
    out += plain ? line : Quoted(line);
  }
  return out;
}

std::string PatternText(const TextPattern& pattern) {
  switch (pattern.form) {
    case TextPattern::Form::Words:
      return OnOneLine(pattern.text);
    case TextPattern::Form::Exact:
      return Quoted(OnOneLine(pattern.text));
    case TextPattern::Form::Regex:
      return '/' + pattern.text + '/';
  }
  return {};
}

std::string WithArguments(const Json& args) {
  return args.empty() ? std::string() : " with " + JsonText(args);
}

std::string Times(std::uint32_t count) {
  if (count == 1) return "once";
  if (count == 2) return "twice";
  return fmt::format("{} times", count);
}

std::string AnswerText(const ToolGiven::Answer& answer) {
  std::string out;
  if (const auto* error = std::get_if<runtime::ToolError>(&answer.outcome)) {
    out = "fails with " + error->code;
    if (!error->message.empty()) out += ' ' + Json(OnOneLine(error->message)).dump();
  } else {
    out = "returns " + JsonText(ToJson(std::get<Value>(answer.outcome).view()));
  }
  if (answer.times != 1) out += ' ' + Times(answer.times);
  return out;
}

std::string ToolGivenText(const ToolGiven& given) {
  std::string out = '@' + given.tool + WithArguments(given.with);
  const char* separator = " ";
  for (const ToolGiven::Answer& answer : given.answers) {
    out += separator + AnswerText(answer);
    separator = " then ";
  }
  return out;
}

std::string ValueText(const Json& value) {
  if (!value.is_string()) return JsonText(value);
  const std::string text = OnOneLine(value.get_ref<const std::string&>());
  return !text.empty() && ReadPlainValue(text) == value ? text : JsonText(value);
}

std::string GivenText(const Given& given) {
  struct Visitor {
    std::string operator()(const ToolGiven& g) const { return ToolGivenText(g); }
    std::string operator()(const SandboxGiven& g) const {
      if (!g.enabled) return "no sandbox";
      return g.data.empty() ? "the sandbox" : "the sandbox data " + PlainText(g.data);
    }
    std::string operator()(const FactGiven& g) const {
      return g.name + " is " + ValueText(g.value);
    }
    std::string operator()(const TimeGiven& g) const { return "the time is " + g.instant; }
    std::string operator()(const ReplyGiven& g) const {
      return fmt::format("the customer's {} is {}", OnOneLine(g.what), PlainText(g.reply));
    }
  };
  return std::visit(Visitor{}, given.what);
}

std::string Because(const Step& step) {
  std::string out;
  if (!step.text.empty()) out += " to " + PatternText(step.text);
  if (!step.reason.empty()) out += " because " + PatternText(step.reason);
  return out;
}

std::string CalledText(const Step& step) {
  const std::string tool = '@' + step.tool;
  const std::string with = WithArguments(step.args);
  if (!step.count) return tool + " was called" + with;
  if (*step.count == 0) return tool + " was not called" + with;
  return tool + " was called" + with + ' ' + Times(*step.count);
}

std::string CheckText(const Step& step) {
  switch (step.kind) {
    case StepKind::Called:
      return CalledText(step);
    case StepKind::Tried:
      return fmt::format("@{} was tried {}", step.tool, Times(step.count.value_or(1)));
    case StepKind::CalledBefore:
      return fmt::format("@{} was called before @{}", step.tool, step.other_tool);
    case StepKind::NothingElse:
      return "nothing else was changed";
    case StepKind::Outcome:
      return "the outcome is " + PlainText(step.name);
    case StepKind::HandedOff:
      return "the conversation was handed off" + Because(step);
    case StepKind::Noted:
      return "a note says " + PatternText(step.text);
    case StepKind::Said:
      return "the agent said " + PatternText(step.text);
    case StepKind::NeverSaid:
      return "the agent never said " + PatternText(step.text);
    case StepKind::Waiting:
      return "the agent waits for the customer";
    case StepKind::Knows:
      return fmt::format("{{{}}} is {}", step.name, ValueText(step.value));
    default:
      return {};
  }
}

// "1 day passes", "2 days pass".
std::string PassWord(std::chrono::seconds duration) {
  return DurationText(duration).starts_with("1 ") ? " passes" : " pass";
}

std::string TurnText(const Step& step) {
  switch (step.kind) {
    case StepKind::Customer:
      return "Customer: " + OnOneLine(step.text.text);
    case StepKind::Says:
      return "Agent: " + PatternText(step.text);
    case StepKind::AsksFor:
      return "Agent asks for " + PatternText(step.text);
    case StepKind::AsksToConfirm:
      return "Agent asks to confirm " + PatternText(step.text);
    case StepKind::AsksWhether:
      return "Agent asks whether " + PatternText(step.text);
    case StepKind::Offers:
      return "Agent offers " + ListText(step.options);
    case StepKind::Calls:
      return "Agent calls @" + step.tool + WithArguments(step.args);
    case StepKind::HandsOff:
      return "Agent hands off" + Because(step);
    case StepKind::Notes:
      return "Agent notes " + PatternText(step.text);
    case StepKind::Rest:
      return "...";
    case StepKind::TimePasses:
      return DurationText(step.duration) + PassWord(step.duration);
    default:
      return {};
  }
}

// "And" behind a line of the same sort.
class Keywords {
 public:
  std::string Next(const std::string& keyword) {
    if (keyword == last_) return "And";
    last_ = keyword;
    return keyword;
  }
  void Reset() { last_.clear(); }

 private:
  std::string last_;
};

void AppendBody(std::string& out, const Scenario& scenario) {
  if (scenario.policy) out += "  Policy: " + OnOneLine(*scenario.policy) + '\n';
  if (scenario.channel) out += "  Channel: " + OnOneLine(*scenario.channel) + '\n';
  Keywords keywords;
  for (const Given& given : scenario.givens) {
    out += "  " + WriteGiven(given, keywords.Next("Given")) + '\n';
  }
  for (const Step& step : scenario.steps) {
    if (!IsCheck(step.kind)) keywords.Reset();
    out += "  " + WriteStep(step, IsCheck(step.kind) ? keywords.Next("Then") : "") + '\n';
  }
}

}  // namespace

std::string JsonText(const Json& json) {
  std::string out;
  AppendJson(out, json);
  return out;
}

std::string WriteGiven(const Given& given, const std::string& keyword) {
  return keyword + ' ' + GivenText(given);
}

std::string WriteStep(const Step& step, const std::string& keyword) {
  return IsCheck(step.kind) ? keyword + ' ' + CheckText(step) : TurnText(step);
}

std::string WriteScenario(const Scenario& scenario) {
  std::string out;
  for (const std::string& comment : scenario.comments) out += "// " + OnOneLine(comment) + '\n';
  out += "Scenario: " + OnOneLine(scenario.name) + '\n';
  AppendBody(out, scenario);
  return out;
}

std::string WriteFile(const File& file) {
  std::string out;
  if (!file.policies.empty()) out += "Policies: " + ListText(file.policies) + '\n';
  if (!file.tools.empty()) out += "Tools: " + ListText(file.tools) + '\n';
  const Scenario& background = file.background;
  if (background.policy || background.channel || !background.givens.empty()) {
    if (!out.empty()) out += '\n';
    out += "Background:\n";
    AppendBody(out, background);
  }
  for (const Scenario& scenario : file.scenarios) {
    if (!out.empty()) out += '\n';
    out += WriteScenario(scenario);
  }
  return out;
}

}  // namespace proviso::scenario
