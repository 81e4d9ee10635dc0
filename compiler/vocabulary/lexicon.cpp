// SPDX-License-Identifier: Apache-2.0
#include "compiler/vocabulary/lexicon.h"

#include <algorithm>
#include <cctype>
#include <mutex>
#include <nlohmann/json.hpp>

#include "compiler/vocabulary/internal/lexicon_files.h"
#include "core/assert.h"

namespace proviso::compiler {

namespace {

using Json = nlohmann::json;

Words WordList(const Json& json) {
  Words words;
  for (const Json& item : json) words.push_back(item.get<std::string>());
  return words;
}

std::map<std::string, std::string, std::less<>> StringMap(const Json& json) {
  std::map<std::string, std::string, std::less<>> map;
  for (const auto& [key, value] : json.items()) map.emplace(key, value.get<std::string>());
  return map;
}

bool EndsWith(const Words& words, const Words& suffix) {
  return words.size() >= suffix.size() &&
         std::equal(suffix.rbegin(), suffix.rend(), words.rbegin());
}

// "result_*": all names that begin so.
bool IsListed(const Json& json, const char* list, std::string_view name) {
  if (!json.contains(list)) return false;
  return std::any_of(json.at(list).begin(), json.at(list).end(), [&](const Json& item) {
    const std::string pattern = item.get<std::string>();
    if (!pattern.ends_with('*')) return pattern == name;
    return name.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1));
  });
}

// The own entries stand in front of the others.
void Merge(Json& own, const Json& other) {
  if (own.is_null()) {
    own = other;
  } else if (own.is_array()) {
    for (const Json& item : other) {
      if (std::find(own.begin(), own.end(), item) == own.end()) own.push_back(item);
    }
  } else if (own.is_object()) {
    for (const auto& [key, value] : other.items()) Merge(own[key], value);
  }
}

// What tools, fields and systems are called is the same whatever the language of a policy is: a
// lexicon says which lists it has in common with the first one, and which it does without.
void TakeShared(Json& json, const Json& other) {
  for (const auto& [key, value] : other.items()) {
    if (IsListed(json, "shared", key)) {
      Merge(json[key], value);
    } else if (!json.contains(key) && IsListed(json, "none", key)) {
      json[key] = value.is_object() ? Json::object() : Json::array();
    }
  }
}

}  // namespace

