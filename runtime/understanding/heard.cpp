// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/heard.h"

#include <algorithm>
#include <unordered_set>

#include "runtime/understanding/machine_text.h"
#include "runtime/understanding/moods.h"
#include "runtime/understanding/reader.h"

namespace proviso::understanding {
namespace {

bool IsIntensifier(std::string_view word) {
  static const std::unordered_set<std::string_view> words = {
#define PROVISO_INTENSIFIER(word) word,
#include "runtime/understanding/en/intensifiers.def"
#undef PROVISO_INTENSIFIER
  };
  return words.count(word) != 0;
}

bool IsQuote(const Token& token) {
  return token.Is("\"") || token.Is("“") || token.Is("”") || token.Is("„") || token.Is("«") ||
         token.Is("»");
}

// What stands between quotation marks is somebody's words, unless the whole message does. A mark
// without its fellow is an inch sign or a slip.
std::vector<bool> FindQuotes(const Message& message) {
  const auto& tokens = message.tokens;
  std::vector<bool> quoted(tokens.size());
  const auto count = std::count_if(tokens.begin(), tokens.end(), IsQuote);
  if (count < 2 || count % 2 != 0) return quoted;
  bool open = false;
  std::size_t outside = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (IsQuote(tokens[i])) open = !open;
    quoted[i] = open;
    outside += !open && tokens[i].kind != TokenKind::Mark ? 1 : 0;
  }
  if (outside == 0) quoted.assign(tokens.size(), false);
  return quoted;
}

// The dots of "ana.b@example.com" end nothing.
bool InAddress(const Message& message, std::size_t i) {
  const auto& tokens = message.tokens;
  constexpr std::size_t kFarthest = 12;
  for (std::size_t k = i; k > 0 && tokens[k].glued && i - k < kFarthest; --k) {
    if (tokens[k - 1].Is("@")) return true;
  }
  for (std::size_t k = i + 1; k < tokens.size() && tokens[k].glued && k - i < kFarthest; ++k) {
    if (tokens[k].Is("@")) return true;
  }
  return tokens[i].in_link;
}

// True for a mark that parts two segments; not inside "3.50", "10:30", "no. 7", "self-made".
bool PartsSegments(const Message& message, std::size_t i) {
  const auto& tokens = message.tokens;
  const Token& token = tokens[i];
  if (token.kind != TokenKind::Mark) return false;
  const bool next_glued = i + 1 < tokens.size() && tokens[i + 1].glued;
  if (token.Is("-") || token.Is("'")) return !(token.glued && next_glued);
  if (token.Is(".") && token.glued && next_glued && InAddress(message, i)) return false;
  if (token.Is(".") || token.Is(",") || token.Is(":")) {
    return i + 1 >= tokens.size() || !tokens[i + 1].is_digits() ||
           (!next_glued && !(i > 0 && tokens[i - 1].Is("no")));
  }
  for (const std::string_view mark : {"!", "?", ";", "(", ")", "–", "—", "…", "/"}) {
    if (token.Is(mark)) return true;
  }
  return IsQuote(token);
}

bool EndsSentence(const Token& mark) {
  return mark.Is(".") || mark.Is("!") || mark.Is("?") || mark.Is(";");
}

bool StartsLine(const Message& message, std::size_t i) {
  if (i == 0 || message.tokens[i].glued) return false;
  const std::uint32_t from = message.tokens[i - 1].end;
  return message.text.find('\n', from) < message.tokens[i].begin;
}

void FillSegments(Heard& heard) {
  heard.segment_of.resize(heard.message.tokens.size());
  std::uint32_t at = 0;
  for (std::uint32_t t = 0; t < heard.begins.size(); ++t) {
    while (at < heard.segments.size() && t >= heard.segments[at].end) ++at;
    heard.segment_of[t] = at;
    if (at < heard.segments.size() && t >= heard.segments[at].first)
      heard.segments[at].marks |= heard.begins[t];
  }
}

// "Yes, what's the catch": a question word at the head, whatever the mark at the end.
bool OpensQuestion(const Heard& heard, const Segment& segment,
                   std::vector<PhraseHit>::const_iterator hit) {
  std::uint32_t at = segment.first;
  for (; hit != heard.cues.end() && hit->first < segment.end; ++hit) {
    const Cue cue = static_cast<Cue>(hit->tag);
    if (cue == Cue::Query && (hit->first == at || heard.Stands(Mark::And, at))) return true;
    const bool opening = cue == Cue::Yes || cue == Cue::Sure || cue == Cue::Ack ||
                         cue == Cue::Thanks || cue == Cue::Greeting || cue == Cue::But;
    if (!opening || hit->first != at) return false;
    at = hit->first + hit->count;
  }
  return false;
}

void FindQuestions(Heard& heard) {
  auto hit = heard.cues.cbegin();
  for (Segment& segment : heard.segments) {
    while (hit != heard.cues.cend() && hit->first < segment.first) ++hit;
    segment.asks = segment.asks || OpensQuestion(heard, segment, hit);
  }
}

void FindSegments(Heard& heard) {
  const auto& tokens = heard.message.tokens;
  constexpr MarkSet kJoins = Bit(Mark::And) | Bit(Mark::Back) | Bit(Mark::Reason);
  // No mood reaches further through a message without a stop.
  constexpr std::uint32_t kLongest = 48;
  Segment segment;
  const auto close = [&](std::uint32_t end, bool asks) {
    segment.end = end;
    segment.asks = asks;
    if (segment.end > segment.first) {
      heard.segments.push_back(segment);
    } else if (asks && !heard.segments.empty()) {
      heard.segments.back().asks = true;  // "yes"?
    }
    const std::uint32_t sentence = segment.sentence;
    segment = Segment{};
    segment.sentence = sentence;
  };
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    if (PartsSegments(heard.message, i)) {
      close(i, tokens[i].Is("?"));
      segment.first = i + 1;
      if (EndsSentence(tokens[i])) ++segment.sentence;
      continue;
    }
    if (i == segment.first) continue;
    const bool joins = (heard.begins[i] & kJoins) != 0 || i - segment.first >= kLongest;
    if (!joins && !StartsLine(heard.message, i)) continue;
    close(i, false);
    segment.first = i;
    if (!joins) ++segment.sentence;
  }
  close(static_cast<std::uint32_t>(tokens.size()), false);
  FillSegments(heard);
  FindQuestions(heard);
}

