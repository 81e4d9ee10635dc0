// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/consent.h"

#include <algorithm>

#include "runtime/understanding/heard.h"

namespace proviso::understanding {
namespace {

// These classes of function words hold words with a content of their own.
constexpr MarkSet kContent =
    Bit(Mark::Person) | Bit(Mark::Say) | Bit(Mark::Said) | Bit(Mark::Pause) | Bit(Mark::Lost) |
    Bit(Mark::Perceive) | Bit(Mark::Want) | Bit(Mark::Praised) | Bit(Mark::Determined) |
    Bit(Mark::Meta) | Bit(Mark::Matter) | Bit(Mark::Order) | Bit(Mark::Role) | Bit(Mark::Undo) |
    Bit(Mark::Keep) | Bit(Mark::Lead) | Bit(Mark::Mind) | Bit(Mark::Uses) | Bit(Mark::Wrong) |
    Bit(Mark::Old) | Bit(Mark::Sender) | Bit(Mark::Bound) | Bit(Mark::Corrects) | Bit(Mark::Share) |
    Bit(Mark::Numbered) | Bit(Mark::Bought) | Bit(Mark::Most) | Bit(Mark::Least) | Bit(Mark::AsIs) |
    Bit(Mark::First) | Bit(Mark::Receipt) | Bit(Mark::Exclaims) | Bit(Mark::Identity) |
    Bit(Mark::Ends) | Bit(Mark::Stay) | Bit(Mark::Refuse) | Bit(Mark::Hardly) | Bit(Mark::Wish) |
    Bit(Mark::NoneOf) | Bit(Mark::Onward) | Bit(Mark::Dismiss) | Bit(Mark::Drops) |
    Bit(Mark::Excepts) | Bit(Mark::Useless) | Bit(Mark::Got) | Bit(Mark::Why) | Bit(Mark::Beside) |
    Bit(Mark::PartOf) | Bit(Mark::Guess) | Bit(Mark::Belongs) | Bit(Mark::Labelled);

constexpr std::uint32_t BitOf(Cue cue) { return 1u << static_cast<int>(cue); }

// Cues that account for their words without saying anything that could limit a yes.
constexpr std::uint32_t kSayNothing =
    ~(BitOf(Cue::Neutral) | BitOf(Cue::Query) | BitOf(Cue::Search) | BitOf(Cue::About) |
      BitOf(Cue::Unsure) | BitOf(Cue::Greeting) | BitOf(Cue::Bye));

bool Holds(const PhraseHit& hit, std::initializer_list<Cue> cues) {
  return std::find(cues.begin(), cues.end(), static_cast<Cue>(hit.tag)) != cues.end();
}

class Scale {
 public:
  Scale(PromptKind kind, const Heard& heard, const Asked& asked)
      : kind_(kind),
        decides_(kind == PromptKind::YesNo || kind == PromptKind::Offer),
        ends_(decides_ && (asked.yes_is_final || asked.undoes)),
        heard_(heard),
        tokens_(heard.message.tokens),
        asked_(asked) {
    const std::size_t sentences = heard.segments.empty() ? 0 : heard.segments.back().sentence + 1;
    consents_.resize(sentences);
    requests_.resize(sentences);
    pleads_.resize(sentences);
    for (const Segment& segment : heard.segments) {
      const bool request = segment.Has(Mark::Request);
      const bool states = !segment.asks && !request;
      if (states &&
          segment.HasAny({Cue::Yes, Cue::Sure, Cue::Proceed, Cue::Good, Cue::Ack, Cue::Echo}))
        consents_[segment.sentence] = true;
      // "Please do" is said, not asked for.
      if (request && !segment.asks && segment.Has(Cue::Proceed)) pleads_[segment.sentence] = true;
      if (request && !segment.Has(Cue::About)) requests_[segment.sentence] = true;
    }
  }

  Qualm OfAccept() const;
  Qualm OfDecline(bool plain) const;
  bool RefusesPlainly() const;

