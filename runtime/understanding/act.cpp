// SPDX-License-Identifier: Apache-2.0
// Rules first. The order of the rules is the order of how plain the words are; every rule carries
// the share of replies it is right about, so that a caller's threshold means something. Accepting
// by mistake moves money, so what is open stays Neither.
#include "runtime/understanding/act.h"

#include "runtime/understanding/clauses.h"

namespace proviso::understanding {
namespace {

struct Summary {
  Polarity first = Polarity::None;  // of the first clause that has one
  bool accept_later = false;        // plain consent in a clause after a refusal
  bool decline_later = false;       // refusal in a clause after consent
  bool turned = false;              // another one or a change asked for after consent
  bool question = false;
  std::uint32_t cues = 0;

  bool Has(Cue cue) const { return (cues >> static_cast<int>(cue)) & 1u; }
};

Summary Summarise(const std::vector<Clause>& clauses) {
  Summary summary;
  for (const Clause& clause : clauses) {
    summary.cues |= clause.cues;
    summary.question = summary.question || clause.question;
    const Polarity polarity = clause.question ? Polarity::None : clause.polarity;
    const bool consented =
        summary.first == Polarity::Accept || summary.first == Polarity::WeakAccept;
    if (consented) {
      if (polarity == Polarity::Decline) summary.decline_later = true;
      if (clause.Has(Cue::Other) || clause.Has(Cue::Change)) summary.turned = true;
    }
    if (summary.first == Polarity::Decline && polarity == Polarity::Accept) {
      summary.accept_later = true;
    }
    if (summary.first == Polarity::None ||
        (summary.first == Polarity::WeakAccept && polarity != Polarity::None)) {
      summary.first = polarity;
      if (clause.Has(Cue::Other) && polarity != Polarity::Decline) summary.turned = true;
    }
  }
  return summary;
}

ActReading Accept(double confidence) { return {ReplyAct::Accept, confidence}; }
ActReading Decline(double confidence) { return {ReplyAct::Decline, confidence}; }
ActReading Neither(double confidence) { return {ReplyAct::Neither, confidence}; }

}  // namespace

ActReading ReadAct(PromptKind kind, const Message& message, const std::vector<PhraseHit>& hits) {
  const std::vector<Clause> clauses = SplitClauses(message, hits);
  const Summary s = Summarise(clauses);
  const bool put_forward = kind == PromptKind::Offer || kind == PromptKind::ConfirmValue ||
                           kind == PromptKind::Choice || kind == PromptKind::YesNo;
  if (kind == PromptKind::AnythingElse) {
    if (s.first == Polarity::Decline || s.Has(Cue::Done)) return Decline(0.97);
    if (s.question || s.Has(Cue::Search)) return Neither(0.7);
    if (s.first == Polarity::Accept) return Accept(0.8);
    if (s.Has(Cue::Thanks) || s.Has(Cue::Bye)) return Decline(0.8);
    if (s.first == Polarity::WeakAccept) return Decline(0.6);
    return Neither(0.6);
  }
  if (s.first == Polarity::Decline) return Decline(0.95);
  if (s.first == Polarity::Accept) {
    if (s.turned && put_forward) return Decline(0.8);
    return Accept(0.95);
  }
  if (put_forward) {
    if (s.Has(Cue::Other)) return Decline(0.85);
    if (s.Has(Cue::Change)) return Decline(0.8);
    if (s.Has(Cue::NotNow)) return Decline(0.8);
  }
  if (s.first == Polarity::WeakAccept) {
    if (kind == PromptKind::Offer && (s.question || s.Has(Cue::Search))) return Neither(0.5);
    return Accept(0.85);
  }
  if (s.Has(Cue::Done)) return Decline(0.8);
  if (kind == PromptKind::ConfirmValue && !s.question && s.Has(Cue::Search)) return Decline(0.7);
  if (kind == PromptKind::Offer && s.Has(Cue::Search)) return Decline(0.65);
  return Neither(0.7);
}

}  // namespace proviso::understanding
