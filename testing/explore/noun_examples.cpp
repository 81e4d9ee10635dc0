// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/noun_examples.h"

#include <algorithm>
#include <cctype>

namespace proviso::explore {
namespace {

void FillHole(std::string& text, std::string_view hole, std::string_view filling) {
  const std::size_t at = text.find(hole);
  if (at != std::string::npos) text.replace(at, hole.size(), filling);
}

bool StandsAt(const std::vector<std::string>& phrase, const std::vector<std::string>& words,
              std::size_t at) {
  return phrase.size() <= words.size() - at &&
         std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace

bool NounExamples::FitsType(ValueType type) const {
  return std::find(types.begin(), types.end(), type) != types.end();
}

std::vector<std::string> NounWords(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  char before = ' ';
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) == 0) {
      flush();
    } else {
      if (std::isupper(byte) != 0 && std::islower(static_cast<unsigned char>(before)) != 0) flush();
      word += static_cast<char>(std::tolower(byte));
    }
    before = c;
  }
  flush();
  return words;
}

const NounExamples* FindNoun(const std::vector<NounExamples>& nouns,
                             const std::vector<std::string>& words, ValueType type) {
  const NounExamples* found = nullptr;
  std::size_t found_at = words.size();
  std::size_t found_length = 0;
  bool found_at_end = false;
  for (const NounExamples& noun : nouns) {
    if (!noun.FitsType(type)) continue;
    for (const std::vector<std::string>& phrase : noun.phrases) {
      for (std::size_t at = 0; at < words.size(); ++at) {
        if (!StandsAt(phrase, words, at)) continue;
        const bool at_end = at + phrase.size() == words.size();
        const bool better = at_end != found_at_end ? at_end
                            : at_end               ? phrase.size() > found_length
                                                   : at < found_at;
        if (found != nullptr && !better) continue;
        found = &noun;
        found_at = at;
        found_length = phrase.size();
        found_at_end = at_end;
      }
    }
  }
  return found;
}

const NounExamples* FindAsked(const std::vector<NounExamples>& nouns,
                              const std::vector<std::string>& question, ValueType type) {
  const NounExamples* found = nullptr;
  std::size_t longest = 0;
  for (const NounExamples& noun : nouns) {
    if (!noun.FitsType(type)) continue;
    for (const std::vector<std::string>& phrase : noun.asked) {
      for (std::size_t at = 0; at < question.size() && phrase.size() > longest; ++at) {
        if (!StandsAt(phrase, question, at)) continue;
        found = &noun;
        longest = phrase.size();
      }
    }
  }
  return found;
}

std::vector<std::string> FilledFor(const std::vector<std::string>& patterns,
                                   const std::vector<std::string>& words) {
  std::string noun;
  std::string initials;
  for (const std::string& word : words) {
    noun += (noun.empty() ? "" : " ") + word;
    // Of words in other alphabets the first byte is no letter.
    const auto first = static_cast<unsigned char>(word.front());
    if (first < 0x80) initials += static_cast<char>(std::toupper(first));
  }
  std::vector<std::string> out;
  for (std::string pattern : patterns) {
    FillHole(pattern, "{initials}", initials);
    FillHole(pattern, "{noun}", noun);
    out.push_back(std::move(pattern));
  }
  return out;
}

}  // namespace proviso::explore
