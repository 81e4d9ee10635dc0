// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/person.h"

#include <algorithm>

#include "runtime/understanding/cues.h"

namespace proviso::understanding {
namespace {

enum class PersonWord : std::uint8_t { Noun, Contact, Phrase };

constexpr PhraseEntry kPersonWords[] = {
#define PROVISO_PERSON(phrase) {static_cast<std::uint8_t>(PersonWord::Noun), phrase},
#include "runtime/understanding/en/person_nouns.def"
#undef PROVISO_PERSON
#define PROVISO_CONTACT(phrase) {static_cast<std::uint8_t>(PersonWord::Contact), phrase},
#include "runtime/understanding/en/person_verbs.def"
#undef PROVISO_CONTACT
#define PROVISO_PERSON_PHRASE(phrase) {static_cast<std::uint8_t>(PersonWord::Phrase), phrase},
#include "runtime/understanding/en/person_phrases.def"
#undef PROVISO_PERSON_PHRASE
};

constexpr std::string_view kKnownWords[] = {
#define PROVISO_WORD(word) word,
#include "runtime/understanding/en/known_words.def"
#undef PROVISO_WORD
};

constexpr PhraseEntry kPortugueseWords[] = {
#define PROVISO_PERSON(phrase) {static_cast<std::uint8_t>(PersonWord::Noun), phrase},
#include "runtime/understanding/pt/person_nouns.def"
#undef PROVISO_PERSON
#define PROVISO_PERSON_PHRASE(phrase) {static_cast<std::uint8_t>(PersonWord::Phrase), phrase},
#include "runtime/understanding/pt/person_phrases.def"
#undef PROVISO_PERSON_PHRASE
};

const PhraseTable& PersonWordsOf(std::string_view language) {
  static const PhraseTable english(kPersonWords, kKnownWords);
  static const PhraseTable portuguese(kPortugueseWords, {});
  static const PhraseTable none({}, {});
  if (language == "en") return english;
  return language == "pt" ? portuguese : none;
}

bool IsIn(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Only these may stand between "speak to" and "manager".
bool IsFiller(std::string_view word) {
  return IsIn(word,
              {"a",       "an",        "the",    "to",       "with",     "real",    "actual",
               "live",    "your",      "some",   "any",      "another",  "human",   "in",
               "on",      "of",        "from",   "there",    "customer", "service", "support",
               "through", "over",      "proper", "directly", "please",   "instead", "different",
               "nice",    "competent", "for",    "me",       "more",     "senior"});
}

// Verbs that ask for a thing as well as for a person: "I need someone to …" tells of a task.
bool IsVague(const Message& message, const PhraseHit& verb) {
  const std::string& last = message.tokens[verb.first + verb.count - 1].folded;
  return IsIn(last, {"want", "need", "like", "a", "there", "is", "have", "me", "get", "prefer",
                     "call", "phone", "ask", "for", "request"}) &&
         !IsIn(message.tokens[verb.first].folded,
               {"connect", "transfer", "hand", "pass", "put", "speak", "talk"});
}

// "I want a person to …", "I need support with my order": not sure.
bool IsVagueNoun(std::string_view noun) {
  return IsIn(noun, {"someone", "somebody", "anyone", "anybody", "people", "support", "assistant",
                     "staff", "specialist", "boss", "employee", "colleague"});
}

// In a message of a few words the noun alone asks: "agent", "real human now!!".
bool IsBareCall(const Message& message, const PhraseHit& noun) {
  std::size_t other = 0;
  std::size_t words = 0;
  for (std::uint32_t i = 0; i < message.tokens.size(); ++i) {
    const Token& token = message.tokens[i];
    if (token.Is("?")) return false;
    if (!token.is_word()) continue;
    ++words;
    const bool in_noun = i >= noun.first && i < noun.first + noun.count;
    if (!in_noun && !IsIn(token.folded, {"please", "now", "a", "an", "the", "plz", "pls", "just",
                                         "real", "live", "hello", "hi", "yes", "no", "ok", "to"})) {
      ++other;
    }
  }
  return other == 0 && words <= 5 && !IsVagueNoun(message.tokens[noun.first].folded);
}

}  // namespace

double WantsPerson(const Message& message, const std::vector<PhraseHit>& hits,
                   std::string_view language) {
  const std::vector<PhraseHit> words = PersonWordsOf(language).Find(message.tokens);
  double best = 0;
  const PhraseHit* verb = nullptr;
  for (const PhraseHit& word : words) {
    const double slip = word.misspelt ? 0.05 : 0;
    switch (static_cast<PersonWord>(word.tag)) {
      case PersonWord::Phrase:
        best = std::max(best, 0.85 - slip);
        break;
      case PersonWord::Contact:
        verb = &word;
        break;
      case PersonWord::Noun: {
        if (IsBareCall(message, word)) best = std::max(best, 0.9 - slip);
        if (verb == nullptr) break;
        bool near = word.first - (verb->first + verb->count) <= 5;
        for (std::uint32_t i = verb->first + verb->count; i < word.first; ++i) {
          near = near && IsFiller(message.tokens[i].folded);
        }
        if (!near) break;
        const bool vague = IsVague(message, *verb);
        const bool vague_noun = IsVagueNoun(message.tokens[word.first].folded);
        // "I need a person's name": the noun only describes.
        const std::uint32_t after = word.first + word.count;
        const bool last = after >= message.tokens.size() ||
                          message.tokens[after].kind == TokenKind::Mark ||
                          IsIn(message.tokens[after].folded,
                               {"please", "now",       "who",  "about", "to",      "instead",
                                "right",  "asap",      "for",  "on",    "at",      "from",
                                "in",     "and",       "or",   "if",    "because", "immediately",
                                "today",  "regarding", "here", "not",   "can",     "so",
                                "thanks", "plz",       "pls",  "i",     "that"});
        double confidence = vague ? (vague_noun ? 0.35 : 0.85) : 0.95;
        if (!last) confidence -= 0.4;
        // "I already spoke to …", "don't want to talk to a person"
        for (const PhraseHit& hit : hits) {
          const Cue cue = static_cast<Cue>(hit.tag);
          const bool before = hit.first < word.first && word.first - hit.first <= 8;
          const bool refuses = cue == Cue::Negator || (cue == Cue::No && hit.count > 1);
          if (refuses && before && hit.first <= verb->first + verb->count) confidence = 0.1;
        }
        best = std::max(best, confidence - slip);
        break;
      }
    }
  }
  return best;
}

}  // namespace proviso::understanding
