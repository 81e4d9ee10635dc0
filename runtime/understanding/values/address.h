// SPDX-License-Identifier: Apache-2.0
// Postal addresses: one line or several, of the countries we meet most.
#pragma once

#include <cstdint>
#include <optional>

#include "core/value.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

struct AddressSpan {
  std::uint32_t begin = 0;  // bytes of the message
  std::uint32_t end = 0;
  Value value;  // Map: text, then those of street, city, state, postcode, country found
  double confidence = 0;
};

// `asked`: the question was for an address, so that the whole answer may be one; otherwise only
// what surely looks like one is taken.
std::optional<AddressSpan> FindAddress(const Message& message, bool asked,
                                       std::string_view language);

}  // namespace proviso::understanding
