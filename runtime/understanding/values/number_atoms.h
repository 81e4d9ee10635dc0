// SPDX-License-Identifier: Apache-2.0
// The number words of a message one by one, with words written together taken apart
// ("etthundrasexton" is three atoms of one token).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/understanding/language.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

struct NumberAtom {
  enum class Kind : std::uint8_t { None, Word, Digits, Joiner };
  Kind kind = Kind::None;
  NumberWord word{NumberRole::Unit, 0};
  std::string digits;       // Kind::Digits: canonical decimal
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
  bool ends_token = true;  // the last atom of its token

  bool Is(NumberRole role) const { return kind == Kind::Word && word.role == role; }
};

std::vector<NumberAtom> SplitNumberAtoms(const Message& message, const Language& language);

}  // namespace proviso::understanding
