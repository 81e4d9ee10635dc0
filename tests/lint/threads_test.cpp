// SPDX-License-Identifier: Apache-2.0
// Rules beside each other find what they find one after another, in the same order.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "compiler/lint/linter.h"
#include "compiler/parse/parser.h"
#include "compiler/sema/sema.h"
#include "core/render.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace proviso::compiler::lint {
namespace {

// Findings of many rules, several of each.
std::string Text() {
  std::string text = "Policy: Threads\nWhen: The customer asks.\n\n- Ask for the order number.\n";
  for (int i = 0; i < 30; ++i) {
    text += fmt::format(
        "- Ask the customer if they want the  blue thing {0}.\n- Ask for the order number.\n"
        "- Use @set_order_to_paid(order_id: str) to mark the order as paid.\n"
        "- Use @set_discount_to_order(order_id: str, percent: int) to apply 10% or 15%.\n"
        "- Say \"Your refund has been issued. Have a nice day.\"\n"
        "- Use @create_thing_{0}(order_id: str) to create it soon.\n",
        i);
  }
  return text;
}

TEST(Threads, ChangeNoFindingAndNoOrder) {
  SourceSet sources;
  const FileId file = sources.Add("threads.policy", Text());
  DiagnosticSink ignored;
  ast::Documents documents;
  documents.Add(std::make_shared<const ast::Document>(Parse(sources, file, ignored)));
  const ToolCatalogue catalogue = LoadStandardCatalogue();
  const CheckResult checked = compiler::Check(sources, documents, &catalogue, ignored);
  Context context{sources,          documents,  checked.program,   true,
                  checked.readings, &catalogue, Lexicon::English()};
  const auto found = [&](bool threads) {
    context.threads = threads;
    DiagnosticSink sink;
    RunRules(context, {}, sink);
    return RenderJson(sources, sink.all());
  };
  const std::string one_by_one = found(false);
  EXPECT_GT(one_by_one.size(), 10'000u);
  for (int round = 0; round < 20; ++round) ASSERT_EQ(found(true), one_by_one);
}

}  // namespace
}  // namespace proviso::compiler::lint