 private:
  bool IsOwn(std::uint32_t token) const { return (heard_.covers[token] & ~kContent) == 0; }
  bool ConsentsIn(const Segment& segment) const;
  bool SetsCondition(const Segment& segment) const;
  bool TakesUp(const Segment& segment) const;
  bool LeavesOut(const Segment& segment) const;
  bool PutsOff(const Segment& segment) const;
  bool IsTag(const Segment& segment) const;
  bool BearsOnDecision(const Segment& segment) const;
  std::size_t Residue(const Segment& segment) const;
  bool IsBareYes(const Segment& segment) const;
  bool GoesOnElsewhere(std::size_t yes) const;
  bool TellsWho(const Segment& segment) const;
  bool HasResidue() const;
  bool NamesAnother() const;
  bool CountsAnother() const;
  bool OnlySays(Mark mark) const;
  bool OrdersAnother() const;
  bool EndsInWait() const;
  bool NamesAlternative() const;
  bool OnlyAsksBack() const;
  bool RefusesIn(const Segment& segment) const;
  bool GoesBeyondRefusal(const Segment& segment) const;
  bool NegatesPerception() const;
  bool SaysBoth() const;
  bool TurnsRound() const;
  bool TakesPart() const;
  bool OnlyAcknowledges() const;
  bool SpeaksOfAsked(const Segment& segment) const;
  bool TellsOfSelf(const Segment& segment) const;
  bool IsOffTopic() const;
  Qualm DoubtIn(const Segment& segment) const;
  Qualm LimitIn(const Segment& segment) const;

