// SPDX-License-Identifier: Apache-2.0
// Any bytes as a bundle. What decodes gives its own bytes again; what the verifier lets through
// runs without a crash, whatever the customer and the tools answer.
#include <cstdint>
#include <string>
#include <string_view>

#include "bytecode/decode.h"
#include "bytecode/encode.h"
#include "bytecode/format.h"
#include "core/assert.h"
#include "runtime/vm/step.h"

namespace {

using namespace proviso;

// Accepts everything, chooses the first option, gives "1001" for every slot.
vm::Event Reply(const vm::Program& program, const std::string& snapshot) {
  Reading reading;
  reading.text = "yes";
  reading.act = ReplyAct::Accept;
  reading.act_confidence = 1;
  if (const auto prompt = vm::PendingPrompt(program, snapshot)) {
    if (!prompt->options.empty()) {
      reading.option = 0;
      reading.option_confidence = 1;
    }
    reading.slots.push_back({prompt->slot.name, Value::String("1001"), "1001", 1});
  }
  return vm::MessageEvent{std::move(reading)};
}

void Run(const vm::Program& program) {
  constexpr int kMaxTurns = 16;
  vm::Limits limits;
  limits.steps_per_turn = 500;
  vm::Event event = vm::StartEvent{PolicyId{}, "fuzz", "webchat", "2026-01-31T10:00:00Z", {}};
  std::string snapshot;
  for (int turn = 0; turn < kMaxTurns; ++turn) {
    auto result = vm::Step(program, snapshot, event, limits);
    if (!result || result->waiting == vm::Waiting::Nothing) return;
    snapshot = std::move(result->snapshot);
    PROVISO_ASSERT(snapshot.size() <= limits.snapshot_bytes);
    if (result->waiting == vm::Waiting::Message) {
      event = Reply(program, snapshot);
      continue;
    }
    for (const vm::Effect& effect : result->effects) {
      if (const auto* call = std::get_if<vm::CallEffect>(&effect)) {
        event = vm::ToolResultEvent{call->id, Value::Bool(true)};
      }
    }
  }
}

void Try(std::string_view bytes, bool head_is_right) {
  auto module = Decode(bytes);
  if (!module) {
    PROVISO_ASSERT(!head_is_right || module.error().code != "checksum");
    return;
  }
  const std::string written = Encode(*module);
  const auto again = Decode(written);
  PROVISO_ASSERT(again.has_value() && Encode(*again) == written);
  const bool has_policy = !module->policies.empty();
  const auto program = vm::Program::Load(std::move(*module));
  if (program && has_policy) Run(**program);
}

std::string LittleEndian(std::uint64_t number, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i));
  return out;
}

// The head that belongs to `body`; bytecode/format.h says how it is made.
std::string WithHead(std::string_view body) {
  const std::string summed = LittleEndian(kVersionTarget, 4) + LittleEndian(kLanguageVersion, 4) +
                             LittleEndian(body.size(), 8);
  std::uint64_t sum = 0xcbf29ce484222325u;  // FNV-1a, 64 bit
  for (const std::string_view part : {std::string_view(summed), body}) {
    for (const char c : part) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  }
  std::string out(kModuleMagic);
  return out.append(summed).append(LittleEndian(sum, 8)).append(body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Try(bytes, false);
  Try(WithHead(bytes), true);
  return 0;
}
