// SPDX-License-Identifier: Apache-2.0
// `proviso run` without its streams: a line in, lines out. Separate so that it can be fuzzed and so
// that a service can speak the same protocol.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/session/session.h"

namespace proviso::session {

class JsonLines {
 public:
  // `default_policy` is what a start without a policy means. The session must outlive this object.
  JsonLines(Session& session, std::optional<std::string> default_policy);

  // The answer to one input line, without line feeds: it ends with exactly one `waiting` or `end`
  // line. Nothing for a line of white space. A line that is refused gives an `error` line, after
  // which what was awaited before is awaited still. Never throws.
  std::vector<std::string> Handle(std::string_view line);

  // What was ignored, in words, each at its first occurrence; cleared by the call. For stderr.
  std::vector<std::string> TakeNotices();
  // At least one line was refused.
  bool had_errors() const { return had_errors_; }

 private:
  Result<std::vector<Output>> Feed(std::string_view line);
  void NoteUnknownFields(const std::vector<std::string>& fields);

  Session& session_;
  std::optional<std::string> default_policy_;
  std::uint64_t line_number_ = 0;
  bool had_errors_ = false;
  std::set<std::string, std::less<>> noted_fields_;
  std::vector<std::string> notices_;
};

}  // namespace proviso::session
