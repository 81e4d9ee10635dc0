// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/apply_fixes.h"

#include <gtest/gtest.h>

#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace proviso::compiler {
namespace {

TextEdit Edit(std::uint32_t begin, std::uint32_t end, std::string text) {
  return {Span{FileId{}, begin, end}, std::move(text)};
}

TEST(ApplyEdits, ReplacesInsertsAndRemoves) {
  EXPECT_EQ(ApplyEdits("one two three", {Edit(8, 13, "3"), Edit(0, 3, "1")}), "1 two 3");
  EXPECT_EQ(ApplyEdits("ac", {Edit(1, 1, "b")}), "abc");
  EXPECT_EQ(ApplyEdits("abc", {Edit(1, 2, "")}), "ac");
  EXPECT_EQ(ApplyEdits("", {Edit(0, 0, "x")}), "x");
}

TEST(ApplyEdits, KeepsInsideTheText) { EXPECT_EQ(ApplyEdits("ab", {Edit(1, 99, "c")}), "ac"); }

// A compiler of our own: each `[from|to]` in a text is a finding that replaces it, `[a|b|c]` one
// with two alternatives, `[x!y]` an unsafe one, and the word "bad" behind a space is an error.
Compilation Pretend(const NamedTexts& files) {
  Compilation compilation;
  DiagnosticSink sink;
  for (const auto& [name, text] : files) {
    const FileId file = compilation.sources.Add(name, text);
    if (const std::size_t bad = text.find(" bad"); bad != std::string::npos) {
      sink.Report(DiagnosticId::UnknownPolicy, Span{file, static_cast<std::uint32_t>(bad), 0},
                  "bad");
    }
    for (std::size_t open = text.find('['); open != std::string::npos;
         open = text.find('[', open + 1)) {
      const std::size_t close = text.find(']', open);
      const Span span{file, static_cast<std::uint32_t>(open),
                      static_cast<std::uint32_t>(close + 1)};
      const std::string inside = text.substr(open + 1, close - open - 1);
      Diagnostic& finding = sink.Report(DiagnosticId::DoubleSpace, span, "found " + inside);
      const std::size_t mark = inside.find_first_of("|!");
      const bool unsafe = inside[mark] == '!';
      std::string rest = inside.substr(mark + 1);
      const std::size_t second = rest.find('|');
      const FixSafety safety = unsafe ? FixSafety::Unsafe : FixSafety::Safe;
      finding.Fix("first", span, rest.substr(0, second), safety);
      if (second != std::string::npos) {
        finding.Fix("second", span, rest.substr(second + 1), safety).Choice("which?");
      }
    }
  }
  compilation.diagnostics = sink.Sorted();
  return compilation;
}

FixOutcome Fix(std::string text, FixLevel level, std::optional<std::size_t> alternative = {}) {
  FixRequest request;
  request.level = level;
  request.compile = Pretend;
  request.choose = [=](const auto&, const auto&, const auto&) { return alternative; };
  return ApplyFixes({{"x", std::move(text)}}, request);
}

TEST(ApplyFixes, TakesTheSafeOnesOnly) {
  const FixOutcome outcome = Fix("[a|1] [b!2]", FixLevel::Safe);
  EXPECT_EQ(outcome.files[0].second, "1 [b!2]");
  ASSERT_EQ(outcome.applied.size(), 1u);
  EXPECT_EQ(outcome.applied[0].description, "first");
}

TEST(ApplyFixes, TakesAllWhenAsked) {
  EXPECT_EQ(Fix("[a|1] [b!2]", FixLevel::All).files[0].second, "1 2");
}

TEST(ApplyFixes, AsksWhichAlternative) {
  EXPECT_EQ(Fix("[a|1|2] [b|3|4]", FixLevel::None, 1).files[0].second, "2 4");
  EXPECT_EQ(Fix("[a|1|2]", FixLevel::All).files[0].second, "[a|1|2]");
}

TEST(ApplyFixes, FixesWhatAFixBringsToLight) {
  EXPECT_EQ(Fix("[a|[b|c]]", FixLevel::Safe).files[0].second.find("["), std::string::npos);
}

TEST(ApplyFixes, LeavesOutAFixThatBringsAnError) {
  const FixOutcome outcome = Fix("[a|1] [b|bad] [c|3]", FixLevel::Safe);
  EXPECT_EQ(outcome.files[0].second, "1 [b|bad] 3");
  EXPECT_EQ(outcome.refused.size(), 1u);
}

TEST(ApplyFixes, EndsWhenFixesUndoEachOther) {
  FixRequest request;
  request.level = FixLevel::All;
  request.compile = [](const NamedTexts& files) {
    Compilation compilation;
    DiagnosticSink sink;
    const FileId file = compilation.sources.Add(files[0].first, files[0].second);
    const std::string other = files[0].second == "a" ? "b" : "a";
    sink.Report(DiagnosticId::DoubleSpace, Span{file, 0, 1}, "the other")
        .Fix("turn", Span{file, 0, 1}, other);
    compilation.diagnostics = sink.Sorted();
    return compilation;
  };
  EXPECT_EQ(ApplyFixes({{"x", "a"}}, request).files[0].second.size(), 1u);
}

TEST(ApplyFixes, RepairsARealPolicy) {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  static const lint::Config kLint;
  FixRequest request;
  request.level = FixLevel::Safe;
  request.compile = [](const NamedTexts& files) {
    CompileOptions options;
    options.catalogue = &kCatalogue;
    options.lint = &kLint;
    return Compile(files, options);
  };
  const FixOutcome outcome =
      ApplyFixes({{"greet.policy", "Policy: Greet\n- Say  “Hello  there.”\n"}}, request);
  EXPECT_EQ(outcome.files[0].second, "Policy: Greet\n- Say “Hello  there.”\n");
  ASSERT_EQ(outcome.applied.size(), 1u);
  EXPECT_EQ(outcome.applied[0].line, 2u);
}

}  // namespace
}  // namespace proviso::compiler
