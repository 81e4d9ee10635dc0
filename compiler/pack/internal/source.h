// SPDX-License-Identifier: Apache-2.0
// The files of a pack as they are written: rules with their templates. The notation is described in
// docs/language_packs.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/pack/pack.h"

namespace proviso::pack {

struct Element {
  enum class Kind : std::uint8_t {
    Word,       // text
    Verb,       // text: a lemma, in `form`
    Head,       // text: a lemma, in the form of the template
    HeadClass,  // text: verbs, in the form of the template
    Mark,       // text: a sign, "," or "→"
    Reference,  // text: a rule or a built-in; `form`, `slot`
    Sequence,
    Choice,
    Optional,  // a choice or nothing
    Repeated,  // once or more
  };
  Kind kind{};
  std::string text;
  std::string slot;
  std::optional<Form> form;
  bool object = false;  // marked with ^: stands in front in the passive
  std::vector<Element> parts;
};

// A verb and its forms, as far as they are not made by the suffix rules.
struct VerbEntry {
  std::vector<std::string> lemma;  // the first word is inflected
  std::string doubled;             // the letter that is doubled: "shipped"
  std::string past;
  std::string participle;
  std::uint32_t line = 0;
};

struct SourceRule {
  RuleInfo info;
  WordFlags flags;  // of the words that are listed alone
  std::vector<Element> templates;
  std::vector<VerbEntry> verbs;
};

// Of a verb's form: the first ending that fits is replaced.
struct Inflection {
  Form form{};
  bool doubles = false;
  std::vector<std::pair<std::string, std::string>> endings;
};

struct PackSource {
  std::vector<SourceRule> rules;
  std::vector<Inflection> inflections;
};

// Adds what a file says to `source`.
Result<void> ReadPackFile(const EmbeddedFile& file, PackSource& source);

}  // namespace proviso::pack
