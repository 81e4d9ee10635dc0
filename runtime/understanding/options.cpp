// SPDX-License-Identifier: Apache-2.0
// Evidence is tried from the plainest to the vaguest: a value that an option allows, a name, a
// place in the list, a bare number. Names are compared by the concepts in them, weighted by how few
// options share them; words of the description count less than those of the label.
#include "runtime/understanding/options.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/decimal.h"
#include "runtime/understanding/meaning.h"
#include "runtime/understanding/values/money.h"
#include "runtime/understanding/values/numerals.h"
#include "runtime/understanding/values/option_values.h"
#include "runtime/understanding/values/places.h"

namespace proviso::understanding {
namespace {

constexpr double kDescriptionWeight = 0.3;
constexpr double kMostFromDescription = 0.45;
constexpr double kAlsoNamed = 0.5;      // heard beside the value of another option
constexpr double kWholeName = 0.9;      // every concept of the label was heard
constexpr double kLeastScore = 0.28;    // a name of which less is heard is not heard
constexpr double kOtherName = 0.3;      // what is left of a score when the name is another one
constexpr double kSaidElsewhere = 0.1;  // of a like word, when another option has the very word
constexpr double kLeastLead = 0.12;     // over the second best

struct NamedOption {
  std::vector<Concept> label;
  std::vector<Concept> description;
  std::vector<std::string> words;  // of both, folded, as they stand

  bool Says(std::string_view word) const {
    return std::find(words.begin(), words.end(), word) != words.end();
  }
  bool SaysForm(std::string_view word) const {
    return std::any_of(words.begin(), words.end(), [stem = StemOf(word)](const std::string& own) {
      return StemOf(own) == stem;
    });
  }
};

#define PROVISO_SEVERAL(phrase) {0, phrase},
#define PROVISO_NONE(phrase) {1, phrase},
constexpr PhraseEntry kSeveral[] = {
#include "runtime/understanding/en/none.def"
#include "runtime/understanding/en/several.def"
};
constexpr PhraseEntry kPortugueseSeveral[] = {
#include "runtime/understanding/pt/none.def"
#include "runtime/understanding/pt/several.def"
};
#undef PROVISO_SEVERAL
#undef PROVISO_NONE

const PhraseTable& SeveralOrNone(std::string_view language) {
  static const PhraseTable english(kSeveral, {});
  static const PhraseTable portuguese(kPortugueseSeveral, {});
  static const PhraseTable none({}, {});
  if (language == "en") return english;
  return language == "pt" ? portuguese : none;
}

struct Count {
  std::string_view phrase;
  int value;
};
constexpr Count kCounts[] = {
#define PROVISO_COUNT(phrase, value) {phrase, value},
#include "runtime/understanding/en/counts.def"
#undef PROVISO_COUNT
};

bool IsTruth(std::string_view label, bool truth) {
  const std::string folded = Fold(label);
  return truth ? folded == "true" || folded == "yes" : folded == "false" || folded == "no";
}

// What the tokens of the reply are in its clauses: turned down, or asked about.
class ClauseMap {
 public:
  ClauseMap(const Message& message, const std::vector<PhraseHit>& hits,
            const std::vector<bool>& unmeant)
      : clauses_(SplitClauses(message, hits)), hits_(hits), unmeant_(unmeant) {}

  bool IsQuestion(std::uint32_t token) const {
    const Clause* clause = At(token);
    if (clause == nullptr || !clause->question) return false;
    // "Can I have the 15%?" takes it; "what about its price?" asks.
    return !clause->Has(Cue::Request) || clause->Has(Cue::About);
  }
  // A "not" or "no" before the token in its clause.
  bool IsNegated(std::uint32_t token) const {
    if (token < unmeant_.size() && unmeant_[token]) return true;
    const Clause* clause = At(token);
    if (clause == nullptr) return false;
    for (const PhraseHit& hit : hits_) {
      const Cue cue = static_cast<Cue>(hit.tag);
      if (hit.first < clause->first || hit.first >= token) continue;
      if (cue == Cue::Negator || (cue == Cue::No && hit.count > 1)) return true;
      // "No refund": the "no" stands at the name itself.
      if (cue == Cue::No && hit.first + 1 == token) return true;
    }
    return false;
  }