Words SplitWords(std::string_view text) {
  Words words;
  std::string word;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    // U+2019, the curly apostrophe of pasted text.
    if (text.substr(i, 3) == "\xE2\x80\x99") {
      word += '\'';
      i += 2;
    } else if (std::isalnum(c) != 0 || c == '\'' || c == '%' || c >= 0x80) {
      word += static_cast<char>(c < 0x80 ? std::tolower(c) : c);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string JoinWords(const Words& words, std::string_view separator) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

Words IdentifierWords(std::string_view identifier) {
  std::string spaced;
  for (std::size_t i = 0; i < identifier.size(); ++i) {
    const char c = identifier[i];
    const bool hump = i > 0 && std::isupper(static_cast<unsigned char>(c)) != 0 &&
                      std::islower(static_cast<unsigned char>(identifier[i - 1])) != 0;
    if (hump) spaced += ' ';
    spaced += c;
  }
  return SplitWords(spaced);
}

std::string SnakeCase(const Words& words) {
  std::string text;
  for (const std::string& word : words) {
    std::string part;
    for (const char c : word) {
      if (c != '\'' && c != '%') part += c;
    }
    if (part.empty()) continue;
    if (!text.empty()) text += '_';
    text += part;
  }
  return text;
}

bool SameStem(std::string_view a, std::string_view b) {
  constexpr std::size_t kStem = 4;
  if (a == b) return true;
  const std::size_t shorter = std::min(a.size(), b.size());
  const std::size_t needed = std::max(kStem, shorter >= 7      ? shorter - 2
                                             : shorter > kStem ? shorter - 1
                                                               : kStem);
  return shorter >= kStem && a.substr(0, needed) == b.substr(0, needed);
}

const Lexicon* Lexicon::Of(std::string_view language) {
  struct Entry {
    std::string_view text;
    std::once_flag once;
    std::optional<Lexicon> lexicon;
  };
  // "en.lexicon.json"
  static std::map<std::string, Entry, std::less<>>& entries = *[] {
    auto* files = new std::map<std::string, Entry, std::less<>>;
    for (const EmbeddedFile& file : LexiconFiles()) {
      (*files)[std::string(file.name.substr(0, file.name.find('.')))].text = file.text;
    }
    return files;
  }();
  const auto found = entries.find(language);
  if (found == entries.end()) return nullptr;
  Entry& entry = found->second;
  std::call_once(entry.once, [&] {
    Result<Lexicon> parsed = Parse(entry.text, entries.at("en").text);
    if (!parsed) PROVISO_UNREACHABLE(parsed.error().message.c_str());
    entry.lexicon = std::move(parsed).value();
  });
  return &*entry.lexicon;
}

const Lexicon& Lexicon::English() {
  static const Lexicon* const kEnglish = Of("en");
  PROVISO_ASSERT(kEnglish != nullptr);
  return *kEnglish;
}

Result<Lexicon> Lexicon::Parse(std::string_view text, std::string_view shared) {
  try {
    Json json = Json::parse(text);
    if (!shared.empty()) TakeShared(json, Json::parse(shared));
    Lexicon lexicon;
    lexicon.head_first_ = json.value("head_first", false);
    for (const Json& item : json.at("nouns")) {
      NounEntry noun;
      noun.slot = item.at("slot");
      noun.type = ParseValueType(item.at("type").get<std::string>()).value_or(ValueType::Text);
      noun.entity = item.value("entity", "");
      noun.is_id = item.value("id", false);
      noun.expected = item.value("expected", "");
      for (const Json& spelled : item.at("words")) {
        Words words = SplitWords(spelled.get<std::string>());
        const std::string last = words.back();
        if (words.size() > 1) lexicon.joined_.emplace(JoinWords(words, ""), words);
        lexicon.by_first_word_[words.front()].push_back({words, lexicon.nouns_.size()});
        lexicon.by_last_word_[last].push_back({std::move(words), lexicon.nouns_.size()});
      }
      lexicon.nouns_.push_back(std::move(noun));
    }
    // "email" is a word, and not "e mail" written as one.
    for (const auto& [last, entries] : lexicon.by_last_word_) {
      for (const Entry& entry : entries) {
        if (entry.words.size() == 1) lexicon.joined_.erase(entry.words.front());
      }
    }
    for (const Json& item : json.at("heads")) {
      lexicon.heads_[item.at("word")] = {
          ParseValueType(item.at("type").get<std::string>()).value_or(ValueType::Text),
          item.at("expected").get<std::string>()};
    }
    for (const auto& [key, value] : json.at("field_synonyms").items()) {
      lexicon.field_synonyms_[key] = WordList(value);
    }
    lexicon.field_owners_ = StringMap(json.at("field_owners"));
    for (const auto& [entity, words] : json.at("entities").items()) {
      for (const Json& word : words) lexicon.entity_words_[word.get<std::string>()] = entity;
    }
    lexicon.messages_ = StringMap(json.at("messages"));
    lexicon.outcomes_ = StringMap(json.at("outcomes"));
    lexicon.texts_ = StringMap(json.at("texts"));
    lexicon.droppable_policy_words_ = WordList(json.at("droppable_policy_words"));
    for (const std::string_view name : kWordClassNames) {
      const std::size_t dot = name.find('.');
      const Json& group =
          dot == std::string_view::npos ? json : json.at(std::string(name.substr(0, dot)));
      const std::string key(dot == std::string_view::npos ? name : name.substr(dot + 1));
      lexicon.classes_.push_back(ReadClass(WordList(group.at(key))));
    }
    return lexicon;
  } catch (const std::exception& problem) {
    return Error{"lexicon", std::string("the language pack cannot be read: ") + problem.what()};
  }
}

Lexicon::ClassWords Lexicon::ReadClass(Words words) {
  ClassWords read;
  read.set = {words.begin(), words.end()};
  for (const std::string& spelled : words) {
    Words phrase = SplitWords(spelled);
    if (!phrase.empty()) read.phrases[phrase.front()].push_back(std::move(phrase));
  }
  for (auto& [first, spelled] : read.phrases) {
    std::stable_sort(spelled.begin(), spelled.end(),
                     [](const Words& a, const Words& b) { return a.size() > b.size(); });
  }
  read.list = std::move(words);
  return read;
}

bool Lexicon::Is(WordClass word_class, std::string_view word) const {
  return classes_[word_class.index()].set.contains(word);
}

bool Lexicon::AnyIs(WordClass word_class, const Words& words) const {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return Is(word_class, word); });
}

