// SPDX-License-Identifier: Apache-2.0
// Slots of free text. Any text fits the type, so what keeps a question or a "what?" out of a slot
// is how sure the reading is.
#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "runtime/understanding/clauses.h"
#include "runtime/understanding/slot_candidates.h"
#include "runtime/understanding/values/trim.h"

namespace proviso::understanding {
namespace {

// Nothing but cues that answer no question for a text: "ok", "wait", "hello", "I don't know".
bool IsOnlyCues(const Message& message, const std::vector<PhraseHit>& hits) {
  std::size_t covered = 0;
  std::size_t words = 0;
  for (const Token& token : message.tokens) words += token.kind == TokenKind::Mark ? 0 : 1;
  for (const PhraseHit& hit : hits) {
    switch (static_cast<Cue>(hit.tag)) {
      case Cue::Yes:
      case Cue::Sure:
      case Cue::Echo:
      case Cue::Ack:
      case Cue::No:
      case Cue::Wait:
      case Cue::Unsure:
      case Cue::Thanks:
      case Cue::Greeting:
      case Cue::Bye:
      case Cue::Query:
        covered += hit.count;
        break;
      default:
        break;
    }
  }
  return covered >= words;
}

bool AsksBack(const Message& message, const std::vector<PhraseHit>& hits) {
  const std::vector<Clause> clauses = SplitClauses(message, hits);
  return !clauses.empty() && std::all_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
    return clause.question || clause.Has(Cue::Thanks) || clause.Has(Cue::Greeting);
  });
}

enum class Before : std::uint8_t { Source, Target, Place, Name };

// Phrases may point to several kinds of slot, so each kind has a table of its own.
const PhraseTable& BeforeTable(Before kind) {
  static const auto make = [](Before wanted) {
    std::vector<PhraseEntry> entries;
#define PROVISO_BEFORE(name, phrase) \
  if (Before::name == wanted) entries.push_back({0, phrase});
#include "runtime/understanding/en/name_prepositions.def"
#undef PROVISO_BEFORE
    return PhraseTable(entries, {});
  };
  static const PhraseTable tables[] = {make(Before::Source), make(Before::Target),
                                       make(Before::Place), make(Before::Name)};
  return tables[static_cast<std::size_t>(kind)];
}

bool IsCapital(const Message& message, std::uint32_t i) {
  const char initial = message.text[message.tokens[i].begin];
  return initial >= 'A' && initial <= 'Z';
}

// "Mexico City": written with a capital, these belong to the name.
bool MayEndCapitalName(const Token& token) {
  for (const std::string_view word : {"city", "area", "restaurant", "hotel", "house", "account"}) {
    if (token.Is(word)) return true;
  }
  return false;
}

bool EndsName(const Token& token) {
  static const std::unordered_set<std::string_view> words = {
#define PROVISO_NAME_END(word) word,
#include "runtime/understanding/en/name_ends.def"
#undef PROVISO_NAME_END
  };
  return words.count(token.folded) != 0;
}

// What the name of a slot says about the words before its value: `origin_city` -> Source, Place.
std::vector<Before> KindsOf(const std::string& slot_name) {
  constexpr std::pair<std::string_view, Before> kWords[] = {
      {"from", Before::Source},        {"origin", Before::Source},  {"departure", Before::Source},
      {"pickup", Before::Source},      {"source", Before::Source},  {"to", Before::Target},
      {"destination", Before::Target}, {"arrival", Before::Target}, {"dropoff", Before::Target},
      {"recipient", Before::Target},   {"city", Before::Place},     {"location", Before::Place},
      {"area", Before::Place},         {"place", Before::Place},    {"town", Before::Place},
      {"country", Before::Place},      {"region", Before::Place},   {"where", Before::Target},
      {"name", Before::Name},          {"title", Before::Name},     {"venue", Before::Place}};
  std::string words = slot_name;
  std::replace(words.begin(), words.end(), '_', ' ');
  std::vector<Before> kinds;
  for (const Token& token : MakeMessage(words, 256).tokens) {
    for (const auto& [word, kind] : kWords) {
      if (token.Is(word)) kinds.push_back(kind);
    }
  }
  return kinds;
}

// The name that starts at token `first`: words up to one that no name goes on past; ", CA" belongs.
std::uint32_t NameEnd(const Message& message, std::uint32_t first) {
  constexpr std::uint32_t kMostWords = 7;
  const auto& tokens = message.tokens;
  std::uint32_t end = first;
  std::uint32_t last = first;
  for (std::uint32_t i = first; i < tokens.size() && i < first + kMostWords + 2; ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::Mark) {
      const bool inner = token.glued && i + 1 < tokens.size() && tokens[i + 1].glued;
      // ", CA", ", France": the state or country goes with the town, if nothing follows but a
      // word that ends a name.
      const bool more = token.Is(",") && i > first && i + 1 < tokens.size() &&
                        tokens[i + 1].is_word() && !EndsName(tokens[i + 1]);
      const bool last_part = i + 2 >= tokens.size() || tokens[i + 2].kind == TokenKind::Mark ||
                             EndsName(tokens[i + 2]);
      const bool state =
          more && (tokens[i + 1].folded.size() == 2 || (last_part && IsCapital(message, i + 1)));
      if (!inner && !state && !token.Is("&")) break;
      continue;
    }
    const bool city = MayEndCapitalName(token) && IsCapital(message, i);
    if (i > first && EndsName(token) && !city) break;
    last = i;
    end = last + 1;
  }
  return end;
}

