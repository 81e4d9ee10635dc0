// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/vocabulary.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "ProvisoLexer.h"
#include "compiler/parse/internal/vocabulary_files.h"

namespace proviso::parse {
namespace {

using Json = nlohmann::json;

std::vector<std::string> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::unordered_map<std::string, std::uint16_t> TokenNames() {
  static antlr4::CharStream* const kNoStream = nullptr;
  ProvisoLexer lexer(kNoStream);
  std::unordered_map<std::string, std::uint16_t> names;
  const auto& vocabulary = lexer.getVocabulary();
  for (std::size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
    const std::string name = vocabulary.getSymbolicName(type);
    if (!name.empty()) names.emplace(name, static_cast<std::uint16_t>(type));
  }
  return names;
}

constexpr std::pair<std::string_view, Place> kPlaces[] = {
    {"leading", Place::Leading},      {"connectives", Place::Connective}, {"inside", Place::Inside},
    {"conditions", Place::Condition}, {"expressions", Place::Expression},
};

bool MatchesPattern(const std::vector<std::string>& pattern,
                    const std::vector<std::string_view>& words, std::size_t& star_begin,
                    std::size_t& star_end) {
  const auto star = std::find(pattern.begin(), pattern.end(), "*");
  const auto before = static_cast<std::size_t>(star - pattern.begin());
  if (star == pattern.end()) {
    star_begin = star_end = 0;
    return std::equal(pattern.begin(), pattern.end(), words.begin(), words.end());
  }
  const std::size_t after = pattern.size() - before - 1;
  if (words.size() < before + after + 1) return false;
  star_begin = before;
  star_end = words.size() - after;
  return std::equal(pattern.begin(), star, words.begin()) &&
         std::equal(star + 1, pattern.end(), words.begin() + static_cast<std::ptrdiff_t>(star_end));
}

}  // namespace

const std::map<std::string, Vocabulary, std::less<>>& Vocabulary::All() {
  // "en.json"
  static const auto kAll = [] {
    std::map<std::string, Vocabulary, std::less<>> all;
    for (const EmbeddedFile& file : VocabularyFiles()) {
      all.emplace(std::string(file.name.substr(0, file.name.find('.'))), Vocabulary(file.text));
    }
    return all;
  }();
  return kAll;
}

const Vocabulary& Vocabulary::Of(std::string_view language) {
  const auto found = All().find(language);
  return found == All().end() ? All().at("en") : found->second;
}

Vocabulary::Vocabulary(std::string_view json) {
  const Json root = Json::parse(json);
  decimal_mark_ = root.value("decimal_mark", std::string(".")).at(0);
  const auto names = TokenNames();
  const Json& tokens = root.at("tokens");
  for (const auto& [key, place] : kPlaces) {
    for (const auto& [name, phrases] : tokens.at(std::string(key)).items()) {
      const auto type = names.find(name);
      if (type == names.end()) throw std::invalid_argument("no token is called " + name);
      for (const Json& phrase : phrases) Add(place, phrase.get<std::string>(), type->second);
    }
  }
  for (Index& index : index_) {
    for (auto& [word, phrases] : index.phrases) {
      std::stable_sort(phrases.begin(), phrases.end(), [](const Phrase& a, const Phrase& b) {
        return a.words.size() > b.words.size();
      });
    }
  }
  for (const auto& [key, spellings] : root.at("head_fields").items()) {
    for (const Json& spelling : spellings) {
      head_fields_.emplace(spelling.get<std::string>(), key);
      head_field_names_.push_back(spelling.get<std::string>());
    }
  }
  for (const auto& [list, phrases] : root.at("layout").items()) {
    for (const Json& phrase : phrases) layout_[list].insert(phrase.get<std::string>());
  }
  for (const auto& [kind, patterns] : root.at("headings").items()) {
    for (const Json& pattern : patterns) {
      headings_.push_back({SplitWords(pattern.get<std::string>()), kind});
    }
  }
  for (const Json& word : root.at("small_words")) small_words_.insert(word.get<std::string>());
  for (const auto& [code, words] : root.at("units").items()) {
    const bool is_time = code.front() == 'T';
    for (const Json& word : words) {
      units_.emplace(word.get<std::string>(), Unit{is_time ? code.substr(1) : code, is_time});
    }
  }
  for (const auto& [key, text] : root.at("texts").items()) texts_.emplace(key, text);
}

void Vocabulary::Add(Place place, const std::string& phrase, std::uint16_t type) {
  std::vector<std::string> words = SplitWords(phrase);
  if (words.empty()) throw std::invalid_argument("a phrase of the vocabulary is empty");
  auto& list = index_[static_cast<std::size_t>(place)].phrases[words.front()];
  list.push_back({std::move(words), type});
}

VocabularyMatch Vocabulary::Match(Place place, const Tokens& tokens, std::size_t at,
                                  std::size_t end) const {
  if (at >= end || tokens[at].folded.empty()) return {};
  const auto& phrases = index_[static_cast<std::size_t>(place)].phrases;
  const auto found = phrases.find(tokens[at].folded);
  if (found == phrases.end()) return {};
  for (const Phrase& phrase : found->second) {
    const std::size_t length = phrase.words.size();
    if (at + length > end) continue;
    std::size_t i = 1;
    while (i < length && tokens[at + i].folded == phrase.words[i]) ++i;
    if (i == length) return {phrase.type, static_cast<std::uint32_t>(length)};
  }
  return {};
}

std::uint16_t Vocabulary::TypeOf(Place place, std::string_view word) const {
  const auto& phrases = index_[static_cast<std::size_t>(place)].phrases;
  const auto found = phrases.find(std::string(word));
  if (found == phrases.end()) return 0;
  const Phrase& shortest = found->second.back();
  return shortest.words.size() == 1 ? shortest.type : std::uint16_t{0};
}

bool Vocabulary::IsOneOf(Place place, std::string_view word, std::uint16_t type) const {
  const auto& phrases = index_[static_cast<std::size_t>(place)].phrases;
  const auto found = phrases.find(std::string(word));
  if (found == phrases.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const Phrase& phrase) {
    return phrase.words.size() == 1 && phrase.type == type;
  });
}

std::optional<std::string> Vocabulary::HeadField(std::string_view words) const {
  const auto found = head_fields_.find(std::string(words));
  if (found == head_fields_.end()) return std::nullopt;
  return found->second;
}

bool Vocabulary::IsLayoutWord(std::string_view list, std::string_view words) const {
  const auto found = layout_.find(std::string(list));
  return found != layout_.end() && found->second.contains(std::string(words));
}

std::optional<PageHeading> Vocabulary::Heading(const std::vector<std::string_view>& words) const {
  for (const HeadingPattern& pattern : headings_) {
    std::size_t begin = 0;
    std::size_t end = 0;
    if (!MatchesPattern(pattern.words, words, begin, end)) continue;
    PageHeading heading{pattern.kind, {}};
    for (std::size_t i = begin; i < end; ++i) {
      if (i > begin) heading.title += ' ';
      heading.title += words[i];
    }
    return heading;
  }
  return std::nullopt;
}

std::optional<Unit> Vocabulary::UnitOf(std::string_view folded) const {
  const auto found = units_.find(std::string(folded));
  if (found == units_.end()) return std::nullopt;
  return found->second;
}

std::string_view Vocabulary::text(std::string_view key) const {
  const auto found = texts_.find(std::string(key));
  return found == texts_.end() ? std::string_view{} : found->second;
}

}  // namespace proviso::parse