bool Lexicon::IsAll(WordClass word_class, const Words& words) const {
  return !words.empty() && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return Is(word_class, word);
  });
}

const Words& Lexicon::List(WordClass word_class) const { return classes_[word_class.index()].list; }

const Words* Lexicon::PhraseAtStart(WordClass word_class,
                                    std::span<const std::string> words) const {
  const auto& phrases = classes_[word_class.index()].phrases;
  if (words.empty()) return nullptr;
  const auto candidates = phrases.find(words.front());
  if (candidates == phrases.end()) return nullptr;
  for (const Words& phrase : candidates->second) {
    const bool begins =
        phrase.size() <= words.size() && std::equal(phrase.begin(), phrase.end(), words.begin());
    if (begins) return &phrase;
  }
  return nullptr;
}

const Words* Lexicon::FindPhrase(WordClass word_class, const Words& words) const {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Words* phrase = PhraseAtStart(word_class, std::span(words).subspan(at));
    if (phrase != nullptr) return phrase;
  }
  return nullptr;
}

const std::string& Lexicon::Message(std::string_view key) const {
  const auto found = messages_.find(key);
  PROVISO_ASSERT(found != messages_.end());
  return found->second;
}

const std::string& Lexicon::Outcome(std::string_view key) const {
  const auto found = outcomes_.find(key);
  PROVISO_ASSERT(found != outcomes_.end());
  return found->second;
}

Words Lexicon::HeadWords(const Words& words) const {
  // "date of birth" is listed as one noun.
  const auto named = std::find_if(words.begin(), words.end(), [&](const std::string& word) {
    return !Is("determiners", word) && !Is("possessors", word);
  });
  const Entry* listed = LongestPrefix(words, static_cast<std::size_t>(named - words.begin()));
  if (listed != nullptr && listed->words.size() > 1 && AnyIs("clause_starters", listed->words))
    return listed->words;
  // "number of guests", as "number of items" is listed: what is counted. "The number of the order"
  // is its name.
  const auto at = static_cast<std::size_t>(named - words.begin());
  const auto counting = at + 2 < words.size() && !head_first_ && !Is("determiners", words[at + 2])
                            ? by_first_word_.find(words[at])
                            : by_first_word_.end();
  const bool counts =
      counting != by_first_word_.end() &&
      std::any_of(counting->second.begin(), counting->second.end(), [&](const Entry& entry) {
        return entry.words.size() == 3 && entry.words[1] == words[at + 1] &&
               nouns_[entry.noun].type == ValueType::Number;
      });
  if (counts) return HeadWords(Words(named + 2, words.end()));
  Words head;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    // "the phone number registered with the account"
    const bool reduced = !head.empty() && i + 1 < words.size() && Is("reduced_participles", word) &&
                         Is("clause_starters", words[i + 1]);
    if (reduced) break;
    // "which solution the customer prefers": a second determiner opens a clause about the noun.
    if (!head.empty() && Is("determiners", word)) break;
    const bool droppable = Is("determiners", word) || (head.empty() && Is("possessors", word));
    if (droppable) continue;
    if (!head.empty() && (Is("clause_starters", word) || Is("linking_words", word))) break;
    if (!Is("clause_starters", word)) head.push_back(word);
  }
  // "the customer" alone is a possessor and the head at once.
  if (head.empty()) {
    for (const std::string& word : words) {
      if (!Is("determiners", word) && !Is("clause_starters", word)) head.push_back(word);
    }
  }
  return head;
}

Words Lexicon::ComplementOf(const Words& words) const {
  const Words head = HeadWords(words);
  if (head.empty()) return {};
  const auto last = std::find(words.begin(), words.end(), head.back());
  if (last == words.end() || last + 1 == words.end() || !Is("complement_words", *(last + 1)))
    return {};
  return HeadWords(Words(last + 2, words.end()));
}

