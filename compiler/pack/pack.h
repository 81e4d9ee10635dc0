// SPDX-License-Identifier: Apache-2.0
// A language as data: words, verbs with their forms, and constructions, which are templates with
// alternatives, optional parts and slots. Files under grammar/languages/<language>/, whose notation
// docs/language_packs.md describes, become networks of arcs that the reader walks. Immutable once
// loaded; shared by threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/pack/atom.h"
#include "compiler/pack/forms.h"
#include "core/embedded_file.h"
#include "core/result.h"

namespace proviso::pack {

using WordId = std::uint32_t;  // 0: a word that the pack does not list
using NetId = std::uint32_t;
using RuleId = std::uint32_t;
using SlotId = std::uint32_t;  // 0: not captured

inline constexpr std::uint32_t kNone = UINT32_MAX;

// The form of a verb that a template asks for. The last two turn a template round, so that what it
// marks with ^ stands in front: "@x is used", "@x is not used".
enum class Form : std::uint8_t {
  Any,
  Base,
  Third,
  Gerund,
  Past,
  Participle,
  Passive,
  PassiveNot,
};
inline constexpr std::size_t kFormCount = 8;
std::optional<Form> FormOf(std::string_view name);

// What a word may be used as outside the templates that name it.
struct WordFlags {
  bool listed = false;       // stands in the pack
  bool function = false;     // articles, prepositions, pronouns …: no part of a name
  bool limits = false;       // turns a meaning round or limits it: a template alone accounts for it
  bool verb = false;         // a verb as it is listed: "refund"
  bool article = false;      // stands in front of a name and is no part of it
  bool customer = false;     // speaks of the customer
  bool abbreviates = false;  // a full stop behind it ends no sentence
  bool starts = false;       // begins a sentence also in lower case
};

struct Arc {
  enum class Kind : std::uint8_t {
    Skip,     // takes nothing
    Word,     // value: WordId
    Atom,     // value: AtomKind
    Plain,    // a word that may be part of a name
    Quality,  // the same, and no verb as an instruction begins with it
    Third,    // a quality that ends as the third person of a verb does, listed or not
    Free,     // anything but a tool or a policy
    Residue,  // anything: not accounted for
    Net,      // value: NetId
    Accept,   // value: the alternative that ends here
  };
  Kind kind{};
  std::uint32_t value = 0;
  std::uint32_t target = 0;  // state of the same network
  SlotId slot = 0;           // of a Net or Atom
};

// A rule in one form. States are runs of `arcs`; state 0 is the start.
struct Net {
  RuleId rule{};
  Form form{};
  std::vector<std::uint32_t> states;  // first arc of each state, and one past the last
  std::vector<Arc> arcs;
};

// What a network can begin with.
struct First {
  std::vector<std::uint64_t> words;  // a bit a WordId
  std::uint32_t atoms = 0;           // a bit an AtomKind
  bool plain = false;                // a word that may be part of a name
  bool any = false;

  bool Has(WordId word) const { return (words[word / 64] >> (word % 64) & 1U) != 0; }
  bool Has(AtomKind kind) const { return (atoms >> static_cast<unsigned>(kind) & 1U) != 0; }
};

struct Example {
  std::string text;
  bool reads = true;  // false: must not read as this construction
  std::uint32_t line = 0;
};

// Which forms of verbs a word is. "read" is several; "found" is also a verb of its own.
struct VerbWord {
  std::string base;                // of its third person, past or participle
  std::string participle_of_base;  // "arrived" of arrive
  bool is_base = false;
  bool third = false;
  bool past = false;
  bool participle = false;
};

struct RuleInfo {
  enum class Kind : std::uint8_t { Words, Verbs, Rule, Construction, Group };
  std::string name;
  Kind kind{};
  std::string node;       // of a construction: what it is to the compiler
  std::string group;      // of a construction
  std::int32_t cost = 0;  // of a construction: what it costs above others, or below them
  bool silent = false;    // words that say nothing
  bool function = false;  // words that no name is made of
  bool spoken = false;    // verbs of which only the forms are wanted
  std::vector<Example> examples;
  std::vector<RuleId> alternatives;  // of a group: the rule of each alternative
  std::string file;
  std::uint32_t line = 0;
};

class Pack {
 public:
  // The pack of a language (ISO 639-1), or null. Loaded at the first call for it; a broken pack is
  // our bug and aborts.
  static const Pack* Of(std::string_view language);
  // The languages that there are packs of: the folders of grammar/languages, in order.
  static const std::vector<std::string>& Languages();
  // Fails with file, line and what is wrong.
  static Result<Pack> Parse(std::span<const EmbeddedFile> files);

  WordId Find(std::string_view folded) const;
  WordFlags flags(WordId word) const { return flags_[word]; }
  // All words of the pack, with their numbers.
  const std::unordered_map<std::string, WordId>& words() const { return words_; }
  const Net& net(NetId id) const { return nets_[id]; }
  std::size_t net_count() const { return nets_.size(); }
  const First& first(NetId id) const { return firsts_[id]; }
  const RuleInfo& rule(RuleId id) const { return rules_[id]; }
  std::span<const RuleInfo> rules() const { return rules_; }
  // A rule that the compiler asks for by name, as a network. Asserts that the pack has it; every
  // pack is checked for the ones in kRequiredRules when it is read.
  NetId root(std::string_view rule) const;
  // The same of a rule that a pack may do without.
  std::optional<NetId> FindRoot(std::string_view rule) const;
  std::string_view slot_name(SlotId id) const { return slots_[id]; }
  // nullptr when no verb has that form.
  const VerbWord* FindVerb(std::string_view folded) const;
  // Whether a verb of no list could have it as its third person. In English plurals end alike.
  bool EndsAsThird(std::string_view folded) const;
  const Forms& forms() const { return forms_; }

 private:
  friend class PackBuilder;
  std::unordered_map<std::string, WordId> words_;
  std::vector<WordFlags> flags_;
  std::vector<RuleInfo> rules_;
  std::vector<Net> nets_;
  std::vector<First> firsts_;  // of each net
  std::unordered_map<std::string, NetId> roots_;
  std::vector<std::string> slots_;
  std::unordered_map<std::string, VerbWord> verbs_;
  // What the third person is made with: an ending of the base and what takes its place.
  std::vector<std::pair<std::string, std::string>> third_endings_;
  Forms forms_;
};

// What the compiler reads a text with.
inline constexpr std::string_view kRequiredRules[] = {"sentence", "cond", "forbidding_head"};

}  // namespace proviso::pack
