// SPDX-License-Identifier: Apache-2.0
// What a VM would trip over is refused, with the place named.
#include "bytecode/verifier.h"

#include <gtest/gtest.h>

#include "tests/unit/vm/module_builder.h"

namespace proviso {
namespace {

using testing::ModuleBuilder;
using testing::SampleModule;

std::string Problems(const Module& module) {
  std::string out;
  for (const VerifyProblem& problem : Verify(module).problems) out += problem.Describe() + "\n";
  return out;
}

void ExpectRefused(const Module& module, std::string_view why) {
  const std::string problems = Problems(module);
  EXPECT_NE(problems.find(why), std::string::npos) << "got: " << problems;
}

TEST(VerifierTest, AcceptsTheSampleAndGivesHeights) {
  const VerifyResult result = Verify(SampleModule());
  EXPECT_TRUE(result.ok()) << Problems(SampleModule());
  EXPECT_EQ(result.heights[Raw(SampleModule().policies[1].entries[0])], 0);
}

TEST(VerifierTest, SaysPolicyAndLine) {
  ModuleBuilder b;
  b.Policy("Broken");
  b.Line(7);
  b.Emit(Opcode::Pop);
  b.Done();
  ExpectRefused(b.Take(),
                "at 0000 (policy `Broken`, line 7): `pop` takes 1 values, the stack holds 0");
}

TEST(VerifierTest, OperandsStayInTheirTables) {
  for (std::size_t position = 1; position < 5; ++position) {
    Module module = SampleModule();
    module.code[position] = '\x7F';  // the prompt of the first ask
    ExpectRefused(module, "`ask` names prompt");
  }
}

TEST(VerifierTest, JumpsEndOnInstructions) {
  ModuleBuilder b;
  b.Policy("P");
  b.Emit(Opcode::Jump, b.code.BindNew());
  Module module = b.Take();
  module.code[1] = 2;
  ExpectRefused(module, "`jump` goes to 2, where no instruction starts");
}

TEST(VerifierTest, HeightsAgreeAtJoins) {
  ModuleBuilder b;
  b.Policy("P");
  const CodeLabel join = b.code.NewLabel();
  b.Emit(Opcode::JumpIfSet, b.Var("x"), join);
  b.Emit(Opcode::PushConstant, b.Const("x"));
  b.code.Bind(join);
  b.Done();
  ExpectRefused(b.Take(), "values here on one path and");
}

TEST(VerifierTest, NothingIsLeftOnTheStackWhereATurnMayEnd) {
  ModuleBuilder b;
  b.Policy("P");
  b.Emit(Opcode::PushConstant, b.Const("x"));
  b.Emit(Opcode::Ask, b.Prompt(b.YesNo("Well?", b.Var("o"))));
  b.Done();
  ExpectRefused(b.Take(), "`ask` leaves 1 values on the stack");
}

TEST(VerifierTest, ArgumentsMatchHolesAndParameters) {
  ModuleBuilder b;
  b.Policy("P");
  b.Emit(Opcode::Say, b.Text("Hello {name}"));
  b.Done();
  ExpectRefused(b.Take(), "`say` takes 1 values");
  ModuleBuilder c;
  c.Policy("P");
  c.Emit(Opcode::Call, c.Site(c.Tool("t", ToolEffect::Read), {"a", "b"}), kNoLabel);
  c.Done();
  ExpectRefused(c.Take(), "`call` takes 2 values");
}

TEST(VerifierTest, ApplicableKeepsArgumentsOnOnePathOnly) {
  ModuleBuilder b;
  b.Policy("P");
  const auto site = b.Site(b.Tool("t", ToolEffect::Read), {"a"});
  const CodeLabel skip = b.code.NewLabel();
  b.Emit(Opcode::PushConstant, b.Const("x"));
  b.Emit(Opcode::SkipUnlessApplicable, site, skip);
  b.Emit(Opcode::Call, site, kNoLabel);
  b.code.Bind(skip);
  b.Done();
  EXPECT_EQ(Problems(b.Take()), "");
}

TEST(VerifierTest, CodeDoesNotRunOffItsEnd) {
  ModuleBuilder b;
  b.Policy("P");
  b.SayText("Hello");
  ExpectRefused(b.Take(), "runs on behind its last byte");
}

TEST(VerifierTest, TheStackIsLimited) {
  ModuleBuilder b;
  b.Policy("P");
  for (int i = 0; i <= kMaxStackHeight; ++i) b.Emit(Opcode::PushConstant, b.Const("x"));
  b.Done();
  ExpectRefused(b.Take(), "more than 64 values");
}

TEST(VerifierTest, PoliciesAreEnteredWhereTheyHaveEntries) {
  ModuleBuilder b;
  const PolicyId policy = b.Policy("P");
  b.Emit(Opcode::Transfer, policy, 3u);
  ExpectRefused(b.Take(), "enters policy `P` at entry 3, it has 1");
}

TEST(VerifierTest, OutcomesAreTexts) {
  ModuleBuilder b;
  b.Policy("P");
  b.Emit(Opcode::End, b.Const(Value::Integer(1)));
  ExpectRefused(b.Take(), "`end` has an outcome that is not a text");
}

TEST(VerifierTest, TablesReferToWhatIsThere) {
  const auto refuse = [](auto change, std::string_view why) {
    Module module = SampleModule();
    change(module);
    ExpectRefused(module, why);
  };
  refuse([](Module& m) { m.texts.pop_back(); }, "lacks some of the machine's own texts");
  refuse([](Module& m) { m.texts[0].clear(); }, "no words for the text `not_understood`");
  refuse([](Module& m) { m.prompts[0].text = TemplateId{999}; }, "prompt 0 has no template");
  refuse([](Module& m) { m.prompts[0].slot = kNone<VariableId>; },
         "prompt 0 has nowhere to put the answer");
  refuse([](Module& m) { m.prompts[3].options.clear(); }, "prompt 3 has no options");
  refuse([](Module& m) { m.prompts[1].decline_effect = ToolEffect::Unknown; },
         "prompt 1 does not say what its answers set in motion");
  refuse([](Module& m) { m.call_sites[0].required.clear(); }, "call site 0 declares");
  refuse([](Module& m) { m.call_sites[0].result = VariableId{999}; }, "call site 0 names");
  refuse([](Module& m) { m.call_sites[0].tool = ToolId{999}; }, "call site 0 has no tool");
  refuse([](Module& m) { m.tools[0].retry.attempts = 0; }, "tool 0 does not have between");
  refuse([](Module& m) { m.templates[0].hole_names.push_back("x"); }, "template 0");
  refuse([](Module& m) { m.variables[1].name = m.variables[0].name; }, "variable 1 has a name");
  refuse([](Module& m) { m.policies[0].entries.clear(); }, "policy 0 has no entry");
  refuse([](Module& m) { m.policies[0].entries[0] = Label{1}; }, "policy 0 has an entry where");
  refuse([](Module& m) { m.source_map[1].pc = 0; }, "source map is not sorted");
  refuse([](Module& m) { m.handoffs[0].reason = TemplateId{999}; }, "handoff 0");
}

TEST(VerifierTest, ProblemsAreLimitedInNumber) {
  Module module = SampleModule();
  module.variables.resize(10'000);
  EXPECT_EQ(Verify(module).problems.size(), kMaxVerifyProblems);
}

}  // namespace
}  // namespace proviso
