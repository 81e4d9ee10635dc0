// SPDX-License-Identifier: Apache-2.0
#include "cli/chat_tools.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/line_reader.h"
#include "cli/text_layout.h"
#include "core/value_json.h"
#include "testing/explore/answers.h"
#include "testing/explore/result_shape.h"
#include "testing/scenario/writer.h"

namespace proviso::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxAnswerBytes = std::size_t{1} << 20;
constexpr std::string_view kNotStubbed = "not_stubbed";

std::string Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

void AddOnce(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

bool IsError(const runtime::ToolOutcome& outcome, std::string_view code) {
  const auto* error = std::get_if<runtime::ToolError>(&outcome);
  return error != nullptr && error->code == code;
}

Json WordValue(const std::string& word) {
  if (word == "yes" || word == "true") return true;
  if (word == "no" || word == "false") return false;
  return word;
}

bool IsCode(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.';
  });
}

// "error CODE what happened"; nullopt when the line is no error.
std::optional<Result<runtime::ToolOutcome>> ReadError(const std::string& line) {
  if (line != "error" && !line.starts_with("error ")) return std::nullopt;
  const std::string rest = Trimmed(std::string_view(line).substr(5));
  const std::size_t space = std::min(rest.find(' '), rest.size());
  const std::string code = rest.substr(0, space);
  if (!IsCode(code)) {
    return Result<runtime::ToolOutcome>(
        Error{"answer", "which error? for example `error not_found` or `error timeout`"});
  }
  return Result<runtime::ToolOutcome>(
      runtime::ToolOutcome(runtime::ToolError{code, Trimmed(rest.substr(space))}));
}

Result<runtime::ToolOutcome> OutcomeOf(const Json& json) {
  auto value = FromJson(json);
  if (!value) return Error{"answer", value.error().message};
  return runtime::ToolOutcome(std::move(*value));
}

}  // namespace

Result<runtime::ToolOutcome> ReadAnswer(const std::string& typed, const WantedAnswer& wanted) {
  const std::string line = Trimmed(typed);
  if (line.empty()) return OutcomeOf(wanted.plain);
  if (auto error = ReadError(line)) return std::move(*error);
  auto json = ParseJson(line);
  const bool structured = line.front() == '{' || line.front() == '[' || line.front() == '"';
  if (structured && !json) return Error{"answer", json.error().message};
  if (json && (structured || json->is_null())) return OutcomeOf(*json);
  if (!wanted.word_is_clear) {
    return Error{"answer",
                 fmt::format("the policy reads {}; answer with JSON, such as {}",
                             fmt::join(wanted.read, ", "), scenario::JsonText(wanted.plain))};
  }
  Json value = json ? std::move(*json) : WordValue(line);
  if (!wanted.word_field) return OutcomeOf(value);
  Json result = Json::object();
  Json* at = &result;
  std::string_view path = *wanted.word_field;
  for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
    at = &(*at)[std::string(path.substr(0, dot))];
    path.remove_prefix(dot + 1);
  }
  (*at)[std::string(path)] = std::move(value);
  return OutcomeOf(result);
}

ChatTools::ChatTools(const LoadedProgram& loaded, std::unique_ptr<const Sandbox> prototype,
                     std::optional<session::StubHost> stubs, const Invocation& invocation)
    : loaded_(loaded),
      invocation_(invocation),
      code_(loaded.program->module()),
      probes_(explore::FindProbes(code_)),
      prototype_(std::move(prototype)),
      sandbox_(prototype_->Clone()),
      stubs_(std::move(stubs)) {}

void ChatTools::Restart() { sandbox_ = prototype_->Clone(); }

session::Instant ChatTools::now() const {
  const auto now = session::ParseInstant(prototype_->now());
  return now ? *now : session::Instant{};
}

void ChatTools::SetNow(session::Instant now) {
  // An instant that was formatted here is one that can be read.
  static_cast<void>(sandbox_->SetNow(session::FormatInstant(now)));
}

std::vector<scenario::AnsweredCall> ChatTools::TakeAnswers() { return std::exchange(answers_, {}); }

