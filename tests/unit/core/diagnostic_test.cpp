// SPDX-License-Identifier: Apache-2.0
#include "core/diagnostic.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/render.h"

namespace proviso {
namespace {

class RenderTest : public ::testing::Test {
 protected:
  Span Mark(std::string text, std::string_view marked) {
    const std::size_t begin = text.find(marked);
    const FileId file = sources_.Add("send.policy", std::move(text));
    return Span{file, static_cast<std::uint32_t>(begin),
                static_cast<std::uint32_t>(begin + marked.size())};
  }
  Diagnostic& Report(Span span) {
    return sink_.Report(DiagnosticId::TextNotUtf8, span, "no policy is called `x`");
  }
  std::string Pretty(RenderOptions options = {}) {
    return RenderPretty(sources_, sink_.Sorted(), options);
  }

  SourceSet sources_;
  DiagnosticSink sink_;
};

TEST_F(RenderTest, PrettyShowsTheLineAndMarksThePlace) {
  Report(Mark("First.\nFollow #x now.\n", "#x")).Note("did you mean `y`?");
  EXPECT_EQ(Pretty(),
            "error[P001]: no policy is called `x`\n"
            "  --> send.policy:2:8\n"
            "  |\n"
            "2 | Follow #x now.\n"
            "  |        ^^\n"
            "  = note: did you mean `y`?\n");
}

TEST_F(RenderTest, PrettyAlignsBehindTabsAndWideCharacters) {
  Report(Mark("\t日本 #x", "#x"));
  const std::string out = Pretty();
  EXPECT_NE(out.find("1 |     日本 #x\n  |          ^^\n"), std::string::npos) << out;
}

TEST_F(RenderTest, PrettyShowsLabelsAndFixes) {
  const Span span = Mark("Use @a then @b.", "@b");
  Report(span).Label(Span{span.file, 4, 6}, "declared here").Fix("name the tool", span, "@a");
  const std::string out = Pretty();
  EXPECT_NE(out.find("  |     -- declared here\n"), std::string::npos) << out;
  EXPECT_NE(out.find("= fix: name the tool: `@a`\n"), std::string::npos) << out;
}

TEST_F(RenderTest, PrettyPrintsALineOnceForAllOfItsMarks) {
  const Span span = Mark("Use @a then @b.\nOr @c.", "Use @a then @b");
  Report(span)
      .Label(Span{span.file, 0, 6}, "first")
      .Label(Span{span.file, 12, 14}, "second")
      .Label(Span{span.file, 19, 21}, "elsewhere");
  EXPECT_EQ(Pretty(),
            "error[P001]: no policy is called `x`\n"
            "  --> send.policy:1:1\n"
            "  |\n"
            "1 | Use @a then @b.\n"
            "  | ^^^^^^^^^^^^^^\n"
            "  | ------ first\n"
            "  |             -- second\n"
            "2 | Or @c.\n"
            "  |    -- elsewhere\n");
}

TEST_F(RenderTest, PrettyCutsLongLinesAroundThePlace) {
  Report(Mark(std::string(500'000, 'a') + " #x " + std::string(500'000, 'b'), "#x"));
  const std::string out = Pretty();
  EXPECT_LT(out.size(), 1000u);
  EXPECT_NE(out.find("#x"), std::string::npos);
}

TEST_F(RenderTest, PrettyWithoutColorHasNoEscapes) {
  Report(Mark("a #x", "#x"));
  EXPECT_EQ(Pretty().find('\x1b'), std::string::npos);
  RenderOptions options;
  options.color = true;
  EXPECT_NE(Pretty(options).find("\x1b[1;31m"), std::string::npos);
}

TEST_F(RenderTest, PrettySurvivesPlacesAtTheEndAndBrokenText) {
  const FileId file = sources_.Add("odd.policy", "\xFF\x01\n");
  for (std::uint32_t begin = 0; begin <= 4; ++begin) Report(Span{file, begin, begin + 9});
  sources_.Add("empty.policy", "");
  Report(Span{static_cast<FileId>(1), 0, 0});
  Report(kNoSpan);
  EXPECT_FALSE(Pretty().empty());
  EXPECT_TRUE(nlohmann::json::accept(RenderJson(sources_, sink_.Sorted())));
}

TEST_F(RenderTest, CompactIsOneLineEach) {
  Report(Mark("a #x", "#x"));
  EXPECT_EQ(RenderCompact(sources_, sink_.Sorted()),
            "send.policy:1:3: error[P001]: no policy is called `x`\n");
}

TEST_F(RenderTest, JsonHasCodesAndPlaces) {
  Report(Mark("ä #x", "#x"));
  const auto json = nlohmann::json::parse(RenderJson(sources_, sink_.Sorted()));
  const auto& first = json["diagnostics"][0];
  EXPECT_EQ(first["code"], "P001");
  EXPECT_EQ(first["line"], 1);
  EXPECT_EQ(first["column"], 3);
  EXPECT_EQ(first["end_column"], 5);
  EXPECT_EQ(json["errors"], 1);
}

TEST_F(RenderTest, GithubEscapesWhatItsCommandsUse) {
  const FileId file = sources_.Add("a,b:c.policy", "x");
  Report(Span{file, 0, 1}).message = "100%\nsure";
  EXPECT_EQ(
      RenderGithub(sources_, sink_.Sorted()),
      "::error file=a%2Cb%3Ac.policy,line=1,endLine=1,col=1,endColumn=2,title=P001 text-not-utf8::"
      "100%25%0Asure\n");
}

TEST(DiagnosticSinkTest, SortsByFilePlaceAndCodeAndKeepsEqualOnes) {
  SourceSet sources;
  const FileId a = sources.Add("a", "text");
  const FileId b = sources.Add("b", "text");
  DiagnosticSink sink;
  sink.Report(DiagnosticId::TextNotUtf8, Span{b, 0, 1}, "4");
  sink.Report(DiagnosticId::TextNotUtf8, Span{a, 2, 3}, "3");
  sink.Report(DiagnosticId::BundleRefused, Span{a, 0, 1}, "2");
  sink.Report(DiagnosticId::TextNotUtf8, Span{a, 0, 1}, "0");
  sink.Report(DiagnosticId::TextNotUtf8, Span{a, 0, 1}, "1");
  std::string order;
  for (const Diagnostic& diagnostic : sink.Sorted()) order += diagnostic.message;
  EXPECT_EQ(order, "01234");
  EXPECT_EQ(sink.Count(Severity::Error), 5u);
}

TEST(DiagnosticRegistryTest, NumbersAscendAndCodesParse) {
  int last = 0;
  for (const DiagnosticInfo& info : AllDiagnostics()) {
    EXPECT_GT(static_cast<int>(info.id), last) << info.name << " is out of order";
    last = static_cast<int>(info.id);
    EXPECT_FALSE(info.summary.empty());
    EXPECT_EQ(ParseCode(CodeText(info.id)), info.id);
  }
  EXPECT_EQ(CodeText(DiagnosticId::TextNotUtf8), "P001");
  for (const auto* text : {"", "P", "P0001", "X001", "P00x", "P999"}) EXPECT_FALSE(ParseCode(text));
}

TEST(DiagnosticRegistryTest, EveryCodeLiesInABandWithANameOfItsOwn) {
  int last = -1;
  for (const DiagnosticBand& band : AllBands()) {
    EXPECT_GT(band.hundreds, last) << band.name << " is out of order";
    last = band.hundreds;
    EXPECT_FALSE(band.name.empty());
    EXPECT_FALSE(band.about.empty());
  }
  EXPECT_EQ(BandOf(DiagnosticId::TextNotUtf8).name, "layout");
  EXPECT_EQ(BandOf(DiagnosticId::BundleRefused).kind, BandKind::Machine);
}

}  // namespace
}  // namespace proviso