 private:
  const Clause* At(std::uint32_t token) const {
    for (const Clause& clause : clauses_) {
      if (token >= clause.first && token < clause.end) return &clause;
    }
    return nullptr;
  }

  std::vector<Clause> clauses_;
  const std::vector<PhraseHit>& hits_;
  const std::vector<bool>& unmeant_;
};

class OptionReader {
 public:
  OptionReader(const Prompt& prompt, const Message& message, const std::vector<PhraseHit>& hits,
               const Language& language, const std::vector<bool>& unmeant)
      : prompt_(prompt),
        message_(message),
        hits_(hits),
        language_(language),
        clauses_(message, hits, unmeant),
        heard_(ConceptsOf(message)) {}

  OptionReading Read();

 private:
  bool Has(Cue cue) const {
    return std::any_of(hits_.begin(), hits_.end(),
                       [&](const PhraseHit& hit) { return static_cast<Cue>(hit.tag) == cue; });
  }
  void Take(std::size_t option, double confidence) {
    result_.option = static_cast<std::uint32_t>(option);
    result_.confidence = confidence;
  }
  // "another one", "something else"; not when the words are those of the option that was named.
  bool WantsOther() const;
  bool ReadTruth();
  bool ReadCount();
  void ReadValue();
  void ReadName();
  void ReadPlace();
  void ReadComparison();
  std::optional<double> QuantityOf(const PromptOption& option) const;
  bool IsAboutPrompt(std::uint32_t token) const;
  double Score(std::size_t option, std::uint32_t& where, bool& negated) const;
  bool NamesAnotherBeside(std::size_t best) const;
  int Sharing(const Concept& concept_named) const;
  bool IsOtherName(const std::vector<Concept>& label) const;
  bool IsSaidElsewhere(std::size_t option, const Concept& heard) const;
  std::size_t NamedConcepts(std::size_t option) const;
  bool IsRatherAnother(std::size_t best) const;
  bool LabelsHold(int number) const;

