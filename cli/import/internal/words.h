// SPDX-License-Identifier: Apache-2.0
// The words by which parts of a document are told apart. They stand in grammar/vocabulary, the
// compiler's own and what documents say beside it; no English is spelled in code.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded_file.h"

namespace proviso {
std::span<const EmbeddedFile> ImportVocabulary();
}

namespace proviso::importing {

class Words {
 public:
  static const Words& English();

  // What a heading introduces: a head field ("when", "platforms", …), "logic", "example",
  // "explained" or "prose" of a published page; nullopt for a heading of its own.
  std::optional<std::string> HeadingKind(std::string_view heading) const;
  // "when" -> "When"
  std::string HeadFieldLabel(std::string_view key) const;
  // "Use when" -> "when"; nullopt for a word that is no head field.
  std::optional<std::string> HeadFieldKey(std::string_view label) const;
  // The line begins as something that is to be done: "Please ask for …", "The agent checks …",
  // "If the order is paid, …".
  bool BeginsInstruction(std::string_view text) const;
  // The line begins as a condition ("If the customer accepts:").
  bool BeginsCondition(std::string_view text) const;
  // Every word that is not a small one begins with a capital or a digit.
  bool IsTitleCase(std::string_view text) const;
  // "example", for the name of an example policy.
  const std::string& example() const { return example_; }

 private:
  explicit Words(std::span<const EmbeddedFile> files);

  struct Pattern {
    std::string kind;
    std::vector<std::string> words;  // "*" stands for any number of words
  };
  std::vector<Pattern> headings_;
  std::vector<std::pair<std::string, std::string>> labels_;
  std::vector<std::pair<std::vector<std::string>, std::string>> field_keys_;  // words, key
  std::vector<std::vector<std::string>> conditions_;
  using Phrases = std::vector<std::vector<std::string>>;
  static std::size_t LongestAt(const Phrases& phrases, const std::vector<std::string>& words,
                               std::size_t at);
  bool IsVerbAt(const std::vector<std::string>& words, std::size_t at, bool third_person) const;
  Phrases verbs_;
  Phrases lead_ins_;
  Phrases subjects_;
  Phrases modals_;
  std::vector<std::string> third_person_endings_;
  std::vector<std::string> small_words_;
  std::string example_;
};

}  // namespace proviso::importing