// A word of condition inside "if you please" sets none; a function word inside a cue is part of it
// ("what I was looking for").
void DropCovered(Heard& heard) {
  constexpr MarkSet kMoods = Bit(Mark::Self) | Bit(Mark::Person) | Bit(Mark::Speaker) |
                             Bit(Mark::Say) | Bit(Mark::Said) | Bit(Mark::Past) |
                             Bit(Mark::Unreal) | Bit(Mark::Restrict) | Bit(Mark::Hedge) |
                             Bit(Mark::Pause) | Bit(Mark::You) | Bit(Mark::Negation);
  std::vector<bool> free(heard.message.tokens.size());
  std::vector<bool> in_cue(heard.message.tokens.size());
  for (const MarkHit& hit : heard.marks) {
    if (hit.marks & (Bit(Mark::Free) | Bit(Mark::Concession)))
      std::fill_n(free.begin() + hit.first, hit.count, true);
  }
  for (const PhraseHit& hit : heard.cues) {
    const Cue cue = static_cast<Cue>(hit.tag);
    const bool consents = cue == Cue::Yes || cue == Cue::Sure || cue == Cue::Good ||
                          cue == Cue::Proceed || cue == Cue::Done || cue == Cue::Thanks;
    if (consents && hit.count > 1) std::fill_n(in_cue.begin() + hit.first, hit.count, true);
  }
  for (MarkHit& hit : heard.marks) {
    // "The event you mentioned before" says before what in no words.
    const std::size_t next = hit.first + hit.count;
    const auto& tokens = heard.message.tokens;
    if (next >= tokens.size() || tokens[next].kind == TokenKind::Mark)
      hit.marks &= ~Bit(Mark::When);
    if (free[hit.first]) hit.marks &= Bit(Mark::Free) | Bit(Mark::Concession);
    if (in_cue[hit.first]) hit.marks &= ~kMoods;
  }
}