const Lexicon::Entry* Lexicon::LongestSuffix(const Words& words) const {
  const Entry* best = nullptr;
  if (words.empty()) return best;
  const auto found = by_last_word_.find(words.back());
  if (found == by_last_word_.end()) return best;
  for (const Entry& entry : found->second) {
    if (EndsWith(words, entry.words) &&
        (best == nullptr || entry.words.size() > best->words.size())) {
      best = &entry;
    }
  }
  return best;
}

// "número do pedido original": what the noun is stands in front.
const Lexicon::Entry* Lexicon::LongestPrefix(const Words& words, std::size_t from) const {
  const Entry* best = nullptr;
  const auto found = from < words.size() ? by_first_word_.find(words[from]) : by_first_word_.end();
  if (found == by_first_word_.end()) return best;
  for (const Entry& entry : found->second) {
    const bool fits = entry.words.size() <= words.size() - from &&
                      std::equal(entry.words.begin(), entry.words.end(),
                                 words.begin() + static_cast<std::ptrdiff_t>(from));
    if (fits && (best == nullptr || entry.words.size() > best->words.size())) best = &entry;
  }
  return best;
}

// Where the noun of a language in which it stands in front begins, behind determiners and what
// qualifies it.
std::size_t Lexicon::HeadBegin(const Words& words) const {
  std::size_t begin = 0;
  while (begin + 1 < words.size() &&
         (Is("determiners", words[begin]) || Is("new_modifiers", words[begin]) ||
          Is("dropped_modifiers", words[begin]) || Is("question_words", words[begin]) ||
          Is("linking_words", words[begin]))) {
    ++begin;
  }
  return begin;
}

Noun Lexicon::ReadHeadFirst(const Words& words) const {
  const std::size_t begin = HeadBegin(words);
  const Entry* entry = LongestPrefix(words, begin);
  Noun noun;
  if (entry == nullptr) return noun;
  const NounEntry& known = nouns_[entry->noun];
  noun.type = known.type;
  noun.entity = known.entity;
  noun.is_id = known.is_id;
  noun.known = true;
  noun.expected = known.expected;
  const std::size_t end = begin + entry->words.size();
  Words kept;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i >= begin && i < end) continue;
    if (i >= end && (Is("clause_starters", words[i]) || Is("linking_words", words[i]))) break;
    if (Is("new_modifiers", words[i])) {
      noun.is_new = true;
    } else if (i >= end && !Is("determiners", words[i]) && !Is("dropped_modifiers", words[i]) &&
               !Is("possessors", words[i])) {
      kept.push_back(words[i]);
    }
  }
  // A new one is called so in the same way whatever word says it.
  const std::string is_new = noun.is_new ? List("new_modifiers").front() + "_" : std::string();
  const std::string rest = kept.empty() ? std::string() : "_" + SnakeCase(kept);
  noun.key = known.slot + rest;
  noun.slot = is_new + noun.key;
  noun.display = JoinWords(words);
  return noun;
}

