// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/apply_fixes.h"

#include <fmt/format.h>
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

TEST(ApplyFixes, MakesAllThatHoldBesideOneThatDoesNot) {
  std::string text = "0 [x|bad]";
  std::string fixed = "0 [x|bad]";
  for (int i = 0; i < 60; ++i) {
    text += fmt::format(" [{}|y]", i);
    fixed += " y";
  }
  const FixOutcome outcome = Fix(text, FixLevel::Safe);
  EXPECT_EQ(outcome.files[0].second, fixed);
  ASSERT_EQ(outcome.refused.size(), 1u);
  EXPECT_EQ(outcome.refused[0].why, WhyRefused::BringsAnError);
}

// A compiler whose one finding, about the first letter, is mended as `next` says.
FixRequest FixesInto(std::function<std::optional<std::string>(const std::string&)> next) {
  FixRequest request;
  request.level = FixLevel::All;
  request.compile = [next = std::move(next)](const NamedTexts& files) {
    Compilation compilation;
    DiagnosticSink sink;
    const std::string& text = files[0].second;
    const FileId file = compilation.sources.Add(files[0].first, text);
    const Span whole{file, 0, static_cast<std::uint32_t>(text.size())};
    // Every text is another finding, as of two rules that disagree.
    const DiagnosticId id =
        text.size() % 2 == 0 ? DiagnosticId::DoubleSpace : DiagnosticId::MixedQuotes;
    if (const auto to = next(text)) sink.Report(id, whole, text).Fix("turn", whole, *to);
    compilation.diagnostics = sink.Sorted();
    return compilation;
  };
  return request;
}

std::string FixedTwice(const std::string& text, const FixRequest& request) {
  const FixOutcome once = ApplyFixes({{"x", text}}, request);
  const FixOutcome twice = ApplyFixes(once.files, request);
  EXPECT_EQ(once.files, twice.files) << text;
  EXPECT_TRUE(twice.applied.empty()) << text;
  return once.files[0].second;
}

TEST(ApplyFixes, RefusesAFixThatLeavesItsFinding) {
  const FixRequest request = FixesInto([](const std::string& text) { return text + "++"; });
  const FixOutcome outcome = ApplyFixes({{"x", "card"}}, request);
  EXPECT_EQ(outcome.files[0].second, "card");
  ASSERT_EQ(outcome.refused.size(), 1u);
  EXPECT_EQ(outcome.refused[0].why, WhyRefused::KeepsItsFinding);
}

TEST(ApplyFixes, LetsAFixComeAgainWhereTheTextGetsShorter) {
  const FixRequest request = FixesInto([](const std::string& text) {
    return text.size() > 2 ? std::optional(text.substr(2)) : std::nullopt;
  });
  EXPECT_EQ(FixedTwice("abcdefgh", request), "gh");
}

TEST(ApplyFixes, LeavesOutFixesThatUndoEachOther) {
  const FixRequest request =
      FixesInto([](const std::string& text) { return text == "a" ? "bb" : "a"; });
  EXPECT_EQ(FixedTwice("a", request), "a");
  EXPECT_EQ(FixedTwice("bb", request), "bb");
  EXPECT_EQ(ApplyFixes({{"x", "a"}}, request).refused.at(0).why, WhyRefused::DoesNotSettle);
}

TEST(ApplyFixes, LeavesOutFixesThatLetTheTextGrowWithoutEnd) {
  const FixRequest request = FixesInto([](const std::string& text) { return text + text + "x"; });
  EXPECT_LT(FixedTwice("ab", request).size(), 100'000u);
}

TEST(ApplyFixes, FixesWhatOnlyTheLayoutShows) {
  FixRequest request = FixesInto([](const std::string& text) {
    return text.starts_with("- ") ? std::optional("+ " + text.substr(2)) : std::nullopt;
  });
  request.layout = [](NamedTexts files) {
    if (files[0].second.starts_with("* ")) files[0].second[0] = '-';
    return files;
  };
  EXPECT_EQ(FixedTwice("* one", request), "+ one");
}

TEST(ApplyFixes, LeavesOutAFixThatTheLayoutUndoes) {
  FixRequest request = FixesInto([](const std::string& text) {
    return text.starts_with("- ") ? std::optional("* " + text.substr(2)) : std::nullopt;
  });
  request.layout = [](NamedTexts files) {
    if (files[0].second.starts_with("* ")) files[0].second[0] = '-';
    return files;
  };
  EXPECT_EQ(FixedTwice("- one", request), "- one");
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