  PromptKind kind_;
  bool decides_;  // what is asked is to be done; not only a value to be confirmed
  bool ends_;     // … and what a yes sets in motion may not be taken back
  const Heard& heard_;
  const std::vector<Token>& tokens_;
  const Asked& asked_;
  std::vector<bool> consents_;  // one a sentence
  std::vector<bool> requests_;
  std::vector<bool> pleads_;
};

bool Scale::ConsentsIn(const Segment& segment) const {
  if (segment.HasAny({Cue::Yes, Cue::Sure, Cue::Proceed, Cue::Good, Cue::Ack, Cue::Done}))
    return true;
  // "I do", when it is all of the segment.
  if (!segment.Has(Cue::Echo)) return false;
  for (std::uint32_t t = segment.first; t < segment.end; ++t) {
    if ((heard_.said[t] & BitOf(Cue::Echo)) == 0 && t > segment.first) return false;
  }
  return true;
}

// "Since it's free, yes" gives a reason; "when I was there" tells a story; "when will it come?"
// asks.
bool Scale::SetsCondition(const Segment& segment) const {
  if (segment.Has(Mark::Condition)) return true;
  // "Yes, I need my money first."
  if (decides_ && segment.Has(Mark::First) && TakesUp(segment)) return true;
  return consents_[segment.sentence] && segment.Has(Mark::When) && !segment.Has(Mark::Past) &&
         !segment.Has(Mark::Said) && !segment.asks;
}

// In the sentence that consents, or in the next one ("Yes. But only the lamp."). What a sentence of
// its own goes on to ask for ("Now find me a song, maybe …") limits nothing.
bool Scale::TakesUp(const Segment& segment) const {
  if (consents_[segment.sentence] || pleads_[segment.sentence]) return true;
  return segment.sentence > 0 && consents_[segment.sentence - 1] && !segment.Has(Mark::Request) &&
         !segment.asks;
}

// Another number than the one shown, another day than the one shown.
bool Scale::NamesAnother() const {
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (tokens_[i].in_link) continue;
    if (tokens_[i].is_digits() && asked_.ShowsAnother(heard_.message, i)) return true;
    constexpr std::size_t kShortestDay = 6;  // "sun" and "sat" are words of their own
    if (!asked_.shows_weekday || tokens_[i].folded.size() < kShortestDay) continue;
    const bool day = heard_.language->Date(tokens_[i].folded, DateRole::Weekday) != nullptr;
    if (day && !asked_.Shows(tokens_[i])) return true;
  }
  return false;
}

// A question whose answer the decision may hang on: it speaks of what was asked ("is it insured?")
// or of nothing else ("how much?"). "What are some hotels there?" goes on to another subject, and
// "could you …?" is a request.
bool Scale::BearsOnDecision(const Segment& segment) const {
  if (requests_[segment.sentence]) return false;
  constexpr std::uint32_t kElliptic = 4;  // "between what times?"
  return segment.Has(Mark::Points) || segment.Has(Cue::About) ||
         segment.end - segment.first <= kElliptic;
}

// "Yes, but not to PayPal", "but don't refund me": a word of what was asked is turned down.
bool Scale::LeavesOut(const Segment& segment) const {
  if (!segment.Has(Mark::Negation)) return false;
  constexpr std::uint32_t kNear = 2;
  std::uint32_t left = 0;  // tokens behind the negation that are looked at
  for (std::uint32_t t = segment.first; t < segment.end; ++t) {
    if (heard_.covers[t] & Bit(Mark::Negation)) {
      left = kNear;
    } else if (left > 0) {
      --left;
      if (tokens_[t].is_word() && IsOwn(t) && asked_.Shows(tokens_[t])) return true;
    }
  }
  return false;
}

// A question mark behind a word of consent only asks to go on: "let's do it, okay?"
bool Scale::IsTag(const Segment& segment) const {
  constexpr std::uint32_t kTag = 2;
  return segment.HasAny({Cue::Yes, Cue::Proceed}) ||
         (segment.end - segment.first <= kTag && segment.HasAny({Cue::Ack, Cue::Sure}));
}

// The words of a segment that nothing accounts for: no cue, no function word, no number or date,
// and nothing that the prompt shows.
std::size_t Scale::Residue(const Segment& segment) const {
  const auto is = [&](std::size_t i, std::string_view mark) {
    return i < tokens_.size() && tokens_[i].Is(mark);
  };
  std::size_t count = 0;
  for (std::uint32_t t = segment.first; t < segment.end; ++t) {
    const Token& token = tokens_[t];
    if (!token.is_word() || !IsOwn(t) || (heard_.said[t] & kSayNothing) != 0) continue;
    // The name of a tag, and the "th" of "11th", which is part of the number.
    if (t > 0 && (is(t - 1, "<") || is(t - 1, "/")) && is(t + 1, ">")) continue;
    if (token.glued && t > segment.first && tokens_[t - 1].is_digits()) continue;
    const bool value = heard_.language->Number(token.folded) != nullptr ||
                       heard_.language->dates.count(token.folded) != 0;
    if (!value && !asked_.Shows(token)) ++count;
  }
  return count;
}

// Nothing but a yes: what it says yes to may be in the words behind it.
bool Scale::IsBareYes(const Segment& segment) const {
  constexpr std::uint32_t kYes = BitOf(Cue::Yes) | BitOf(Cue::Sure) | BitOf(Cue::Ack);
  if (segment.Has(Mark::Refers)) return false;
  for (std::uint32_t t = segment.first; t < segment.end; ++t) {
    if ((heard_.said[t] & kYes) == 0) return false;
  }
  return true;
}

// "Yes, theoretically", "yes, the neighbours": words behind a bare yes that neither give a reason
// nor point at what was asked.
bool Scale::GoesOnElsewhere(std::size_t yes) const {
  const auto& segments = heard_.segments;
  if (!IsBareYes(segments[yes]) || yes + 1 >= segments.size()) return false;
  const Segment& next = segments[yes + 1];
  // "Yes, that's my account" says who is speaking.
  if (decides_ && next.Has(Mark::Identity) && !ConsentsIn(next)) return true;
  if (next.sentence != segments[yes].sentence) return false;
  // "Yes, delete the old cards" when the account was asked about.
  if (ConsentsIn(next)) return ends_ && next.Has(Cue::Proceed) && Residue(next) > 0;
  // What is asked after a value was confirmed takes nothing back.
  if (next.asks && kind_ == PromptKind::ConfirmValue) return false;
  if (next.Has(Mark::Reason) || next.Has(Mark::Refers) || next.Has(Mark::Request)) return false;
  return Residue(next) > 0;
}

// "Yes that's me", without a comma.
bool Scale::TellsWho(const Segment& segment) const {
  if (!decides_ || segment.HasAny({Cue::Proceed, Cue::Good})) return false;
  for (std::uint32_t t = segment.first; t < segment.end; ++t) {
    if (heard_.Stands(Mark::Identity, t) && (heard_.said[t] & kSayNothing) == 0) return true;
  }
  return false;
}

// True when no consent stands clear of words that nothing accounts for: "fine mess you made".
bool Scale::HasResidue() const {
  for (std::size_t i = 0; i < heard_.segments.size(); ++i) {
    const Segment& segment = heard_.segments[i];
    if (!ConsentsIn(segment) || GoesOnElsewhere(i) || TellsWho(segment)) continue;
    // "That sounds like a great place": it points at what was asked and praises it.
    const bool praises = segment.Has(Mark::Points) && segment.Has(Cue::Good);
    constexpr std::size_t kPraise = 2;
    if (Residue(segment) <= (praises ? kPraise : 0)) return false;
    if (segment.asks && kind_ == PromptKind::ConfirmValue) return false;
  }
  return true;
}

// "Yes, tomorrow", "please do, on Friday", "ok, from next month on": not now.
bool Scale::PutsOff(const Segment& segment) const {
  constexpr std::size_t kShortest = 6;  // "sun", "may" and "march" are words of their own
  bool later = false;
  bool within = false;  // "in two weeks"
  bool unit = false;
  bool number = false;
  for (std::uint32_t t = segment.first; t < segment.end; ++t) {
    const Token& token = tokens_[t];
    const auto role = [&](DateRole wanted) { return heard_.language->Date(token.folded, wanted); };
    number = number || token.is_digits();
    const DateWord* day = role(DateRole::Day);
    const DateWord* next = role(DateRole::Next);
    unit = unit || role(DateRole::DayUnit) != nullptr || role(DateRole::WeekUnit) != nullptr ||
           role(DateRole::MonthUnit) != nullptr;
    const bool named = token.folded.size() >= kShortest || within;
    const bool calendar = asked_.yes_is_final &&
                          (role(DateRole::Weekday) != nullptr || role(DateRole::Month) != nullptr);
    within = within || role(DateRole::In) != nullptr;
    const bool ahead = (day != nullptr && day->value > 0) || (next != nullptr && next->value > 0) ||
                       (calendar && named);
    later = later || (ahead && !asked_.Shows(token));
  }
  // "Book me at 12 for Monday" fills in what was asked about; what cannot be taken back has no
  // time.
  if (number && !asked_.yes_is_final) return false;
  return (later || (within && unit)) && Residue(segment) == 0;
}

// A "not" before a verb of perceiving: "I can't read this", "didn't get that".
bool Scale::NegatesPerception() const {
  constexpr std::uint32_t kNear = 4;
  for (const Segment& segment : heard_.segments) {
    if (!segment.Has(Mark::Negation) || !segment.Has(Mark::Perceive)) continue;
    std::uint32_t left = 0;
    for (std::uint32_t t = segment.first; t < segment.end; ++t) {
      if (heard_.covers[t] & Bit(Mark::Negation)) {
        left = kNear;
      } else if (left > 0) {
        --left;
        if (heard_.Stands(Mark::Want, t)) left = 0;
        if (left > 0 && heard_.Stands(Mark::Perceive, t)) return true;
      }
    }
  }
  return false;
}

// "Yes and no", "is yes or no better?"
bool Scale::SaysBoth() const {
  for (std::size_t i = 0; i + 1 < heard_.cues.size(); ++i) {
    const PhraseHit& one = heard_.cues[i];
    const PhraseHit& two = heard_.cues[i + 1];
    const bool both = (Holds(one, {Cue::Yes}) && Holds(two, {Cue::No})) ||
                      (Holds(one, {Cue::No}) && Holds(two, {Cue::Yes}));
    const std::uint32_t between = one.first + one.count;
    if (both && two.first == between + 1 && heard_.Stands(Mark::And, between)) return true;
  }
  return false;
}

// "Absolutely, don't", "yes, not": a negation that ends its segment takes back what it stands
// behind.
bool Scale::TurnsRound() const {
  return std::any_of(heard_.segments.begin(), heard_.segments.end(), [&](const Segment& segment) {
    for (std::uint32_t t = segment.end; t-- > segment.first;) {
      if (!tokens_[t].is_word()) continue;
      // "Why not" is a yes.
      const bool phrase =
          std::any_of(heard_.cues.begin(), heard_.cues.end(), [&](const PhraseHit& hit) {
            return hit.count > 1 && hit.first <= t && t < hit.first + hit.count &&
                   Holds(hit, {Cue::Yes, Cue::Sure, Cue::Proceed, Cue::Good, Cue::Ack});
          });
      return (heard_.covers[t] & Bit(Mark::Negation)) != 0 && !phrase;
    }
    return false;
  });
}

// "Cancel it, but don't refund it": a yes to one part and a no to another.
bool Scale::TakesPart() const {
  bool consents = false;
  for (const Segment& segment : heard_.segments) {
    if (consents && segment.Has(Mark::But) && LeavesOut(segment)) return true;
    consents = consents || segment.HasAny({Cue::Yes, Cue::Proceed});
  }
  return false;
}

// Yes with nothing else but words about the talk itself: "yes, I know", "yes, I see".
bool Scale::OnlyAcknowledges() const {
  bool aside = false;
  bool yes = false;
  for (const Segment& segment : heard_.segments) {
    if (segment.HasAny({Cue::Proceed, Cue::Good}) || segment.Has(Mark::Refers)) return false;
    yes = yes || segment.Has(Cue::Yes);
    aside = aside || (segment.Has(Mark::Aside) && segment.Has(Mark::Self));
  }
  return yes && aside;
}

// "Yes, 40 of it", "cancel 2 nights": a number that the prompt does not show, in what says yes or
// in what a bare yes goes on with.
bool Scale::CountsAnother() const {
  const auto& segments = heard_.segments;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& segment = segments[i];
    const bool behind = i > 0 && IsBareYes(segments[i - 1]) &&
                        segments[i - 1].sentence == segment.sentence && !segment.Has(Mark::Self) &&
                        !segment.Has(Mark::Past) && !segment.Has(Mark::Reason);
    if (segment.asks || (!behind && !ConsentsIn(segment))) continue;
    for (std::uint32_t t = segment.first; t < segment.end; ++t) {
      const NumberWord* word = heard_.language->Number(tokens_[t].folded);
      const bool counts = word != nullptr && word->role == NumberRole::Unit && word->value > 1;
      const bool number = (tokens_[t].is_digits() && !tokens_[t].in_link) || counts;
      const bool share = t + 1 < segment.end && tokens_[t + 1].Is("%");
      if (number && !share && !asked_.Shows(tokens_[t])) return true;
    }
  }
  return false;
}

