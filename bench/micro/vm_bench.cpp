// SPDX-License-Identifier: Apache-2.0
// One turn of the VM: decode the snapshot, apply an event, encode the snapshot. Target: 2 us at the
// median on a 2-core machine, tools stubbed in memory, understanding excluded.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "bytecode/decode.h"
#include "bytecode/encode.h"
#include "bytecode/verifier.h"
#include "runtime/vm/step.h"
#include "tests/unit/vm/module_builder.h"

namespace {

using namespace proviso;

std::shared_ptr<const vm::Program> Sample() {
  auto program = vm::Program::Load(testing::SampleModule());
  if (!program) std::abort();
  return *program;
}

vm::Event Gives(std::string_view slot, std::string_view text) {
  Reading reading;
  reading.text = text;
  reading.slots.push_back({std::string(slot), Value::String(text), std::string(text), 0.95});
  return vm::MessageEvent{std::move(reading)};
}

vm::Event Acts(ReplyAct act) {
  Reading reading;
  reading.act = act;
  reading.act_confidence = 0.95;
  return vm::MessageEvent{std::move(reading)};
}

Value Order() {
  MapBuilder address;
  address.Add("id", Value::Integer(5).view());
  address.Add("street", Value::String("1 Main Street").view());
  address.Add("city", Value::String("Porto").view());
  address.Add("postcode", Value::String("4000-123").view());
  MapBuilder item;
  item.Add("sku", Value::String("LAMP-1").view());
  item.Add("quantity", Value::Integer(1).view());
  ListBuilder items;
  items.Add(item.Build().view());
  MapBuilder order;
  order.Add("eligible", Value::Bool(true).view());
  order.Add("status", Value::String("delivered").view());
  order.Add("shipping_address", address.Build().view());
  order.Add("items", items.Build().view());
  order.Add("total", Value::Money("EUR", "80").view());
  return order.Build();
}

// The turns of a conversation: each event with the snapshot before it.
struct Turn {
  std::string snapshot;
  vm::Event event;
};
std::vector<Turn> Turns(const vm::Program& program) {
  std::vector<vm::Event> events = {
      vm::StartEvent{*program.FindPolicy("Send replacement"), "c1", "webchat", "", {}},
      Gives("email", "ana@example.com"),
      Gives("order_number", "1001"),
      vm::ToolResultEvent{1, Order()},
      Acts(ReplyAct::Accept),
      Acts(ReplyAct::Decline),
      vm::ToolResultEvent{2, Order()},
  };
  std::vector<Turn> turns;
  std::string snapshot;
  for (vm::Event& event : events) {
    auto step = vm::Step(program, snapshot, event);
    if (!step) std::abort();
    turns.push_back({std::move(snapshot), std::move(event)});
    snapshot = std::move(step->snapshot);
  }
  return turns;
}

void RunTurn(benchmark::State& state, std::size_t index) {
  const auto program = Sample();
  const Turn turn = Turns(*program)[index];
  for (auto _ : state) {
    auto step = vm::Step(*program, turn.snapshot, turn.event);
    benchmark::DoNotOptimize(step);
  }
  state.counters["snapshot_bytes"] = static_cast<double>(turn.snapshot.size());
}

void BM_Start(benchmark::State& state) { RunTurn(state, 0); }
void BM_MessageTurn(benchmark::State& state) { RunTurn(state, 1); }
void BM_MessageTurnThatCalls(benchmark::State& state) { RunTurn(state, 2); }
void BM_ToolResultTurn(benchmark::State& state) { RunTurn(state, 3); }
void BM_ConfirmedAddressTurn(benchmark::State& state) { RunTurn(state, 4); }
void BM_LastToolResultTurn(benchmark::State& state) { RunTurn(state, 6); }
BENCHMARK(BM_Start);
BENCHMARK(BM_MessageTurn);
BENCHMARK(BM_MessageTurnThatCalls);
BENCHMARK(BM_ToolResultTurn);
BENCHMARK(BM_ConfirmedAddressTurn);
BENCHMARK(BM_LastToolResultTurn);

void BM_EncodeModule(benchmark::State& state) {
  const Module module = testing::SampleModule();
  for (auto _ : state) benchmark::DoNotOptimize(Encode(module));
}
void BM_DecodeModule(benchmark::State& state) {
  const std::string bytes = Encode(testing::SampleModule());
  for (auto _ : state) benchmark::DoNotOptimize(Decode(bytes));
  state.counters["module_bytes"] = static_cast<double>(bytes.size());
}
void BM_VerifyModule(benchmark::State& state) {
  const Module module = testing::SampleModule();
  for (auto _ : state) benchmark::DoNotOptimize(Verify(module));
}
BENCHMARK(BM_EncodeModule);
BENCHMARK(BM_DecodeModule);
BENCHMARK(BM_VerifyModule);

}  // namespace
