// SPDX-License-Identifier: Apache-2.0
// Puts the parts together: cues, act, option, slots, the wish for a person; then what one part says
// about another (an option named is an offer accepted, a new address is the old one declined).
#include <algorithm>

#include "runtime/understanding/act.h"
#include "runtime/understanding/consent.h"
#include "runtime/understanding/heard.h"
#include "runtime/understanding/language.h"
#include "runtime/understanding/options.h"
#include "runtime/understanding/person.h"
#include "runtime/understanding/reader.h"
#include "runtime/understanding/slots.h"

namespace proviso::understanding {
namespace {

// From here on a reading is strong enough to change another.
constexpr double kSureOption = 0.75;
constexpr double kNamedOption = 0.8;  // more than words of its description
constexpr double kWholeOption = 0.9;
constexpr double kSureValue = 0.6;
constexpr double kSurePerson = 0.6;
constexpr double kSureRefusal = 0.8;

bool Offers(PromptKind kind) { return kind == PromptKind::Offer; }

enum class Doubt : std::uint8_t { Withdraw, Keep };

bool SaysYesBehind(const Heard& heard, const PhraseHit& doubt) {
  return std::any_of(heard.asserted.begin(), heard.asserted.end(), [&](const PhraseHit& cue) {
    return cue.first >= doubt.first + doubt.count && static_cast<Cue>(cue.tag) == Cue::Yes;
  });
}

const PhraseTable& DoubtsOf(std::string_view language) {
#define PROVISO_DOUBT(kind, phrase) {static_cast<std::uint8_t>(Doubt::kind), phrase},
  static constexpr PhraseEntry kEnglish[] = {
#include "runtime/understanding/en/doubts.def"
  };
  static constexpr PhraseEntry kPortuguese[] = {
#include "runtime/understanding/pt/doubts.def"
  };
#undef PROVISO_DOUBT
  static const PhraseTable english(kEnglish, {});
  static const PhraseTable portuguese(kPortuguese, {});
  static const PhraseTable none({}, {});
  if (language == "en") return english;
  return language == "pt" ? portuguese : none;
}

class OfflineReader final : public Reader {
 public:
  Reading Read(const Prompt& prompt, std::string_view bytes,
               const ReaderContext& context) const override {
    const Language& language = LanguageFor(context.language);
    const Asked asked(prompt, language);
    const Heard heard = Hear(bytes, language, asked);
    const Message& message = heard.message;
    const std::vector<PhraseHit>& hits = heard.cues;
    Reading reading;
    reading.text = message.text;
    const ActReading act = ReadAct(prompt.kind, heard, asked);
    // What is wanted instead of what was said before.
    if (act.changes) reading.rejected_value = message.text;
    reading.act = act.act;
    reading.act_confidence = act.confidence;
    reading.wants_person_confidence = WantsPerson(message, hits, language.code);
    reading.wants_person = reading.wants_person_confidence >= kSurePerson;
    if (!prompt.options.empty()) AddOption(prompt, heard, asked, reading);
    WeighDoubts(prompt, asked, heard, reading);
    if (asked.no_is_final && reading.act == ReplyAct::Decline &&
        !RefusesPlainly(prompt.kind, heard, asked))
      Set(reading, ReplyAct::Neither, 0.7);
    AddSlots(prompt, heard, asked, context, reading);
    // Asking for a person accepts nothing.
    if (reading.wants_person && reading.act == ReplyAct::Accept)
      Set(reading, ReplyAct::Neither, 0.8);
    return reading;
  }

 private:
  static void Set(Reading& reading, ReplyAct act, double confidence) {
    reading.act = act;
    reading.act_confidence = confidence;
  }

