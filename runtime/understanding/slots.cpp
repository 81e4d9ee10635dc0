// SPDX-License-Identifier: Apache-2.0
// The plainest types choose first ("ana@example.com" is an email address whatever was asked), free
// text takes what is left. Between slots of one type the words around a value decide ("from Porto
// to …"), then the order of the slots.
#include "runtime/understanding/slots.h"

#include <algorithm>

#include "runtime/understanding/meaning.h"

namespace proviso::understanding {
namespace {

// An unasked value below this is not worth keeping.
constexpr double kLeastUnasked = 0.5;
constexpr double kLeastAsked = 0.25;
// Two values that are about as good leave the slot open: below any threshold for acting.
constexpr double kOpen = 0.5;
constexpr double kNear = 0.1;
// Tokens before a value in which the slot's name is looked for.
constexpr std::uint32_t kFarthestName = 5;

struct Target {
  const OpenSlot* slot;
  bool asked;
  bool done = false;
};

// Smaller chooses earlier.
int Rank(ValueType type) {
  switch (type) {
    case ValueType::Email:
      return 0;
    case ValueType::Money:
    case ValueType::Percent:
      return 1;
    case ValueType::Address:
      return 2;
    case ValueType::Time:
      return 3;
    case ValueType::Date:
      return 4;
    case ValueType::OrderNumber:
      return 5;
    case ValueType::Phone:
      return 6;
    case ValueType::Duration:
      return 7;
    case ValueType::Choice:
    case ValueType::Item:
      return 8;
    case ValueType::Number:
      return 9;
    case ValueType::YesNo:
      return 10;
    case ValueType::List:
    case ValueType::Text:
    case ValueType::Json:
      break;
  }
  return 11;
}

enum class Direction : std::uint8_t { Start, Finish };

constexpr PhraseEntry kDirections[] = {
#define PROVISO_DIRECTION(name, phrase) {static_cast<std::uint8_t>(Direction::name), phrase},
#include "runtime/understanding/en/directions.def"
#undef PROVISO_DIRECTION
};

const PhraseTable& Directions() {
  static const PhraseTable table(kDirections, {});
  return table;
}

// "pickup_date" as words.
Message NameMessage(const std::string& name) {
  std::string words = name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return MakeMessage(words, 256);
}

bool IsFreeText(ValueType type) { return Rank(type) == 11; }

class SlotReader {
 public:
  SlotReader(const Prompt& prompt, const SlotContext& context)
      : context_(context),
        heard_(ConceptsOf(context.message)),
        directions_(Directions().Find(context.message.tokens)) {
    const bool asks = prompt.kind == PromptKind::Slot || prompt.kind == PromptKind::Choice ||
                      prompt.kind == PromptKind::ConfirmValue;
    if (asks && !prompt.slot.name.empty()) targets_.push_back({&prompt.slot, true});
    for (const OpenSlot& slot : prompt.open_slots) {
      const bool again = asks && slot.name == prompt.slot.name;
      if (!again && !slot.name.empty()) targets_.push_back({&slot, false});
    }
    std::stable_sort(targets_.begin(), targets_.end(), [](const Target& a, const Target& b) {
      return Rank(a.slot->type) < Rank(b.slot->type);
    });
    // What was asked for comes before its like, whatever the order of the slots.
    std::stable_sort(targets_.begin(), targets_.end(), [](const Target& a, const Target& b) {
      return Rank(a.slot->type) == Rank(b.slot->type) && a.asked && !b.asked;
    });
  }

  std::vector<SlotReading> Read();

 private:
  struct Taken {
    std::uint32_t begin;
    std::uint32_t end;
  };

  bool IsFree(const Candidate& candidate) const {
    return std::none_of(taken_.begin(), taken_.end(), [&](const Taken& taken) {
      return candidate.begin < taken.end && taken.begin < candidate.end;
    });
  }
  // Words of the slot's name in the four words before the value.
  double NamedBefore(const OpenSlot& slot, const Candidate& candidate) const;
  bool IsOneOfSeveral(const Target& target, const Candidate& best,
                      const std::vector<Candidate>& candidates) const;
  bool IsEnd(const Target& target) const;
  void Fill(Target& target);

