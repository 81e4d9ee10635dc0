// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/cues.h"

namespace proviso::understanding {
namespace {

constexpr PhraseEntry kEnglishCues[] = {
#define PROVISO_CUE(tag, phrase) {static_cast<std::uint8_t>(Cue::tag), phrase},
#include "runtime/understanding/en/cues.def"
#undef PROVISO_CUE
};

constexpr std::string_view kEnglishWords[] = {
#define PROVISO_WORD(word) word,
#include "runtime/understanding/en/known_words.def"
#undef PROVISO_WORD
};

constexpr PhraseEntry kPortugueseCues[] = {
#define PROVISO_CUE(tag, phrase) {static_cast<std::uint8_t>(Cue::tag), phrase},
#include "runtime/understanding/pt/cues.def"
#undef PROVISO_CUE
};

}  // namespace

const PhraseTable& CuesOf(std::string_view language) {
  static const PhraseTable english(kEnglishCues, kEnglishWords);
  static const PhraseTable portuguese(kPortugueseCues, {});
  static const PhraseTable none({}, {});
  if (language == "en") return english;
  return language == "pt" ? portuguese : none;
}

}  // namespace proviso::understanding