  static void AddOption(const Prompt& prompt, const Heard& heard, const Asked& asked,
                        Reading& reading) {
    const OptionReading option = ReadOption(prompt, heard, asked);
    reading.option = option.option;
    reading.option_confidence = option.confidence;
    reading.option_ambiguous = option.ambiguous;
    reading.option_value = option.value;
    reading.rejected_value = option.rejected_value;
    // "No discount, but I'd take faster shipping": a no that goes on about an option is no plain
    // no.
    if (Offers(prompt.kind) && reading.act == ReplyAct::Decline && option.heard && !option.option) {
      reading.option_ambiguous = true;
    }
    if (prompt.kind == PromptKind::Choice && reading.option &&
        reading.option_confidence >= kSureOption) {
      // "The wrong item" names a choice; the "wrong" in it refuses nothing.
      Set(reading, ReplyAct::Accept, reading.option_confidence);
    }
    if (!Offers(prompt.kind)) return;
    const bool refused = reading.act == ReplyAct::Decline && reading.act_confidence >= 0.9;
    // "No, cancel it next month", "no, keep it at full price": beside a no, a word of a description
    // names nothing, nor does a part of a name beside what keeps things as they are.
    const double named = asked.no_is_final && heard.Has(Mark::Stay) ? kWholeOption : kNamedOption;
    if (reading.act == ReplyAct::Decline && reading.option && reading.option_confidence < named) {
      reading.option.reset();
      reading.option_confidence = 0;
      reading.option_ambiguous = true;
    }
    if (reading.option && option.in_question && reading.act != ReplyAct::Accept) {
      // "What is the store credit?" takes nothing yet.
      reading.option_confidence = std::min(reading.option_confidence, 0.4);
    } else if (reading.option && reading.option_confidence >= kSureOption &&
               reading.act != ReplyAct::Accept) {
      // "No, the 15%": the name outweighs the "no" before it.
      Set(reading, ReplyAct::Accept, refused ? 0.65 : reading.option_confidence);
    } else if (option.declined && reading.act != ReplyAct::Decline) {
      Set(reading, ReplyAct::Decline, 0.8);
    } else if (option.negated && !reading.option && reading.act == ReplyAct::Accept) {
      Set(reading, ReplyAct::Neither, 0.5);
    } else if (!reading.rejected_value.empty() && !reading.option &&
               reading.act == ReplyAct::Accept) {
      // "Yes, 50%": not what was offered.
      Set(reading, ReplyAct::Neither, 0.7);
    }
    const bool unsure_refusal =
        reading.act == ReplyAct::Decline && reading.act_confidence < kSureRefusal;
    if (unsure_refusal && (reading.option_ambiguous || !reading.rejected_value.empty())) {
      // "Both", "30% or nothing": there is interest yet.
      Set(reading, ReplyAct::Neither, 0.6);
    }
    if (prompt.options.size() == 1 && reading.act == ReplyAct::Accept && !reading.option) {
      reading.option = 0;
      reading.option_confidence = reading.act_confidence;
    }
  }

  // What consent or refusal sets in motion may not be undone, so a reply that takes itself back,
  // sets a condition, or wants things to stay as they are is asked again.
  static void WeighDoubts(const Prompt& prompt, const Asked& asked, const Heard& heard,
                          Reading& reading) {
    const Message& message = heard.message;
    const bool decides = prompt.kind == PromptKind::YesNo ||
                         prompt.kind == PromptKind::ConfirmValue || Offers(prompt.kind);
    if (!decides || reading.act == ReplyAct::Neither) return;
    const bool offer = Offers(prompt.kind) && !prompt.options.empty();
    const bool asks = !message.tokens.empty() && message.tokens.back().Is("?");
    bool doubtful = offer && reading.act == ReplyAct::Decline && asks;
    for (const PhraseHit& hit : DoubtsOf(heard.language->code).Find(message.tokens)) {
      const Doubt doubt = static_cast<Doubt>(hit.tag);
      const bool accepts = reading.act == ReplyAct::Accept;
      switch (doubt) {
        case Doubt::Withdraw:
          // "No wait, yes": the yes stands.
          if (accepts && SaysYesBehind(heard, hit)) break;
          // "Never mind, no" is a no; to an offer it may be a no to what the offer is meant to
          // prevent.
          doubtful = doubtful || accepts || offer;
          break;
        case Doubt::Keep:
          // Where the question is to keep or to end something, the act has weighed it.
          if (prompt.kind == PromptKind::YesNo && (asked.keeps || asked.undoes)) break;
          // "I'll keep it with the 15%" takes the option.
          doubtful =
              doubtful || (accepts ? !reading.option && prompt.kind == PromptKind::YesNo : offer);
          break;
      }
    }
    if (!doubtful) return;
    Set(reading, ReplyAct::Neither, 0.7);
    reading.option_confidence = std::min(reading.option_confidence, 0.4);
  }

