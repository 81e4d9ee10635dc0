// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/unit/understanding/support.h"

namespace proviso::understanding {
namespace {

struct Row {
  ValueType type;
  const char* message;
  const char* value;  // DisplayText, or "-"
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.message; }

class SlotTest : public testing::TestWithParam<Row> {};

TEST_P(SlotTest, ReadsTheValue) {
  EXPECT_EQ(Slot(Read(Ask(GetParam().type), GetParam().message, "2026-03-02")), GetParam().value);
}

constexpr ValueType kOrder = ValueType::OrderNumber;

INSTANTIATE_TEST_SUITE_P(
    OrderNumbers, SlotTest,
    testing::Values(Row{kOrder, "#1001", "1001"}, Row{kOrder, "1001", "1001"},
                    Row{kOrder, "order 1001", "1001"}, Row{kOrder, "ORD-2024-55", "ORD-2024-55"},
                    Row{kOrder, "it's 100123", "100123"},
                    Row{kOrder, "My order number is #A1234, thanks!", "A1234"},
                    Row{kOrder, "Order no. 5521", "5521"}, Row{kOrder, "order number: 77", "77"},
                    Row{kOrder, "I don't have it", "-"}, Row{kOrder, "it cost $1001", "-"},
                    Row{kOrder, "what is that?", "-"}, Row{kOrder, "ana@mail1001.com", "-"},
                    Row{kOrder, "no", "-"}, Row{kOrder, "", "-"}));

INSTANTIATE_TEST_SUITE_P(
    Typed, SlotTest,
    testing::Values(
        Row{ValueType::Email, "ana@example.com", "ana@example.com"},
        Row{ValueType::Email, "it's Ana.Silva@Example.COM.", "Ana.Silva@example.com"},
        Row{ValueType::Email, "ana at example dot com", "ana@example.com"},
        Row{ValueType::Email, "ana@example", "-"}, Row{ValueType::Email, "I have no email", "-"},
        Row{ValueType::Phone, "+1 (541) 754-3010", "+15417543010"},
        Row{ValueType::Phone, "call me on 912 345 678", "912345678"},
        Row{ValueType::Phone, "12", "-"}, Row{ValueType::Money, "$80", "80.00 USD"},
        Row{ValueType::Money, "eighty euros", "80.00 EUR"},
        Row{ValueType::Money, "12.50 EUR", "12.50 EUR"}, Row{ValueType::Money, "no idea", "-"},
        Row{ValueType::Percent, "15%", "15"}, Row{ValueType::Percent, "ten percent", "10"},
        Row{ValueType::Number, "two", "2"}, Row{ValueType::Number, "I need 3 of them", "3"},
        Row{ValueType::Number, "1,674.5", "1674.5"}, Row{ValueType::Number, "a lot", "-"},
        Row{ValueType::Duration, "two weeks", "P14D"},
        Row{ValueType::Duration, "3 hours and 20 minutes", "PT3H20M"}));

INSTANTIATE_TEST_SUITE_P(
    DatesAndTimes, SlotTest,
    testing::Values(Row{ValueType::Date, "January 12, 2026", "2026-01-12"},
                    Row{ValueType::Date, "2026-01-31", "2026-01-31"},
                    Row{ValueType::Date, "on the 4th of March", "2026-03-04"},
                    Row{ValueType::Date, "tomorrow", "2026-03-03"},
                    Row{ValueType::Date, "in two weeks", "2026-03-16"},
                    Row{ValueType::Date, "friday", "2026-03-06"},
                    Row{ValueType::Date, "next friday", "2026-03-13"},
                    Row{ValueType::Date, "yesterday", "2026-03-01"},
                    Row{ValueType::Date, "February 30", "-"}, Row{ValueType::Date, "soon", "-"},
                    Row{ValueType::Time, "3:30 in the afternoon", "15:30"},
                    Row{ValueType::Time, "half past 12", "12:30"},
                    Row{ValueType::Time, "6 pm", "18:00"}, Row{ValueType::Time, "noon", "12:00"},
                    Row{ValueType::Time, "quarter to 5 in the evening", "16:45"},
                    Row{ValueType::Time, "later", "-"}));

INSTANTIATE_TEST_SUITE_P(
    YesNoAndText, SlotTest,
    testing::Values(Row{ValueType::YesNo, "yes I did", "true"},
                    Row{ValueType::YesNo, "nope", "false"},
                    Row{ValueType::YesNo, "what do you mean?", "-"},
                    Row{ValueType::Text, "my name is Ana Silva, thanks", "Ana Silva"},
                    Row{ValueType::Text, "because it was too small", "it was too small"},
                    Row{ValueType::Text, "why do you need that?", "-"},
                    Row{ValueType::Text, "can I talk to a person", "-"},
                    Row{ValueType::Text, "ok", "-"}, Row{ValueType::Text, "   ", "-"}));

TEST(DateSlotTest, KeepsTheWordsWhenTodayIsUnknown) {
  EXPECT_EQ(Slot(Read(Ask(ValueType::Date), "tomorrow please")), "tomorrow");
  EXPECT_EQ(Slot(Read(Ask(ValueType::Date), "21/04/2026")), "2026-04-21");
}

// What does not fit the slot's type is never given for it, however it is put.
TEST(AddressSlotTest, NeverTakesAnAnswerThatIsNone) {
  for (const char* message :
       {"no", "yes", "what address?", "where do you ship?", "I moved", "ok thanks", "1001", "#1001",
        "can I talk to a person?", "ana@example.com", "it arrived broken", "15%", "the second one",
        "it's number 7 not 5"}) {
    EXPECT_EQ(Slot(Read(Ask(ValueType::Address), message)), "-") << message;
  }
}

std::string Part(const Reading& reading, std::string_view key) {
  for (const SlotReading& slot : reading.slots) {
    const auto part = slot.value.view().Find(key);
    if (part) return DisplayText(*part);
  }
  return "-";
}

struct AddressRow {
  const char* message;
  const char* text;
  const char* street;
  const char* city;
  const char* state;
  const char* postcode;
  const char* country;
};

TEST(AddressSlotTest, ReadsTheParts) {
  const AddressRow rows[] = {
      {"12 Oak Avenue, Springfield, IL 62704", "12 Oak Avenue, Springfield, IL 62704",
       "12 Oak Avenue", "Springfield", "IL", "62704", "-"},
      {"please send it to 5 High Street, Leeds, LS1 4AP, UK. thanks",
       "5 High Street, Leeds, LS1 4AP, UK", "5 High Street", "Leeds", "-", "LS1 4AP", "UK"},
      {"My new address is 742 Evergreen Terrace Springfield OR 97403",
       "742 Evergreen Terrace Springfield OR 97403", "742 Evergreen Terrace", "Springfield", "OR",
       "97403", "-"},
      {"Rua das Flores 12, 4050-262 Porto, Portugal", "Rua das Flores 12, 4050-262 Porto, Portugal",
       "Rua das Flores 12", "Porto", "-", "4050-262", "Portugal"},
      {"Vestergade 5, 8000 Aarhus, Danmark", "Vestergade 5, 8000 Aarhus, Danmark", "Vestergade 5",
       "Aarhus", "-", "8000", "Danmark"},
      {"221B Baker Street\nLondon NW1 6XE", "221B Baker Street\nLondon NW1 6XE",
       "221B Baker Street", "London", "-", "NW1 6XE", "-"},
      {"please send to 99 Elm St Apt 4B, Austin TX 78701", "99 Elm St Apt 4B, Austin TX 78701",
       "99 Elm St Apt 4B", "Austin", "TX", "78701", "-"},
      {"1 Main St, Apt 4, Boston, MA 02110", "1 Main St, Apt 4, Boston, MA 02110",
       "1 Main St, Apt 4", "Boston", "MA", "02110", "-"},
  };
  for (const AddressRow& row : rows) {
    const Reading reading = Read(Ask(ValueType::Address, "address"), row.message);
    EXPECT_NE(Slot(reading, "address"), "-") << row.message;
    EXPECT_EQ(Part(reading, "text"), row.text) << row.message;
    EXPECT_EQ(Part(reading, "street"), row.street) << row.message;
    EXPECT_EQ(Part(reading, "city"), row.city) << row.message;
    EXPECT_EQ(Part(reading, "state"), row.state) << row.message;
    EXPECT_EQ(Part(reading, "postcode"), row.postcode) << row.message;
    EXPECT_EQ(Part(reading, "country"), row.country) << row.message;
  }
}

TEST(ItemSlotTest, ReadsOneNameOrSeveral) {
  const std::vector<std::string> items = {"Blue Cotton Shirt", "Leather Belt", "Running Shoes"};
  const auto read = [&](const char* message) {
    return Slot(Read(AskAmong(ValueType::Item, "item", items), message), "item");
  };
  EXPECT_EQ(read("the belt"), "Leather Belt");
  EXPECT_EQ(read("runing shoes"), "Running Shoes");
  EXPECT_EQ(read("the leather belt and the running shoes"), "Leather Belt, Running Shoes");
  EXPECT_EQ(read("all of them"), "Blue Cotton Shirt, Leather Belt, Running Shoes");
  EXPECT_EQ(read("the second one"), "Leather Belt");
  EXPECT_EQ(read("a hat"), "-");
}

TEST(SeveralAnswersTest, FillsOpenSlotsToo) {
  Prompt prompt = Ask(ValueType::Email, "email");
  prompt.open_slots = {
      {"order_number", kOrder, {}},
      {"issue", ValueType::Choice, {"Lost shipment", "Damaged item(s)", "Incorrect item(s)"}}};
  const Reading reading =
      Read(prompt, "my email is ana@example.com and the order is #1001, it arrived broken");
  EXPECT_EQ(Slot(reading, "email"), "ana@example.com");
  EXPECT_EQ(Slot(reading, "order_number"), "1001");
  ASSERT_FALSE(reading.slots.empty());
  EXPECT_EQ(reading.slots.front().slot, "email");
  EXPECT_EQ(reading.slots.front().text, "ana@example.com");
}

TEST(OrderNumberTest, ALetterAndADigitAreOneAsTheWholeAnswer) {
  EXPECT_EQ(Slot(Read(Ask(kOrder), "B-1")), "B-1");
  EXPECT_EQ(Slot(Read(Ask(kOrder), "FF-9")), "FF-9");
  EXPECT_EQ(Slot(Read(Ask(kOrder), "I bought 2 shirts")), "-");
}

TEST(SeveralAnswersTest, TwoValuesForOneSlotLeaveItOpen) {
  EXPECT_EQ(Slot(Read(Ask(kOrder), "I have two orders, #1001 and #1002")), "-");
  EXPECT_EQ(Slot(Read(Ask(ValueType::Email), "ana@example.com or ana@example.org")), "-");
}

TEST(SeveralAnswersTest, CorrectionOfAnEarlierAnswerIsHeard) {
  Prompt prompt = Ask(kOrder, "order_number");
  prompt.open_slots = {{"email", ValueType::Email, {}}};
  const Reading reading = Read(prompt, "sorry, my email is bob@example.com");
  EXPECT_EQ(Slot(reading, "email"), "bob@example.com");
  EXPECT_EQ(Slot(reading, "order_number"), "-");
}

TEST(SeveralAnswersTest, OpenSlotsAreNotGuessed) {
  Prompt prompt = Ask(ValueType::Email, "email");
  prompt.open_slots = {{"order_number", kOrder, {}},
                       {"phone", ValueType::Phone, {}},
                       {"reason", ValueType::Text, {}}};
  const Reading reading = Read(prompt, "I bought 3 shirts");
  EXPECT_TRUE(reading.slots.empty());
}

TEST(SeveralAnswersTest, WordsBeforeAValueTellTwoDatesApart) {
  Prompt prompt = Ask(ValueType::Date, "pickup_date");
  prompt.open_slots = {{"return_date", ValueType::Date, {}}};
  const Reading reading =
      Read(prompt, "return is on March 9th and pickup on March 7th", "2026-03-02");
  EXPECT_EQ(Slot(reading, "pickup_date"), "2026-03-07");
  EXPECT_EQ(Slot(reading, "return_date"), "2026-03-09");
}

}  // namespace
}  // namespace proviso::understanding
