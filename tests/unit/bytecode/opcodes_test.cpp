// SPDX-License-Identifier: Apache-2.0
#include "bytecode/opcodes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "bytecode/texts.h"

namespace proviso {
namespace {

constexpr std::string_view kBegin = "<!-- opcodes: made from bytecode/opcodes.def -->\n";
constexpr std::string_view kEnd = "<!-- end of opcodes -->\n";

std::string OpcodeTable() {
  std::string out =
      "| number | mnemonic | operands | takes | gives | meaning |\n"
      "| ---: | --- | --- | ---: | ---: | --- |\n";
  for (const OpcodeInfo& info : AllOpcodes()) {
    std::string operands;
    for (const OperandKind kind : info.operands) {
      if (kind == OperandKind::None) continue;
      operands += operands.empty() ? "" : ", ";
      operands += OperandKindName(kind);
    }
    out += fmt::format("| {} | `{}` | {} | {} | {} | {} |\n", static_cast<int>(info.opcode),
                       info.mnemonic, operands,
                       info.pops == kDeclaredElsewhere ? "*" : std::to_string(info.pops),
                       info.pushes, info.meaning);
  }
  return out;
}

std::string ReadFile(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Run with PROVISO_UPDATE=1 to write the table anew.
TEST(OpcodesTest, TheTableInTheDocumentIsTheOneInTheCode) {
  std::string document = ReadFile(PROVISO_BYTECODE_MD);
  const std::size_t begin = document.find(kBegin);
  const std::size_t end = document.find(kEnd);
  ASSERT_NE(begin, std::string::npos);
  ASSERT_NE(end, std::string::npos);
  const std::size_t from = begin + kBegin.size();
  if (std::getenv("PROVISO_UPDATE") != nullptr) {
    document.replace(from, end - from, OpcodeTable());
    std::ofstream(PROVISO_BYTECODE_MD, std::ios::binary) << document;
    return;
  }
  EXPECT_EQ(document.substr(from, end - from), OpcodeTable())
      << "docs/bytecode.md is stale; run this test with PROVISO_UPDATE=1";
}

TEST(OpcodesTest, NumbersAndMnemonicsAreUnique) {
  std::set<std::string_view> mnemonics;
  std::set<int> numbers;
  for (const OpcodeInfo& info : AllOpcodes()) {
    EXPECT_TRUE(mnemonics.insert(info.mnemonic).second) << info.mnemonic;
    EXPECT_TRUE(numbers.insert(static_cast<int>(info.opcode)).second) << info.mnemonic;
    EXPECT_EQ(FindOpcode(static_cast<std::uint8_t>(info.opcode)), &info);
  }
}

TEST(OpcodesTest, CutOffAndUnknownInstructionsAreNone) {
  EXPECT_FALSE(InstructionAt("", 0));
  EXPECT_FALSE(InstructionAt("\xFF", 0));
  EXPECT_FALSE(InstructionAt(std::string_view("\x01\0\0\0", 4), 0));
  EXPECT_TRUE(InstructionAt(std::string_view("\x01\0\0\0\0", 5), 0));
}

TEST(TextsTest, HolesAreFilledByNumber) {
  const std::array<std::string_view, 2> arguments = {"A", "B"};
  EXPECT_EQ(FillText("{1} then {0}, {2} {x} {", arguments), "B then A, {2} {x} {");
}

}  // namespace
}  // namespace proviso