  const Prompt& prompt_;
  const Message& message_;
  const std::vector<PhraseHit>& hits_;
  const Language& language_;
  ClauseMap clauses_;
  std::vector<Concept> heard_;
  std::vector<NamedOption> named_;
  OptionReading result_;
  bool heard_name_ = false;  // something of an option's name or description was heard
};

// A yes/no question written as a choice of "True" and "False".
bool OptionReader::ReadTruth() {
  if (prompt_.options.size() != 2) return false;
  const bool first_true =
      IsTruth(prompt_.options[0].label, true) && IsTruth(prompt_.options[1].label, false);
  const bool first_false =
      IsTruth(prompt_.options[0].label, false) && IsTruth(prompt_.options[1].label, true);
  if (!first_true && !first_false) return false;
  Polarity polarity = Polarity::None;
  for (const Clause& clause : SplitClauses(message_, hits_)) {
    if (polarity == Polarity::None) polarity = clause.polarity;
    if (clause.polarity == Polarity::Decline) polarity = Polarity::Decline;
  }
  bool truth = true;
  double confidence = 0.9;
  if (polarity == Polarity::Decline || polarity == Polarity::WeakDecline) {
    truth = false;
  } else if (polarity == Polarity::None) {
    // "A shared ride" says yes to "Would you like a shared ride?": it takes up the question's
    // words.
    const Message prompt = MakeMessage(prompt_.text + " " + prompt_.slot.name, 2048);
    const std::vector<Concept> asked = ConceptsOf(prompt);
    const bool echoes = std::any_of(heard_.begin(), heard_.end(), [&](const Concept& heard) {
      return std::any_of(asked.begin(), asked.end(), [&](const Concept& concept_asked) {
        return Likeness(concept_asked, heard) > 0.9;
      });
    });
    const bool alone = Has(Cue::Other) && !echoes;
    if (alone || (!echoes && !Has(Cue::Unsure))) return true;
    confidence = 0.65;
  }
  Take(truth == first_true ? 0 : 1, confidence);
  return true;
}

// True when the words after `token` are those that the question asks about: "how many tickets".
bool OptionReader::IsAboutPrompt(std::uint32_t token) const {
  const Message prompt = MakeMessage(
      prompt_.text + " " + Fold(prompt_.slot.name) + " people persons person of us passengers",
      2048);
  const std::vector<Concept> asked = ConceptsOf(prompt);
  for (const Concept& heard : heard_) {
    if (heard.first < token || heard.first > token + 1) continue;
    for (const Concept& concept_asked : asked) {
      if (!concept_asked.is_number && Likeness(concept_asked, heard) > 0.9) return true;
    }
  }
  return message_.IsAt(token, "of") && message_.IsAt(token + 1, "us");
}

// "How many tickets?": options that are numbers are named by numbers, in digits or words.
bool OptionReader::ReadCount() {
  std::vector<std::string> labels;
  for (const PromptOption& option : prompt_.options) {
    const auto number = CanonicalDecimal(option.label);
    if (!number) return false;
    labels.push_back(*number);
  }
  if (labels.empty()) return false;
  double best = 0;
  const auto consider = [&](const std::string& value, std::uint32_t after, double confidence) {
    const auto it = std::find(labels.begin(), labels.end(), value);
    if (it == labels.end()) return;
    if (IsAboutPrompt(after)) confidence += 0.2;
    if (confidence > best) {
      best = confidence;
      Take(static_cast<std::size_t>(it - labels.begin()), std::min(confidence, 0.97));
    }
  };
  const auto& tokens = message_.tokens;
  for (const Numeral& numeral : FindNumerals(message_, language_)) {
    const bool priced = numeral.first > 0 && tokens[numeral.first - 1].Is("$");
    const bool clock = numeral.end < tokens.size() &&
                       (tokens[numeral.end].Is(":") || tokens[numeral.end].Is("/") ||
                        tokens[numeral.end].Is("%")) &&
                       tokens[numeral.end].glued;
    const bool in_clock = numeral.first > 0 && tokens[numeral.first].glued &&
                          tokens[numeral.first - 1].kind == TokenKind::Mark;
    const std::string_view next =
        numeral.end < tokens.size() ? std::string_view(tokens[numeral.end].folded) : "";
    const bool other_unit =
        CountsIn(prompt_.options, next, language_) || language_.Date(next, DateRole::Am) ||
        language_.Date(next, DateRole::Pm) || language_.Date(next, DateRole::OClock) ||
        language_.Date(next, DateRole::Month);
    const bool of_clock = numeral.first > 0 && (language_.Date(tokens[numeral.first - 1].folded,
                                                               DateRole::Month) != nullptr);
    if (priced || clock || in_clock || numeral.is_part || other_unit || of_clock) continue;
    const bool dollar = numeral.end < tokens.size() && (next == "dollars" || next == "bucks");
    if (dollar) continue;
    consider(numeral.value, numeral.end, 0.75);
  }
  for (const Count& count : kCounts) {
    if (language_.code != "en") break;
    const Message phrase = MakeMessage(count.phrase, 64);
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      std::uint32_t n = 0;
      while (n < phrase.tokens.size() && message_.IsAt(i + n, phrase.tokens[n].folded)) ++n;
      if (n == phrase.tokens.size()) consider(std::to_string(count.value), i + n, 0.7);
    }
  }
  return true;
}

// "15%", "fifteen percent", or a bare "15" where values are percentages.
void OptionReader::ReadValue() {
  const std::vector<HeardValue> heard = HeardValues(message_, prompt_.options, language_);
  for (const HeardValue& value : heard) {
    for (std::size_t i = 0; i < prompt_.options.size(); ++i) {
      const auto allowed = AllowedValue(prompt_.options[i], value, language_);
      if (!allowed || clauses_.IsNegated(value.first)) continue;
      if (result_.option && result_.option != i && !result_.value) continue;
      if (result_.value && (*result_.value != *allowed || result_.option != i)) {
        // Two allowed values in one reply: "10 or 15%?" is open.
        result_.ambiguous = true;
        continue;
      }
      Take(i, value.bare ? 0.8 : 0.96);
      result_.value = *allowed;
      result_.in_question = clauses_.IsQuestion(value.first);
    }
  }
  if (!result_.value && !heard.empty()) {
    result_.rejected_value = heard.front().bare ? std::string() : heard.front().text;
  }
  if (result_.ambiguous) {
    result_.option.reset();
    result_.value.reset();
    result_.confidence = 0;
  }
}

// The label of another option stands as a whole outside of where this option's label stands.
bool OptionReader::NamesAnotherBeside(std::size_t best) const {
  const auto places = [&](std::size_t option) {
    const Message label = MakeMessage(prompt_.options[option].label, 64);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    for (std::uint32_t i = 0; i < message_.tokens.size(); ++i) {
      std::uint32_t n = 0;
      while (n < label.tokens.size() && message_.IsAt(i + n, label.tokens[n].folded)) ++n;
      if (n > 0 && n == label.tokens.size()) found.emplace_back(i, i + n);
    }
    return found;
  };
  const auto own = places(best);
  if (own.empty()) return false;
  for (std::size_t i = 0; i < prompt_.options.size(); ++i) {
    if (i == best) continue;
    for (const auto& [begin, end] : places(i)) {
      const bool inside = std::any_of(own.begin(), own.end(), [b = begin, e = end](const auto& at) {
        return at.first <= b && e <= at.second;
      });
      if (!inside && !clauses_.IsNegated(begin)) return true;
    }
  }
  return false;
}

// How many options name the concept in their label.
int OptionReader::Sharing(const Concept& concept_named) const {
  int count = 0;
  for (const NamedOption& option : named_) {
    count += std::any_of(option.label.begin(), option.label.end(), [&](const Concept& other) {
      return Likeness(concept_named, other) > 0.9;
    });
  }
  return std::max(count, 1);
}

double OptionReader::Score(std::size_t option, std::uint32_t& where, bool& negated) const {
  // "No, none of them" is not about the speed boost "at no cost".
  const auto refuses = [&](std::uint32_t at) {
    return std::any_of(hits_.begin(), hits_.end(), [&](const PhraseHit& hit) {
      const Cue cue = static_cast<Cue>(hit.tag);
      return (cue == Cue::No || cue == Cue::Negator) && hit.first <= at &&
             at < hit.first + hit.count;
    });
  };
  const auto hear = [&](const Concept& named, bool& turned_down, bool described = false) {
    double best = 0;
    for (const Concept& heard : heard_) {
      if (described && refuses(heard.first)) continue;
      double likeness = Likeness(named, heard);
      if (likeness > 0 && IsSaidElsewhere(option, heard)) likeness *= kSaidElsewhere;
      if (likeness <= best) continue;
      if (clauses_.IsNegated(heard.first)) {
        turned_down = true;
        continue;
      }
      best = likeness;
      where = heard.first;
    }
    return best;
  };
  double total = 0;
  double matched = 0;
  bool digits_missing = false;
  for (const Concept& named : named_[option].label) {
    const double weight = named.weight / Sharing(named);
    const double likeness = hear(named, negated);
    total += weight;
    matched += weight * likeness;
    if (named.is_number && likeness == 0) digits_missing = true;
  }
  if (digits_missing || total == 0) return 0;
  if (IsOtherName(named_[option].label)) matched *= kOtherName;
  double described = 0;
  for (const Concept& named : named_[option].description) {
    bool ignored = false;
    described += kDescriptionWeight * hear(named, ignored, true);
  }
  return matched / total + std::min(described, kMostFromDescription) * (1 - matched / total);
}

// "the coupon" is like a discount, but when another option says "coupon" itself, that one is meant.
bool OptionReader::IsSaidElsewhere(std::size_t option, const Concept& heard) const {
  const std::string_view word = message_.tokens[heard.first].folded;
  if (named_[option].Says(word)) return false;
  return std::any_of(named_.begin(), named_.end(),
                     [&](const NamedOption& other) { return other.Says(word); });
}

// How many concepts of the option's label were heard.
std::size_t OptionReader::NamedConcepts(std::size_t option) const {
  std::size_t count = 0;
  for (const Concept& named : named_[option].label) {
    count += std::any_of(heard_.begin(), heard_.end(),
                         [&](const Concept& heard) { return Likeness(named, heard) > 0.9; });
  }
  return count;
}

// "the discount on my next order": it names "Discount Offer", and yet "next" is a word of "Future
// Discount" only. What shares the name and explains more of the reply keeps the choice open.
bool OptionReader::IsRatherAnother(std::size_t best) const {
  for (std::size_t other = 0; other < named_.size(); ++other) {
    if (other == best || NamedConcepts(other) == 0) continue;
    std::size_t only_other = 0;
    std::size_t only_best = 0;
    for (const Concept& heard : heard_) {
      const std::string_view word = message_.tokens[heard.first].folded;
      const bool in_best = named_[best].SaysForm(word);
      const bool in_other = named_[other].SaysForm(word);
      only_other += in_other && !in_best ? 1 : 0;
      only_best += in_best && !in_other ? 1 : 0;
    }
    if (only_other > 0 && only_best == 0) return true;
  }
  return false;
}

// "Southwest Airlines" is not "Delta Airlines": only the last word agrees, and what stands before
// it in the reply is a name of its own.
bool OptionReader::IsOtherName(const std::vector<Concept>& label) const {
  if (label.size() < 2) return false;
  const auto is_heard = [&](const Concept& named, std::uint32_t& where) {
    for (const Concept& heard : heard_) {
      where = heard.first;
      if (Likeness(named, heard) > 0.7) return true;
    }
    return false;
  };
  std::uint32_t where = 0;
  for (std::size_t i = 0; i + 1 < label.size(); ++i) {
    if (is_heard(label[i], where)) return false;
  }
  if (!is_heard(label.back(), where) || where < 2) return false;
  const Token& before = message_.tokens[where - 1];
  const char initial = message_.text[before.begin];
  return before.is_word() && initial >= 'A' && initial <= 'Z' && before.folded.size() > 1 &&
         message_.tokens[where - 2].is_word();
}

void OptionReader::ReadName() {
  for (const PromptOption& option : prompt_.options) {
    named_.push_back({ConceptsOf(MakeMessage(option.label, 512)),
                      ConceptsOf(MakeMessage(option.description, 1024)),
                      {}});
    if (option.description.empty()) named_.back().description.clear();
    for (const std::string* text : {&option.label, &option.description}) {
      for (const Token& token : MakeMessage(*text, 1024).tokens)
        named_.back().words.push_back(std::string(token.folded));
    }
  }
  std::size_t best = 0;
  double best_score = 0;
  double second = 0;
  std::uint32_t best_where = 0;
  bool any_negated = false;
  for (std::size_t i = 0; i < named_.size(); ++i) {
    std::uint32_t where = 0;
    const double score = Score(i, where, any_negated);
    if (score > best_score) {
      second = best_score;
      best_score = score;
      best = i;
      best_where = where;
    } else {
      second = std::max(second, score);
    }
  }
  heard_name_ = best_score >= kLeastScore;
  result_.heard = heard_name_;
  if (best_score < kLeastScore) {
    result_.negated = any_negated;
    return;
  }
  // "the future discount" says all of "Discount Offer" and all of "Future Discount": the longer
  // name that was heard whole is meant.
  bool longer_name = false;
  if (best_score - second < kLeastLead && best_score >= kWholeName) {
    std::size_t most = 0;
    for (std::size_t i = 0; i < named_.size(); ++i) {
      std::uint32_t where = 0;
      bool ignored = false;
      if (Score(i, where, ignored) < kWholeName) continue;
      const std::size_t count = NamedConcepts(i);
      longer_name = count > most ? true : count == most ? false : longer_name;
      if (count > most) {
        most = count;
        best = i;
        best_where = where;
      }
    }
  }
  if (best_score - second < kLeastLead && !longer_name) {
    // Words that only descriptions share name none of the options.
    result_.ambiguous = best_score > kMostFromDescription && !clauses_.IsQuestion(best_where);
    return;
  }
  if (NamesAnotherBeside(best)) {
    // "Post-Event or Event": the shorter name stands by itself, too.
    result_.ambiguous = true;
    return;
  }
  // A value said in the same breath decides the confidence.
  const bool value_agrees = result_.option && *result_.option == best;
  if (result_.option && !value_agrees) {
    // "the 20% coupon": only one option allows the value, so it is meant, whatever the words are
    // like.
    const bool shared = NamedConcepts(*result_.option) > 0;
    if (best_score < kAlsoNamed || shared) return;
    // "10% and the free shipping": a value of one and the name of another.
    result_ = OptionReading{};
    result_.ambiguous = true;
    result_.heard = true;
    return;
  }
  if (!value_agrees && IsRatherAnother(best)) {
    result_.ambiguous = true;
    return;
  }
  const double confidence = std::min(0.97, 0.68 + 0.3 * best_score);
  Take(best, value_agrees ? std::max(confidence, result_.confidence) : confidence);
  result_.in_question = clauses_.IsQuestion(best_where);
}

bool OptionReader::WantsOther() const {
  return std::any_of(hits_.begin(), hits_.end(), [&](const PhraseHit& hit) {
    if (static_cast<Cue>(hit.tag) != Cue::Other) return false;
    if (!result_.option || named_.size() <= *result_.option) return true;
    bool of_option = true;
    for (std::uint32_t i = hit.first; i < hit.first + hit.count && i < message_.tokens.size();
         ++i) {
      of_option = of_option && named_[*result_.option].Says(message_.tokens[i].folded);
    }
    return !of_option;
  });
}

bool OptionReader::LabelsHold(int number) const {
  const std::string digits = std::to_string(number);
  return std::any_of(named_.begin(), named_.end(), [&](const NamedOption& option) {
    return std::any_of(option.label.begin(), option.label.end(), [&](const Concept& named) {
      return named.is_number && named.word == digits;
    });
  });
}

// "the second one", "2nd", "last", "option 3", "#2"; a bare "2".
void OptionReader::ReadPlace() {
  const auto& tokens = message_.tokens;
  const int count = static_cast<int>(prompt_.options.size());
  const auto is_noun = [&](std::uint32_t i) {
    for (const std::string_view word : {"one", "option", "choice", "offer", "alternative"}) {
      if (message_.IsAt(i, word)) return true;
    }
    return false;
  };
  for (const Place& place : FindPlaces(message_, language_)) {
    const bool pointed = (place.first > 0 && tokens[place.first - 1].Is("the")) ||
                         is_noun(place.end) || tokens.size() <= place.end - place.first + 1;
    const bool counts = place.end < tokens.size() &&
                        language_.Number(tokens[place.end].folded) != nullptr &&
                        !is_noun(place.end);
    // "The 1st" among dates and sizes is rather a value than a place.
    if (LabelsHold(place.place) && !is_noun(place.end)) continue;
    if (!pointed || counts || place.place == 0 || clauses_.IsNegated(place.first)) continue;
    const int index = place.place > 0 ? place.place - 1 : count + place.place;
    if (index < 0 || index >= count) continue;
    Take(static_cast<std::size_t>(index), 0.94);
    result_.in_question = clauses_.IsQuestion(place.first);
    return;
  }
  for (const Numeral& numeral : FindNumerals(message_, language_)) {
    const auto value = DecimalToInteger(numeral.value);
    if (!value || *value < 1 || *value > count) continue;
    bool pointed = false;
    for (const std::string_view word : {"option", "number", "choice", "#", "no", "nr", "offer"}) {
      pointed = pointed || (numeral.first > 0 && tokens[numeral.first - 1].Is(word));
    }
    std::size_t rest = 0;  // words beside the number
    for (const Token& token : tokens) rest += token.is_word() ? 1 : 0;
    if (numeral.in_words) rest -= numeral.end - numeral.first;
    const bool whole = rest == 0 || (rest == 1 && Has(Cue::Echo));  // "2", "2 please"
    if (!pointed && !whole) continue;
    Take(static_cast<std::size_t>(*value - 1), pointed ? 0.93 : 0.85);
    return;
  }
}

// The one number in the label of an option: "6 months", "$20".
std::optional<double> OptionReader::QuantityOf(const PromptOption& option) const {
  const Message label = MakeMessage(option.label, 512);
  const std::vector<Numeral> numerals = FindNumerals(label, language_);
  if (numerals.size() != 1) return std::nullopt;
  return std::strtod(numerals.front().value.c_str(), nullptr);
}

// "The cheapest", "the longest one": among options that differ in one number.
void OptionReader::ReadComparison() {
  const auto hits = MarksOf(language_.code).Find(message_.tokens);
  int wanted = 0;
  for (const MarkHit& hit : hits) {
    const bool most = (hit.marks & Bit(Mark::Most)) != 0;
    const bool least = (hit.marks & Bit(Mark::Least)) != 0;
    if (!most && !least) continue;
    if (clauses_.IsNegated(hit.first) || clauses_.IsQuestion(hit.first)) return;
    if (wanted != 0 && wanted != (most ? 1 : -1)) return;
    wanted = most ? 1 : -1;
  }
  if (wanted == 0) return;
  std::optional<std::size_t> best;
  double best_quantity = 0;
  std::size_t counted = 0;
  bool tied = false;
  for (std::size_t i = 0; i < prompt_.options.size(); ++i) {
    const auto quantity = QuantityOf(prompt_.options[i]);
    if (!quantity) continue;
    ++counted;
    const double lead = best ? (*quantity - best_quantity) * wanted : 1;
    tied = best && lead == 0 ? true : lead > 0 ? false : tied;
    if (lead > 0) {
      best = i;
      best_quantity = *quantity;
    }
  }
  if (counted >= 2 && best && !tied) Take(*best, 0.8);
}

OptionReading OptionReader::Read() {
  if (prompt_.options.empty() || message_.tokens.empty()) return result_;
  if (ReadTruth() || ReadCount()) return result_;
  bool several = false;
  bool none = false;
  for (const PhraseHit& hit : SeveralOrNone(language_.code).Find(message_.tokens)) {
    (hit.tag == 0 ? several : none) = true;
  }
  ReadValue();
  if (!result_.ambiguous) ReadName();
  if (several && prompt_.options.size() > 1) {
    result_.option.reset();
    result_.confidence = 0;
    // "I don't want any of these" takes none.
    result_.declined = Has(Cue::Negator) || Has(Cue::No);
    result_.ambiguous = !result_.declined;
    return result_;
  }
  if (!result_.option || result_.ambiguous) {
    const bool was_ambiguous = result_.ambiguous;
    ReadPlace();
    if (!result_.option && !result_.ambiguous) ReadComparison();
    result_.ambiguous = was_ambiguous && !result_.option;
  }
  if ((none || WantsOther()) && !(result_.option && result_.confidence >= 0.9)) {
    // "another" beside words of an option may turn the options down or describe one: it is asked
    // again, because what follows a decline may not be undone.
    const bool unclear = !none && heard_name_;
    result_.option.reset();
    result_.confidence = 0;
    result_.ambiguous = unclear;
    result_.declined = !unclear;
  }
  return result_;
}

// The message from the token on, with the cues that stand there.
Message Behind(const Message& message, std::uint32_t token) {
  Message rest;
  rest.text = message.text;
  rest.tokens.assign(message.tokens.begin() + token, message.tokens.end());
  return rest;
}

std::vector<bool> Behind(const std::vector<bool>& unmeant, std::uint32_t token) {
  return {unmeant.begin() + token, unmeant.end()};
}

std::vector<PhraseHit> Behind(const std::vector<PhraseHit>& hits, std::uint32_t token) {
  std::vector<PhraseHit> rest;
  for (PhraseHit hit : hits) {
    if (hit.first < token) continue;
    hit.first -= token;
    rest.push_back(hit);
  }
  return rest;
}

// Where the last word that takes back or concludes stands ("no wait", "I mean", "so"), 0 when none
// does. A "no" that belongs to a name takes nothing back.
std::uint32_t LastTurn(const Heard& heard) {
  std::uint32_t turn = 0;
  for (const MarkHit& hit : heard.marks) {
    if (hit.first == 0 || (hit.marks & (Bit(Mark::Corrects) | Bit(Mark::Back))) == 0) continue;
    const std::uint32_t next = hit.first + hit.count;
    if (next >= heard.message.tokens.size()) continue;
    // "First a replacement, then a refund" goes through both.
    if ((hit.marks & Bit(Mark::Corrects)) == 0 && heard.Has(Mark::First)) continue;
    // "A refund and then a replacement": neither.
    if ((hit.marks & Bit(Mark::Corrects)) == 0 && heard.Stands(Mark::And, hit.first - 1)) continue;
    const bool no = heard.message.tokens[hit.first].Is("no") && hit.count == 1;
    const bool apart =
        heard.message.tokens[next].kind == TokenKind::Mark || heard.Stands(Mark::Determined, next);
    if (!no || apart) turn = next;
  }
  return turn;
}

// Marks what a segment names and does not want.
class Unmeant {
 public:
  Unmeant(const Heard& heard, const Asked& asked)
      : heard_(heard), asked_(asked), tokens_(heard.message.tokens.size()) {}

