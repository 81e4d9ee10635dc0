// SPDX-License-Identifier: Apache-2.0
// "Did you mean …": names that look like one that is unknown.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace proviso {

// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`, counted in
// code points. Gives up and returns `cap` + 1 once the distance must exceed `cap`.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t cap);

// At most `max` of `candidates` that look like `name`, best first, ties in alphabetical order: few
// typing errors, the same words in another order, or one name inside the other. Compared as
// NormalizeName does.
std::vector<std::string> NearestNames(std::string_view name,
                                      std::span<const std::string> candidates, std::size_t max = 3);

}  // namespace proviso