  const SlotContext& context_;
  std::vector<Concept> heard_;
  std::vector<PhraseHit> directions_;
  std::vector<Target> targets_;
  std::vector<Taken> taken_;
  std::vector<std::pair<bool, SlotReading>> readings_;
};

double SlotReader::NamedBefore(const OpenSlot& slot, const Candidate& candidate) const {
  const Message name_words = NameMessage(slot.name);
  const std::vector<Concept> name = ConceptsOf(name_words);
  const auto& tokens = context_.message.tokens;
  double score = 0;
  // The nearest word before the value that says whether it is a start or an end.
  const PhraseHit* nearest = nullptr;
  for (const PhraseHit& hit : directions_) {
    if (tokens[hit.first].begin < candidate.begin) nearest = &hit;
  }
  if (nearest != nullptr) {
    for (const PhraseHit& named : Directions().Find(name_words.tokens)) {
      score += named.tag == nearest->tag ? 1.0 : -1.0;
    }
  }
  const auto value =
      std::lower_bound(tokens.begin(), tokens.end(), candidate.begin,
                       [](const Token& token, std::uint32_t begin) { return token.begin < begin; });
  const std::uint32_t at = static_cast<std::uint32_t>(value - tokens.begin());
  const std::uint32_t from = at > kFarthestName ? at - kFarthestName : 0;
  auto heard =
      std::lower_bound(heard_.begin(), heard_.end(), from,
                       [](const Concept& word, std::uint32_t i) { return word.first < i; });
  for (; heard != heard_.end() && heard->first < at; ++heard) {
    const std::uint32_t between = at > heard->end ? at - heard->end : 0;
    for (const Concept& named : name) {
      if (Likeness(named, *heard) > 0.75) score += 1.0 / static_cast<double>(1 + between);
    }
  }
  return score;
}

// "I have two orders, 1001 and 1002": either may be meant.
bool SlotReader::IsOneOfSeveral(const Target& target, const Candidate& best,
                                const std::vector<Candidate>& candidates) const {
  const ValueType type = target.slot->type;
  const bool unique = type == ValueType::OrderNumber || type == ValueType::Email ||
                      type == ValueType::Phone || type == ValueType::Money ||
                      type == ValueType::Percent;
  const bool shared = std::any_of(targets_.begin(), targets_.end(), [&](const Target& other) {
    return other.slot != target.slot && other.slot->type == type;
  });
  if (!unique || shared) return false;
  return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& other) {
    // "Invoice 114, order 1002": the slot's name tells which.
    return other.value != best.value && other.confidence + kNear >= best.confidence &&
           NamedBefore(*target.slot, other) >= NamedBefore(*target.slot, best);
  });
}

// "pickup_date", or one of two dates.
bool SlotReader::IsEnd(const Target& target) const {
  const bool shared = std::any_of(targets_.begin(), targets_.end(), [&](const Target& other) {
    return other.slot != target.slot && other.slot->type == target.slot->type;
  });
  return shared || !Directions().Find(NameMessage(target.slot->name).tokens).empty();
}

void SlotReader::Fill(Target& target) {
  std::vector<Candidate> candidates =
      FindCandidates(*target.slot, target.asked, IsEnd(target), context_);
  const double least = target.asked ? kLeastAsked : kLeastUnasked;
  const Candidate* best = nullptr;
  double best_score = 0;
  for (const Candidate& candidate : candidates) {
    const bool overlaps = !IsFree(candidate) && !IsFreeText(target.slot->type) &&
                          target.slot->type != ValueType::YesNo;
    if (candidate.confidence < least || overlaps) continue;
    // Another slot of the type may claim the value by name.
    double score = candidate.confidence + NamedBefore(*target.slot, candidate);
    for (const Target& other : targets_) {
      if (other.done || other.slot == target.slot || other.slot->type != target.slot->type)
        continue;
      score -= NamedBefore(*other.slot, candidate);
    }
    if (best == nullptr || score > best_score + 1e-9) {
      best = &candidate;
      best_score = score;
    }
  }
  target.done = true;
  if (best == nullptr) return;
  const bool open = IsOneOfSeveral(target, *best, candidates);
  SlotReading reading;
  reading.slot = target.slot->name;
  reading.value = best->value;
  reading.text = context_.message.text.substr(best->begin, best->end - best->begin);
  reading.confidence = std::clamp(best->confidence, 0.0, open ? kOpen : 1.0);
  // A free text that is mostly another slot's value is no text of its own.
  if (IsFreeText(target.slot->type)) {
    std::size_t covered = 0;
    for (const Taken& taken : taken_) {
      const std::uint32_t from = std::max(taken.begin, best->begin);
      const std::uint32_t to = std::min(taken.end, best->end);
      if (to > from) covered += to - from;
    }
    if (covered * 2 > best->end - best->begin) reading.confidence = 0.3;
  } else if (target.slot->type != ValueType::YesNo) {
    taken_.push_back({best->begin, best->end});
  }
  readings_.emplace_back(target.asked, std::move(reading));
}

std::vector<SlotReading> SlotReader::Read() {
  for (Target& target : targets_) Fill(target);
  std::stable_sort(readings_.begin(), readings_.end(),
                   [](const auto& a, const auto& b) { return a.first && !b.first; });
  std::vector<SlotReading> result;
  result.reserve(readings_.size());
  for (auto& [asked, reading] : readings_) result.push_back(std::move(reading));
  return result;
}

}  // namespace

std::vector<SlotReading> ReadSlots(const Prompt& prompt, const SlotContext& context) {
  return SlotReader(prompt, context).Read();
}

}  // namespace proviso::understanding
