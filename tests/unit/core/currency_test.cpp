// SPDX-License-Identifier: Apache-2.0
#include "core/currency.h"

#include <gtest/gtest.h>

namespace proviso {
namespace {

TEST(MoneyForCustomer, EnglishWritesTheSignInFront) {
  EXPECT_EQ(MoneyForCustomer("en", "USD", "18"), "$18.00");
  EXPECT_EQ(MoneyForCustomer("en", "EUR", "6.9"), "€6.90");
  EXPECT_EQ(MoneyForCustomer("en", "GBP", "0.05"), "£0.05");
  EXPECT_EQ(MoneyForCustomer("pt", "BRL", "1234.5"), "R$ 1234,50");
  EXPECT_EQ(MoneyForCustomer("pt", "EUR", "6.9"), "6,90 EUR");
}

TEST(MoneyForCustomer, TheMinusStandsBeforeTheSign) {
  EXPECT_EQ(MoneyForCustomer("en", "USD", "-3.5"), "-$3.50");
}

TEST(MoneyForCustomer, OtherCurrenciesAndLanguagesKeepTheCode) {
  EXPECT_EQ(MoneyForCustomer("en", "JPY", "500"), "500 JPY");
  EXPECT_EQ(MoneyForCustomer("da", "EUR", "18"), "18.00 EUR");
}

}  // namespace
}  // namespace proviso
