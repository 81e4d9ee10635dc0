// SPDX-License-Identifier: Apache-2.0
// Any bytes as the JSON lines of `proviso run` and as a stub file.
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/assert.h"
#include "runtime/session/event_reader.h"
#include "runtime/session/stub_host.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::vector<std::string> known = {"order_get"};
  if (const auto stubs = proviso::session::StubHost::Parse(text, "fuzz", known); !stubs) {
    PROVISO_ASSERT(!stubs.error().code.empty() && !stubs.error().message.empty());
  }
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const auto event = proviso::session::ReadEventLine(text.substr(0, end));
    if (!event) PROVISO_ASSERT(!event.error().code.empty() && !event.error().message.empty());
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return 0;
}