  std::vector<bool> Find() {
    for (const MarkHit& hit : heard_.marks) TurnedDown(hit);
    for (const Segment& segment : heard_.segments) {
      // Where it is asked what has happened, what somebody got is the answer.
      if (asked_.wishes) Told(segment);
    }
    return std::move(tokens_);
  }

 private:
  void Fill(std::uint32_t from, std::uint32_t to) {
    std::fill(tokens_.begin() + from, tokens_.begin() + to, true);
  }
  std::uint32_t At(Mark mark, std::uint32_t from, std::uint32_t to) const {
    while (from < to && !heard_.Stands(mark, from)) ++from;
    return from;
  }

  // "Forget the refund", "anything but a refund", "a voucher instead of a refund", "a refund is no
  // use": to the end or from the start of the segment beside the phrase.
  void TurnedDown(const MarkHit& hit) {
    if ((hit.marks & (Bit(Mark::Drops) | Bit(Mark::Excepts) | Bit(Mark::Useless))) == 0) return;
    if (asked_.Shows(heard_.message.tokens[hit.first])) return;
    const std::uint32_t next = hit.first + hit.count;
    const bool before = (hit.marks & Bit(Mark::Useless)) != 0;
    const Segment* segment = heard_.SegmentAt(before ? hit.first : next - 1);
    if (segment != nullptr && before) Fill(segment->first, hit.first);
    if (segment != nullptr && !before) Fill(hit.first, std::max(next, segment->end));
  }

