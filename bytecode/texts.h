// SPDX-License-Identifier: Apache-2.0
// The texts of the machine itself, from texts.def. Module::texts holds their words by number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace proviso {

enum class TextId : std::uint8_t {
#define PROVISO_TEXT(number, name, key) name = (number),
#include "bytecode/texts.def"
#undef PROVISO_TEXT
};

struct TextInfo {
  TextId id{};
  std::string_view name;  // "NotUnderstood"
  std::string_view key;   // in the language pack: "not_understood"
};
std::span<const TextInfo> AllTexts();
// Length that Module::texts must have.
std::size_t TextCount();

// `text` with {0}, {1}, … replaced by the arguments; a hole without an argument stays as it is.
std::string FillText(std::string_view text, std::span<const std::string_view> arguments);

}  // namespace proviso
