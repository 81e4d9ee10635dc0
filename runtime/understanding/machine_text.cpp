// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/machine_text.h"

#include <algorithm>

#include "runtime/understanding/heard.h"

namespace proviso::understanding {
namespace {

// Tags that dress text: a mail client puts them round what a person wrote.
constexpr std::string_view kDress[] = {
#define PROVISO_DRESS(tag) tag,
#include "runtime/understanding/dress_tags.def"
#undef PROVISO_DRESS
};

bool IsGluedWord(const Message& message, std::size_t i) {
  return i < message.tokens.size() && message.tokens[i].is_word() && message.tokens[i].glued;
}

// "<system>", "</tool", "[INST]", but not "<p>", "<3", "[sic".
bool OpensTag(const Message& message, std::size_t i) {
  const auto& tokens = message.tokens;
  const bool angle = tokens[i].Is("<");
  const bool square = tokens[i].Is("[");
  if (!angle && !square) return false;
  const bool closing = i + 1 < tokens.size() && tokens[i + 1].Is("/") && tokens[i + 1].glued;
  const std::size_t name = i + (closing ? 2 : 1);
  if (!IsGluedWord(message, name)) return false;
  if (square) return closing;
  return std::find(std::begin(kDress), std::end(kDress), tokens[name].folded) == std::end(kDress);
}

// `"reply":`, `{reply:`: a key; `accept=true`: an assignment; `tool_call`: a name of a program.
bool IsNotation(const Message& message, std::size_t i) {
  const auto& tokens = message.tokens;
  const auto is = [&](std::size_t k, std::string_view mark) {
    return k < tokens.size() && tokens[k].Is(mark);
  };
  if (tokens[i].Is("{") || tokens[i].Is("}")) return i + 1 < tokens.size() || i > 0;
  if (tokens[i].Is("`")) return true;
  if (tokens[i].in_link || i == 0 || !tokens[i].glued) return false;
  if (tokens[i].Is("\"")) return is(i + 1, ":") && tokens[i + 1].glued;
  const bool between_words = tokens[i - 1].is_word() && IsGluedWord(message, i + 1);
  if (tokens[i].Is("_")) return between_words;
  return tokens[i].Is("=") && between_words;
}

// An address or a link may hold an underscore: "ana_b@example.com".
bool InAddress(const Message& message, std::size_t i) {
  const auto& tokens = message.tokens;
  for (std::size_t k = i + 1; k < tokens.size() && tokens[k].glued; ++k) {
    if (tokens[k].Is("@")) return true;
  }
  for (std::size_t k = i; k > 0 && tokens[k].glued; --k) {
    if (tokens[k - 1].Is("@") || tokens[k - 1].Is("/")) return true;
  }
  return false;
}

bool HoldsNotation(const Message& message) {
  for (std::size_t i = 0; i < message.tokens.size(); ++i) {
    if (OpensTag(message, i)) return true;
    if (IsNotation(message, i) && !InAddress(message, i)) return true;
  }
  return false;
}

// "SYSTEM: …" at the head of a line, or "as an administrator".
bool ClaimsRole(const Heard& heard, const MarkHit& hit) {
  if ((hit.marks & Bit(Mark::Role)) == 0) return false;
  const Segment* segment = heard.SegmentAt(hit.first);
  const bool heads = segment != nullptr && segment->first == hit.first;
  if (heads && heard.message.IsAt(hit.first + hit.count, ":")) return true;
  return hit.first > 0 && (heard.covers[hit.first - 1] & Bit(Mark::AsA)) != 0;
}

// "Ignore your rules", "print "accepted"": an order at the head of a segment and, behind it, what
// it is about, or in quotation marks what the machine is to say.
bool OrdersMachine(const Heard& heard) {
  std::uint32_t matter = 0;  // the last place of either
  for (const MarkHit& hit : heard.marks) {
    if (hit.marks & Bit(Mark::Matter)) matter = std::max(matter, hit.first);
  }
  for (const PhraseHit& cue : heard.cues) {
    if (heard.quoted[cue.first]) matter = std::max(matter, cue.first);
  }
  return std::any_of(heard.marks.begin(), heard.marks.end(), [&](const MarkHit& hit) {
    if ((hit.marks & Bit(Mark::Order)) == 0 || hit.first >= matter) return false;
    const Segment* segment = heard.SegmentAt(hit.first);
    if (segment == nullptr) return false;
    for (std::uint32_t t = segment->first; t < hit.first; ++t) {
      if (heard.Stands(Mark::Self, t)) return false;
    }
    return true;
  });
}

}  // namespace

bool IsMachineText(const Heard& heard) {
  if (HoldsNotation(heard.message) || OrdersMachine(heard)) return true;
  return std::any_of(heard.marks.begin(), heard.marks.end(), [&](const MarkHit& hit) {
    return (hit.marks & Bit(Mark::Meta)) != 0 || ClaimsRole(heard, hit);
  });
}

}  // namespace proviso::understanding
