// SPDX-License-Identifier: Apache-2.0
#include "bytecode/texts.h"

#include <algorithm>
#include <array>

namespace proviso {
namespace {

constexpr auto kTexts = std::to_array<TextInfo>({
#define PROVISO_TEXT(number, name, key) {TextId::name, #name, key},
#include "bytecode/texts.def"
#undef PROVISO_TEXT
});

}  // namespace

std::span<const TextInfo> AllTexts() { return kTexts; }

std::size_t TextCount() {
  std::size_t count = 0;
  for (const TextInfo& text : kTexts) {
    count = std::max(count, static_cast<std::size_t>(text.id) + 1);
  }
  return count;
}

std::string FillText(std::string_view text, std::span<const std::string_view> arguments) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hole = i + 2 < text.size() && text[i] == '{' && text[i + 2] == '}' &&
                      text[i + 1] >= '0' && text[i + 1] <= '9';
    const std::size_t index = hole ? static_cast<std::size_t>(text[i + 1] - '0') : 0;
    if (hole && index < arguments.size()) {
      out.append(arguments[index]);
      i += 2;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

}  // namespace proviso
