// SPDX-License-Identifier: Apache-2.0
// The parser is total: whatever the bytes, it answers in bounded time, says what is wrong with
// them, and loses no line.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/unit/compiler/parse_test_support.h"

namespace proviso {
namespace {

class LineCover {
 public:
  explicit LineCover(const Parsed& parsed) : file_(parsed.sources.file(parsed.file)) {
    for (const ast::Policy& policy : parsed.document.policies) {
      Add(policy.name_span);
      for (const ast::HeadField& field : policy.head) Add(field.span);
      for (const auto& statement : policy.body) Add(*statement);
    }
    for (const ast::Remark& remark : parsed.document.remarks) Add(remark.span);
  }

  // The first non-blank line that no node accounts for; 0 if there is none.
  std::uint32_t FirstLost() const {
    for (std::uint32_t line = 1; line <= file_.line_count(); ++line) {
      if (file_.Line(line).find_first_not_of(" \t\r") == std::string_view::npos) continue;
      if (!lines_.contains(line)) return line;
    }
    return 0;
  }

 private:
  void Add(const Span& span) {
    if (span.end == 0) return;
    for (std::uint32_t line = file_.LineOf(span.begin);
         line <= file_.LineOf(span.end > span.begin ? span.end - 1 : span.begin); ++line) {
      lines_.insert(line);
    }
  }
  void Add(const ast::Statement& statement) {
    Add(statement.span);
    for (const auto& inner : statement.body) Add(*inner);
    if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) {
      for (const auto& inner : branch->otherwise) Add(*inner);
    }
    if (const auto* offer = std::get_if<ast::Offer>(&statement.node)) {
      for (const ast::OfferOption& option : offer->options) Add(option.span);
    }
  }

  const SourceFile& file_;
  std::set<std::uint32_t> lines_;
};

TEST(LimitsTest, AnEmptyFileIsAnError) {
  EXPECT_TRUE(ParseText("").reported(DiagnosticId::EmptyPolicy));
  EXPECT_TRUE(ParseText("// only a remark\n").reported(DiagnosticId::EmptyPolicy));
}

TEST(LimitsTest, BytesThatAreNoTextAreTold) {
  EXPECT_TRUE(ParseText("Ask for \xC3\x28.\n").reported(DiagnosticId::TextNotUtf8));
  EXPECT_TRUE(ParseText(std::string("Ask for \0 it.\n", 14)).reported(DiagnosticId::NulCharacter));
}

TEST(LimitsTest, AnEndlessLineIsKeptAndTold) {
  const Parsed parsed = ParseText(std::string(10'000'000, 'a') + "\nAsk for the email.\n");
  EXPECT_TRUE(parsed.reported(DiagnosticId::LineTooLong));
  EXPECT_EQ(LineCover(parsed).FirstLost(), 0u);
}

TEST(LimitsTest, AFileOverTheLimitIsNotRead) {
  ParseOptions options;
  options.max_bytes = 10;
  EXPECT_TRUE(ParseText("Ask for the email.\n", options).reported(DiagnosticId::FileTooLarge));
}

TEST(LimitsTest, NestingIsCapped) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "If a:\n";
  const Parsed parsed = ParseText(text);
  EXPECT_TRUE(parsed.reported(DiagnosticId::NestingTooDeep));
  EXPECT_EQ(LineCover(parsed).FirstLost(), 0u);
}

// Within a line nothing is nested: thousands of brackets and conditions are one sentence that is
// not understood.
TEST(LimitsTest, ALineOfThousandsIsKept) {
  const Parsed brackets = ParseText("Ask " + std::string(3000, '(') + "x.\n");
  EXPECT_TRUE(brackets.reported(DiagnosticId::UnclosedParenthesis));
  EXPECT_EQ(LineCover(brackets).FirstLost(), 0u);
  std::string branches;
  for (int i = 0; i < 3000; ++i) branches += "if a, ";
  EXPECT_EQ(LineCover(ParseText(branches)).FirstLost(), 0u);
}

TEST(LimitsTest, WhatIsNotClosedIsTold) {
  EXPECT_TRUE(ParseText("Say \"hello\n").reported(DiagnosticId::UnclosedQuote));
  EXPECT_TRUE(ParseText("Ask for (x.\n").reported(DiagnosticId::UnclosedParenthesis));
  EXPECT_TRUE(ParseText("Use @x(a: str\n").reported(DiagnosticId::UnclosedParenthesis));
  EXPECT_TRUE(ParseText("Say \"[x\".\n").reported(DiagnosticId::UnclosedBracket));
  EXPECT_TRUE(ParseText("If {a > 1, say \"x\".\n").reported(DiagnosticId::UnclosedBrace));
  EXPECT_TRUE(ParseText("If {a >}, say \"x\".\n").reported(DiagnosticId::UnreadableExpression));
  EXPECT_TRUE(ParseText("Use @x(=).\n").reported(DiagnosticId::UnreadableArgument));
}

// Pieces that matter to the lexer, the marking of clauses and the layout, in any order.
TEST(LimitsTest, NoLineIsLostWhateverTheText) {
  constexpr const char* kPieces[] = {
      "if ",          "otherwise ",   ", ",   ": ",         ". ",        "\n",     "\n  ",
      "\n- ",         "\n\t",         "ask ", "for ",       "the ",      "user ",  "\"",
      "\xE2\x80\x9C", "\xE2\x80\x9D", "{a ",  "}",          "(",         ")",      "[x] ",
      "@t",           "@t(a: ",       "#p ",  "Title Case", "use ",      "offer ", "Label: ",
      "then ",        "or ",          "and ", "is ",        "not ",      "10% ",   "$5 ",
      "| a |",        "---",          "// c", "## H",       "Policy: N", "When: ", "say ",
      "> ",           "options are ", "\xFF", "'x' ",       "go to ",    "stop",   "always ",
      "to ",          "that "};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t length = random() % 40;
    for (std::size_t i = 0; i < length; ++i) text += kPieces[random() % std::size(kPieces)];
    const Parsed parsed = ParseText(text);
    ASSERT_EQ(LineCover(parsed).FirstLost(), 0u) << text << "\n----\n" << parsed.dump();
  }
}

}  // namespace
}  // namespace proviso
