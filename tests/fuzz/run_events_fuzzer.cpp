// SPDX-License-Identifier: Apache-2.0
// The event reader of `proviso run`, on a small hand-written policy: whatever the lines are, every
// one that is not blank is answered by valid JSON that ends with exactly one `waiting` or `end`.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "runtime/session/json_lines.h"
#include "tests/unit/session/sample_module.h"

namespace {

using proviso::runtime::ToolCall;
using proviso::runtime::ToolError;
using proviso::runtime::ToolOutcome;

constexpr std::size_t kMaxInput = 1 << 14;

// Answers and fails by turns, so that both ways through the policy are reached.
class AlternatingHost : public proviso::runtime::ToolHost {
 public:
  ToolOutcome Call(const ToolCall& call) override {
    if (++calls_ % 3 == 0) return ToolError{"timeout", call.tool};
    return call.args;
  }

 private:
  int calls_ = 0;
};

std::shared_ptr<const proviso::vm::Program> LoadOnce() {
  static const auto program = proviso::vm::Program::Load(proviso::testing::RefundModule());
  if (!program) std::abort();
  return *program;
}

void CheckAnswer(const std::vector<std::string>& lines) {
  std::size_t endings = 0;
  for (const std::string& line : lines) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object() || json.size() != 1) std::abort();
    if (json.contains("waiting") || json.contains("end")) ++endings;
  }
  if (!lines.empty() && endings != 1) std::abort();
}

void Play(std::string_view input, proviso::runtime::ToolHost* host) {
  static const std::shared_ptr<const proviso::understanding::Reader> reader =
      proviso::understanding::MakeOfflineReader();
  proviso::session::Session session(LoadOnce(), reader, host);
  proviso::session::JsonLines lines(session, std::nullopt);
  while (!input.empty()) {
    const std::size_t end = input.find('\n');
    CheckAnswer(lines.Handle(input.substr(0, end)));
    input = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kMaxInput) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  AlternatingHost host;
  Play(input, &host);
  Play(input, nullptr);
  return 0;
}
