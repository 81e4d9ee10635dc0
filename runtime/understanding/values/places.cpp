// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/places.h"

#include <algorithm>

#include "core/decimal.h"
#include "runtime/understanding/values/numerals.h"

namespace proviso::understanding {
namespace {

// Number of tokens from `i` on that are the words of `phrase`; 0 when they are not.
std::uint32_t MatchPhrase(const Message& message, std::uint32_t i, std::string_view phrase) {
  std::uint32_t count = 0;
  while (!phrase.empty()) {
    const std::size_t space = std::min(phrase.find(' '), phrase.size());
    if (!message.IsAt(i + count, phrase.substr(0, space))) return 0;
    ++count;
    phrase.remove_prefix(std::min(space + 1, phrase.size()));
  }
  return count;
}

}  // namespace

std::vector<Place> FindPlaces(const Message& message, const Language& language) {
  std::vector<Place> found;
  for (const Numeral& ordinal : FindOrdinals(message, language)) {
    const auto value = DecimalToInteger(ordinal.value);
    const int place = value && *value <= 1000000 ? static_cast<int>(*value) : 1000000;
    found.push_back({ordinal.first, ordinal.end, place});
  }
  for (std::uint32_t i = 0; i < message.tokens.size();) {
    std::uint32_t count = 0;
    for (const auto& [phrase, place] : language.places) {
      count = MatchPhrase(message, i, phrase);
      if (count == 0) continue;
      const Place found_place{i, i + count, place};
      // "second to last" holds an ordinal of its own.
      std::erase_if(found, [&](const Place& other) {
        return other.first < found_place.end && found_place.first < other.end;
      });
      found.push_back(found_place);
      break;
    }
    i += std::max(count, 1u);
  }
  std::sort(found.begin(), found.end(),
            [](const Place& a, const Place& b) { return a.first < b.first; });
  return found;
}

}  // namespace proviso::understanding
