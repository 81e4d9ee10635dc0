// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/meaning.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "runtime/understanding/phrases.h"

namespace proviso::understanding {
namespace {

enum class Group : std::uint8_t {
#define PROVISO_GROUP(name, weight) name,
#define PROVISO_MEANS(name, phrase)
#include "runtime/understanding/en/thesaurus.def"
#undef PROVISO_GROUP
#undef PROVISO_MEANS
};

constexpr double kGroupWeights[] = {
#define PROVISO_GROUP(name, weight) weight,
#define PROVISO_MEANS(name, phrase)
#include "runtime/understanding/en/thesaurus.def"
#undef PROVISO_GROUP
#undef PROVISO_MEANS
};

constexpr PhraseEntry kMeanings[] = {
#define PROVISO_GROUP(name, weight)
#define PROVISO_MEANS(name, phrase) {static_cast<std::uint8_t>(Group::name), phrase},
#include "runtime/understanding/en/thesaurus.def"
#undef PROVISO_GROUP
#undef PROVISO_MEANS
};

constexpr std::string_view kKnownWords[] = {
#define PROVISO_WORD(word) word,
#include "runtime/understanding/en/known_words.def"
#undef PROVISO_WORD
};

const PhraseTable& Thesaurus() {
  static const PhraseTable table(kMeanings, kKnownWords);
  return table;
}

bool IsStopWord(std::string_view word) {
  static const std::unordered_set<std::string_view> words = {
#define PROVISO_STOP(word) word,
#include "runtime/understanding/en/stop_words.def"
#undef PROVISO_STOP
  };
  return words.count(word) != 0;
}

bool EndsWith(std::string_view word, std::string_view tail) {
  return word.size() > tail.size() + 2 && word.substr(word.size() - tail.size()) == tail;
}

// "item" and "items" are the same thing; "check" and "checking" need not be.
bool IsPlural(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return b.substr(0, a.size()) == a && (b.substr(a.size()) == "s" || b.substr(a.size()) == "es");
}

// A word of one letter more or less is a slip only when the word is long enough to be told apart.
constexpr std::size_t kShortestSlip = 5;

}  // namespace

std::string StemOf(std::string_view folded) {
  std::string stem(folded);
  if (EndsWith(stem, "ies")) {
    stem.replace(stem.size() - 3, 3, "y");
    return stem;
  }
  if (EndsWith(stem, "s") && !EndsWith(stem, "ss") && !EndsWith(stem, "us")) stem.pop_back();
  bool cut = false;
  for (const std::string_view tail : {"ing", "ed"}) {
    if (EndsWith(stem, tail) && stem.size() > tail.size() + 2) {
      stem.resize(stem.size() - tail.size());
      cut = true;
      break;
    }
  }
  if (cut && stem.size() > 3) {
    const char last = stem.back();
    if (last == stem[stem.size() - 2] && last != 'l' && last != 's' && last != 'z') {
      stem.pop_back();
    }
  }
  if (stem.size() > 3 && stem.back() == 'e') stem.pop_back();
  return stem;
}

std::vector<Concept> ConceptsOf(const Message& message) {
  std::vector<Concept> concepts;
  const std::vector<PhraseHit> hits = Thesaurus().Find(message.tokens);
  std::size_t next_hit = 0;
  for (std::uint32_t i = 0; i < message.tokens.size();) {
    while (next_hit < hits.size() && hits[next_hit].first < i) ++next_hit;
    if (next_hit < hits.size() && hits[next_hit].first == i) {
      const PhraseHit& hit = hits[next_hit];
      concepts.push_back({{}, {}, hit.tag, kGroupWeights[hit.tag], false, i, i + hit.count});
      i += hit.count;
      continue;
    }
    const Token& token = message.tokens[i++];
    if (token.kind == TokenKind::Mark || IsStopWord(token.folded)) continue;
    // The "(s)" of "item(s)" is no word.
    if (token.folded.size() == 1 && token.is_word() && token.glued) continue;
    concepts.push_back({token.folded, StemOf(token.folded), -1, 1, token.is_digits(), i - 1, i});
  }
  if (!concepts.empty()) return concepts;
  for (std::uint32_t i = 0; i < message.tokens.size(); ++i) {
    const Token& token = message.tokens[i];
    if (token.kind != TokenKind::Mark) {
      concepts.push_back({token.folded, StemOf(token.folded), -1, 1, token.is_digits(), i, i + 1});
    }
  }
  return concepts;
}

double Likeness(const Concept& named, const Concept& heard) {
  if (named.group >= 0 || heard.group >= 0) return named.group == heard.group ? 0.95 : 0;
  if (named.word == heard.word) return 1;
  if (named.stem == heard.stem) return IsPlural(named.word, heard.word) ? 0.98 : 0.8;
  if (named.is_number || heard.is_number) return 0;
  if (named.stem.size() < kShortestSlip || heard.stem.size() < kShortestSlip) return 0;
  if (named.stem[0] == heard.stem[0] && WithinOneEdit(named.stem, heard.stem)) return 0.85;
  return 0;
}

}  // namespace proviso::understanding
