// SPDX-License-Identifier: Apache-2.0
#include "compiler/vocabulary/lexicon.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace proviso::compiler {
namespace {

struct NounCase {
  const char* phrase;
  const char* slot;
  ValueType type;
};

class ReadNoun : public ::testing::TestWithParam<NounCase> {};

TEST_P(ReadNoun, NamesTheSlotAndItsType) {
  const Noun noun = Lexicon::English().ReadNoun(SplitWords(GetParam().phrase));
  EXPECT_EQ(noun.slot, GetParam().slot);
  EXPECT_EQ(noun.type, GetParam().type);
}

INSTANTIATE_TEST_SUITE_P(
    Phrases, ReadNoun,
    ::testing::Values(NounCase{"the user's email address", "email", ValueType::Email},
                      NounCase{"the user’s email address", "email", ValueType::Email},
                      NounCase{"their e-mail", "email", ValueType::Email},
                      NounCase{"the order number of the shipment in question", "order_number",
                               ValueType::OrderNumber},
                      NounCase{"order ID", "order_number", ValueType::OrderNumber},
                      NounCase{"the reshipment address", "address", ValueType::Address},
                      NounCase{"a new address", "new_address", ValueType::Address},
                      NounCase{"the shipping status", "shipping_status", ValueType::Text},
                      NounCase{"purchase date", "purchase_date", ValueType::Date},
                      NounCase{"the membership level", "membership_level", ValueType::Text}));

TEST(Lexicon, ANewAddressIsStillAnAddress) {
  const Noun noun = Lexicon::English().ReadNoun({"new", "address"});
  EXPECT_EQ(noun.key, "address");
  EXPECT_TRUE(noun.is_new);
}

TEST(Lexicon, AWordOfItsOwnIsNotTakenApart) {
  EXPECT_EQ(Lexicon::English().ReadNoun({"email"}).display, "email");
  EXPECT_EQ(Lexicon::English().ReadNoun({"ordernumber"}).slot, "order_number");
}

TEST(Lexicon, ParameterNamesSpeakOfTheSameValues) {
  const Lexicon& lexicon = Lexicon::English();
  EXPECT_EQ(lexicon.ReadIdentifier("user_email").key, "email");
  EXPECT_EQ(lexicon.ReadIdentifier("order_id").key, "order_number");
  EXPECT_EQ(lexicon.ReadIdentifier("orderId").key, "order_number");
  EXPECT_EQ(lexicon.ReadIdentifier("new_address").key, "address");
  EXPECT_EQ(lexicon.ReadIdentifier("address_id").key, "address_id");
  EXPECT_EQ(lexicon.ReadIdentifier("reason_slotval").slot, "reason_slotval");
}

TEST(Lexicon, ToolNamesTellWhatTheyDo) {
  const Lexicon& lexicon = Lexicon::English();
  EXPECT_EQ(lexicon.ReadToolName("get_magento_account_details").verb, ToolVerb::Read);
  EXPECT_EQ(lexicon.ReadToolName("get_magento_account_details").noun, "account");
  EXPECT_EQ(lexicon.ReadToolName("magento_order_details").verb, ToolVerb::Read);
  EXPECT_EQ(lexicon.ReadToolName("create_magento_order").verb, ToolVerb::Create);
  EXPECT_EQ(lexicon.ReadToolName("create_magento_order").noun, "new order");
  EXPECT_EQ(lexicon.ReadToolName("set_order_to_paid").verb, ToolVerb::Other);
}

TEST(Lexicon, FieldsAreLookedForUnderTheirOtherNames) {
  const std::vector<std::string> paths = Lexicon::English().FieldPaths("order_number");
  EXPECT_EQ(paths.front(), "order_number");
  EXPECT_NE(std::find(paths.begin(), paths.end(), "order_id"), paths.end());
}

// A name as a template argument, so that whether it is a word class can be asked without an error.
template <std::size_t N>
struct Name {
  char text[N];
  consteval Name(const char (&name)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = name[i];
  }
};
template <Name kName>
concept CompilesAsWordClass = requires {
  typename std::bool_constant<(WordClass(kName.text), true)>;
};

TEST(WordClass, AMisspeltNameDoesNotCompile) {
  static_assert(CompilesAsWordClass<"determiners">);
  static_assert(CompilesAsWordClass<"tool_verbs.read">);
  static_assert(!CompilesAsWordClass<"determinators">);
  static_assert(!CompilesAsWordClass<"">);
  EXPECT_EQ(WordClass::Named("determiners").index(), WordClass("determiners").index());
  EXPECT_DEATH(WordClass::Named("determinators"), "");
}

TEST(WordClass, EveryClassHasWords) {
  for (const std::string_view name : kWordClassNames) {
    EXPECT_FALSE(Lexicon::English().List(WordClass::Named(name)).empty()) << name;
  }
}

TEST(SameStem, JoinsInflectionsAndNothingElse) {
  EXPECT_TRUE(SameStem("cancel", "cancellation"));
  EXPECT_TRUE(SameStem("upgrade", "upgraded"));
  EXPECT_TRUE(SameStem("shipping", "shipping"));
  EXPECT_FALSE(SameStem("order", "orbit"));
  EXPECT_FALSE(SameStem("set", "send"));
  EXPECT_FALSE(SameStem("future", "discount"));
}

}  // namespace
}  // namespace proviso::compiler
