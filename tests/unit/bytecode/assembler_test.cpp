// SPDX-License-Identifier: Apache-2.0
#include "bytecode/assembler.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(AssemblerTest, EqualEntriesAreStoredOnce) {
  Module module;
  Assembler code(module);
  EXPECT_EQ(code.Text("a"), code.Constant(Value::String("a").view()));
  EXPECT_NE(Raw(code.Text("10")), Raw(code.Constant(Value::Integer(10).view())));
  EXPECT_EQ(code.Template("Hi"), code.Template("Hi"));
  const VariableId x = code.Variable("x", ValueType::Email);
  EXPECT_EQ(code.Variable("x"), x);
  EXPECT_EQ(module.constants.size(), 3u);
  EXPECT_EQ(module.variables[0].type, ValueType::Email);
}

TEST(AssemblerTest, TablesThatWereThereAreKnown) {
  Module module;
  module.constants.push_back(Value::Integer(7));
  module.variables.push_back({"x", ValueType::Text, false});
  Assembler code(module);
  EXPECT_EQ(Raw(code.Constant(Value::Integer(7).view())), 0u);
  EXPECT_EQ(Raw(code.Variable("x")), 0u);
}

TEST(AssemblerTest, LabelsMayBeBoundLater) {
  Module module;
  Assembler code(module);
  const CodeLabel end = code.NewLabel();
  code.Emit(Opcode::Jump, end);
  code.Emit(Opcode::Nop);
  code.Bind(end);
  code.Emit(Opcode::Return, code.Text("completed"));
  code.Finish();
  EXPECT_EQ(InstructionAt(module.code, 0)->operands[0], 6u);
  EXPECT_EQ(Raw(code.Address(end)), 6u);
}

TEST(AssemblerTest, LinesAreMarkedOnceWhileTheyLast) {
  Module module;
  Assembler code(module);
  code.MarkLine(0, 1);
  code.MarkLine(0, 2);
  code.Emit(Opcode::Nop);
  code.MarkLine(0, 2);
  code.Emit(Opcode::Nop);
  code.MarkLine(0, 3);
  ASSERT_EQ(module.source_map.size(), 2u);
  EXPECT_EQ(module.source_map[0].line, 2u);
  EXPECT_EQ(module.source_map[1].pc, 2u);
}

TEST(AssemblerDeathTest, AWrongOperandIsABugOfTheCaller) {
  Module module;
  Assembler code(module);
  EXPECT_DEATH(code.Emit(Opcode::LoadVariable, code.Text("x")), "internal error");
  const CodeLabel never = code.NewLabel();
  code.Emit(Opcode::Jump, never);
  EXPECT_DEATH(code.Finish(), "internal error");
}

}  // namespace
}  // namespace proviso
