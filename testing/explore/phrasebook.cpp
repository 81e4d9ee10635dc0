// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/phrasebook.h"

#include "core/assert.h"
#include "core/value_json.h"
#include "testing/explore/embedded.h"

namespace proviso::explore {
namespace {

std::vector<std::string> Texts(const Json& list) { return list.get<std::vector<std::string>>(); }

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
  return book;
}

}  // namespace

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