void SpreadMarks(Heard& heard) {
  heard.begins.resize(heard.message.tokens.size());
  heard.covers.resize(heard.message.tokens.size());
  for (const MarkHit& hit : heard.marks) {
    heard.begins[hit.first] |= hit.marks;
    for (std::uint32_t t = hit.first; t < hit.first + hit.count; ++t) heard.covers[t] |= hit.marks;
  }
}

void AddAsserted(Heard& heard) {
  heard.said.resize(heard.message.tokens.size());
  for (const PhraseHit& hit : heard.asserted) {
    const std::uint32_t bit = 1u << hit.tag;
    if (const std::uint32_t at = heard.segment_of[hit.first]; at < heard.segments.size())
      heard.segments[at].cues |= bit;
    for (std::uint32_t t = hit.first; t < hit.first + hit.count; ++t) heard.said[t] |= bit;
  }
}

// Words of anger inside a phrase change nothing of it: "no bloody way".
std::vector<PhraseHit> FindCues(const Message& message, std::string_view language) {
  const PhraseTable& table = CuesOf(language);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t i = 0; i < message.tokens.size(); ++i) {
    if (!IsIntensifier(message.tokens[i].folded)) kept.push_back(i);
  }
  if (kept.size() == message.tokens.size() || kept.empty()) return table.Find(message.tokens);
  std::vector<Token> tokens;
  for (const std::uint32_t i : kept) tokens.push_back(message.tokens[i]);
  std::vector<PhraseHit> hits = table.Find(tokens);
  for (PhraseHit& hit : hits) {
    const std::uint32_t last = kept[hit.first + hit.count - 1];
    hit.first = kept[hit.first];
    hit.count = last + 1 - hit.first;
  }
  return hits;
}

bool IsCut(const Heard& heard) {
  const auto& tokens = heard.message.tokens;
  if (tokens.size() < 2) return false;
  return std::any_of(heard.marks.begin(), heard.marks.end(), [&](const MarkHit& hit) {
    return (hit.marks & Bit(Mark::Open)) != 0 && hit.first + hit.count == tokens.size();
  });
}

}  // namespace

bool Heard::Has(Mark mark) const {
  return std::any_of(segments.begin(), segments.end(),
                     [&](const Segment& segment) { return segment.Has(mark); });
}

bool Segment::HasAny(std::initializer_list<Cue> wanted) const {
  return std::any_of(wanted.begin(), wanted.end(), [this](Cue cue) { return Has(cue); });
}

const Segment* Heard::SegmentAt(std::uint32_t token) const {
  if (token >= segment_of.size() || segment_of[token] >= segments.size()) return nullptr;
  const Segment& segment = segments[segment_of[token]];
  return token >= segment.first && token < segment.end ? &segment : nullptr;
}

Heard Hear(std::string_view bytes, const Language& language, const Asked& asked) {
  Heard heard;
  heard.language = &language;
  heard.message = MakeMessage(bytes, kMaxMessageBytes);
  heard.cues = FindCues(heard.message, language.code);
  heard.marks = MarksOf(language.code).Find(heard.message.tokens);
  heard.quoted = FindQuotes(heard.message);
  DropCovered(heard);
  SpreadMarks(heard);
  FindSegments(heard);
  heard.machine = IsMachineText(heard);
  heard.cut = IsCut(heard);
  heard.asserted = AssertedCues(heard, asked);
  AddAsserted(heard);
  return heard;
}

}  // namespace proviso::understanding
