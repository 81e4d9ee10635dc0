// SPDX-License-Identifier: Apache-2.0
// Changes of a policy: what there are, and which of them scenarios notice.
#include "testing/mutate/mutate.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "testing/generate/generate.h"
#include "testing/scenario/sandbox_backdrop.h"
#include "tests/unit/explore/support.h"

namespace proviso::testing {
namespace {

const char kRefunds[] =
    "Policy: Refunds\n"
    "- Ask for the order number.\n"
    "- Use @magento_order_details(order_id: str) to fetch the order details.\n"
    "- If {order.total} is more than $200.00:\n"
    "  - Hand off to the returns team.\n"
    "- Ask the customer if they want to be refunded.\n"
    "- If no:\n"
    "  - Say “All right.”\n"
    "  - Stop.\n"
    "- Use @refund_magento_order to refund the order.\n"
    "- Say “Your payment is on its way back.”\n";

std::string Mutations(const compiler::Compilation& compilation) {
  std::string out;
  for (const mutate::Mutation& one :
       mutate::FindMutations(compilation.program, compilation.sources)) {
    out += std::to_string(one.line) + " " + one.what + '\n';
  }
  return out;
}

// Each operator is named in words that a manager understands.
TEST(MutationsTest, HasEveryKindOfChange) {
  const std::string all = Mutations(CompileText(kRefunds));
  for (const char* part : {
           "2 “Could you please tell me your order number?” is not asked",
           "3 @magento_order_details is not called",
           "4 the check always holds",
           "4 the check never holds",
           "4 the check is turned round",
           "4 what is not known counts as no",
           "4 what is not known counts as yes",
           "4 the limit 200.00 USD is raised to 220.00 USD",
           "4 the limit 200.00 USD is lowered to 180.00 USD",
           "4 the limit itself counts as beyond it",
           "5 it is not handed off here",
           "5 it is handed off to anybody, not to returns team",
           "6 “Do you want to be refunded?” is not asked; the answer counts as yes",
           "6 “Do you want to be refunded?” is not asked; the answer counts as no",
           "8 the message “All right.” is not sent",
           "9 the conversation does not end here, but goes on",
           "9 the outcome is completed, not declined",
           "10 @refund_magento_order is not called",
           "10 amount of @refund_magento_order is left out",
       }) {
    EXPECT_NE(all.find(part), std::string::npos) << part << " is not in\n" << all;
  }
}

TEST(MutationsTest, OptionsArgumentsAndOrder) {
  const std::string all = Mutations(CompileText(
      "Policy: More\n"
      "- Ask for the order number.\n"
      "- Ask which solution the customer prefers: Replacement, Refund, or Discount.\n"
      "- Use @set_discount_to_order(order_id: str, percent: 10%) to apply a discount.\n"
      "- Use @set_order_to_paid(order_id: str) to mark the order as paid without asking.\n"
      "- Remember 10% as {thanks: percent}.\n"
      "- Say “You get {thanks}.”\n"));
  for (const char* part :
       {"“Replacement” is not offered", "“Refund” is not offered",
        "percent of @set_discount_to_order is “9”, not “10”",
        "@set_order_to_paid is called before @set_discount_to_order", "{thanks} is not set"}) {
    EXPECT_NE(all.find(part), std::string::npos) << part << " is not in\n" << all;
  }
}

// Every change that gives a program gives one that may run.
TEST(MutationsTest, ChangeOneThingAtATime) {
  const compiler::Compilation compilation = CompileText(kRefunds);
  const std::size_t count = mutate::FindMutations(compilation.program, compilation.sources).size();
  ASSERT_GT(count, 15u);
  // Making one change leaves the others to be made: the original is not touched.
  const auto changed = mutate::Mutate(compilation.program, compilation.sources, 0);
  EXPECT_EQ(mutate::FindMutations(compilation.program, compilation.sources).size(), count);
  EXPECT_NE(changed.policies.front().body.size(), compilation.program.policies.front().body.size());
}

mutate::Report Try(const compiler::Compilation& compilation,
                   const std::vector<scenario::Scenario>& scenarios, unsigned jobs) {
  scenario::Stage stage;
  stage.program = ProgramOf(*compilation.module);
  stage.reader = understanding::MakeOfflineReader();
  stage.backdrop = scenario::SandboxBackdrops(".");
  std::vector<mutate::Played> played;
  for (const scenario::Scenario& one : scenarios) played.push_back({&one, &stage});
  mutate::MutateOptions options;
  options.catalogue = &StandardTools();
  options.jobs = jobs;
  return mutate::TryMutants(compilation, played, options);
}

TEST(MutateTest, GeneratedScenariosNoticeWhatMatters) {
  const compiler::Compilation compilation = CompileText(kRefunds);
  const auto program = ProgramOf(*compilation.module);
  const coverage::Sites sites(program->module());
  generate::GenerateOptions options;
  options.catalogue = &StandardTools();
  const generate::Generated generated = generate::Generate(program, sites, options);
  const mutate::Report report = Try(compilation, generated.scenarios, 2);
  EXPECT_GE(report.score(), 90.0);
  EXPECT_GT(report.Count(mutate::Verdict::Noticed), 15u);
}

TEST(MutateTest, ASurvivorComesWithTheConversationThatShowsIt) {
  const compiler::Compilation compilation = CompileText(kRefunds);
  const mutate::Report report = Try(compilation, {}, 1);
  EXPECT_EQ(report.Count(mutate::Verdict::Noticed), 0u);
  const auto raised =
      std::find_if(report.mutants.begin(), report.mutants.end(), [](const mutate::Tried& one) {
        return one.mutation.what.find("raised") != std::string::npos;
      });
  ASSERT_NE(raised, report.mutants.end());
  EXPECT_EQ(raised->verdict, mutate::Verdict::Survived);
  EXPECT_NE(raised->conversation.find("the policy hands off to returns team"), std::string::npos)
      << raised->conversation;
}

TEST(MutateTest, WhatNobodyCanNoticeDoesNotCount) {
  const compiler::Compilation compilation = CompileText(kRefunds);
  const mutate::Report report = Try(compilation, {}, 1);
  // The answer to a question is never unknown (line 7).
  const auto unknown =
      std::find_if(report.mutants.begin(), report.mutants.end(), [](const mutate::Tried& one) {
        return one.mutation.line == 7 &&
               one.mutation.what.find("counts as yes") != std::string::npos;
      });
  ASSERT_NE(unknown, report.mutants.end());
  EXPECT_EQ(unknown->verdict, mutate::Verdict::NoChange);
}

}  // namespace
}  // namespace proviso::testing
