// SPDX-License-Identifier: Apache-2.0
// A text of four times the length takes four times the effort. Effort is what was counted, steps
// and bytes, so that the machine and its load make no difference.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "allocations.h"
#include "compiler/driver/driver.h"
#include "core/work.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace proviso {
namespace {

constexpr int kTimes = 4;
// Room for tables that double and for the logarithm of a search; the square would be 16.
constexpr double kMostGrowth = 6;

// A word of letters for every number, no two alike but in their letters.
std::string Word(int number) {
  std::string letters;
  for (int rest = number + 1; rest > 0; rest /= 26)
    letters.insert(letters.begin(), static_cast<char>('a' + rest % 26));
  return "q" + letters + "z";
}

using Line = std::function<std::string(int)>;

struct Construct {
  const char* name;
  std::string_view head;
  Line line;
  int count = 400;
};

constexpr std::string_view kOrder = "- Ask for the order number.\n";

Line Same(std::string text) {
  return [text](int /*i*/) { return text; };
}
Line WithWord(std::string text) {
  return [text](int i) { return fmt::format(fmt::runtime(text), Word(i)); };
}

const std::vector<Construct>& Constructs() {
  static const std::vector<Construct> constructs = {
      {"EqualQuestions", "", Same("- Ask the customer for their email.\n")},
      {"Questions", "", WithWord("- Ask the customer for the {0} of it.\n")},
      {"YesNoQuestions", "", WithWord("- Ask the customer if they want the {0} thing.\n")},
      {"Answers", "",
       WithWord("- Ask the customer if they want the {0} thing.\n"
                "- If the customer accepts:\n  - Say \"Fine.\"\n")},
      {"Refusals", kOrder,
       WithWord("- If the order is {0}ed:\n  - Say \"Unfortunately we cannot do that.\"\n")},
      {"EqualLines", "", Same("- Say \"Hello there.\"\n")},
      {"EqualCalls", kOrder,
       Same("- Use @magento_order_details(order_id: str) to fetch the order details.\n")},
      {"Calls", kOrder,
       WithWord("- Use @get_{0}_details(order_id: str) to fetch the {0} details.\n")},
      {"Effects", kOrder, WithWord("- Use @create_{0}_thing(order_id: str) to create the {0}.\n")},
      {"PaymentsAndDiscounts", kOrder,
       Same(
           "- Use @set_order_to_paid(order_id: str) to mark the order as paid.\n"
           "- Use @set_discount_to_order(order_id: str, percent: int) to apply a 10% discount.\n")},
      {"ClosingMessages", kOrder,
       Same("- Say \"Your refund has been issued. Have a nice day.\"\n")},
      {"Offers", "",
       WithWord("- Offer the customer one of these:\n  - Gift {0}: a free {0}.\n"
                "  - Other {0}: another {0}.\n")},
      {"Sections", "", WithWord("## Part {0}\n- Say \"Hello.\"\n")},
      {"JumpsBack", "",
       [](int i) {
         return fmt::format(
             "## Part {}\n- Ask the customer if they want it.\n- If the customer declines:\n"
             "  - Go to Part {}.\n",
             Word(i), Word(std::max(0, i - 1)));
       }},
      {"Loops", "", WithWord("- For each item:\n  - Say \"{0}\"\n")},
      {"HandOffs", kOrder, WithWord("- If the order is {0}ed:\n  - Hand off to the {0} team.\n")},
      {"Values", "", WithWord("- Remember the total as {{{0}}}.\n")},
      {"Judgements", "", WithWord("- Consider the {0} of the matter carefully.\n")},
      {"Policies", "",
       [](int i) {
         return fmt::format(
             "\nPolicy: Case {0}\nWhen: The customer asks about {0}.\n\n- Ask for the order "
             "number.\n"
             "- Follow #Case_{1}.\n",
             Word(i), Word(i + 1));
       }},
      {"AllowComments", "",
       Same("- Say \"x  y\" // lint: allow double-space: the shop writes it so\n")},
  };
  return constructs;
}

// Characters of one line that begin something which nothing ends.
const std::vector<Construct>& Openers() {
  static const std::vector<Construct> openers = {
      {"Brackets", "", Same("["), 2000},
      {"Parentheses", "", Same("("), 2000},
      {"Braces", "", Same("{"), 2000},
      {"Quotes", "", Same("\""), 2000},
      {"QuotedBrackets", "", Same("\"["), 2000},
      {"CurlyQuotes", "", Same("\xE2\x80\x9C"), 2000},
      {"SingleQuotes", "", Same(" 'a"), 2000},
      {"Backticks", "", Same("`"), 2000},
      {"Tildes", "", Same("~~"), 2000},
      {"Angles", "", Same("<"), 2000},
      {"Stars", "", Same("**"), 2000},
      {"Underlines", "", Same("_"), 2000},
      {"Stops", "", Same("."), 2000},
      {"Percents", "", Same("a%"), 2000},
      {"Calls", "", Same("@a("), 2000},
      {"CallsWithQuotes", "", Same("@a(\""), 2000},
      {"CallsWithBraces", "", Same("@a({"), 2000},
      {"Mailboxes", "", Same("a.1"), 2000},
      {"Addresses", "", Same("a@b."), 2000},
      {"Links", "", Same("a://"), 2000},
  };
  return openers;
}

std::uint64_t EffortOf(const std::string& text) {
  static const ToolCatalogue catalogue = LoadStandardCatalogue();
  static const compiler::lint::Config lint;
  compiler::CompileOptions options;
  options.catalogue = &catalogue;
  options.lint = &lint;
  const std::uint64_t before = WorkDone() * sizeof(void*) + testing::BytesAllocated();
  compiler::Compile({{"growth.policy", text}}, options);
  return WorkDone() * sizeof(void*) + testing::BytesAllocated() - before;
}

std::string TextOf(const Construct& construct, int count, std::string_view around) {
  std::string text =
      fmt::format("Policy: Growth\nWhen: The customer asks.\n\n{}{}", construct.head, around);
  for (int i = 0; i < count; ++i) text += construct.line(i);
  return text + "\n";
}

class Growth : public ::testing::TestWithParam<std::pair<Construct, std::string_view>> {};

TEST_P(Growth, IsThatOfTheText) {
  const auto& [construct, around] = GetParam();
  EffortOf(TextOf(construct, 2, around));  // what is read once in a process
  // Without the line: one that holds none of them is another line, with findings of its own.
  const std::uint64_t none = EffortOf(TextOf(construct, 0, ""));
  const std::uint64_t few = EffortOf(TextOf(construct, construct.count, around)) - none;
  const std::uint64_t many = EffortOf(TextOf(construct, construct.count * kTimes, around)) - none;
  EXPECT_LE(static_cast<double>(many), kMostGrowth * static_cast<double>(few));
}

std::vector<std::pair<Construct, std::string_view>> With(const std::vector<Construct>& constructs,
                                                         std::string_view around) {
  std::vector<std::pair<Construct, std::string_view>> all;
  for (const Construct& construct : constructs) all.emplace_back(construct, around);
  return all;
}
// What the test's parameter is shown as.
std::string NameOf(const ::testing::TestParamInfo<std::pair<Construct, std::string_view>>& info) {
  return info.param.first.name;
}

INSTANTIATE_TEST_SUITE_P(OfLines, Growth, ::testing::ValuesIn(With(Constructs(), "")), NameOf);
INSTANTIATE_TEST_SUITE_P(OfOpeners, Growth, ::testing::ValuesIn(With(Openers(), "- Say ")), NameOf);

}  // namespace
}  // namespace proviso