Noun Lexicon::ReadNoun(const Words& said) const {
  if (head_first_) {
    Noun found = ReadHeadFirst(said);
    if (found.known) return found;
  }
  Noun noun;
  Words words;
  for (const std::string& word : said) {
    // "orderNumber", as systems write it.
    const auto joined = joined_.find(word);
    if (joined == joined_.end()) {
      words.push_back(word);
    } else {
      words.insert(words.end(), joined->second.begin(), joined->second.end());
    }
  }
  Words head = HeadWords(words);
  if (head.empty()) return noun;
  noun.display = JoinWords(head);
  const Entry* entry = LongestSuffix(head);
  Words modifiers;
  std::string base;
  if (entry != nullptr) {
    const NounEntry& known = nouns_[entry->noun];
    modifiers.assign(head.begin(), head.end() - static_cast<std::ptrdiff_t>(entry->words.size()));
    // A noun listed with its modifier ("reshipment address") needs no further look at it.
    base = known.slot;
    noun.type = known.type;
    noun.entity = known.entity;
    noun.is_id = known.is_id;
    noun.expected = known.expected;
    noun.known = true;
    noun.is_new = Is("new_modifiers", entry->words.front()) && entry->words.size() > 1;
  } else {
    modifiers.assign(head.begin(), head.end() - 1);
    base = SnakeCase({head.back()});
    const auto guess = heads_.find(head.back());
    if (guess != heads_.end()) {
      noun.type = guess->second.first;
      noun.expected = guess->second.second;
    }
    // What stands behind "number of" is counted.
    const auto counted = std::find(words.begin(), words.end(), head.front());
    const bool counts = counted - words.begin() > 1 && Is("clause_starters", *(counted - 1)) &&
                        !Is("determiners", *(counted - 2));
    if (counts) noun.type = ValueType::Number;
  }
  Words kept;
  for (const std::string& modifier : modifiers) {
    if (Is("new_modifiers", modifier)) noun.is_new = true;
    const bool possessor = Is("possessors", modifier);
    if (!Is("dropped_modifiers", modifier) && !possessor) kept.push_back(modifier);
  }
  const std::string prefix = SnakeCase(kept);
  noun.slot = prefix.empty() ? base : base.empty() ? prefix : prefix + "_" + base;
  Words telling;
  for (const std::string& modifier : kept) {
    if (!Is("new_modifiers", modifier)) telling.push_back(modifier);
  }
  const std::string key_prefix = SnakeCase(telling);
  noun.key = key_prefix.empty() ? base : key_prefix + "_" + base;
  if (noun.expected.empty()) noun.expected = noun.display;
  noun.of = SnakeCase(ComplementOf(words));
  return noun;
}

Noun Lexicon::ReadIdentifier(std::string_view identifier) const {
  Noun noun = ReadNoun(IdentifierWords(identifier));
  if (noun.slot.empty()) noun.slot = noun.key = SnakeCase(IdentifierWords(identifier));
  return noun;
}

std::string Lexicon::EntityOf(std::string_view word) const {
  const auto found = entity_words_.find(word);
  return found != entity_words_.end() ? found->second : std::string();
}

ToolNameReading Lexicon::ReadToolName(std::string_view name) const {
  ToolNameReading reading;
  Words content;
  bool verb_seen = false;
  for (const std::string& word : IdentifierWords(name)) {
    if (!verb_seen && Is("tool_verbs.create", word)) {
      reading.verb = ToolVerb::Create;
      verb_seen = true;
    } else if (!verb_seen && Is("tool_verbs.other", word)) {
      reading.verb = ToolVerb::Other;
      verb_seen = true;
    } else if (Is("tool_verbs.read", word)) {
      if (!verb_seen) reading.verb = ToolVerb::Read;
      verb_seen = true;
    } else if (!Is("tool_noise", word)) {
      content.push_back(word);
    }
  }
  for (const std::string& word : content) {
    const std::string entity = EntityOf(word);
    if (!entity.empty()) reading.entity = entity;
  }
  const std::string last = content.empty() ? std::string() : content.back();
  reading.noun = !reading.entity.empty() ? reading.entity : last;
  if (reading.verb == ToolVerb::Create && !reading.noun.empty()) {
    reading.noun = List("new_modifiers").front() + " " + reading.noun;
  }
  return reading;
}

std::vector<std::string> Lexicon::FieldPaths(std::string_view key) const {
  std::vector<std::string> paths;
  const auto add = [&](std::string path) {
    if (!path.empty() && std::find(paths.begin(), paths.end(), path) == paths.end()) {
      paths.push_back(std::move(path));
    }
  };
  const auto found = field_synonyms_.find(key);
  const Words words = IdentifierWords(key);
  if (found == field_synonyms_.end() || found->second.front() != key) add(std::string(key));
  if (found != field_synonyms_.end()) {
    for (const std::string& path : found->second) add(path);
    return paths;
  }
  // "shipping carrier" is also looked for under its head noun and that noun's synonyms.
  if (words.size() > 1) {
    const auto head = field_synonyms_.find(words.back());
    if (head != field_synonyms_.end()) {
      for (const std::string& path : head->second) add(path);
    }
  }
  return paths;
}

std::string Lexicon::FieldOwner(std::string_view key) const {
  const auto found = field_owners_.find(key);
  return found != field_owners_.end() ? found->second : std::string();
}

}  // namespace proviso::compiler
