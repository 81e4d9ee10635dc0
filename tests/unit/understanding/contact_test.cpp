// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/contact.h"

#include <gtest/gtest.h>

#include "runtime/understanding/reader.h"

namespace proviso::understanding {
namespace {

std::string Joined(const std::vector<Contact>& contacts) {
  std::string text;
  for (const Contact& contact : contacts) {
    if (!text.empty()) text += " | ";
    text += contact.canonical;
  }
  return text;
}

std::string Emails(std::string_view text) {
  return Joined(FindEmails(MakeMessage(text, kMaxMessageBytes)));
}
std::string Phones(std::string_view text) {
  return Joined(FindPhones(MakeMessage(text, kMaxMessageBytes)));
}

TEST(EmailTest, ReadsWrittenAndSpokenForms) {
  EXPECT_EQ(Emails("write to ana_1@mail.example.org."), "ana_1@mail.example.org");
  EXPECT_EQ(Emails("a@b.co and c@d.com"), "a@b.co | c@d.com");
  EXPECT_EQ(Emails("<ana@example.com>"), "ana@example.com");
  EXPECT_EQ(Emails("ana dot silva at example dot co dot uk"), "ana.silva@example.co.uk");
  EXPECT_EQ(Emails("ana (at) example.com"), "ana@example.com");
  EXPECT_EQ(Emails("ana @ example . com"), "");
}

TEST(EmailTest, RefusesWhatIsNone) {
  EXPECT_EQ(Emails("ana@example"), "");
  EXPECT_EQ(Emails("ana@129.126.118.1"), "");
  EXPECT_EQ(Emails("@ana"), "");
  EXPECT_EQ(Emails("a@.com"), "");
  EXPECT_EQ(Emails("look at it dot"), "");
}

TEST(PhoneTest, ReadsTheFormsOfManyCountries) {
  EXPECT_EQ(Phones("call +44 (0)7123 129683"), "+4407123129683");
  EXPECT_EQ(Phones("06-44-44-44-44"), "0644444444");
  EXPECT_EQ(Phones("837.824.1482 x 63888"), "8378241482x63888");
}

TEST(PhoneTest, LeavesOtherNumbersAlone) {
  EXPECT_EQ(Phones("16/04/2010"), "");
  EXPECT_EQ(Phones("my card number is 12345678"), "");
  EXPECT_EQ(Phones("T005-2333-100731-SW-2"), "");
  EXPECT_EQ(Phones("200.38294427"), "");
  EXPECT_EQ(Phones("https://example.com/12345678"), "");
}

}  // namespace
}  // namespace proviso::understanding
