// SPDX-License-Identifier: Apache-2.0
// The findings about size, whose texts are too large to lie in the repository.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "compiler/driver/driver.h"

namespace proviso::golden {
namespace {

constexpr std::size_t kFileLimit = std::size_t{16} << 20;
constexpr std::size_t kLineLimit = std::size_t{64} << 10;

bool Reports(std::string text, DiagnosticId id) {
  const compiler::Compilation compilation =
      compiler::Compile({{"large.policy", std::move(text)}}, {});
  return std::any_of(compilation.diagnostics.begin(), compilation.diagnostics.end(),
                     [&](const Diagnostic& diagnostic) { return diagnostic.id == id; });
}

// A comment fills the text up to `size` bytes: it costs nothing to read.
std::string FileOf(std::size_t size) {
  std::string text = "Policy: Hours\n- Say \"We are open.\"\n";
  while (text.size() < size) {
    text += "// " + std::string(std::min<std::size_t>(1000, size - text.size()), 'x') + "\n";
  }
  text.resize(size);
  return text;
}

std::string LineOf(std::size_t size) {
  const std::string begin = "- Say \"";
  const std::string end = "\"";
  return "Policy: Hours\n" + begin + std::string(size - begin.size() - end.size(), 'x') + end +
         "\n";
}

TEST(DiagnosticSize, AFileLargerThan16MbIsNotRead) {
  EXPECT_TRUE(Reports(FileOf(kFileLimit + 1), DiagnosticId::FileTooLarge));
  EXPECT_FALSE(Reports(FileOf(100'000), DiagnosticId::FileTooLarge));
}

TEST(DiagnosticSize, ALineLongerThan64KbIsNotUnderstood) {
  EXPECT_TRUE(Reports(LineOf(kLineLimit + 1), DiagnosticId::LineTooLong));
  EXPECT_FALSE(Reports(LineOf(kLineLimit), DiagnosticId::LineTooLong));
}

// Other wordings are looked for sentence by sentence: a long text of them must not take for ever.
TEST(DiagnosticSize, WordingsAreShownForTheFirstSentencesOnly) {
  std::string text = "Policy: Colours\n";
  for (int i = 0; i < 2000; ++i) text += "- Inquire with the customer what colour they like.\n";
  const compiler::Compilation compilation = compiler::Compile({{"large.policy", text}}, {});
  std::size_t led = 0;
  std::size_t told = 0;
  for (const Diagnostic& finding : compilation.diagnostics) {
    if (finding.id != DiagnosticId::NotUnderstood) continue;
    led += finding.fixes.empty() ? 0 : 1;
    told += std::count(finding.notes.begin(), finding.notes.end(),
                       "other wordings are shown for the first 40 sentences that were not "
                       "understood");
  }
  EXPECT_EQ(led, 40U);
  EXPECT_EQ(told, 1U);
}

}  // namespace
}  // namespace proviso::golden
