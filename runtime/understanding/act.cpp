// SPDX-License-Identifier: Apache-2.0
// Rules first. The order of the rules is the order of how plain the words are; every rule carries
// the share of replies it is right about, so that a caller's threshold means something. Accepting
// by mistake moves money, so what is open stays Neither.
#include "runtime/understanding/act.h"

#include <algorithm>
#include <initializer_list>

#include "runtime/understanding/clauses.h"
#include "runtime/understanding/consent.h"
#include "runtime/understanding/reply_model.h"

namespace proviso::understanding {
namespace {

// The model's consent below this is none.
constexpr double kLeastAccept = 0.55;

bool Consents(Polarity polarity) {
  return polarity == Polarity::Accept || polarity == Polarity::Approve ||
         polarity == Polarity::WeakAccept;
}

// How plain a polarity is; a plainer clause later in the reply replaces a vaguer one.
int Weight(Polarity polarity) {
  switch (polarity) {
    case Polarity::None:
      return 0;
    case Polarity::WeakAccept:
    case Polarity::WeakDecline:
      return 1;
    case Polarity::Approve:
      return 2;
    case Polarity::Accept:
    case Polarity::Decline:
      break;
  }
  return 3;
}

struct Summary {
  Polarity verdict = Polarity::None;
  bool refused_later = false;  // refusal in a clause after consent
  bool turned = false;         // another one, or a change, asked for in a clause after consent
  bool changed = false;        // a change alone
  bool refuses = false;        // some clause refuses
  bool but = false;            // … and it came after a "but"
  bool plain_yes = false;
  bool plain_no = false;  // a word of refusal, not only a "not"
  bool new_details = false;
  bool turned_to_yes = false;  // consent in a clause after a refusal
  bool question = false;       // some clause asks
  bool asks_about = false;     // … about what was put forward
  std::uint32_t cues = 0;