// "Noted", "got it, thanks", "wow": that it was heard, and no more.
bool Scale::OnlySays(Mark mark) const {
  constexpr std::uint32_t kConsents = BitOf(Cue::Yes) | BitOf(Cue::Sure) | BitOf(Cue::Proceed) |
                                      BitOf(Cue::Good) | BitOf(Cue::Echo) | BitOf(Cue::Done) |
                                      BitOf(Cue::Ack);
  bool says = false;
  for (std::uint32_t t = 0; t < tokens_.size(); ++t) {
    if ((heard_.said[t] & kConsents) == 0) continue;
    if ((heard_.covers[t] & Bit(mark)) == 0) return false;
    says = true;
  }
  return says;
}

// "Yes, ship it" to "shall I cancel it?": an order for something else.
bool Scale::OrdersAnother() const {
  for (const Segment& segment : heard_.segments) {
    std::uint32_t verb = segment.first;
    constexpr std::uint32_t kYes = BitOf(Cue::Yes) | BitOf(Cue::Sure) | BitOf(Cue::Ack);
    while (verb < segment.end &&
           ((heard_.said[verb] & kYes) != 0 || heard_.Stands(Mark::Polite, verb)))
      ++verb;
    if (segment.Has(Mark::Self) || segment.asks || verb + 1 >= segment.end ||
        !heard_.Stands(Mark::Points, verb + 1))
      continue;
    const bool known = heard_.said[verb] != 0 && !asked_.IsOtherAction(tokens_[verb]);
    const bool own = tokens_[verb].is_word() && !known &&
                     (heard_.covers[verb] == 0 || asked_.IsOtherAction(tokens_[verb]));
    if (own && !asked_.IsAction(tokens_[verb])) return true;
  }
  return false;
}