std::vector<Candidate> FindNamed(const OpenSlot& slot, const Message& message, std::uint32_t first,
                                 std::uint32_t end) {
  std::vector<Before> kinds = KindsOf(slot.name);
  if (kinds.empty()) return {};
  // "A hotel in London" says where to, when nothing says it more plainly.
  const std::size_t own_kinds = kinds.size();
  if (std::find(kinds.begin(), kinds.end(), Before::Place) == kinds.end() &&
      std::find(kinds.begin(), kinds.end(), Before::Name) == kinds.end()) {
    kinds.push_back(Before::Place);
  }
  Candidate best;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    for (const PhraseHit& hit : BeforeTable(kinds[k]).Find(message.tokens)) {
      std::uint32_t start = hit.first + hit.count;
      while (start < end && (message.tokens[start].Is("the") || message.tokens[start].Is("a"))) {
        ++start;
      }
      if (start >= end || hit.first + 1 < first || EndsName(message.tokens[start]) ||
          message.tokens[start].kind == TokenKind::Mark) {
        continue;
      }
      const std::uint32_t stop = NameEnd(message, start);
      if (stop <= start) continue;
      // A direction in the slot's name outweighs "in" and "at"; capitals speak for a name.
      const bool capital = IsCapital(message, start);
      const bool digits = message.tokens[start].is_digits();
      double confidence = kinds[k] == Before::Source || kinds[k] == Before::Target ? 0.74 : 0.7;
      confidence += capital ? 0.08 : 0;
      confidence -= digits && kinds[k] != Before::Target ? 0.2 : 0;
      confidence -= k >= own_kinds ? 0.1 : 0;
      if (confidence <= best.confidence) continue;
      best.begin = message.tokens[start].begin;
      best.end = message.tokens[stop - 1].end;
      best.confidence = confidence;
    }
  }
  if (best.confidence == 0) return {};
  best.value =
      Value::String(std::string_view(message.text).substr(best.begin, best.end - best.begin));
  return {best};
}

}  // namespace

namespace {

// "Ana Silva" for `first_name` is "Ana", for `last_name` "Silva".
void CutToOneName(const OpenSlot& slot, const Message& message, std::uint32_t& first,
                  std::uint32_t& end) {
  constexpr std::uint32_t kMostNames = 5;
  if (end - first < 2 || end - first > kMostNames) return;
  const std::string name = Fold(slot.name);
  const bool given =
      name.find("first_name") != std::string::npos || name.find("given_name") != std::string::npos;
  const bool family = name.find("last_name") != std::string::npos ||
                      name.find("surname") != std::string::npos ||
                      name.find("family_name") != std::string::npos;
  if (!given && !family) return;
  for (std::uint32_t i = first; i < end; ++i) {
    if (!message.tokens[i].is_word()) return;
  }
  if (given) end = first + 1;
  if (family) first = end - 1;
}

}  // namespace

namespace {

// A slot whose answer is what the customer has to say, not a name: every word of it counts, and "no
// longer needed" must not lose its "no".
bool IsNarrative(const OpenSlot& slot) {
  static const std::unordered_set<std::string_view> words = {
#define PROVISO_NARRATIVE(word) word,
#include "runtime/understanding/en/narrative_slots.def"
#undef PROVISO_NARRATIVE
  };
  std::string name = slot.name;
  std::replace(name.begin(), name.end(), '_', ' ');
  const Message message = MakeMessage(name, 256);
  return std::any_of(message.tokens.begin(), message.tokens.end(),
                     [&](const Token& token) { return words.count(token.folded) != 0; });
}

std::vector<Candidate> WholeText(const SlotContext& context) {
  const Message& message = context.message;
  std::size_t words = 0;
  for (const Token& token : message.tokens) words += token.kind == TokenKind::Mark ? 0 : 1;
  // "too expensive" turns an offer down and is a good reason all the same; "no" is none.
  constexpr std::size_t kTellsSomething = 2;
  double confidence = 0.85;
  if (words < kTellsSomething && IsOnlyCues(message, context.hits)) confidence = 0.3;
  if (AsksBack(message, context.hits)) confidence = 0.4;
  if (context.wants_person) confidence = 0.3;
  const std::uint32_t begin = message.tokens.front().begin;
  const std::uint32_t stop = message.tokens.back().end;
  return {{begin, stop, Value::String(std::string_view(message.text).substr(begin, stop - begin)),
           confidence}};
}

}  // namespace

std::vector<Candidate> FindText(const OpenSlot& slot, const SlotContext& context) {
  const Message& message = context.message;
  if (slot.type == ValueType::Text && !message.tokens.empty() && IsNarrative(slot))
    return WholeText(context);
  std::uint32_t first = SkipLeadIns(message, context.language.code);
  std::uint32_t end = static_cast<std::uint32_t>(message.tokens.size());
  if (first >= end) first = 0;
  end = SkipTrailers(message, first, end, context.language.code);
  if (first >= end) return {};
  if (!context.wants_person && slot.type == ValueType::Text) {
    std::vector<Candidate> named = FindNamed(slot, message, first, end);
    if (!named.empty()) return named;
  }
  CutToOneName(slot, message, first, end);
  double confidence = 0.85;
  if (end - first > 25) confidence = 0.75;
  if (AsksBack(message, context.hits)) confidence = 0.4;
  if (context.wants_person) confidence = 0.3;
  if (IsOnlyCues(message, context.hits)) confidence = 0.3;
  if (slot.type == ValueType::Json) confidence = std::min(confidence, 0.5);
  const std::uint32_t begin = message.tokens[first].begin;
  const std::uint32_t stop = message.tokens[end - 1].end;
  return {{begin, stop, Value::String(std::string_view(message.text).substr(begin, stop - begin)),
           confidence}};
}

}  // namespace proviso::understanding
