// SPDX-License-Identifier: Apache-2.0
#include "bytecode/word_lists.h"

#include <array>

namespace proviso {
namespace {

constexpr auto kLists = std::to_array<WordListInfo>({
#define PROVISO_WORDS(number, name, key) {WordListId::name, key},
#include "bytecode/word_lists.def"
#undef PROVISO_WORDS
});

}  // namespace

std::span<const WordListInfo> AllWordLists() { return kLists; }

// Numbers are given in a row from 0.
std::size_t WordListCount() { return kLists.size(); }

}  // namespace proviso
