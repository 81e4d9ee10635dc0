// SPDX-License-Identifier: Apache-2.0
// Places in a list: "the second one", "2nd", "last", "the last but one".
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/understanding/language.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

struct Place {
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
  int place = 0;  // 1 the first, -1 the last, -2 the one before it; 0: the neighbour
};

std::vector<Place> FindPlaces(const Message& message, const Language& language);

}  // namespace proviso::understanding
