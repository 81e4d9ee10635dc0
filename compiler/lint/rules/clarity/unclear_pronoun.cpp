// SPDX-License-Identifier: Apache-2.0
// P407 unclear-pronoun: "it" or "they" with two things or persons in front of it that it may stand
// for. Precise rather than complete: only nouns that the pack lists count, only with a determiner,
// only as the head of their phrase ("the order number" is no order), and persons never compete with
// things.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/clarity/rules.h"

namespace proviso::compiler::lint {
namespace {

enum class Kind : std::uint8_t { Thing, Things, Person };

struct Candidate {
  Kind kind{};
  std::string key;   // what two mentions of one thing share
  std::string text;  // "order"
  std::size_t word = 0;
};

// Classes are written "customer/user/client": the words of one role.
std::optional<std::string> RoleOf(const Lexicon& lexicon, const std::string& word) {
  for (const std::string& role : lexicon.List("person_roles")) {
    const Words names = SplitWords(role);
    if (std::find(names.begin(), names.end(), word) != names.end()) return names.front();
  }
  return std::nullopt;
}

std::optional<std::string> SingularThing(const Lexicon& lexicon, const std::string& word) {
  for (const std::string_view ending : {"s", "es"}) {
    if (!word.ends_with(ending)) continue;
    const std::string singular = word.substr(0, word.size() - ending.size());
    if (lexicon.Is("thing_nouns", singular)) return singular;
  }
  return std::nullopt;
}

bool Adjacent(const InstructionLine& line, std::size_t word) {
  if (word + 1 >= line.words.size()) return false;
  const std::size_t end = line.EndOf(line.words[word]);
  const std::string gap = line.text.substr(end, line.OffsetOf(line.words[word + 1]) - end);
  return gap.find_first_not_of(" -") == std::string::npos;
}

// "the order number": the next word is the head.
bool IsModifier(const InstructionLine& line, std::size_t word, const Lexicon& lexicon) {
  if (!Adjacent(line, word)) return false;
  const std::string& next = line.words[word + 1].text;
  return lexicon.Is("thing_nouns", next) || lexicon.Is("attribute_nouns", next) ||
         SingularThing(lexicon, next) || RoleOf(lexicon, next);
}

bool HasDeterminer(const InstructionLine& line, std::size_t word, const Lexicon& lexicon) {
  constexpr std::size_t kReach = 4;
  for (std::size_t i = word; i-- > 0 && i + kReach >= word;) {
    if (!Adjacent(line, i)) return false;
    if (lexicon.Is("determiners", line.words[i].text)) return true;
    if (lexicon.Is("clause_starters", line.words[i].text) ||
        lexicon.Is("linking_words", line.words[i].text))
      return false;
  }
  return false;
}

std::optional<Candidate> CandidateAt(const InstructionLine& line, std::size_t word,
                                     const Lexicon& lexicon) {
  const std::string& text = line.words[word].text;
  if (IsModifier(line, word, lexicon) || !HasDeterminer(line, word, lexicon)) return std::nullopt;
  Candidate candidate;
  candidate.word = word;
  candidate.text = text;
  if (const auto role = RoleOf(lexicon, text)) {
    candidate.kind = Kind::Person;
    candidate.key = *role;
  } else if (lexicon.Is("thing_nouns", text)) {
    candidate.kind = Kind::Thing;
    const std::string entity = lexicon.EntityOf(text);
    candidate.key = entity.empty() ? text : entity;
  } else if (const auto singular = SingularThing(lexicon, text)) {
    candidate.kind = Kind::Things;
    candidate.key = *singular;
  } else {
    return std::nullopt;
  }
  return candidate;
}

std::vector<Candidate> CandidatesBefore(const InstructionLine& line, std::size_t pronoun,
                                        const Lexicon& lexicon) {
  std::vector<Candidate> candidates;
  const std::uint32_t sentence = line.words[pronoun].sentence;
  for (std::size_t i = 0; i < pronoun; ++i) {
    if (line.words[i].sentence + 1 < sentence) continue;
    const std::optional<Candidate> found = CandidateAt(line, i, lexicon);
    if (!found) continue;
    std::erase_if(candidates, [&](const Candidate& other) {
      return other.kind == found->kind && other.key == found->key;
    });
    candidates.push_back(*found);
  }
  return candidates;
}

// "the agent and the customer … they" are both.
bool AreOneGroup(const InstructionLine& line, const std::vector<Candidate>& candidates,
                 const Lexicon& lexicon) {
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    bool joined = false;
    for (std::size_t word = candidates[i - 1].word + 1; word < candidates[i].word; ++word) {
      const std::string& text = line.words[word].text;
      if (lexicon.Is("collective_joiners", text))
        joined = true;
      else if (!lexicon.Is("determiners", text) && !lexicon.Is("new_modifiers", text) &&
               !lexicon.Is("old_modifiers", text))
        return false;
    }
    if (!joined) return false;
  }
  return true;
}

// "it is possible", "if it is urgent" speak of no thing.
bool IsExpletive(const InstructionLine& line, std::size_t pronoun, const Lexicon& lexicon) {
  std::size_t i = pronoun + 1;
  if (i >= line.words.size() || !lexicon.Is("linking_words", line.words[i].text)) return false;
  for (++i; i < line.words.size() && i <= pronoun + 3; ++i) {
    if (lexicon.Is("expletive_adjectives", line.words[i].text)) return true;
  }
  return false;
}

class UnclearPronounRule final : public Rule {
 public:
  UnclearPronounRule() : Rule(DiagnosticId::UnclearPronoun, Category::Clarity) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const InstructionLine& line : InstructionLines(context)) {
      for (std::size_t i = 0; i < line.words.size(); ++i) CheckWord(line, i, context.lexicon, sink);
    }
  }

 private:
  static void CheckWord(const InstructionLine& line, std::size_t word, const Lexicon& lexicon,
                        DiagnosticSink& sink) {
    const std::string& pronoun = line.words[word].text;
    const bool thing = lexicon.Is("thing_pronouns", pronoun);
    const bool group = lexicon.Is("group_pronouns", pronoun);
    const bool person = group || lexicon.Is("person_pronouns", pronoun);
    if (!thing && !person) return;
    if (thing && IsExpletive(line, word, lexicon)) return;
    std::vector<Candidate> all = CandidatesBefore(line, word, lexicon);
    const auto only = [&](Kind kind) {
      std::vector<Candidate> chosen;
      for (const Candidate& candidate : all) {
        if (candidate.kind == kind) chosen.push_back(candidate);
      }
      return chosen;
    };
    std::vector<Candidate> candidates = only(thing ? Kind::Thing : Kind::Person);
    if (group && candidates.empty()) candidates = only(Kind::Things);
    if (candidates.size() < 2) return;
    if (group && AreOneGroup(line, candidates, lexicon)) return;
    Report(line, word, candidates, lexicon, sink);
  }

  static void Report(const InstructionLine& line, std::size_t word,
                     const std::vector<Candidate>& candidates, const Lexicon& lexicon,
                     DiagnosticSink& sink) {
    const std::string shown(
        line.source.substr(line.OffsetOf(line.words[word]), line.words[word].text.size()));
    const bool possessive = lexicon.Is("possessive_pronouns", line.words[word].text);
    const auto spelled = [&](const Candidate& candidate) {
      return lexicon.Message("article") + " " + candidate.text +
             (possessive ? lexicon.Message("possessive_ending") : "");
    };
    const Candidate& last = candidates.back();
    const Candidate& other = candidates[candidates.size() - 2];
    Diagnostic& diagnostic =
        sink.Report(DiagnosticId::UnclearPronoun, line.words[word].span,
                    fmt::format("`{}` may be the {} or the {}", shown, other.text, last.text));
    diagnostic.Label(line.words[other.word].span, "this")
        .Label(line.words[last.word].span, "or this");
    diagnostic.Choice(fmt::format("what does `{}` stand for?", shown));
    constexpr std::size_t kMostChoices = 4;
    for (std::size_t i = candidates.size(); i-- > 0 && candidates.size() - i <= kMostChoices;) {
      const std::string text = spelled(candidates[i]);
      diagnostic.Fix(text, line.words[word].span, text);
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeUnclearPronounRule() {
  return std::make_unique<UnclearPronounRule>();
}

}  // namespace proviso::compiler::lint
