// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/event_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/nearest.h"
#include "core/value_json.h"
#include "runtime/session/clock.h"

namespace proviso::session {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxReportedFields = 16;
constexpr std::array<std::string_view, 4> kEvents = {"start", "message", "tool_result", "advance"};

Error BadEvent(std::string message) { return Error{"bad_event", std::move(message)}; }

Error WrongType(std::string_view field, std::string_view wanted, const Json& found) {
  return BadEvent(fmt::format("`{}` is {}, found {}", field, wanted, found.type_name()));
}

void NoteUnknown(const Json& object, std::string_view prefix,
                 std::initializer_list<std::string_view> known,
                 std::vector<std::string>& unknown_fields) {
  for (const auto& item : object.items()) {
    if (std::find(known.begin(), known.end(), item.key()) != known.end()) continue;
    if (unknown_fields.size() == kMaxReportedFields) return;
    unknown_fields.push_back(fmt::format("{}{}", prefix, item.key()));
  }
}

Result<std::optional<std::string>> OptionalText(const Json& object, const char* key,
                                                std::string_view field) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return std::optional<std::string>();
  if (!found->is_string()) return WrongType(field, "a text", *found);
  return std::optional<std::string>(found->get<std::string>());
}

Result<Input> ReadStart(const Json& json, std::vector<std::string>& unknown_fields) {
  if (!json.is_object()) return WrongType("start", "an object", json);
  NoteUnknown(json, "start.", {"policy", "channel", "facts", "conversation", "now"},
              unknown_fields);
  StartInput start;
  PROVISO_TRY(start.policy, OptionalText(json, "policy", "start.policy"));
  PROVISO_TRY(start.conversation, OptionalText(json, "conversation", "start.conversation"));
  PROVISO_TRY(start.now, OptionalText(json, "now", "start.now"));
  PROVISO_TRY(auto channel, OptionalText(json, "channel", "start.channel"));
  if (channel) start.channel = std::move(*channel);
  if (const auto facts = json.find("facts"); facts != json.end() && !facts->is_null()) {
    if (!facts->is_object()) return WrongType("start.facts", "an object", *facts);
    for (const auto& [name, value] : facts->items()) {
      PROVISO_TRY(Value fact, FromJson(value));
      start.facts.emplace_back(name, std::move(fact));
    }
  }
  return Input(std::move(start));
}

Result<Input> ReadMessage(const Json& json, std::vector<std::string>& /*unknown_fields*/) {
  if (!json.is_string()) return WrongType("message", "a text", json);
  return Input(MessageInput{json.get<std::string>()});
}

Result<runtime::ToolError> ReadToolError(const Json& json) {
  if (!json.is_object()) return WrongType("tool_result.error", "an object", json);
  PROVISO_TRY(auto code, OptionalText(json, "code", "tool_result.error.code"));
  PROVISO_TRY(auto message, OptionalText(json, "message", "tool_result.error.message"));
  if (!code || code->empty()) return BadEvent("`tool_result.error` needs a `code`");
  return runtime::ToolError{std::move(*code), message.value_or("")};
}

Result<Input> ReadToolResult(const Json& json, std::vector<std::string>& unknown_fields) {
  if (!json.is_object()) return WrongType("tool_result", "an object", json);
  NoteUnknown(json, "tool_result.", {"id", "result", "error"}, unknown_fields);
  const auto id = json.find("id");
  if (id == json.end()) return BadEvent("`tool_result` needs the `id` of its call");
  const bool fits = id->is_number_unsigned() &&
                    id->get<std::uint64_t>() <= std::numeric_limits<std::uint32_t>::max();
  if (!fits) return WrongType("tool_result.id", "the whole number of a call", *id);
  const auto result = json.find("result");
  const auto error = json.find("error");
  if ((result == json.end()) == (error == json.end())) {
    return BadEvent("`tool_result` has either a `result` or an `error`");
  }
  ToolResultInput input;
  input.id = id->get<std::uint32_t>();
  if (error != json.end()) {
    PROVISO_TRY(input.outcome, ReadToolError(*error));
  } else {
    PROVISO_TRY(input.outcome, FromJson(*result));
  }
  return Input(std::move(input));
}

Result<Input> ReadAdvance(const Json& json, std::vector<std::string>& /*unknown_fields*/) {
  if (!json.is_string()) return WrongType("advance", "a text such as \"24h\"", json);
  PROVISO_TRY(const std::chrono::seconds by, ParseDuration(json.get_ref<const std::string&>()));
  return Input(AdvanceInput{by});
}

Error UnknownEvent(const Json& json) {
  std::string hint;
  if (!json.empty()) {
    const std::vector<std::string> events(kEvents.begin(), kEvents.end());
    const auto nearest = NearestNames(json.begin().key(), events, 1);
    if (!nearest.empty()) hint = fmt::format("; did you mean `{}`", nearest.front());
  }
  return Error{"unknown_event", fmt::format("the line holds no event; it is one of `{}`{}",
                                            fmt::join(kEvents, "`, `"), hint)};
}

Result<ReadEvent> ReadObject(const Json& json) {
  std::string_view event;
  for (const std::string_view name : kEvents) {
    if (!json.contains(name)) continue;
    if (!event.empty()) {
      return Error{
          "several_events",
          fmt::format("a line holds one event, found `{}` and `{}`; write two lines", event, name)};
    }
    event = name;
  }
  if (event.empty()) return UnknownEvent(json);
  ReadEvent read;
  NoteUnknown(json, "", {event}, read.unknown_fields);
  using ReadFunction = Result<Input> (*)(const Json&, std::vector<std::string>&);
  constexpr std::array<ReadFunction, kEvents.size()> kReaders = {ReadStart, ReadMessage,
                                                                 ReadToolResult, ReadAdvance};
  const auto index = std::find(kEvents.begin(), kEvents.end(), event) - kEvents.begin();
  const Json& body = *json.find(event);
  PROVISO_TRY(read.input, kReaders[static_cast<std::size_t>(index)](body, read.unknown_fields));
  return read;
}

}  // namespace

Result<ReadEvent> ReadEventLine(std::string_view line) {
  if (line.size() > kMaxLineBytes) {
    return Error{"line_too_long", fmt::format("a line has at most {} bytes", kMaxLineBytes)};
  }
  PROVISO_TRY(const Json json, ParseJson(line));
  if (!json.is_object()) {
    return Error{"not_an_object", fmt::format("a line is a JSON object such as {}, found {}",
                                              R"({"message": "hello"})", json.type_name())};
  }
  return ReadObject(json);
}

}  // namespace proviso::session
