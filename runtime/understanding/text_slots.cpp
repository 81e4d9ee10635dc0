// SPDX-License-Identifier: Apache-2.0
// Slots of free text. Any text fits the type, so what keeps a question or a "what?" out of a slot
// is how sure the reading is.
#include <algorithm>

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

}  // namespace

std::vector<Candidate> FindText(const OpenSlot& slot, const SlotContext& context) {
  const Message& message = context.message;
  std::uint32_t first = SkipLeadIns(message);
  std::uint32_t end = static_cast<std::uint32_t>(message.tokens.size());
  if (first >= end) first = 0;
  end = SkipTrailers(message, first, end);
  if (first >= end) return {};
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