  bool Has(Cue cue) const { return (cues >> static_cast<int>(cue)) & 1u; }
};

// "What else can you tell me about its price?" asks for more about it, not for another one.
std::uint32_t Weighty(const Clause& clause) {
  const bool about = clause.question && clause.Has(Cue::About) && !clause.Has(Cue::Search);
  return about ? clause.cues & ~(1u << static_cast<int>(Cue::Other)) : clause.cues;
}

Summary Summarise(const std::vector<Clause>& clauses) {
  Summary s;
  for (const Clause& clause : clauses) {
    s.cues |= Weighty(clause);
    s.question = s.question || clause.question;
    s.plain_yes = s.plain_yes || (clause.plain_yes && Consents(clause.polarity));
    s.plain_no = s.plain_no || (clause.polarity == Polarity::Decline && clause.Has(Cue::No));
    s.new_details = s.new_details || clause.new_details;
    s.asks_about = s.asks_about || (clause.question && clause.Has(Cue::About));
    const Polarity polarity = clause.question ? Polarity::None : clause.polarity;
    s.refuses = s.refuses || polarity == Polarity::Decline || polarity == Polarity::WeakDecline;
    if (Consents(s.verdict)) {
      const bool again = clause.after_but || clause.no_first || Weight(s.verdict) < 3;
      if (polarity == Polarity::Decline && again) {
        s.refused_later = true;
      }
      // "Perfect, actually" changes nothing.
      const bool trails = clause.end - clause.first == 1;
      if (clause.Has(Cue::Other) || (clause.Has(Cue::Change) && !trails)) s.turned = true;
      if (clause.Has(Cue::Change) && !trails) s.changed = true;
      if (clause.after_but) s.but = true;
    }
    // "No no, yes, book it": who says yes after a no has thought again.
    const bool yes_after_no =
        s.verdict == Polarity::Decline && polarity == Polarity::Accept && clause.Has(Cue::Yes);
    if (Weight(polarity) > Weight(s.verdict) || yes_after_no) s.verdict = polarity;
    s.turned_to_yes = s.turned_to_yes || yes_after_no;
  }
  return s;
}

// True when every word of the reply belongs to a cue of these kinds.
bool IsAll(const Message& message, const std::vector<PhraseHit>& hits,
           std::initializer_list<Cue> kinds) {
  std::size_t covered = 0;
  for (const PhraseHit& hit : hits) {
    const Cue cue = static_cast<Cue>(hit.tag);
    if (std::find(kinds.begin(), kinds.end(), cue) == kinds.end()) return false;
    covered += hit.count;
  }
  std::size_t words = 0;
  for (const Token& token : message.tokens) words += token.kind == TokenKind::Mark ? 0 : 1;
  return covered >= words && covered > 0;
}

bool Declines(const Summary& s) { return s.verdict == Polarity::Decline || s.refused_later; }

ActReading Accept(double confidence) { return {ReplyAct::Accept, confidence}; }
ActReading Decline(double confidence) { return {ReplyAct::Decline, confidence}; }
ActReading Neither(double confidence) { return {ReplyAct::Neither, confidence}; }

// "Is there anything else I can help you with?"
ActReading ReadAnythingElse(const Summary& s) {
  if (s.verdict == Polarity::Decline || s.Has(Cue::Done)) return Decline(0.97);
  if (s.question || s.Has(Cue::Search)) return Neither(0.7);
  if (s.verdict == Polarity::WeakDecline) return Decline(0.8);
  if (s.verdict == Polarity::Accept) return Accept(0.8);
  if (s.Has(Cue::Thanks) || s.Has(Cue::Bye)) return Decline(0.8);
  if (Consents(s.verdict)) return Decline(0.6);
  return Neither(0.6);
}

// "Is this the right address: …?"
ActReading ReadConfirm(const Summary& s) {
  if (Declines(s)) return Decline(0.95);
  if (s.Has(Cue::Change) && (!s.plain_yes || s.turned)) return Decline(0.9);
  // "Send it to the office" instead of "yes" tells what is to be different.
  if (s.new_details && !s.plain_yes && s.verdict == Polarity::Accept) return Decline(0.62);
  if (s.but && s.turned) return Decline(0.85);
  if (s.verdict == Polarity::Accept) return Accept(0.96);
  if (s.verdict == Polarity::Approve) return Accept(0.93);
  if (s.verdict == Polarity::WeakDecline) return Decline(0.85);
  if (s.Has(Cue::Other) || s.Has(Cue::NotNow)) return Decline(0.8);
  if (s.verdict == Polarity::WeakAccept) return Accept(0.85);
  if (s.Has(Cue::Done)) return Accept(0.7);
  if (!s.question && s.Has(Cue::Search)) return Decline(0.75);
  if (!s.question && s.Has(Cue::Thanks)) return Accept(0.55);
  return Neither(0.6);
}

// One or more things are put forward: an offer, a list to choose from.
ActReading ReadOffer(const Summary& s) {
  if (Declines(s)) return Decline(0.86);
  if (s.turned || s.Has(Cue::Other)) return Decline(0.85);
  if (s.but && (s.Has(Cue::Search) || s.question)) {
    return s.asks_about ? Neither(0.6) : Decline(0.7);
  }
  if (s.verdict == Polarity::Accept) return s.asks_about ? Neither(0.5) : Accept(0.95);
  if (s.verdict == Polarity::Approve) return s.asks_about ? Neither(0.56) : Accept(0.93);
  if (s.verdict == Polarity::WeakDecline) return s.question ? Neither(0.55) : Decline(0.66);
  if (s.asks_about) return Neither(0.9);
  if (s.verdict == Polarity::WeakAccept) {
    return s.question && !s.Has(Cue::Search) ? Neither(0.5) : Accept(0.8);
  }
  if (s.Has(Cue::Change)) return Decline(0.64);
  if (s.Has(Cue::Search) && !s.Has(Cue::About)) return Decline(0.57);
  if (s.Has(Cue::Done) && !s.question) return Decline(0.65);
  return Neither(0.84);
}

// "Shall I …?"
ActReading ReadYesNo(const Summary& s) {
  if (Declines(s)) return Decline(0.95);
  if (s.Has(Cue::NotNow)) return Decline(0.85);
  // "Oh, better make it L", "yes, but make it two": no yes to what was asked.
  const bool changes = s.changed || (s.Has(Cue::Change) && !s.plain_yes);
  if (changes && !s.refuses && Consents(s.verdict)) return {ReplyAct::Neither, 0.6, true};
  if (s.verdict == Polarity::Accept) return Accept(0.95);
  if (s.verdict == Polarity::Approve) return Accept(0.85);
  if (s.verdict == Polarity::WeakDecline) return Decline(0.85);
  if (s.Has(Cue::Other)) return Neither(0.6);
  if (s.verdict == Polarity::WeakAccept) return s.question ? Neither(0.5) : Accept(0.8);
  if (s.Has(Cue::Done) && !s.question) return Decline(0.75);
  return Neither(0.65);
}

// Nothing is known of what was asked: the model weighs words and cues together.
ActReading ReadOpen(const Heard& heard) {
  const Message& message = heard.message;
  const std::vector<PhraseHit>& hits = heard.cues;
  const Summary s = Summarise(SplitClauses(message, hits));
  if (IsAll(message, hits, {Cue::Yes, Cue::Sure})) return Accept(0.95);
  if (IsAll(message, hits, {Cue::No})) return Decline(0.95);
  // The model was trained on English.
  if (heard.language->code != "en") return Neither(0.6);
  const ReplyProbabilities p = ScoreReply(ReplyFeatures(message, hits));
  // "Yes, but actually, no."
  if (p[1] > p[2] && (s.refused_later || s.verdict == Polarity::Decline)) return Decline(0.6);
  if (p[1] > p[0] && p[1] > p[2]) return p[1] > kLeastAccept ? Accept(p[1]) : Neither(p[0] + p[2]);
  return p[2] > p[0] ? Decline(p[2]) : Neither(p[0]);
}

ActReading ReadRules(PromptKind kind, const Summary& summary) {
  switch (kind) {
    case PromptKind::AnythingElse:
      return ReadAnythingElse(summary);
    case PromptKind::ConfirmValue:
      return ReadConfirm(summary);
    case PromptKind::Offer:
    case PromptKind::Choice:
      return ReadOffer(summary);
    case PromptKind::YesNo:
    case PromptKind::None:
    case PromptKind::Slot:
      break;
  }
  return ReadYesNo(summary);
}

// An answer that hangs on something, or that is none, is asked again.
ActReading Weigh(PromptKind kind, const Heard& heard, const Asked& asked, const Summary& summary,
                 ActReading act) {
  constexpr double kAskedAgain = 0.7;
  Qualm qualm = Qualm::None;
  if (act.act == ReplyAct::Accept) {
    qualm = QualmOfAccept(kind, heard, asked);
    // "Yes, 1012" to "is it 1002?" says that it is not.
    if (qualm == Qualm::Another && kind == PromptKind::ConfirmValue) return Decline(0.65);
  } else if (act.act == ReplyAct::Decline) {
    const bool plain = summary.plain_no || summary.Has(Cue::Other) || summary.Has(Cue::Change);
    qualm = QualmOfDecline(kind, heard, asked, plain);
  }
  return qualm == Qualm::None ? act : Neither(kAskedAgain + 0.001 * static_cast<int>(qualm));
}

}  // namespace

ActReading ReadAct(PromptKind kind, const Heard& heard, const Asked& asked) {
  if (kind == PromptKind::None || kind == PromptKind::Slot) return ReadOpen(heard);
  const Summary summary = Summarise(SplitClauses(heard.message, heard.asserted));
  const ActReading act = ReadRules(kind, summary);
  if (kind == PromptKind::AnythingElse) return act;
  // "12 March" to "is it the 2nd?" puts another value in its place.
  if (kind == PromptKind::ConfirmValue && act.act == ReplyAct::Neither && !heard.machine &&
      !summary.asks_about && NamesNewValue(heard, asked))
    return Decline(0.62);
  return Weigh(kind, heard, asked, summary, act);
}

}  // namespace proviso::understanding
