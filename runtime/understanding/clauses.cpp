// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/clauses.h"

namespace proviso::understanding {
namespace {

bool EndsClause(const Message& message, std::size_t i) {
  const Token& token = message.tokens[i];
  if (token.kind != TokenKind::Mark) return false;
  if (token.Is("!") || token.Is("?") || token.Is(";")) return true;
  if (!token.Is(".") && !token.Is(",") && !token.Is(":")) return false;
  // "3.50", "10,000", "12:30" are numbers.
  return i + 1 >= message.tokens.size() || !message.tokens[i + 1].glued ||
         !message.tokens[i + 1].is_digits();
}

Polarity PolarityOf(Cue cue) {
  switch (cue) {
    case Cue::Yes:
    case Cue::Good:
    case Cue::Proceed:
      return Polarity::Accept;
    case Cue::Ack:
      return Polarity::WeakAccept;
    case Cue::No:
    case Cue::NotNow:
      return Polarity::Decline;
    default:
      return Polarity::None;
  }
}

// Cues that may stand before a question without making it less of one: "thanks, what is …".
bool IsOpening(Cue cue) {
  return cue == Cue::Thanks || cue == Cue::Greeting || cue == Cue::But || cue == Cue::Wait;
}

void ReadCues(const std::vector<PhraseHit>& hits, std::size_t& next, Clause& clause) {
  bool opening = true;  // nothing of weight read yet
  for (; next < hits.size() && hits[next].first < clause.end; ++next) {
    const Cue cue = static_cast<Cue>(hits[next].tag);
    clause.cues |= 1u << static_cast<int>(cue);
    if (cue == Cue::Query && opening && clause.polarity == Polarity::None) clause.question = true;
    if (!IsOpening(cue)) opening = false;
    const Polarity polarity = PolarityOf(cue);
    // The first word of consent or refusal decides, save that "ok" gives way to anything plainer.
    if (clause.polarity == Polarity::None ||
        (clause.polarity == Polarity::WeakAccept && polarity != Polarity::None)) {
      clause.polarity = polarity;
    }
  }
}

}  // namespace

std::vector<Clause> SplitClauses(const Message& message, const std::vector<PhraseHit>& hits) {
  std::vector<Clause> clauses;
  std::size_t next_hit = 0;
  std::size_t scan_hit = 0;
  Clause clause;
  const auto close = [&](std::uint32_t end, bool question_mark) {
    clause.end = end;
    ReadCues(hits, next_hit, clause);
    if (question_mark && clause.polarity == Polarity::None) clause.question = true;
    if (clause.end > clause.first) clauses.push_back(clause);
  };
  for (std::uint32_t i = 0; i < message.tokens.size(); ++i) {
    while (scan_hit < hits.size() && hits[scan_hit].first < i) ++scan_hit;
    const bool at_hit = scan_hit < hits.size() && hits[scan_hit].first == i;
    const bool but = at_hit && static_cast<Cue>(hits[scan_hit].tag) == Cue::But;
    if (!but && !EndsClause(message, i)) continue;
    close(i, message.tokens[i].Is("?"));
    while (next_hit < hits.size() && hits[next_hit].first <= i) ++next_hit;
    clause = Clause{};
    clause.first = i + 1;
    clause.after_but = but;
  }
  close(static_cast<std::uint32_t>(message.tokens.size()), false);
  return clauses;
}

}  // namespace proviso::understanding
