// SPDX-License-Identifier: Apache-2.0
// What words of a language mean to the compiler once the grammar has sorted them into statements:
// nouns and their types, entities, verbs of tool names, and the sentences that the machine says.
// Read from grammar/vocabulary/<lang>.lexicon.json, so that no word of any language stands in code.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/vocabulary/word_class.h"
#include "core/result.h"
#include "core/value_type.h"

namespace proviso::compiler {

using Words = std::vector<std::string>;

// A noun phrase understood: "the customer's new email address" -> slot "new_email", key "email".
struct Noun {
  std::string slot;  // snake_case name of the value
  std::string key;   // slot without modifiers that do not change what it is: "email"
  ValueType type = ValueType::Text;
  std::string entity;    // "order" when the noun is the identity of one, else empty
  bool is_id = false;    // identifies the entity
  bool is_new = false;   // carries a modifier such as "new", "replacement"
  bool known = false;    // the lexicon lists it (its type is not a guess)
  std::string display;   // as the author wrote it, determiners cut: "new email address"
  std::string expected;  // "an email address"
  std::string of;        // key of what it is of: "hotel" of "the name of the hotel"
};

// The three ways a tool's name speaks of what it does.
enum class ToolVerb { Read, Create, Other };

struct ToolNameReading {
  ToolVerb verb = ToolVerb::Other;
  std::string entity;  // "order", or empty
  std::string noun;    // "order", "new order", "reshipment eligibility"
};

// Immutable after loading; shared by threads.
class Lexicon {
 public:
  // Of a language (ISO 639-1), or null. Loaded at the first call for it; a broken one is our bug
  // and aborts.
  static const Lexicon* Of(std::string_view language);
  static const Lexicon& English();
  // `shared`: of the language whose lists the lexicon shares (see docs/language_packs.md).
  static Result<Lexicon> Parse(std::string_view json, std::string_view shared = {});

  const Words& droppable_policy_words() const { return droppable_policy_words_; }

  // The noun that the words name. Leading determiners and possessors and everything from the first
  // preposition or relative clause on are left out. Empty words give a Noun with an empty slot.
  Noun ReadNoun(const Words& words) const;
  // The same for a parameter or field name: "user_email" -> email.
  Noun ReadIdentifier(std::string_view identifier) const;
  // Head of a noun phrase: words before the first clause starter, determiners cut.
  Words HeadWords(const Words& words) const;
  // What the noun is of: "hotel" of "the name of the hotel"; empty where nothing is said.
  Words ComplementOf(const Words& words) const;

  ToolNameReading ReadToolName(std::string_view name) const;
  // "order" for "shipment"; empty when no entity has that word.
  std::string EntityOf(std::string_view word) const;

  // Paths that may hold a value called `key` in a tool's result, best first, `key` itself included.
  std::vector<std::string> FieldPaths(std::string_view key) const;
  // The entity whose result usually holds `key`; empty when unknown.
  std::string FieldOwner(std::string_view key) const;

  bool Is(WordClass word_class, std::string_view word) const;
  bool AnyIs(WordClass word_class, const Words& words) const;
  const Words& List(WordClass word_class) const;
  // The phrase of the class ("no longer") that `words` hold: the longest of those that begin first.
  // nullptr when there is none.
  // False when there are no words.
  bool IsAll(WordClass word_class, const Words& words) const;
  const Words* FindPhrase(WordClass word_class, const Words& words) const;
  // The same of what `words` begin with.
  const Words* PhraseAtStart(WordClass word_class, std::span<const std::string> words) const;

  // A sentence of the machine, with {0}, {1}. Unknown keys are our bug.
  const std::string& Message(std::string_view key) const;
  const std::string& Outcome(std::string_view key) const;
  const std::map<std::string, std::string, std::less<>>& texts() const { return texts_; }

 private:
  struct Entry {
    Words words;
    std::size_t noun = 0;
  };
  struct NounEntry {
    std::string slot;
    ValueType type = ValueType::Text;
    std::string entity;
    bool is_id = false;
    std::string expected;
  };
  struct ClassWords {
    Words list;
    std::set<std::string, std::less<>> set;
    std::unordered_map<std::string, std::vector<Words>> phrases;  // by first word, longest first
  };
  const Entry* LongestSuffix(const Words& words) const;
  const Entry* LongestPrefix(const Words& words, std::size_t from) const;
  std::size_t HeadBegin(const Words& words) const;
  Noun ReadHeadFirst(const Words& words) const;
  static ClassWords ReadClass(Words words);

  std::vector<NounEntry> nouns_;
  std::map<std::string, std::vector<Entry>, std::less<>> by_last_word_;
  std::map<std::string, std::vector<Entry>, std::less<>> by_first_word_;
  bool head_first_ = false;  // a noun stands in front of what qualifies it: "número do pedido"
  std::map<std::string, Words, std::less<>> joined_;  // "ordernumber": its words
  std::map<std::string, std::pair<ValueType, std::string>, std::less<>> heads_;
  std::map<std::string, std::vector<std::string>, std::less<>> field_synonyms_;
  std::map<std::string, std::string, std::less<>> field_owners_;
  std::map<std::string, std::string, std::less<>> entity_words_;
  std::vector<ClassWords> classes_;  // by the index of the class
  std::map<std::string, std::string, std::less<>> messages_;
  std::map<std::string, std::string, std::less<>> outcomes_;
  std::map<std::string, std::string, std::less<>> texts_;
  Words droppable_policy_words_;
};

// Lower-case words of a text: letters, digits, apostrophes and percent signs; the rest separates.
Words SplitWords(std::string_view text);
std::string JoinWords(const Words& words, std::string_view separator = " ");
// "user_email" and "order-id" and "orderId" into words.
Words IdentifierWords(std::string_view identifier);
// "order number" -> "order_number".
std::string SnakeCase(const Words& words);
// Same first letters up to an inflection: "cancel" and "cancellation". At least four letters.
bool SameStem(std::string_view a, std::string_view b);

}  // namespace proviso::compiler
