// SPDX-License-Identifier: Apache-2.0
// Email addresses, telephone numbers and order numbers in a message.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/understanding/text.h"

namespace proviso::understanding {

struct Contact {
  std::uint32_t begin = 0;  // bytes of the message
  std::uint32_t end = 0;
  std::string canonical;
  double confidence = 0;
};

// "Ana@Example.com" -> "Ana@example.com"; also "ana at example dot com", with less confidence.
std::vector<Contact> FindEmails(const Message& message);

// Canonical: digits, a leading "+" kept: "+1 (541) 754-3010" -> "+15417543010"; an extension as
// "x12".
std::vector<Contact> FindPhones(const Message& message);

// "#1001", "order 1001", "ORD-2024-55"; canonical: without "#", capitals as written. `asked`: the
// question was for one, so that a bare number is one.
std::vector<Contact> FindOrderNumbers(const Message& message, bool asked);

}  // namespace proviso::understanding
