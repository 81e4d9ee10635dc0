// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/moods.h"

#include <algorithm>
#include <optional>

#include "runtime/understanding/actions.h"
#include "runtime/understanding/heard.h"
#include "runtime/understanding/meaning.h"

namespace proviso::understanding {
namespace {

bool ConsentsOrPraises(Cue cue) {
  return cue == Cue::Yes || cue == Cue::Sure || cue == Cue::Echo || cue == Cue::Ack ||
         cue == Cue::Good || cue == Cue::Proceed || cue == Cue::Done;
}

bool Refuses(Cue cue) { return cue == Cue::No || cue == Cue::NotNow || cue == Cue::Negator; }

class Moods {
 public:
  Moods(const Heard& heard, const Asked& asked) : heard_(heard), asked_(asked) {}

  std::vector<PhraseHit> Assert() {
    std::vector<PhraseHit> cues = heard_.cues;
    for (PhraseHit& cue : cues) {
      if (!IsPlain(cue)) cue.tag = static_cast<std::uint8_t>(Cue::Neutral);
    }
    AddOrders(cues);
    if (asked_.minds) TurnRound(cues);
    return cues;
  }

 private:
  // The first token of a function word of the kind in [from, to).
  std::optional<std::uint32_t> Find(Mark mark, std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t t = from; t < to && t < heard_.begins.size(); ++t) {
      if (heard_.Stands(mark, t)) return t;
    }
    return std::nullopt;
  }
  bool Overlaps(Mark mark, const PhraseHit& hit) const {
    for (std::uint32_t t = hit.first; t < hit.first + hit.count; ++t) {
      if (heard_.covers[t] & Bit(mark)) return true;
    }
    return false;
  }
  bool Stands(Mark mark, std::uint32_t at) const { return heard_.Stands(mark, at); }

  bool IsPlain(const PhraseHit& hit) const;
  bool IsReported(const PhraseHit& hit, const Segment& segment) const;
  bool IsNever(const PhraseHit& hit) const;
  bool Rejects(const PhraseHit& hit, const Segment& segment) const;
  bool RefusesNothing(const PhraseHit& hit, const Segment& segment) const;
  bool IsForAnother(const PhraseHit& hit, const Segment& segment) const;
  bool PraisesTeam(const PhraseHit& hit, const Segment& segment) const;
  bool BelongsToNoun(const PhraseHit& hit) const;
  void AddOrders(std::vector<PhraseHit>& cues);
  std::optional<Cue> OrderAt(std::uint32_t token) const;
  bool MayStartOrder(const Segment& segment, std::uint32_t token) const;
  void TurnRound(std::vector<PhraseHit>& cues) const;

