// SPDX-License-Identifier: Apache-2.0
// Any bytes as a stored conversation of the sample program: the first byte picks the event, the
// rest follows the head that the program expects. What decodes takes a step, and what the step
// stores decodes again.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "core/assert.h"
#include "runtime/vm/step.h"
#include "tests/unit/vm/module_builder.h"

namespace {

using namespace proviso;

std::shared_ptr<const vm::Program> Sample() {
  auto program = vm::Program::Load(testing::SampleModule());
  if (!program) std::abort();
  return *program;
}

// "PVS", version, fingerprint: runtime/vm/internal/snapshot.h.
std::string Head(const vm::Program& program) {
  std::string head("PVS\x01");
  for (int i = 0; i < 8; ++i) head.push_back(static_cast<char>(program.fingerprint() >> (8 * i)));
  return head;
}

vm::Event PickEvent(std::uint8_t choice, std::uint32_t call_id) {
  Reading reading;
  reading.act = static_cast<ReplyAct>(choice / 8 % 3);
  reading.act_confidence = 1;
  switch (choice % 8) {
    case 0:
      return vm::StartEvent{};
    case 1:
      return vm::ToolResultEvent{call_id, Value::Bool(true)};
    case 2:
      return vm::ToolErrorEvent{call_id, "timeout", "too slow"};
    case 3:
      return vm::ToolErrorEvent{call_id, "not_found", ""};
    case 4:
      reading.option = choice / 8;
      reading.option_confidence = 1;
      return vm::MessageEvent{std::move(reading)};
    case 5:
      reading.slots.push_back({"email", Value::String("a@b.c"), "a@b.c", 1});
      reading.slots.push_back({"address", Value::String("1 Main St"), "1 Main St", 1});
      return vm::MessageEvent{std::move(reading)};
    default:
      return vm::MessageEvent{std::move(reading)};
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::shared_ptr<const vm::Program> program = Sample();
  static const std::string head = Head(*program);
  if (size == 0) return 0;
  const std::string snapshot =
      head + std::string(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool decodes = vm::KnownVariables(*program, snapshot).has_value();
  PROVISO_ASSERT(vm::PendingPrompt(*program, snapshot).has_value() == decodes);
  for (std::uint32_t call_id = 0; call_id < 4; ++call_id) {
    const auto step = vm::Step(*program, snapshot, PickEvent(data[0], call_id));
    if (step) {
      PROVISO_ASSERT(vm::KnownVariables(*program, step->snapshot).has_value());
    }
  }
  return 0;
}