  // "My neighbour got a refund", "they promised me one", "I had a refund last year", "why a
  // refund".
  void Told(const Segment& segment) {
    const std::uint32_t why = At(Mark::Why, segment.first, segment.end);
    if (why < segment.end) Fill(why, segment.end);
    const std::uint32_t person = std::min(At(Mark::Person, segment.first, segment.end),
                                          At(Mark::Speaker, segment.first, segment.end));
    for (const Mark mark : {Mark::Got, Mark::Said, Mark::Past}) {
      const std::uint32_t verb = At(mark, person, segment.end);
      if (verb < segment.end) Fill(verb, segment.end);
    }
    const bool past = segment.Has(Mark::Past) || segment.Has(Mark::Old);
    if (past && !segment.Has(Mark::Wish)) Fill(segment.first, segment.end);
  }

  const Heard& heard_;
  const Asked& asked_;
  std::vector<bool> tokens_;
};

// What is chosen on a condition, in part, or with a question is not chosen yet.
bool IsLimited(const Heard& heard, const Asked& asked) {
  for (const Segment& segment : heard.segments) {
    if (segment.Has(Mark::Condition)) return true;
    if (asked.wishes && segment.Has(Mark::Guess)) return true;
    for (const MarkHit& hit : heard.marks) {
      if ((hit.marks & Bit(Mark::JustThe)) == 0) continue;
      // "Replace just the lid"; "just the refund" takes it whole.
      const std::uint32_t next = hit.first + hit.count;
      if (next < heard.message.tokens.size() && heard.message.tokens[next].is_word() &&
          heard.covers[next] == 0 && !asked.Shows(heard.message.tokens[next]))
        return true;
    }
    if (!segment.Has(Mark::InPart)) continue;
    for (std::uint32_t t = segment.first; t < segment.end; ++t) {
      if (heard.Stands(Mark::InPart, t) && !asked.Shows(heard.message.tokens[t])) return true;
    }
  }
  return false;
}

}  // namespace

