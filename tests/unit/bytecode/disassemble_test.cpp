// SPDX-License-Identifier: Apache-2.0
#include "bytecode/disassemble.h"

#include <gtest/gtest.h>

#include "tests/unit/vm/module_builder.h"

namespace proviso {
namespace {

using testing::ModuleBuilder;

TEST(DisassembleTest, ShowsNamesLabelsAndLines) {
  ModuleBuilder b;
  b.Policy("Greet");
  b.Line(2);
  const CodeLabel known = b.code.NewLabel();
  b.Emit(Opcode::JumpIfSet, b.Var("name"), known);
  b.Line(3);
  b.Emit(Opcode::Call, b.Site(b.Tool("get_name", ToolEffect::Read), {}, b.Var("name")), kNoLabel);
  b.code.Bind(known);
  b.Emit(Opcode::LoadVariable, b.Var("name"));
  b.Emit(Opcode::Say, b.Text("Hello {name}!"));
  b.Done();
  EXPECT_EQ(Disassemble(b.Take()),
            "\npolicy `Greet`\n"
            "; test.policy:2\n"
            "  0000  jump_if_set name, L1\n"
            "; test.policy:3\n"
            "  0009  call @get_name(), -\n"
            " L1:\n"
            "  0018  load name\n"
            "  0023  say \"Hello {name}!\"\n"
            "  0028  return \"completed\"\n");
}

TEST(DisassembleTest, ShowsWhatHangsOnAnAnswer) {
  ModuleBuilder b;
  b.Policy("Cancel");
  b.Line(2);
  PromptSpec prompt = b.YesNo("Keep it?", b.Var("$outcome"));
  prompt.accept_effect = ToolEffect::Write;
  prompt.decline_effect = ToolEffect::Irreversible;
  b.Emit(Opcode::Ask, b.Prompt(prompt));
  b.Done();
  EXPECT_EQ(Disassemble(b.Take()),
            "\npolicy `Cancel`\n"
            "; test.policy:2\n"
            "  0000  ask \"Keep it?\" [accept: write] [decline: irreversible]\n"
            "  0005  return \"completed\"\n");
}

TEST(DisassembleTest, ShowsBrokenCodeToo) {
  Module module;
  module.code = std::string("\x02\x09\0\0\0\xFF", 6);
  EXPECT_EQ(Disassemble(module), "  0000  load 9?\n  0005  ?? byte 255\n");
}

}  // namespace
}  // namespace proviso
