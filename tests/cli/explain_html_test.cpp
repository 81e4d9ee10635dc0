// SPDX-License-Identifier: Apache-2.0
// The page and the picture: complete, escaped, and bounded.
#include "cli/explain_html.h"

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
  EXPECT_NE(html->find("<div class=\"finding error\"><p><b>error P101</b>"), std::string::npos);
  EXPECT_NE(html->find("the flow shows what was understood"), std::string::npos);
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