// "Yes wait": what comes last counts.
bool Scale::EndsInWait() const {
  for (auto hit = heard_.asserted.rbegin(); hit != heard_.asserted.rend(); ++hit) {
    if (Holds(*hit, {Cue::Wait})) return true;
    if (!Holds(*hit, {Cue::Neutral, Cue::Thanks, Cue::Greeting})) return false;
  }
  return false;
}

bool Scale::NamesAlternative() const {
  for (std::uint32_t t = 0; t < tokens_.size(); ++t) {
    if (tokens_[t].is_word() && heard_.said[t] == 0 && asked_.IsAlternative(tokens_[t]))
      return true;
  }
  return false;
}

// "Yes?", "deal?": nothing is said, only asked.
bool Scale::OnlyAsksBack() const {
  return std::all_of(heard_.segments.begin(), heard_.segments.end(),
                     [](const Segment& segment) { return segment.asks; });
}

// "It", "please", a word of the prompt.
bool Scale::SpeaksOfAsked(const Segment& segment) const {
  if (segment.HasAny({Cue::Proceed, Cue::Good}) || segment.Has(Mark::Refers)) return true;
  for (std::uint32_t t = segment.first; t < segment.end; ++t) {
    if (tokens_[t].is_word() && IsOwn(t) && heard_.said[t] == 0 && asked_.Shows(tokens_[t]))
      return true;
  }
  return false;
}

