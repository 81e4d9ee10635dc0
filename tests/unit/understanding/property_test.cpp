// SPDX-License-Identifier: Apache-2.0
// Whatever bytes come in: no crash, the same reading twice, and values that fit their slots' types.
#include <gtest/gtest.h>

#include <ctime>
#include <random>

#include "tests/unit/understanding/support.h"

namespace proviso::understanding {
namespace {

bool IsIso(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == '0' ? !digit : text[i] != pattern[i]) return false;
  }
  return true;
}

bool Fits(ValueType type, ValueView value) {
  switch (type) {
    case ValueType::YesNo:
      return value.is_bool();
    case ValueType::Number:
    case ValueType::Percent:
      return value.is_number();
    case ValueType::Money:
      return value.is_number() || value.kind() == ValueKind::Money;
    case ValueType::Date:
      return value.is_string() && IsIso(value.text(), "0000-00-00");
    case ValueType::Time:
      return value.is_string() && IsIso(value.text(), "00:00");
    case ValueType::Duration:
      return value.is_string() && value.text().starts_with("P");
    case ValueType::Email:
      return value.is_string() && value.text().find('@') != std::string_view::npos;
    case ValueType::Phone:
      return value.is_string() && value.text().size() >= 7;
    case ValueType::OrderNumber:
      return value.is_string() &&
             value.text().find_first_of("0123456789") != std::string_view::npos;
    case ValueType::Address:
      return value.is_map() && value.Find("text").has_value();
    case ValueType::List:
      return value.is_list() || value.is_string();
    case ValueType::Item:
      return value.is_list() || value.is_string();
    default:
      return value.is_string() && !value.text().empty();
  }
}

constexpr ValueType kTypes[] = {
    ValueType::Text,   ValueType::YesNo, ValueType::Number,  ValueType::Percent,
    ValueType::Money,  ValueType::Date,  ValueType::Time,    ValueType::Duration,
    ValueType::Email,  ValueType::Phone, ValueType::Address, ValueType::OrderNumber,
    ValueType::Choice, ValueType::Item,  ValueType::List,    ValueType::Json};

void Check(const Prompt& prompt, const std::string& message) {
  const Reading reading = Read(prompt, message, "2026-03-02");
  EXPECT_LE(reading.text.size(), kMaxMessageBytes);
  EXPECT_GE(reading.act_confidence, 0.0);
  EXPECT_LE(reading.act_confidence, 1.0);
  if (reading.option) {
    EXPECT_LT(*reading.option, prompt.options.size());
  }
  for (const SlotReading& slot : reading.slots) {
    ValueType type = prompt.slot.type;
    for (const OpenSlot& open : prompt.open_slots) {
      if (open.name == slot.slot) type = open.type;
    }
    EXPECT_TRUE(Fits(type, slot.value.view()))
        << static_cast<int>(type) << " from " << testing::PrintToString(message);
    EXPECT_NE(reading.text.find(slot.text), std::string::npos);
    EXPECT_GE(slot.confidence, 0.0);
    EXPECT_LE(slot.confidence, 1.0);
    EXPECT_EQ(CheckValue(slot.value.bytes()), slot.value.bytes().size());
  }
  const Reading again = Read(prompt, message, "2026-03-02");
  EXPECT_EQ(again.act, reading.act);
  EXPECT_EQ(again.option, reading.option);
  EXPECT_EQ(again.slots.size(), reading.slots.size());
}

std::vector<Prompt> Prompts() {
  std::vector<Prompt> prompts = {RetentionOffer(), IssueChoice()};
  for (const ValueType type : kTypes) {
    Prompt prompt = AskAmong(type, "asked", {"Blue Shirt", "Leather Belt"});
    for (const ValueType open : kTypes) {
      prompt.open_slots.push_back(
          {"open_" + std::to_string(static_cast<int>(open)), open, {"Red Hat", "Green Sock"}});
    }
    prompts.push_back(prompt);
    prompt.kind = PromptKind::ConfirmValue;
    prompt.confirm_value = Value::String("5 High Street");
    prompts.push_back(prompt);
  }
  for (const PromptKind kind : {PromptKind::None, PromptKind::YesNo, PromptKind::AnythingElse}) {
    prompts.push_back(Plain(kind));
  }
  return prompts;
}

TEST(ReaderPropertyTest, RandomBytes) {
  std::mt19937 random(7);
  const std::vector<Prompt> prompts = Prompts();
  for (int round = 0; round < 20; ++round) {
    std::string message(random() % 60, '\0');
    for (char& c : message) c = static_cast<char>(random() % 256);
    for (const Prompt& prompt : prompts) Check(prompt, message);
  }
}

// Pieces that the readers know, in any order, find more than bytes do.
TEST(ReaderPropertyTest, RandomPieces) {
  constexpr const char* kPieces[] = {
      "yes",     "no",      "not",   "#",      "1001",    "12",
      "$",       "€",       "%",     ".",      ",",       "-",
      "/",       ":",       "(",     ")",      "+",       "@",
      "ana",     "example", "com",   " at ",   " dot ",   "\n",
      " ",       " ",       " ",     "the",    "second",  "twenty",
      "hundred", "and",     "a",     "half",   "million", "march",
      "friday",  "next",    "week",  "of",     "in",      "pm",
      "quarter", "past",    "to",    "Street", "Avenue",  "IL",
      "62704",   "UK",      "4050",  "262",    "dollars", "cents",
      "person",  "talk",    "to",    "all",    "blue",    "shirt",
      "belt",    "e",       "x",     "ext",    "http://", "\xF0\x9F\x91\x8D",
      "½",       "\xFF",    "?",     "!",      "15%",     "order",
      "my",      "is",      "minus", "point",  "P.O."};
  std::mt19937 random(11);
  const std::vector<Prompt> prompts = Prompts();
  for (int round = 0; round < 70; ++round) {
    std::string message;
    const std::size_t count = 1 + random() % 14;
    for (std::size_t i = 0; i < count; ++i) {
      message += kPieces[random() % std::size(kPieces)];
      if (random() % 2 == 0) message += ' ';
    }
    for (const Prompt& prompt : prompts) Check(prompt, message);
  }
}

TEST(ReaderPropertyTest, TenMegabytesAreCut) {
  for (const char* piece : {"yes ", "1", "one million and ", "@", "(", "12 Main ", "\xF0\x9F"}) {
    std::string message;
    while (message.size() < 10'000'000) message += piece;
    Check(Prompts()[2], message);
    Check(RetentionOffer(), message);
  }
}

// A row of one piece fills every list of candidates; the work must not grow with its square. A
// second is hundreds of times what it takes.
TEST(ReaderPropertyTest, HostileMessagesStayCheap) {
  const Prompt all = Prompts()[2];
  for (const char* piece : {"1 ", "15% ", "$5 ", "a@b.co ", "12 Main ", "march 3 ", "1-"}) {
    std::string message;
    while (message.size() < kMaxMessageBytes) message += piece;
    const std::clock_t start = std::clock();
    Read(all, message);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    EXPECT_LT(seconds, 5.0) << piece;
  }
}

TEST(ReaderPropertyTest, NulAndControlBytes) {
  const std::string message("yes\0no\x01\x02", 8);
  for (const Prompt& prompt : Prompts()) Check(prompt, message);
}

}  // namespace
}  // namespace proviso::understanding
