// SPDX-License-Identifier: Apache-2.0
// Step, watched: the trace tells what ran and what a reply or a result came to, and changes
// nothing.
#include "runtime/vm/trace.h"

#include <gtest/gtest.h>

#include "tests/unit/vm/conversation.h"
#include "tests/unit/vm/module_builder.h"

namespace proviso::testing {
namespace {

using Resumed = vm::StepTrace::Resumed;

// ask "Go on?" -> outcome; accepted: "Yes." otherwise: "No."
struct YesNoProgram {
  ModuleBuilder builder;
  CodeLabel yes = builder.code.NewLabel();
  CodeLabel no = builder.code.NewLabel();
  std::shared_ptr<const vm::Program> program;

  YesNoProgram() {
    builder.Policy("Question");
    const VariableId outcome = builder.Var("outcome");
    builder.Emit(Opcode::Ask, builder.Prompt(builder.YesNo("Go on?", outcome)));
    builder.Emit(Opcode::LoadVariable, outcome);
    builder.Emit(Opcode::PushConstant, builder.Const(Value::Integer(1)));
    builder.Emit(Opcode::Equal);
    builder.Emit(Opcode::Branch, yes, no, no);
    builder.code.Bind(yes);
    builder.SayText("Yes.");
    builder.Done();
    builder.code.Bind(no);
    builder.SayText("No.");
    builder.Done();
    program = builder.Load();
  }
};

TEST(TraceTest, RecordsEveryInstructionInOrder) {
  const YesNoProgram sample;
  vm::StepTrace trace;
  const auto started = vm::StepTraced(*sample.program, {}, vm::StartEvent{}, trace);
  ASSERT_TRUE(started);
  EXPECT_EQ(trace.executed, std::vector<std::uint32_t>{0});
  EXPECT_EQ(trace.resumed, Resumed::Nothing);
  const auto answered =
      vm::StepTraced(*sample.program, started->snapshot, vm::MessageEvent{Accepts()}, trace);
  ASSERT_TRUE(answered);
  EXPECT_EQ(trace.resumed_at, 0u);
  EXPECT_EQ(trace.resumed, Resumed::Answered);
  EXPECT_EQ(trace.outcome, PromptOutcome::Accepted);
  EXPECT_EQ(trace.executed.size(), 6u);
}

TEST(TraceTest, IsTheSameStep) {
  const YesNoProgram sample;
  vm::StepTrace trace;
  const auto plain = vm::Step(*sample.program, {}, vm::StartEvent{});
  const auto traced = vm::StepTraced(*sample.program, {}, vm::StartEvent{}, trace);
  ASSERT_TRUE(plain && traced);
  EXPECT_EQ(plain->snapshot, traced->snapshot);
}

TEST(TraceTest, TellsWhatAReplyCameTo) {
  const YesNoProgram sample;
  vm::StepTrace trace;
  auto step = vm::Step(*sample.program, {}, vm::StartEvent{});
  for (const Resumed expected : {Resumed::Repeated, Resumed::AskedAgain, Resumed::NotUnderstood}) {
    ASSERT_TRUE(step);
    step = vm::StepTraced(*sample.program, step->snapshot, vm::MessageEvent{Says("hm")}, trace);
    EXPECT_EQ(trace.resumed, expected);
  }
}

TEST(TraceTest, TellsWhatACallCameTo) {
  ModuleBuilder builder;
  builder.Policy("Call");
  const ToolId tool = builder.Tool("get_order", ToolEffect::Read, 2);
  builder.Emit(Opcode::Call, builder.Site(tool, {}), kNoLabel);
  builder.Done();
  const auto program = builder.Load();
  auto step = vm::Step(*program, {}, vm::StartEvent{});
  ASSERT_TRUE(step);
  vm::StepTrace trace;
  step = vm::StepTraced(*program, step->snapshot, vm::ToolErrorEvent{1, "timeout", ""}, trace);
  ASSERT_TRUE(step);
  EXPECT_EQ(trace.resumed, Resumed::Retried);
  step = vm::StepTraced(*program, step->snapshot, vm::ToolResultEvent{2, Value::Bool(true)}, trace);
  ASSERT_TRUE(step);
  EXPECT_EQ(trace.resumed, Resumed::Result);
}

TEST(PositionTest, SaysWhereAConversationStands) {
  const YesNoProgram sample;
  const auto step = vm::Step(*sample.program, {}, vm::StartEvent{});
  ASSERT_TRUE(step);
  const auto position = vm::PositionOf(*sample.program, step->snapshot);
  ASSERT_TRUE(position);
  EXPECT_EQ(position->waiting, vm::Waiting::Message);
  EXPECT_EQ(position->pc, 0u);
  EXPECT_FALSE(position->had_message);
  EXPECT_FALSE(vm::PositionOf(*sample.program, "PVS damaged"));
}

}  // namespace
}  // namespace proviso::testing