bool Scale::TellsOfSelf(const Segment& segment) const {
  if (!segment.Has(Mark::Self) || segment.Has(Mark::Reason) || segment.asks) return false;
  constexpr std::uint32_t kYes = BitOf(Cue::Yes) | BitOf(Cue::Sure);
  std::uint32_t words = 0;
  for (std::uint32_t t = segment.first; t < segment.end; ++t) {
    words += (heard_.said[t] & kYes) == 0 ? 1 : 0;
  }
  constexpr std::uint32_t kTells = 3;  // "I got parcels", more than "I do"
  return words >= kTells && !segment.Has(Mark::Aside);
}

// "Yes, I got the parcel": the customer tells something that is no part of what was asked, and the
// bare yes belongs to it.
bool Scale::IsOffTopic() const {
  const auto& segments = heard_.segments;
  const auto some = [&](auto test) { return std::any_of(segments.begin(), segments.end(), test); };
  return some([](const Segment& s) { return s.Has(Cue::Yes); }) &&
         !some([this](const Segment& s) { return SpeaksOfAsked(s); }) &&
         some([this](const Segment& s) { return TellsOfSelf(s); });
}

// What in one segment takes the weight from a yes, whatever was asked.
Qualm Scale::DoubtIn(const Segment& segment) const {
  if (SetsCondition(segment)) return Qualm::Condition;
  if (segment.Has(Mark::Pause)) return Qualm::Pause;
  if (segment.Has(Mark::Hedge) && consents_[segment.sentence]) return Qualm::Hedge;
  return segment.Has(Mark::Lost) ? Qualm::Lost : Qualm::None;
}

