// SPDX-License-Identifier: Apache-2.0
// The lists of words of word_lists.def. Module::words holds their words by number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace proviso {

enum class WordListId : std::uint8_t {
#define PROVISO_WORDS(number, name, key) name = (number),
#include "bytecode/word_lists.def"
#undef PROVISO_WORDS
};

struct WordListInfo {
  WordListId id{};
  std::string_view key;  // in the language pack: "result_failed_states"
};
std::span<const WordListInfo> AllWordLists();
// Length that Module::words must have.
std::size_t WordListCount();

}  // namespace proviso