  const Heard& heard_;
  const Asked& asked_;
  std::vector<bool> answers_;  // one a token: part of a yes, a no or a thank-you
};

bool Moods::IsPlain(const PhraseHit& hit) const {
  const Cue cue = static_cast<Cue>(hit.tag);
  const bool consents = ConsentsOrPraises(cue);
  // "The other bot" is no wish for another one.
  if (cue == Cue::Other) return !Overlaps(Mark::Person, hit);
  if (!consents && !Refuses(cue)) return true;
  if (heard_.quoted[hit.first]) return false;
  if (cue == Cue::No && BelongsToNoun(hit)) return false;
  const Segment* segment = heard_.SegmentAt(hit.first);
  if (segment == nullptr) return true;
  if (Find(Mark::Unreal, segment->first, hit.first)) return false;
  // "If there is no fee": the condition is not fulfilled, and not refused.
  if (!consents && Find(Mark::Condition, segment->first, hit.first)) return false;
  if (IsReported(hit, *segment)) return false;
  if (cue == Cue::NotNow && segment->asks) return false;
  if (cue == Cue::Negator || IsNever(hit)) return Rejects(hit, *segment);
  if (cue == Cue::No && RefusesNothing(hit, *segment)) return false;
  if (!consents) return true;
  if (IsForAnother(hit, *segment)) return false;
  if (Find(Mark::Past, segment->first, hit.first)) return false;
  return !(cue == Cue::Good && PraisesTeam(hit, *segment));
}

// "My husband said yes", "it says yes", "I said yes": told, not said. What the customer told before
// still refuses: "I said no".
bool Moods::IsReported(const PhraseHit& hit, const Segment& segment) const {
  const bool consents = ConsentsOrPraises(static_cast<Cue>(hit.tag));
  const auto person = Find(Mark::Person, segment.first, hit.first);
  if (person && consents) return true;
  const auto speaker = person ? person : Find(Mark::Speaker, segment.first, hit.first);
  // The cue may be the verb itself: "I agreed", "they confirmed".
  const std::uint32_t to = hit.first + 1;
  const bool said = Find(Mark::Said, segment.first, to).has_value();
  if (speaker && (said || Find(Mark::Say, segment.first, to))) return true;
  const auto self = Find(Mark::Self, segment.first, hit.first);
  return consents && self && said && Find(Mark::Said, *self, to);
}

bool Moods::IsNever(const PhraseHit& hit) const {
  return hit.count == 1 && static_cast<Cue>(hit.tag) == Cue::No &&
         Stands(Mark::Negation, hit.first);
}

// "I don't want it", "never", and not "I never got it", "she couldn't log in": those tell a story.
bool Moods::Rejects(const PhraseHit& hit, const Segment& segment) const {
  const std::uint32_t after = hit.first + hit.count;
  if (Find(Mark::Want, after, std::min(after + 2, segment.end))) return true;
  if (Find(Mark::Person, segment.first, hit.first)) return false;
  if (Find(Mark::Past, segment.first, after)) return false;
  return !IsNever(hit) || after >= segment.end;
}

// "I can't refuse that", "hard to say no": what is not refused.
bool Moods::RefusesNothing(const PhraseHit& hit, const Segment& segment) const {
  if (!Overlaps(Mark::Refuse, hit)) return false;
  constexpr std::uint32_t kNear = 3;
  const std::uint32_t from = std::max(segment.first, hit.first > kNear ? hit.first - kNear : 0u);
  return Find(Mark::Negation, from, hit.first) || Find(Mark::Hardly, segment.first, hit.first);
}

// "Happy to wait", "fine to keep it": willing to do something else than was asked.
bool Moods::IsForAnother(const PhraseHit& hit, const Segment& segment) const {
  const Cue cue = static_cast<Cue>(hit.tag);
  if (cue != Cue::Good && cue != Cue::Sure && cue != Cue::Ack && cue != Cue::Yes) return false;
  std::uint32_t verb = hit.first + hit.count;
  if (!Stands(Mark::To, verb - 1)) {
    if (!Stands(Mark::To, verb)) return false;
    ++verb;
  }
  if (verb >= segment.end || !heard_.message.tokens[verb].is_word()) return false;
  // "Good to know" says so of what was heard.
  constexpr MarkSet kGoesAhead =
      Bit(Mark::Plain) | Bit(Mark::Refers) | Bit(Mark::Agree) | Bit(Mark::Aside);
  if ((heard_.covers[verb] & kGoesAhead) != 0) return false;
  if (asked_.Shows(heard_.message.tokens[verb])) return false;
  return std::none_of(heard_.cues.begin(), heard_.cues.end(), [&](const PhraseHit& other) {
    return other.first == verb && ConsentsOrPraises(static_cast<Cue>(other.tag));
  });
}

// "Nice of you", "your app is great", "brilliant support".
bool Moods::PraisesTeam(const PhraseHit& hit, const Segment& segment) const {
  const std::uint32_t after = hit.first + hit.count;
  return Find(Mark::You, segment.first, hit.first).has_value() || Stands(Mark::You, after) ||
         Stands(Mark::Praised, after);
}

// "No questions, yes", "no 1012": not a refusal. "No refund" is one, when a refund is what was
// asked about.
bool Moods::BelongsToNoun(const PhraseHit& hit) const {
  const auto& tokens = heard_.message.tokens;
  if (hit.count != 1 || !tokens[hit.first].Is("no")) return false;
  std::uint32_t next = hit.first + 1;
  if (next < tokens.size() && tokens[next].Is(".")) ++next;
  if (next >= tokens.size()) return false;
  if (tokens[next].is_digits()) return true;
  if (next > hit.first + 1 || !tokens[next].is_word()) return false;
  if (Stands(Mark::Determined, next) || asked_.Shows(tokens[next])) return false;
  return std::none_of(heard_.cues.begin(), heard_.cues.end(), [&](const PhraseHit& cue) {
    const Cue kind = static_cast<Cue>(cue.tag);
    const bool names = kind == Cue::About || kind == Cue::Query || kind == Cue::Neutral;
    return cue.first == next && !names;
  });
}

// Only words that say nothing of their own stand between the head of the segment and the verb.
bool Moods::MayStartOrder(const Segment& segment, std::uint32_t token) const {
  constexpr MarkSet kSaysNothing =
      Bit(Mark::Polite) | Bit(Mark::Negation) | Bit(Mark::Back) | Bit(Mark::And) | Bit(Mark::Turn);
  for (std::uint32_t t = segment.first; t < token; ++t) {
    if ((heard_.covers[t] & kSaysNothing) == 0 && !answers_[t]) return false;
  }
  return true;
}

// What the verb at the token orders: what was asked about, or its opposite.
std::optional<Cue> Moods::OrderAt(std::uint32_t token) const {
  const Token& word = heard_.message.tokens[token];
  if (!word.is_word() || heard_.quoted[token]) return std::nullopt;
  const int action = ActionOf(asked_.language(), word.folded);
  const bool same = word.folded == asked_.verb() ||
                    (action != 0 && action == ActionOf(asked_.language(), asked_.verb()));
  const bool opposite =
      !same && ((asked_.undoes && Stands(Mark::Keep, token)) ||
                (asked_.keeps && Stands(Mark::Undo, token)) ||
                (!asked_.keeps && Stands(Mark::Keep, token) && Stands(Mark::Your, token + 1)));
  if (!same && !opposite) return std::nullopt;
  const Segment* segment = heard_.SegmentAt(token);
  if (segment == nullptr || segment->asks || !MayStartOrder(*segment, token)) return std::nullopt;
  const bool negated = Find(Mark::Negation, segment->first, token).has_value();
  return same == negated ? Cue::No : Cue::Proceed;
}

void Moods::AddOrders(std::vector<PhraseHit>& cues) {
  answers_.resize(heard_.message.tokens.size());
  for (const PhraseHit& cue : heard_.cues) {
    const Cue kind = static_cast<Cue>(cue.tag);
    const bool answers = kind == Cue::Yes || kind == Cue::Sure || kind == Cue::Ack ||
                         kind == Cue::No || kind == Cue::Thanks || kind == Cue::Echo ||
                         (kind == Cue::Good && Stands(Mark::To, cue.first + cue.count - 1));
    if (answers) std::fill_n(answers_.begin() + cue.first, cue.count, true);
  }
  for (std::uint32_t i = 0; i < heard_.message.tokens.size(); ++i) {
    const auto order = OrderAt(i);
    if (!order) continue;
    const PhraseHit hit{static_cast<std::uint8_t>(*order), i, 1, false};
    const auto covering = std::find_if(cues.begin(), cues.end(), [&](const PhraseHit& cue) {
      return i >= cue.first && i < cue.first + cue.count;
    });
    if (covering != cues.end()) {
      // "No, keep it" stays a refusal even where the table has more in the phrase.
      covering->tag = hit.tag;
    } else {
      cues.push_back(hit);
    }
  }
  std::sort(cues.begin(), cues.end(),
            [](const PhraseHit& a, const PhraseHit& b) { return a.first < b.first; });
}

// "Do you mind …?" The answer stays what it says: who goes ahead, or is fine with it, does not
// mind.
void Moods::TurnRound(std::vector<PhraseHit>& cues) const {
  for (PhraseHit& hit : cues) {
    const Cue cue = static_cast<Cue>(hit.tag);
    const bool agrees = cue == Cue::Yes || cue == Cue::Sure || cue == Cue::Good ||
                        cue == Cue::Proceed || cue == Cue::Ack;
    const bool minds = heard_.Stands(Mark::MindSo, hit.first);
    if (agrees && !minds) hit.tag = static_cast<std::uint8_t>(Cue::No);
    // "It doesn't work for me."
    if (Refuses(cue) && minds) hit.tag = static_cast<std::uint8_t>(Cue::Yes);
  }
}

}  // namespace

std::vector<PhraseHit> AssertedCues(const Heard& heard, const Asked& asked) {
  return Moods(heard, asked).Assert();
}

}  // namespace proviso::understanding
