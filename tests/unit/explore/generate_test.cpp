// SPDX-License-Identifier: Apache-2.0
// Generated scenarios hold for the policy that they were made from, and reach all of its outcomes.
#include "testing/generate/generate.h"

#include <gtest/gtest.h>

#include "testing/coverage/counts.h"
#include "testing/scenario/runner.h"
#include "testing/scenario/sandbox_backdrop.h"
#include "testing/scenario/writer.h"
#include "tests/unit/explore/support.h"

namespace proviso::testing {
namespace {

const char kRefunds[] =
    "Policy: Refunds\n"
    "- Ask for the user’s email address:\n"
    "  - Use @get_magento_account_details(email: str) to check if a user with that email address "
    "exists in Magento.\n"
    "- Ask for the order number.\n"
    "- Use @magento_order_details(order_id: str) to fetch the order details.\n"
    "- If {order.total} is more than $200.00:\n"
    "  - Hand off to the returns team.\n"
    "- Ask the customer if they want to be refunded.\n"
    "- If yes:\n"
    "  - Use @refund_magento_order(order_id: str) to refund the order.\n"
    "  - Say “Your payment is on its way back.”\n"
    "- If no:\n"
    "  - Say “All right.”\n";

generate::Generated GenerateFor(const std::shared_ptr<const vm::Program>& program,
                                const coverage::Sites& sites) {
  generate::GenerateOptions options;
  options.catalogue = &StandardTools();
  return generate::Generate(program, sites, options);
}

TEST(GenerateTest, ReachesEveryOutcomeWithScenariosThatHold) {
  const auto program = ProgramOf(ModuleOf(kRefunds));
  const coverage::Sites sites(program->module());
  const generate::Generated generated = GenerateFor(program, sites);
  EXPECT_TRUE(generated.missing.empty());
  scenario::Stage stage;
  stage.program = program;
  stage.reader = understanding::MakeOfflineReader();
  stage.backdrop = scenario::SandboxBackdrops(".");
  coverage::Counts counts(sites);
  scenario::RunOptions run;
  run.session.stepped = [&](const vm::StepTrace& trace, const vm::StepResult& after) {
    counts.Record(trace, after);
  };
  for (const scenario::Scenario& one : generated.scenarios) {
    const scenario::ScenarioResult result = scenario::RunScenario(one, stage, run);
    EXPECT_TRUE(result.passed()) << scenario::WriteScenario(one);
  }
  for (std::uint32_t i = 0; i < sites.outcome_count(); ++i) {
    EXPECT_TRUE(!sites.Counts(i) || counts.outcome(i) > 0) << sites.outcome(i).words;
  }
}

// What customers and tools say in all scenarios made for these steps, and that the scenarios hold.
std::string SaidIn(const std::string& steps) {
  const auto program = ProgramOf(ModuleOf("Policy: Own\n" + steps));
  const coverage::Sites sites(program->module());
  scenario::Stage stage;
  stage.program = program;
  stage.reader = understanding::MakeOfflineReader();
  stage.backdrop = scenario::SandboxBackdrops(".");
  std::string said;
  for (const scenario::Scenario& one : GenerateFor(program, sites).scenarios) {
    const std::string text = scenario::WriteScenario(one);
    EXPECT_TRUE(scenario::RunScenario(one, stage, {}).passed()) << text;
    said += text;
  }
  return said;
}

TEST(GenerateTest, AnswersFitWhatIsAsked) {
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"rental number", "RN-1001"},
      {"booking reference", "BR-1001"},
      {"membership id", "MI-1001"},
      {"serial number of the device", "SN-48213"},
      {"voucher code", "SAVE-10"},
      {"licence plate", "AB12 CDE"},
      {"last name of the passenger", "Costa"},
      {"name of the contact person", "Ana Costa"},
      {"date of birth", "1990-04-12"},
      {"purchase date", "2026-02-20"},
      {"pickup location", "Springfield"},
      {"number of bags", "2"},
      {"shoe size", "medium"},
      {"phone model", "Model 12"},
      {"seat preference", "seat preference A"},
      {"reason for the delay", "It was not what I expected."},
      {"description of the damage", "It stopped working after two days."},
  };
  for (const auto& [noun, answer] : expected) {
    const std::string said = SaidIn("- Ask for the " + noun + ".\n- Say “Thank you.”\n");
    EXPECT_NE(said.find("Customer: " + answer + "\n"), std::string::npos) << noun << "\n" << said;
    if (answer.starts_with("It was not")) continue;
    EXPECT_EQ(said.find("It was not what I expected"), std::string::npos) << noun << "\n" << said;
  }
}

TEST(GenerateTest, ResultsFitTheirFields) {
  const std::string said = SaidIn(
      "- Ask for the rental number.\n"
      "- Use @look_up_rental(rental_number: str) to fetch the rental.\n"
      "- If the rental is overdue:\n"
      "  - Say “{rental.serial_number}, {rental.depot}, {rental.colour}, {rental.gearing}.”\n");
  EXPECT_NE(said.find(R"("serial_number": "SN-58213", "depot": "Springfield", "colour": "blue", )"
                      R"("gearing": "gearing )"),
            std::string::npos)
      << said;
  EXPECT_EQ(said.find("as ordered"), std::string::npos) << said;
}

TEST(GenerateTest, IsTheSameEachTime) {
  const auto program = ProgramOf(ModuleOf(kRefunds));
  const coverage::Sites sites(program->module());
  scenario::File first;
  scenario::File second;
  first.scenarios = GenerateFor(program, sites).scenarios;
  second.scenarios = GenerateFor(program, sites).scenarios;
  EXPECT_EQ(scenario::WriteFile(first), scenario::WriteFile(second));
}

TEST(GenerateTest, WritesNothingForWhatIsCoveredAlready) {
  const auto program = ProgramOf(ModuleOf("Policy: Short\n- Say “Hello.”\n"));
  const coverage::Sites sites(program->module());
  generate::GenerateOptions options;
  options.catalogue = &StandardTools();
  for (std::uint32_t goal = 0; goal < 64; ++goal) options.covered.Add(goal);
  EXPECT_TRUE(generate::Generate(program, sites, options).scenarios.empty());
}

TEST(GenerateTest, IsReadable) {
  const auto program =
      ProgramOf(ModuleOf("Policy: Thanks\n"
                         "- Ask the customer if they liked the service.\n"
                         "- If yes:\n"
                         "  - Say “Thank you.”\n"
                         "- If no:\n"
                         "  - Hand off to the service team.\n"));
  const coverage::Sites sites(program->module());
  scenario::File file;
  file.scenarios = GenerateFor(program, sites).scenarios;
  EXPECT_EQ(scenario::WriteFile(file),
            "Scenario: when the customer accepts\n"
            "  Policy: Thanks\n"
            "  Agent: Did you like the service?\n"
            "  Customer: Yes, please.\n"
            "  Agent: Thank you.\n"
            "  Then nothing else was changed\n"
            "  And the outcome is completed\n"
            "\n"
            "Scenario: when the customer declines\n"
            "  Policy: Thanks\n"
            "  Agent: Did you like the service?\n"
            "  Customer: No, thank you.\n"
            "  Agent: I'm passing you on to a colleague who can help you with this.\n"
            "  Agent hands off to service team because the policy says to hand off\n"
            "  Then nothing else was changed\n"
            "  And the outcome is handed_off\n");
}

}  // namespace
}  // namespace proviso::testing
