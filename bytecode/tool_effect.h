// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace proviso {

// What a call does to the world. Unknown (a tool without an entry, or an entry without `effect`)
// counts as Write where nothing else is known; the compiler also reads the tool's name.
enum class ToolEffect : std::uint8_t {
  Unknown = 0,
  Read = 1,
  Write = 2,
  Money = 3,         // moves money or gives something of value away
  Irreversible = 4,  // cannot be taken back by another call
};

// What nobody can simply put right again.
constexpr bool IsConsequential(ToolEffect effect) {
  return effect == ToolEffect::Money || effect == ToolEffect::Irreversible;
}

constexpr ToolEffect KnownEffect(ToolEffect effect) {
  return effect == ToolEffect::Unknown ? ToolEffect::Write : effect;
}

// Read, Write, Irreversible, Money: from the least to the worst.
constexpr bool IsWorse(ToolEffect one, ToolEffect than) {
  constexpr std::uint8_t kRank[] = {1, 0, 1, 3, 2};
  return kRank[static_cast<std::uint8_t>(one)] > kRank[static_cast<std::uint8_t>(than)];
}

}  // namespace proviso
