// SPDX-License-Identifier: Apache-2.0
// Amounts of money and percentages in a message.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/understanding/language.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

struct Amount {
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
  std::string number;    // canonical decimal; empty for a currency without an amount
  std::string currency;  // ISO 4217; empty when only a cent was named
};

// "$ 16.4 million", "115.5USD", "thirteen dollars and forty-five cents", "50 cents", "dollars".
std::vector<Amount> FindMoney(const Message& message, const Language& language);

// "10 %", "twenty percent"; `currency` stays empty.
std::vector<Amount> FindPercents(const Message& message, const Language& language);

}  // namespace proviso::understanding
