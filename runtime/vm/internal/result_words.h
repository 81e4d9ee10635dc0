// SPDX-License-Identifier: Apache-2.0
// What a text of a tool's result says when it is held against a word of the policy, and the pack's
// lists of words made ready for that (bytecode/word_lists.def).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bytecode/module.h"
#include "bytecode/word_lists.h"
#include "core/value.h"
#include "runtime/vm/internal/fields.h"

namespace proviso::vm {

using TextWords = std::vector<std::string>;

// Words of "partially_delivered", "PARTIALLY-DELIVERED", "partiallyDelivered": folded, no accents.
TextWords SplitResultText(std::string_view text);

// Whether a status says a word. Unclear: it says it among other words, or in a form that may mean
// something else ("delivery" for "delivered"), or nothing at all.
enum class Said { No, Yes, Unclear };

class ResultWords {
 public:
  // Lists that the module lacks are empty.
  explicit ResultWords(const Module& module);

  Said Says(std::string_view text, const TextWords& asked) const;
  // The best of several ways to say it.
  Said SaysAny(std::string_view text, const std::vector<TextWords>& asked) const;

  // Forms of one word ("success" and "successful"), or one is made of the other ("delivery" and
  // "delivered").
  bool NearWord(std::string_view a, std::string_view b) const;

  // Whether the field at `key` of the map is the record itself: {"order": {…}}.
  bool Wraps(ValueView map, std::string_view key) const;

  // The text is one of the list, or one of the list stands in it as whole words.
  bool Is(WordListId list, std::string_view text) const;
  bool Holds(WordListId list, const TextWords& words) const;
  // Whether the word is near to one of the list.
  bool HoldsNear(WordListId list, std::string_view word) const;
  // Whether both words stand in one group of the list.
  bool InOneGroup(WordListId list, std::string_view a, std::string_view b) const;
  // The place behind the first phrase of the list in `words`, or 0.
  std::size_t FindIn(WordListId list, const TextWords& words) const;
  // The entries of the list as paths: "customer.email".
  const std::vector<FieldPath>& paths(WordListId list) const;

 private:
  // Forms of one word: "success" and "successful", "cancelled" and "canceled".
  bool SameWord(std::string_view a, std::string_view b) const;
  bool IsNegated(std::string_view word, std::string_view asked) const;
  // Words without articles.
  TextWords Telling(TextWords words) const;
  const std::vector<TextWords>& list(WordListId id) const;

  std::vector<std::vector<TextWords>> lists_;  // entries as words
  std::vector<std::vector<FieldPath>> paths_;
  std::vector<std::vector<std::string>> squashed_;
  std::vector<TextWords> related_endings_;  // of forms of a word and of words made of it
};

}  // namespace proviso::vm
