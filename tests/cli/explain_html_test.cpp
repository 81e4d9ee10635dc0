// SPDX-License-Identifier: Apache-2.0
// The page and the picture: complete, escaped, and bounded.
#include "cli/explain_html.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/explain_picture.h"
#include "cli/page_template.h"
#include "compiler/flow/layout.h"

namespace proviso::cli {
namespace {

compiler::Compilation Compiled(std::string text) {
  return compiler::Compile({{"x.policy", std::move(text)}}, {});
}

class Pages : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!compiler::flow::CanPlace()) GTEST_SKIP() << "built without Graphviz";
  }
};

TEST_F(Pages, HoldEveryLineItsReadingAndItsStep) {
  const auto html = ExplainHtml(Compiled("Policy: Cancel\n- Ask for the order number.\n"));
  ASSERT_TRUE(html) << html.error().message;
  EXPECT_NE(html->find("- Ask for the order number."), std::string::npos);
  EXPECT_NE(html->find("asks the customer; the answer is kept as"), std::string::npos);
  EXPECT_NE(html->find("class=\"node question\" id=\"f0n1\""), std::string::npos);
  EXPECT_EQ(html->find("{{"), std::string::npos);
}

TEST_F(Pages, PolicyTextCannotBecomePage) {
  const auto html =
      ExplainHtml(Compiled("Policy: <b onclick=x>{{script}}\n- Say "
                           "“</title></script><script>alert('1')</script> {{lines}}”.\n"
                           "- Ask for the \"><img src=x> number.\n"));
  ASSERT_TRUE(html) << html.error().message;
  EXPECT_EQ(html->find("<script>alert"), std::string::npos);
  EXPECT_EQ(html->find("<b onclick"), std::string::npos);
  EXPECT_EQ(html->find("<img"), std::string::npos);
  // Once, where the page has it: the policy's own braces stay what they are.
  EXPECT_EQ(html->find("'use strict'"), html->rfind("'use strict'"));
}

TEST_F(Pages, ShowFindingsOnTheirLines) {
  const auto html = ExplainHtml(Compiled("Policy: X\n- Follow #nobody.\n"));
  ASSERT_TRUE(html) << html.error().message;
  EXPECT_NE(html->find("<div class=\"finding error\" data-begin=\"2:10\" "
                       "data-end=\"2:17\"><p><b>error P101</b>"),
            std::string::npos);
  EXPECT_NE(html->find("the flow shows what was understood"), std::string::npos);
}

// Findings of parser, sema, lint rules and of the bundle, several on one line among them.
TEST_F(Pages, ShowEveryFindingThatCheckShowsWithItsPlace) {
  const compiler::lint::Config all_rules;
  compiler::CompileOptions options;
  options.lint = &all_rules;
  options.accounts = true;
  const compiler::Compilation compilation =
      compiler::Compile({{"a.policy",
                          "Policy: A\n"
                          "- Follow #nobody  and use @nothing(.\n"
                          "- If the customer agrees, kick the case over to billing.\n"
                          "- Glorb @refund_it(order_id: str) zorply.  // lint: allow nothing\n"
                          "- Offer a discount, e.g. 10% or 15%.\n"
                          "\n"
                          "Step  2:\n"
                          "- Decide how angry the customer is"},
                         {"b.policy", "Policy: A\n- Say \"Hello.\"\n"}},
                        options);
  ASSERT_GE(compilation.diagnostics.size(), 6U);
  const auto html = ExplainHtml(compilation);
  ASSERT_TRUE(html) << html.error().message;
  std::size_t from = 0;
  std::size_t shown = 0;
  for (; (from = html->find("<div class=\"finding ", from)) != std::string::npos; ++from) ++shown;
  EXPECT_EQ(shown, compilation.diagnostics.size());
  for (const Diagnostic& finding : compilation.diagnostics) {
    std::string head = fmt::format("<div class=\"finding {}\"", SeverityName(finding.severity));
    if (finding.primary.file != kNoFile) {
      const SourceFile& file = compilation.sources.file(finding.primary.file);
      const LineColumn begin = file.Locate(finding.primary.begin);
      const LineColumn end = file.Locate(finding.primary.end);
      head += fmt::format(" data-begin=\"{}:{}\" data-end=\"{}:{}\"", begin.line, begin.column,
                          end.line, end.column);
    }
    head += fmt::format("><p><b>{} {}</b>", SeverityName(finding.severity), CodeText(finding.id));
    EXPECT_NE(html->find(head), std::string::npos) << head;
  }
}

TEST_F(Pages, MarkTheWordsOfFindingsAndNameTheResidue) {
  compiler::CompileOptions options;
  options.accounts = true;
  const auto html = ExplainHtml(compiler::Compile(
      {{"x.policy", "Policy: X\n- Ask for the order number.\n- Kick <it> over to billing.\n"}},
      options));
  ASSERT_TRUE(html) << html.error().message;
  EXPECT_NE(html->find("<mark>Kick &lt;it&gt; over to billing"), std::string::npos);
  EXPECT_NE(html->find("<div class=\"residue\">not understood: “Kick"), std::string::npos);
  EXPECT_NE(html->find("<li>“order number” name in the value of ask.value</li>"),
            std::string::npos);
}

TEST_F(Pages, OfNothingSayThatThereIsNothing) {
  const auto html = ExplainHtml(Compiled(""));
  ASSERT_TRUE(html) << html.error().message;
  EXPECT_NE(html->find("There is no policy to draw."), std::string::npos);
}

TEST_F(Pages, AFlowThatIsTooLargeIsLeftOutWithTheReason) {
  std::string text = "Policy: Long\n";
  for (std::size_t i = 0; i <= compiler::flow::kMaxPlacedBoxes; ++i) text += "- Say “hello”.\n";
  const compiler::Compilation compilation = Compiled(text);
  const auto html = ExplainHtml(compilation);
  ASSERT_TRUE(html) << html.error().message;
  EXPECT_NE(html->find("split the policy"), std::string::npos);
  const auto svg = ExplainPicture(compilation, "svg");
  ASSERT_FALSE(svg);
  EXPECT_EQ(svg.error().code, "flow_too_large");
}

TEST(FillTemplate, LooksAtWhatItPutsInNoSecondTime) {
  EXPECT_EQ(FillTemplate("<{{a}}|{{b}}|{{c}}>{{", {{"a", "{{b}}"}, {"b", "1"}}), "<{{b}}|1|>{{");
}

}  // namespace
}  // namespace proviso::cli
