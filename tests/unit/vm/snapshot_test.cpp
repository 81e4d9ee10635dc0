// SPDX-License-Identifier: Apache-2.0
// A stored conversation is never trusted.
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/vm/conversation.h"
#include "tests/unit/vm/module_builder.h"

namespace proviso::testing {
namespace {

std::shared_ptr<const vm::Program> Sample() { return *vm::Program::Load(SampleModule()); }

// Snapshots of every kind of suspension.
std::vector<std::string> Snapshots() {
  std::vector<std::string> snapshots;
  Conversation talk(Sample());
  const auto keep = [&] { snapshots.push_back(talk.snapshot()); };
  talk.Start("send replacement");
  keep();
  talk.Reply(Gives("email", Value::String("ana@example.com")));
  talk.Reply(Gives("order_number", Value::String("1001")));
  keep();
  talk.Result(R"({"eligible":true,"address":"1 Main St","items":["a"]})");
  keep();
  talk.Reply(Declines());
  keep();
  talk.Reply(Gives("address", Value::String("2 Side St")));
  keep();
  talk.Reply(Names(0));
  talk.Result(R"({"discounted":true})");
  keep();
  talk.Result(R"({"id":2001})");
  keep();
  return snapshots;
}

std::string ApplyAll(const std::shared_ptr<const vm::Program>& program, const std::string& bytes) {
  std::string seen;
  for (const vm::Event& event :
       {vm::Event(vm::MessageEvent{Accepts()}), vm::Event(vm::MessageEvent{Says("x")}),
        vm::Event(vm::ToolResultEvent{1, Value::Integer(1)}),
        vm::Event(vm::ToolErrorEvent{1, "timeout", ""})}) {
    Conversation talk(program);
    talk.set_snapshot(bytes);
    seen += talk.Apply(event);
  }
  vm::PendingPrompt(*program, bytes).has_value();
  vm::KnownVariables(*program, bytes).has_value();
  return seen;
}

TEST(SnapshotTest, EveryPrefixIsRefused) {
  const auto program = Sample();
  for (const std::string& bytes : Snapshots()) {
    for (std::size_t length = 1; length < bytes.size(); ++length) {
      const auto known = vm::KnownVariables(*program, bytes.substr(0, length));
      ASSERT_FALSE(known) << length;
      EXPECT_EQ(known.error().code, "bad_snapshot");
    }
    EXPECT_FALSE(vm::KnownVariables(*program, bytes + "x"));
  }
}

TEST(SnapshotTest, DamageIsAnErrorOrAnotherStateNeverACrash) {
  const auto program = Sample();
  std::mt19937 random(11);
  for (const std::string& good : Snapshots()) {
    for (int round = 0; round < 3'000; ++round) {
      std::string bytes = good;
      for (std::uint32_t i = 0; i <= random() % 3; ++i) {
        bytes[12 + random() % (bytes.size() - 12)] = static_cast<char>(random());
      }
      EXPECT_FALSE(ApplyAll(program, bytes).empty());
    }
  }
}

TEST(SnapshotTest, AnotherProgramsSnapshotIsRefused) {
  Module other = SampleModule();
  other.templates[0].pieces[0] += " please";
  const auto program = *vm::Program::Load(std::move(other));
  const auto known = vm::KnownVariables(*program, Snapshots()[0]);
  ASSERT_FALSE(known);
  EXPECT_EQ(known.error().code, "other_program");
}

TEST(SnapshotTest, MovedLinesKeepConversationsAlive) {
  Module moved = SampleModule();
  for (SourceMapEntry& entry : moved.source_map) entry.line += 5;
  const auto program = *vm::Program::Load(std::move(moved));
  EXPECT_TRUE(vm::KnownVariables(*program, Snapshots()[0]));
}

TEST(SnapshotTest, PlacesTheCodeDoesNotReachAreRefused) {
  ModuleBuilder b;
  b.Policy("P");
  b.Emit(Opcode::Ask, b.Prompt(b.YesNo("a?", b.Var("o"))));
  b.Done();
  const std::uint32_t unreachable = b.code.pc();
  b.Emit(Opcode::Ask, b.Prompt(b.YesNo("b?", b.Var("o"))));
  b.Emit(Opcode::Pop);  // would underflow
  b.Done();
  const auto program = b.Load();
  Conversation talk(program);
  talk.Start();
  std::string bytes = talk.snapshot();
  // Head: "PVS" version, fingerprint, waiting, flags, policy, then the place.
  constexpr std::size_t kPlace = 4 + 8 + 3;
  ASSERT_EQ(bytes[kPlace], '\0');
  bytes[kPlace] = static_cast<char>(unreachable);
  talk.set_snapshot(bytes);
  EXPECT_EQ(talk.Reply(Accepts()), "error bad_snapshot");
}

}  // namespace
}  // namespace proviso::testing
