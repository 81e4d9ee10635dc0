// SPDX-License-Identifier: Apache-2.0
// Walking through the conversations of a policy, and choosing the fewest that reach everything.
#include "testing/explore/explorer.h"

#include <gtest/gtest.h>

#include "tests/unit/explore/support.h"

namespace proviso::testing {
namespace {

explore::Path PathTo(std::vector<std::uint32_t> goals, std::size_t length) {
  explore::Path path;
  path.inputs.resize(length);
  for (const std::uint32_t goal : goals) path.goals.Add(goal);
  return path;
}

explore::GoalSet All(std::uint32_t count) {
  explore::GoalSet all;
  for (std::uint32_t i = 0; i < count; ++i) all.Add(i);
  return all;
}

TEST(FewestPathsTest, TakesWhatReachesMost) {
  const std::vector<explore::Path> paths = {PathTo({0}, 1), PathTo({1}, 1), PathTo({0, 1, 2}, 5)};
  EXPECT_EQ(explore::FewestPaths(paths, All(3)), (std::vector<std::size_t>{2}));
}

TEST(FewestPathsTest, PrefersTheShorterOfTwo) {
  const std::vector<explore::Path> paths = {PathTo({0, 1}, 9), PathTo({0, 1}, 3)};
  EXPECT_EQ(explore::FewestPaths(paths, All(2)), (std::vector<std::size_t>{1}));
}

TEST(FewestPathsTest, DropsWhatLaterChoicesMakeSuperfluous) {
  // The greedy choice takes the middle one first, and then needs both others anyway.
  const std::vector<explore::Path> paths = {PathTo({0, 1, 2}, 3), PathTo({1, 2, 3, 4}, 3),
                                            PathTo({3, 4, 5}, 3)};
  EXPECT_EQ(explore::FewestPaths(paths, All(6)), (std::vector<std::size_t>{0, 2}));
}

TEST(FewestPathsTest, LeavesWhatIsNotWanted) {
  const std::vector<explore::Path> paths = {PathTo({0}, 1), PathTo({1}, 1)};
  explore::GoalSet wanted;
  wanted.Add(1);
  EXPECT_EQ(explore::FewestPaths(paths, wanted), (std::vector<std::size_t>{1}));
}

const char kOrder[] =
    "Policy: Order\n"
    "- Ask for the order number.\n"
    "- Use @magento_order_details(order_id: str) to check if the order exists.\n"
    "- If {order.total} is more than $200.00:\n"
    "  - Hand off to the returns team.\n"
    "- Say “Thank you.”\n";

TEST(SimulatorTest, AnswersAreMadeForWhatIsAsked) {
  const Module module = ModuleOf(kOrder);
  explore::Simulator simulator = SimulatorFor(module);
  auto step = simulator.Apply({}, simulator.Starts(PolicyId{0}).front());
  ASSERT_TRUE(step);
  step = simulator.Apply(step->snapshot, explore::Said{"1001"});
  ASSERT_TRUE(step);
  std::string answers;
  for (const explore::Input& input : simulator.Next(step->snapshot)) {
    answers += explore::DescribeInput(input).front() + '\n';
  }
  for (const char* part :
       {"\"200.00\"", "\"200.01\"", "\"199.99\"", "returns null", "fails with"}) {
    EXPECT_NE(answers.find(part), std::string::npos) << part << " is not in\n" << answers;
  }
}

TEST(SimulatorTest, RepliesAreUnderstoodAsTheyAreMeant) {
  const Module module = ModuleOf(
      "Policy: Choice\n"
      "- Ask which solution the customer prefers: Replacement, or Refund.\n"
      "- Say “Thank you.”\n");
  explore::Simulator simulator = SimulatorFor(module);
  const auto step = simulator.Apply({}, simulator.Starts(PolicyId{0}).front());
  ASSERT_TRUE(step);
  const std::vector<explore::Input> next = simulator.Next(step->snapshot);
  // Each of the two, and something nobody understands.
  ASSERT_EQ(next.size(), 3u);
  EXPECT_EQ(std::get<explore::Said>(next[0]).text, "Replacement");
  EXPECT_EQ(std::get<explore::Said>(next[1]).text, "Refund");
  const auto unclear = simulator.Apply(step->snapshot, next[2]);
  ASSERT_TRUE(unclear);
  EXPECT_EQ(unclear->waiting, vm::Waiting::Message);
}

TEST(ExploreTest, EndsAndSaysSo) {
  const Module module = ModuleOf(kOrder);
  explore::Simulator simulator = SimulatorFor(module);
  const auto nothing = [](const explore::StepSeen&, explore::GoalSet&) {};
  const explore::Exploration whole = explore::Explore(simulator, {}, nothing);
  EXPECT_TRUE(whole.exhausted);
  explore::ExploreOptions bounded;
  bounded.max_states = 3;
  EXPECT_FALSE(explore::Explore(simulator, bounded, nothing).exhausted);
}

}  // namespace
}  // namespace proviso::testing
