// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/phrasebook.h"

#include "core/assert.h"
#include "core/value_json.h"
#include "testing/explore/embedded.h"

namespace proviso::explore {
namespace {

std::vector<std::string> Texts(const Json& list) { return list.get<std::vector<std::string>>(); }

NounExamples ReadNoun(const Json& json) {
  NounExamples noun;
  for (const std::string& phrase : Texts(json["words"])) noun.phrases.push_back(NounWords(phrase));
  if (json.contains("asked")) {
    for (const std::string& phrase : Texts(json["asked"])) noun.asked.push_back(NounWords(phrase));
  }
  noun.values = Texts(json["values"]);
  noun.results = json.contains("results") ? Texts(json["results"]) : noun.values;
  if (json.contains("types")) {
    for (const std::string& type : Texts(json["types"])) {
      noun.types.push_back(ParseValueType(type).value());
    }
  } else {
    noun.types = {ValueType::Text, ValueType::Json};
  }
  return noun;
}

// That the embedded file can be read is a test of the build.
Phrasebook Read(std::string_view text) {
  const Result<Json> parsed = ParseJson(text);
  PROVISO_ASSERT(parsed.has_value());
  const Json& json = *parsed;
  Phrasebook book;
  book.accept = Texts(json["accept"]);
  book.decline = Texts(json["decline"]);
  book.unclear = Texts(json["unclear"]);
  book.option = Texts(json["option"]);
  book.option_value = Texts(json["option value"]);
  book.other_text = json["other text"].get<std::string>();
  for (const auto& [name, list] : json["values"].items()) {
    book.values[ParseValueType(name).value()] = Texts(list);
  }
  for (const auto& [name, list] : json["results"].items()) {
    book.results[ParseValueType(name).value()] = list.get<std::vector<Json>>();
  }
  for (const auto& [name, value] : json["fields"].items()) book.fields[name] = value;
  for (const Json& noun : json["nouns"]) book.nouns.push_back(ReadNoun(noun));
  return book;
}

}  // namespace

std::vector<std::string> Phrasebook::ValuesFor(std::string_view name, std::string_view question,
                                               ValueType type) const {
  const std::vector<std::string> words = NounWords(name);
  // A name of several words ("serial_number") is exact; one word may be all that is left of more.
  const NounExamples* noun =
      words.size() == 1 ? FindAsked(nouns, NounWords(question), type) : nullptr;
  if (noun == nullptr) noun = FindNoun(nouns, words, type);
  std::vector<std::string> out;
  if (noun != nullptr) out = FilledFor(noun->values, words);
  const std::vector<std::string> others = FilledFor(values.at(type), words);
  out.insert(out.end(), others.begin(), others.end());
  return out;
}

std::vector<Json> Phrasebook::ResultsFor(std::string_view key, ValueType type) const {
  const std::vector<std::string> words = NounWords(key);
  if (const NounExamples* noun = FindNoun(nouns, words, type)) {
    const std::vector<std::string> texts = FilledFor(noun->results, words);
    return {texts.begin(), texts.end()};
  }
  std::vector<Json> out = results.at(type);
  for (Json& result : out) {
    if (result.is_string()) result = FilledFor({result.get<std::string>()}, words).front();
  }
  return out;
}

const Phrasebook& Phrasebook::For(std::string_view language) {
  static const auto* const books = [] {
    auto* made = new std::map<std::string, Phrasebook, std::less<>>;
    for (const EmbeddedFile& file : ExploreExampleFiles()) {
      made->emplace(file.name.substr(0, file.name.find('.')), Read(file.text));
    }
    return made;
  }();
  const auto found = books->find(language.substr(0, language.find('-')));
  return found == books->end() ? books->at("en") : found->second;
}

}  // namespace proviso::explore