// What in one segment makes the yes one to something else than was put forward.
Qualm Scale::LimitIn(const Segment& segment) const {
  const bool taken_up = TakesUp(segment);
  if (taken_up && !asked_.restricts && segment.Has(Mark::Restrict)) return Qualm::Part;
  // "I'd love to, but I can't": what follows a "but" limits what came before, unless it consents.
  const bool objects = segment.Has(Mark::But) && !ConsentsIn(segment);
  if (objects && (decides_ || !segment.asks)) return Qualm::Part;
  if (decides_ && taken_up && PutsOff(segment)) return Qualm::Another;
  // What is fine as it is is not to be changed.
  if (decides_ && !asked_.keeps && segment.Has(Mark::AsIs)) return Qualm::Another;
  if (LeavesOut(segment)) return Qualm::Part;
  const bool asks = decides_ && segment.asks && !IsTag(segment);
  return asks && BearsOnDecision(segment) ? Qualm::Question : Qualm::None;
}

Qualm Scale::OfAccept() const {
  if (heard_.machine) return Qualm::Machine;
  if (heard_.cut) return Qualm::Cut;
  for (const Segment& segment : heard_.segments) {
    Qualm qualm = DoubtIn(segment);
    if (qualm == Qualm::None && !asked_.fact) qualm = LimitIn(segment);
    if (qualm != Qualm::None) return qualm;
  }
  if (NegatesPerception()) return Qualm::Lost;
  if (SaysBoth() || TurnsRound()) return Qualm::Both;
  // Whoever was asked for a fact may tell more about it.
  if (asked_.fact) return Qualm::None;
  if (NamesAnother()) return Qualm::Another;
  if (decides_) {
    if (OnlyAsksBack()) return Qualm::Question;
    if ((ends_ && OrdersAnother()) || NamesAlternative()) return Qualm::Another;
    if (EndsInWait()) return Qualm::Pause;
    if (OnlySays(Mark::Exclaims)) return Qualm::OffTopic;
  }
  if (asked_.yes_is_final && decides_) {
    if (CountsAnother()) return Qualm::Another;
    if (OnlySays(Mark::Receipt)) return Qualm::OffTopic;
  }
  if (HasResidue()) return Qualm::Residue;
  return OnlyAcknowledges() || IsOffTopic() ? Qualm::OffTopic : Qualm::None;
}

Qualm Scale::OfDecline(bool plain) const {
  const auto some = [&](auto test) {
    return std::any_of(heard_.segments.begin(), heard_.segments.end(), test);
  };
  if (heard_.machine) return Qualm::Machine;
  if (heard_.Has(Mark::Lost) || NegatesPerception()) return Qualm::Lost;
  if (SaysBoth()) return Qualm::Both;
  if (TakesPart()) return Qualm::Part;
  if (plain) return Qualm::None;
  if (heard_.Has(Mark::Condition)) return Qualm::Condition;
  if (heard_.Has(Mark::Pause)) return Qualm::Pause;
  // "Maybe later" puts it off.
  const bool later = some([](const Segment& s) { return s.Has(Cue::NotNow); });
  return heard_.Has(Mark::Hedge) && !later ? Qualm::Hedge : Qualm::None;
}

// A word of refusal, "I don't want it", "cancel it".
bool Scale::RefusesIn(const Segment& segment) const {
  if (segment.Has(Cue::No) || segment.Has(Mark::NoneOf)) return true;
  std::uint32_t not_at = segment.end;
  for (std::uint32_t t = segment.first; t < segment.end; ++t) {
    if (heard_.Stands(Mark::Negation, t)) not_at = t;
    constexpr std::uint32_t kNear = 3;
    const bool negated = not_at < t && t - not_at <= kNear;
    if (negated && heard_.Stands(Mark::Wish, t)) return true;
    if (heard_.Stands(Mark::Ends, t) && not_at > t) return true;
  }
  return false;
}