OptionReading ReadOption(const Prompt& prompt, const Heard& heard, const Asked& asked) {
  constexpr double kSure = 0.6;
  constexpr double kNotYet = 0.4;
  const std::vector<bool> unmeant = Unmeant(heard, asked).Find();
  OptionReading whole = ReadOption(prompt, heard.message, heard.cues, *heard.language, unmeant);
  // "Refund. No wait, replacement": what stands behind the turn, when it names one.
  if (const std::uint32_t turn = LastTurn(heard); turn > 0) {
    OptionReading rest = ReadOption(prompt, Behind(heard.message, turn), Behind(heard.cues, turn),
                                    *heard.language, Behind(unmeant, turn));
    if (rest.option && rest.confidence >= kSure && !rest.ambiguous) whole = std::move(rest);
  }
  const bool asks = whole.in_question && prompt.kind == PromptKind::Choice;
  if (heard.machine || asks || IsLimited(heard, asked))
    whole.confidence = std::min(whole.confidence, kNotYet);
  return whole;
}

OptionReading ReadOption(const Prompt& prompt, const Message& message,
                         const std::vector<PhraseHit>& hits, const Language& language,
                         const std::vector<bool>& unmeant) {
  return OptionReader(prompt, message, hits, language, unmeant).Read();
}

}  // namespace proviso::understanding
