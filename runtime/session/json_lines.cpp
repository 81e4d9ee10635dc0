// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/json_lines.h"

#include <fmt/format.h>

#include "runtime/session/event_reader.h"
#include "runtime/session/event_writer.h"

namespace proviso::session {
namespace {

// A hostile sender must not grow our memory with ever new names.
constexpr std::size_t kMaxNotedFields = 100;

}  // namespace

JsonLines::JsonLines(Session& session, std::optional<std::string> default_policy)
    : session_(session), default_policy_(std::move(default_policy)) {}

std::vector<std::string> JsonLines::Handle(std::string_view line) {
  ++line_number_;
  if (line.find_first_not_of(" \t\r\n") == std::string_view::npos) return {};
  std::vector<std::string> out;
  auto outputs = Feed(line);
  if (!outputs) {
    had_errors_ = true;
    out.push_back(WriteError(outputs.error(), line_number_));
    out.push_back(WriteOutput(WaitingOutput{session_.waiting()}));
    return out;
  }
  for (const Output& output : *outputs) out.push_back(WriteOutput(output));
  return out;
}

Result<std::vector<Output>> JsonLines::Feed(std::string_view line) {
  PROVISO_TRY(ReadEvent event, ReadEventLine(line));
  NoteUnknownFields(event.unknown_fields);
  if (auto* start = std::get_if<StartInput>(&event.input)) {
    if (!start->policy) start->policy = default_policy_;
  }
  return session_.Feed(event.input);
}

void JsonLines::NoteUnknownFields(const std::vector<std::string>& fields) {
  for (const std::string& field : fields) {
    if (noted_fields_.size() >= kMaxNotedFields) return;
    if (!noted_fields_.insert(field).second) continue;
    notices_.push_back(fmt::format("line {}: the field `{}` is not known here and was ignored",
                                   line_number_, field));
  }
}

std::vector<std::string> JsonLines::TakeNotices() { return std::exchange(notices_, {}); }

}  // namespace proviso::session
