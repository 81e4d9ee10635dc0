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

// Cues that may stand before a question without making it less of one: "thanks, what is …".
bool IsOpening(Cue cue) {
  return cue == Cue::Thanks || cue == Cue::Greeting || cue == Cue::But || cue == Cue::Wait ||
         cue == Cue::Ack || cue == Cue::Neutral;
}

// "No. 8832" and "account no 9514" are numbers, not refusals.
bool IsNumberSign(const Message& message, const PhraseHit& hit) {
  const std::size_t next = hit.first + hit.count;
  return message.tokens[hit.first].Is("no") && hit.count == 1 && hit.first > 0 &&
         next < message.tokens.size() && message.tokens[next].is_digits();
}

// So many words after a command say how it is to be done.
constexpr std::uint32_t kDetailWords = 2;

// What the cues of one clause say together. A refusal anywhere outweighs consent, save a plain
// "yes" at the head that only a "not" follows ("yes, I did not get it").
struct Tally {
  bool yes_first = false;
  bool yes = false;
  bool good = false;
  bool ack = false;
  bool no = false;
  bool negated = false;
  bool turned_round = false;  // a "not" before a word of consent

  Polarity Verdict() const {
    if (no || turned_round) return Polarity::Decline;
    if (negated && !yes_first) return Polarity::WeakDecline;
    if (yes) return Polarity::Accept;
    if (good) return Polarity::Approve;
    return ack ? Polarity::WeakAccept : Polarity::None;
  }
};

void Count(Cue cue, bool at_head, bool is_whole, Tally& tally) {
  switch (cue) {
    case Cue::Echo:
      if (!is_whole) return;
      [[fallthrough]];
    case Cue::Yes:
    case Cue::Sure:
    case Cue::Proceed:
      tally.turned_round = tally.turned_round || tally.negated;
      tally.yes_first = tally.yes_first || (at_head && cue == Cue::Yes);
      tally.yes = true;
      return;
    case Cue::Good:
      tally.turned_round = tally.turned_round || (tally.negated && !tally.yes_first);
      tally.good = true;
      return;
    case Cue::Ack:
      tally.ack = true;
      return;
    case Cue::No:
    case Cue::NotNow:
      tally.no = true;
      return;
    case Cue::Negator:
      tally.negated = true;
      return;
    default:
      return;
  }
}

void ReadCues(const Message& message, const std::vector<PhraseHit>& hits, std::size_t& next,
              Clause& clause) {
  bool opening = true;  // nothing of weight read yet
  Tally tally;
  std::uint32_t command_end = 0;
  std::uint32_t covered = 0;  // tokens of cues after the command
  for (; next < hits.size() && hits[next].first < clause.end; ++next) {
    const PhraseHit& hit = hits[next];
    const Cue cue = static_cast<Cue>(hit.tag);
    if (IsNumberSign(message, hit)) continue;
    clause.cues |= 1u << static_cast<int>(cue);
    if ((cue == Cue::Query || cue == Cue::Request) && opening) clause.question = true;
    if (!IsOpening(cue)) opening = false;
    if (command_end != 0) covered += hit.count;
    if (cue == Cue::Proceed) command_end = hit.first + hit.count;
    if (cue == Cue::Yes || cue == Cue::Sure) clause.plain_yes = true;
    if (cue == Cue::No && hit.first <= clause.first + (hit.count == 1 ? 1u : 0u))
      clause.no_first = true;
    const bool at_head = hit.first <= clause.first + 1;
    Count(cue, at_head, at_head && hit.first + hit.count == clause.end, tally);
  }
  clause.polarity = tally.Verdict();
  clause.new_details = command_end != 0 && clause.end - command_end >= kDetailWords + covered;
}

}  // namespace

std::vector<Clause> SplitClauses(const Message& message, const std::vector<PhraseHit>& hits) {
  std::vector<Clause> clauses;
  std::size_t next_hit = 0;
  std::size_t scan_hit = 0;
  Clause clause;
  const auto close = [&](std::uint32_t end, bool question_mark) {
    clause.end = end;
    ReadCues(message, hits, next_hit, clause);
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