  static void AddSlots(const Prompt& prompt, const Heard& heard, const Asked& asked,
                       const ReaderContext& world, Reading& reading) {
    const bool yes_no = prompt.slot.type == ValueType::YesNo;
    const ActReading plain = yes_no ? ReadAct(PromptKind::YesNo, heard, asked)
                                    : ActReading{reading.act, reading.act_confidence};
    const SlotContext context{heard,
                              asked,
                              heard.message,
                              heard.cues,
                              *heard.language,
                              ParseIsoDay(world.today),
                              plain.act,
                              plain.confidence,
                              reading.wants_person};
    reading.slots = ReadSlots(prompt, context);
    if (prompt.kind == PromptKind::Choice) AddChosenSlot(prompt, reading);
    if (prompt.kind == PromptKind::ConfirmValue) WeighNewValue(prompt, reading);
  }

  // A choice fills the slot that it is for with the option's label.
  static void AddChosenSlot(const Prompt& prompt, Reading& reading) {
    if (prompt.slot.name.empty() || prompt.options.empty()) return;
    // Which option is taken was weighed ("no refund"); that its name was said is not enough.
    std::erase_if(reading.slots,
                  [&](const SlotReading& slot) { return slot.slot == prompt.slot.name; });
    if (!reading.option) return;
    SlotReading slot;
    slot.slot = prompt.slot.name;
    slot.value = Value::String(prompt.options[*reading.option].label);
    slot.text = reading.text;
    slot.confidence = reading.option_confidence;
    reading.slots.insert(reading.slots.begin(), std::move(slot));
  }

  // "12 Other Street please" answers "is it 5 High Street?" with a no, and says the new one.
  static void WeighNewValue(const Prompt& prompt, Reading& reading) {
    const auto it =
        std::find_if(reading.slots.begin(), reading.slots.end(),
                     [&](const SlotReading& slot) { return slot.slot == prompt.slot.name; });
    if (it == reading.slots.end()) return;
    const bool text = prompt.slot.type == ValueType::Text;
    const bool yes_no = prompt.slot.type == ValueType::YesNo;
    // Free text fits anything: only after a refusal is it a new value.
    if (yes_no || (text && reading.act != ReplyAct::Decline)) {
      reading.slots.erase(it);
      return;
    }
    if (it->confidence < kSureValue) return;
    if (Same(prompt.confirm_value, *it)) {
      reading.slots.erase(it);
      if (reading.act == ReplyAct::Neither) Set(reading, ReplyAct::Accept, 0.75);
      return;
    }
    if (reading.act != ReplyAct::Decline) {
      Set(reading, ReplyAct::Decline, reading.act == ReplyAct::Accept ? 0.65 : 0.85);
    }
  }

  static bool Same(const Value& shown, const SlotReading& heard) {
    if (shown == heard.value) return true;
    const std::string display = Fold(DisplayText(shown.view()));
    const std::string said = Fold(heard.text);
    if (display.empty() || said.empty()) return false;
    // The shown address may have more lines than the customer repeats.
    return display == said || (said.size() >= 8 && display.find(said) != std::string::npos);
  }
};

}  // namespace

std::unique_ptr<Reader> MakeOfflineReader() { return std::make_unique<OfflineReader>(); }

}  // namespace proviso::understanding
