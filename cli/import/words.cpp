// SPDX-License-Identifier: Apache-2.0
#include "cli/import/internal/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

#include "core/utf8.h"

namespace proviso::importing {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxTitleWords = 10;

bool IsWordByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '\'' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

// As written; curly quotes are no part of a word.
std::vector<std::string> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeUtf8(text, i);
    const bool punctuation = c.value >= 0x2010 && c.value <= 0x2027 && c.value != 0x2019;
    if (punctuation || !IsWordByte(text[i])) {
      flush();
    } else {
      word += text.substr(i, c.length);
    }
    i += c.length;
  }
  flush();
  return words;
}

std::vector<std::string> FoldedWords(std::string_view text) {
  std::vector<std::string> words = SplitWords(text);
  for (std::string& word : words) word = FoldCase(word);
  return words;
}

std::vector<std::string> PatternWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : std::string(text) + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

// At most one star in a pattern.
bool Matches(const std::vector<std::string>& pattern, const std::vector<std::string>& words) {
  const auto star = std::find(pattern.begin(), pattern.end(), "*");
  if (star == pattern.end()) return pattern == words;
  const auto before = static_cast<std::size_t>(star - pattern.begin());
  const std::size_t after = pattern.size() - before - 1;
  return words.size() >= before + after && std::equal(pattern.begin(), star, words.begin()) &&
         std::equal(star + 1, pattern.end(), words.end() - static_cast<std::ptrdiff_t>(after));
}

void AddPhrases(const Json& spellings, std::vector<std::vector<std::string>>& phrases) {
  for (const Json& spelling : spellings) {
    phrases.push_back(FoldedWords(spelling.get<std::string>()));
  }
}

// Of the verbs that the compiler knows, those that purposes and aims do not begin with ("Provide
// customers with …", "Understand how …").
bool OpensInstruction(std::string_view token) {
  static constexpr std::array<std::string_view, 6> kOthers = {"PROVIDE", "FIND_OUT", "RECALL",
                                                              "CHOICES", "ASIDE",    "RULE"};
  return std::find(kOthers.begin(), kOthers.end(), token) == kOthers.end();
}

}  // namespace

Words::Words(std::span<const EmbeddedFile> files) {
  for (const EmbeddedFile& file : files) {
    const Json json = Json::parse(file.text);
    for (const auto& [kind, patterns] : json.at("headings").items()) {
      for (const Json& pattern : patterns) {
        headings_.push_back({kind, PatternWords(pattern.get<std::string>())});
      }
    }
    if (json.contains("instructions")) {
      const Json& instructions = json.at("instructions");
      AddPhrases(instructions.at("subjects"), subjects_);
      AddPhrases(instructions.at("modals"), modals_);
      AddPhrases(instructions.at("verbs"), verbs_);
      third_person_endings_ =
          instructions.at("third person endings").get<std::vector<std::string>>();
    }
    if (!json.contains("head_fields")) continue;
    for (const auto& [key, spellings] : json.at("head_fields").items()) {
      std::string label = spellings.at(0).get<std::string>();
      label[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[0])));
      labels_.emplace_back(key, std::move(label));
      // "Platforms" as a heading is the head field of that name.
      for (const Json& spelling : spellings) {
        headings_.push_back({key, PatternWords(spelling.get<std::string>())});
        field_keys_.emplace_back(PatternWords(spelling.get<std::string>()), key);
      }
    }
    for (const auto& [token, spellings] : json.at("tokens").at("leading").items()) {
      if (OpensInstruction(token)) AddPhrases(spellings, verbs_);
    }
    AddPhrases(json.at("lead_ins"), lead_ins_);
    for (const auto& [token, spellings] : json.at("tokens").at("connectives").items()) {
      if (token != "IF" && token != "WHEN" && token != "UNLESS" && token != "OTHERWISE") continue;
      for (const Json& spelling : spellings) {
        conditions_.push_back(PatternWords(spelling.get<std::string>()));
      }
    }
    small_words_ = json.at("small_words").get<std::vector<std::string>>();
    example_ = json.at("texts").at("example").get<std::string>();
  }
}

const Words& Words::English() {
  // Our own files: their form is under test.
  static const Words words(ImportVocabulary());
  return words;
}

std::optional<std::string> Words::HeadingKind(std::string_view heading) const {
  const std::vector<std::string> words = FoldedWords(heading);
  if (words.empty()) return std::nullopt;
  for (const Pattern& pattern : headings_) {
    if (Matches(pattern.words, words)) return pattern.kind;
  }
  return std::nullopt;
}

std::string Words::HeadFieldLabel(std::string_view key) const {
  for (const auto& [of, label] : labels_) {
    if (of == key) return label;
  }
  return "";
}

std::optional<std::string> Words::HeadFieldKey(std::string_view label) const {
  const std::vector<std::string> words = FoldedWords(label);
  for (const auto& [of, key] : field_keys_) {
    if (of == words) return key;
  }
  return std::nullopt;
}

// Number of words of the longest phrase that stands there; 0 for none.
std::size_t Words::LongestAt(const Phrases& phrases, const std::vector<std::string>& words,
                             std::size_t at) {
  std::size_t longest = 0;
  for (const std::vector<std::string>& phrase : phrases) {
    if (phrase.size() <= longest || phrase.size() > words.size() - at) continue;
    const auto from = words.begin() + static_cast<std::ptrdiff_t>(at);
    if (std::equal(phrase.begin(), phrase.end(), from)) longest = phrase.size();
  }
  return longest;
}

bool Words::IsVerbAt(const std::vector<std::string>& words, std::size_t at,
                     bool third_person) const {
  if (at >= words.size()) return false;
  if (LongestAt(verbs_, words, at) > 0) return true;
  if (!third_person) return false;
  std::vector<std::string> plain(words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
  for (const std::string& ending : third_person_endings_) {
    if (!words[at].ends_with(ending)) continue;
    plain.front() = words[at].substr(0, words[at].size() - ending.size());
    if (LongestAt(verbs_, plain, 0) > 0) return true;
  }
  return false;
}

bool Words::BeginsInstruction(std::string_view text) const {
  const std::vector<std::string> words = FoldedWords(text);
  std::size_t at = 0;
  while (at < words.size()) {
    const std::size_t length = LongestAt(lead_ins_, words, at);
    if (length == 0) break;
    at += length;
  }
  if (at >= words.size()) return false;
  if (LongestAt(conditions_, words, at) > 0 || IsVerbAt(words, at, false)) return true;
  const std::size_t subject = LongestAt(subjects_, words, at);
  if (subject == 0 || at + subject >= words.size()) return false;
  at += subject;
  return IsVerbAt(words, at, true) || IsVerbAt(words, at + LongestAt(modals_, words, at), false);
}

bool Words::BeginsCondition(std::string_view text) const {
  const std::vector<std::string> words = FoldedWords(text);
  return std::any_of(conditions_.begin(), conditions_.end(), [&](const auto& condition) {
    return words.size() >= condition.size() &&
           std::equal(condition.begin(), condition.end(), words.begin());
  });
}

bool Words::IsTitleCase(std::string_view text) const {
  const std::vector<std::string> words = SplitWords(text);
  if (words.empty() || words.size() > kMaxTitleWords) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string folded = FoldCase(words[i]);
    if (i > 0 &&
        std::find(small_words_.begin(), small_words_.end(), folded) != small_words_.end()) {
      continue;
    }
    const bool digit = std::isdigit(static_cast<unsigned char>(words[i][0])) != 0;
    if (!digit && folded == words[i]) return false;
  }
  return true;
}

}  // namespace proviso::importing
