// SPDX-License-Identifier: Apache-2.0
// Numbers in a message, in digits and in words: "1,674.5", "100k", "3/4", "twenty and three
// fifths", "4 thousand 3 hundred and 21".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/understanding/language.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

struct Numeral {
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
  std::string value;        // canonical decimal (core/decimal.h)
  bool in_words = false;    // no digits in it
  bool has_unit = false;    // letters are glued to its end: "180ml"
  bool is_part = false;     // of a longer code: letters or a mark are glued to it ("T005-2333")
  bool is_ordinal = false;  // "2nd", "twenty-first"
};

// Numbers from left to right; they do not overlap. Ordinals only where they end a fraction.
std::vector<Numeral> FindNumerals(const Message& message, const Language& language);

// "2nd", "21:a", "twenty-first", "the third": values are whole numbers.
std::vector<Numeral> FindOrdinals(const Message& message, const Language& language);

// The digits at token `index` as one numeral with its group and decimal marks; `end` is past it.
// No sign, no suffix. False when there are none.
bool ReadDigits(const Message& message, const Language& language, std::uint32_t index,
                std::string& value, std::uint32_t& end);

}  // namespace proviso::understanding
