// SPDX-License-Identifier: Apache-2.0
// The words of one language as tokens (grammar/vocabulary/<language>.json). Immutable once loaded
// and shared between threads.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/parse/internal/token.h"

namespace proviso::parse {

// Where a word plays its part; one word may play different ones in different places.
enum class Place : std::uint8_t {
  Leading,     // the verb that opens a line: SAY, TELL, RULE, ACT
  Connective,  // IF, UNLESS, OTHERWISE, …: opens a branch
  Inside,      // anywhere in a clause: WH, OTHER, THEN
  Condition,   // inside a condition: CHECKED
  Expression,  // inside braces
};
inline constexpr std::size_t kPlaceCount = 5;

struct VocabularyMatch {
  std::uint16_t type = 0;
  std::uint32_t length = 0;  // tokens
  explicit operator bool() const { return length != 0; }
};

// What a heading of a published page is.
struct PageHeading {
  std::string kind;   // "requires", "logic", …: the key in the vocabulary
  std::string title;  // what stands for the `*` in the pattern
};

// Words for duration units and currencies: "days" -> "D" of ISO 8601.
struct Unit {
  std::string code;      // "D", "H", …
  bool is_time = false;  // behind the T
};

class Vocabulary {
 public:
  // All that there are, by the code of their language (ISO 639-1). Loaded at the first call.
  static const std::map<std::string, Vocabulary, std::less<>>& All();
  // Of that language; English for one without a vocabulary.
  static const Vocabulary& Of(std::string_view language);
  // Throws on text that is not a vocabulary; the embedded one is tested.
  explicit Vocabulary(std::string_view json);

  // The longest phrase of `place` that starts at tokens[at], not reaching `end`.
  VocabularyMatch Match(Place place, const Tokens& tokens, std::size_t at, std::size_t end) const;
  VocabularyMatch Match(Place place, const Tokens& tokens, std::size_t at) const {
    return Match(place, tokens, at, tokens.size());
  }
  // The token of a single folded word, 0 if none.
  std::uint16_t TypeOf(Place place, std::string_view word) const;
  bool IsOneOf(Place place, std::string_view word, std::uint16_t type) const;

  // Canonical key of a head field, by the folded words before its colon.
  std::optional<std::string> HeadField(std::string_view words) const;
  const std::vector<std::string>& head_field_names() const { return head_field_names_; }
  // Whether the folded words are in the list of this name of "layout".
  bool IsLayoutWord(std::string_view list, std::string_view words) const;
  std::optional<PageHeading> Heading(const std::vector<std::string_view>& words) const;
  bool IsSmallWord(std::string_view folded) const {
    return small_words_.contains(std::string(folded));
  }
  std::optional<Unit> UnitOf(std::string_view folded) const;
  // What stands in front of the fraction of a number: "1.234,56".
  char decimal_mark() const { return decimal_mark_; }
  std::string_view text(std::string_view key) const;  // of the "texts" section

 private:
  struct Phrase {
    std::vector<std::string> words;
    std::uint16_t type = 0;
  };
  struct Index {
    // By first word, longest phrase first.
    std::unordered_map<std::string, std::vector<Phrase>> phrases;
  };
  struct HeadingPattern {
    std::vector<std::string> words;  // "*" stands for one word or more
    std::string kind;
  };
  void Add(Place place, const std::string& phrase, std::uint16_t type);

  char decimal_mark_ = '.';
  Index index_[kPlaceCount];
  std::unordered_map<std::string, std::string> head_fields_;
  std::vector<std::string> head_field_names_;
  std::unordered_map<std::string, std::unordered_set<std::string>> layout_;
  std::vector<HeadingPattern> headings_;
  std::unordered_set<std::string> small_words_;
  std::unordered_map<std::string, Unit> units_;
  std::unordered_map<std::string, std::string> texts_;
};

}  // namespace proviso::parse