// Words beside a refusal that make it one of something else, put it off, or tell the contrary: "no,
// I'm staying", "no, pause it instead", "no, what else is there", "no, hold on".
bool Scale::GoesBeyondRefusal(const Segment& segment) const {
  for (const Mark mark : {Mark::Pause, Mark::Lost, Mark::Condition, Mark::Hedge, Mark::First,
                          Mark::Turn, Mark::AsIs, Mark::Beside}) {
    if (segment.Has(mark)) return true;
  }
  if (segment.Has(Mark::Ends) && segment.Has(Mark::Restrict)) return true;
  if (segment.asks || segment.HasAny({Cue::NotNow, Cue::Query, Cue::Wait})) return true;
  // "I want to cancel" asks for nothing new, "I don't want any of these" leaves nothing open.
  const bool says = segment.Has(Mark::Ends) || segment.Has(Mark::Refuse);
  if (!says && segment.HasAny({Cue::Search, Cue::Request})) return true;
  const bool unwanted = segment.Has(Mark::Negation) && segment.Has(Mark::Wish);
  if (!unwanted && segment.Has(Cue::Other)) return true;
  // "Don't do that" may forbid what a refusal sets in motion; "don't keep it" does not.
  const bool forbids = segment.Has(Mark::Forbids) && !segment.Has(Mark::Self);
  const bool keeps = asked_.keeps && segment.Has(Mark::Stay);
  if (forbids && !unwanted && !keeps) return true;
  if (!segment.Has(Mark::Negation) && segment.Has(Cue::Unsure)) return true;
  const bool reasons = segment.Has(Mark::Reason) || segment.Has(Mark::Dismiss);
  bool negated = false;
  std::uint32_t object = 0;  // words that may still say what is to be ended
  constexpr std::uint32_t kLongestObject = 3;
  for (std::uint32_t t = segment.first; t < segment.end; ++t) {
    const Token& token = tokens_[t];
    negated = negated || heard_.Stands(Mark::Negation, t);
    for (const DateRole role : {DateRole::Next, DateRole::Weekday, DateRole::Month}) {
      if (heard_.language->Date(token.folded, role) != nullptr) return true;
    }
    const auto is = [&](Mark mark) { return (heard_.covers[t] & Bit(mark)) != 0; };
    // "Sorry, no" corrects nothing.
    if ((heard_.said[t] & BitOf(Cue::Change)) != 0 && !is(Mark::Polite)) return true;
    if (is(Mark::Ends)) {
      if (negated) return true;
      object = kLongestObject;
      continue;
    }
    // "Stop" and "leave it" do not say whether what is there goes on.
    if (is(Mark::Stay) ? !negated : is(Mark::Keep) || is(Mark::Undo)) return true;
    if (token.is_digits()) {
      if (!asked_.Shows(token)) return true;
      continue;
    }
    const bool accounted =
        is(Mark::Wish) || is(Mark::NoneOf) || is(Mark::Refuse) || is(Mark::Stay) || reasons;
    const bool said = (heard_.said[t] & kSayNothing) != 0;
    if (!token.is_word() || accounted || said || !IsOwn(t) || asked_.Shows(token)) continue;
    if (object == 0) return true;
    --object;
  }
  return false;
}

bool Scale::RefusesPlainly() const {
  const auto& segments = heard_.segments;
  return std::any_of(segments.begin(), segments.end(),
                     [this](const Segment& segment) { return RefusesIn(segment); }) &&
         std::none_of(segments.begin(), segments.end(),
                      [this](const Segment& segment) { return GoesBeyondRefusal(segment); });
}

}  // namespace

bool RefusesPlainly(PromptKind kind, const Heard& heard, const Asked& asked) {
  return Scale(kind, heard, asked).RefusesPlainly();
}

Qualm QualmOfAccept(PromptKind kind, const Heard& heard, const Asked& asked) {
  return Scale(kind, heard, asked).OfAccept();
}

Qualm QualmOfDecline(PromptKind kind, const Heard& heard, const Asked& asked, bool plain) {
  return Scale(kind, heard, asked).OfDecline(plain);
}

bool NamesNewValue(const Heard& heard, const Asked& asked) {
  return std::any_of(heard.message.tokens.begin(), heard.message.tokens.end(), [&](const Token& t) {
    const bool day = heard.language->Date(t.folded, DateRole::Weekday) != nullptr;
    return !t.in_link && (t.is_digits() || day) && !asked.Shows(t);
  });
}

}  // namespace proviso::understanding