runtime::ToolOutcome ChatTools::Call(const runtime::ToolCall& call) {
  std::optional<runtime::ToolOutcome> outcome;
  if (stubs_) outcome = stubs_->Call(call);
  if (outcome && IsError(*outcome, kNotStubbed)) outcome.reset();
  if (!outcome && sandbox_->Takes(call)) return sandbox_->Call(call);
  if (!outcome) outcome = Ask(call);
  answers_.push_back({call, *outcome});
  return *outcome;
}

// A policy may call a tool in several places and look at other fields in each.
WantedAnswer ChatTools::Wanted(const std::string& tool) const {
  const Module& module = loaded_.program->module();
  // Asked about, a tool that the sandbox has is the team's own: the entry is about another one.
  const ToolDefinition* known = sandbox_->Knows(tool) ? nullptr : loaded_.catalogue.Find(tool);
  const std::string now = session::FormatInstant(this->now());
  WantedAnswer wanted;
  wanted.plain = Json::object();
  bool whole = false;
  for (std::size_t i = 0; i < module.call_sites.size(); ++i) {
    const CallSite& site = module.call_sites[i];
    if (module.tools[Raw(site.tool)].name != tool) continue;
    const auto answers = explore::AnswersFor(code_, probes_, static_cast<CallSiteId>(i),
                                             {&loaded_.catalogue, now, explore::Variety::One, 1});
    const auto* plain = answers.empty() ? nullptr : std::get_if<Value>(&answers.front());
    if (plain != nullptr && plain->view().is_map()) wanted.plain.update(ToJson(plain->view()));
    if (IsNone(site.result)) continue;
    const explore::ResultShape shape = explore::ShapeOf(module, probes_, site.result, known, now);
    whole = whole || shape.may_be_scalar;
    const std::size_t read = shape.places.size() - (shape.last_is_padding ? 1 : 0);
    for (std::size_t place = 0; place < read; ++place) {
      AddOnce(wanted.read, fmt::format("{}", fmt::join(shape.places[place].path, ".")));
    }
  }
  if (wanted.plain.empty()) wanted.plain = Json{{"success", true}};
  if (known != nullptr) {
    for (const ToolResultField& field : known->result_fields) {
      if (field.required) AddOnce(wanted.promised, field.path);
    }
  }
  wanted.word_is_clear = whole || wanted.read.size() < 2;
  if (!whole && wanted.read.size() == 1) wanted.word_field = wanted.read.front();
  return wanted;
}

void ChatTools::Show(const runtime::ToolCall& call, const WantedAnswer& wanted) const {
  std::ostream& out = invocation_.streams.out;
  const auto line = [&](const std::string& text) { out << "   " << Printable(text) << '\n'; };
  out << Printable(fmt::format("-- nothing implements @{} here: what does it answer?", call.tool))
      << '\n';
  line("it is called with " + scenario::JsonText(ToJson(call.args.view())));
  if (!wanted.read.empty()) line(fmt::format("the policy reads {}", fmt::join(wanted.read, ", ")));
  if (!wanted.promised.empty()) {
    line(fmt::format("the catalogue promises {}", fmt::join(wanted.promised, ", ")));
  }
  line(
      fmt::format("JSON or a word; Enter for {}; or error CODE", scenario::JsonText(wanted.plain)));
}

runtime::ToolOutcome ChatTools::Ask(const runtime::ToolCall& call) {
  const runtime::ToolError nothing{std::string(kNotStubbed), "the chat was left"};
  if (left_) return nothing;
  std::ostream& out = invocation_.streams.out;
  const WantedAnswer wanted = Wanted(call.tool);
  Show(call, wanted);
  std::string line;
  while (true) {
    out << '@' << call.tool << "> " << std::flush;
    const bool read = ReadLine(invocation_.streams.in, line, kMaxAnswerBytes);
    const std::string typed = Trimmed(line);
    if (!read || typed == "/quit" || typed == "/exit") {
      left_ = true;
      out << '\n';
      return nothing;
    }
    if (!IsTerminal(Stream::In)) out << Printable(line) << '\n';
    auto answer = ReadAnswer(line, wanted);
    if (answer) return std::move(*answer);
    out << "-- " << Printable(answer.error().message) << '\n';
  }
}

}  // namespace proviso::cli
