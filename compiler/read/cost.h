// SPDX-License-Identifier: Apache-2.0
// What an account of a word costs; the cheapest reading of a sentence holds. The same for all
// languages. tests/unit/read pins decisions that depend on them.
#pragma once

#include <cstdint>

namespace proviso::read {

using Cost = std::int64_t;

inline constexpr Cost kTemplateCost = 0;  // a word that a template names, a piece
inline constexpr Cost kSilentCost = 2;    // a word that says nothing
inline constexpr Cost kFunctionCost =
    3;  // an article, a preposition … that a template has as a class
inline constexpr Cost kNameCost = 4;            // a word of a name
inline constexpr Cost kFreeCost = 12;           // a word of free text
inline constexpr Cost kClauseCost = 15;         // a construction
inline constexpr Cost kResidueCost = 200;       // a word that nothing accounts for
inline constexpr Cost kHardResidueCost = 1000;  // the same, of a word that limits, or of a piece

}  // namespace proviso::read
