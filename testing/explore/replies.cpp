// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/replies.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/vm/step.h"

namespace proviso::explore {
namespace {

bool Sure(double confidence) { return confidence >= vm::Limits{}.confidence; }

std::string Filled(std::string pattern, std::string_view hole, std::string_view text) {
  const std::size_t at = pattern.find(hole);
  if (at != std::string::npos) pattern.replace(at, hole.size(), text);
  return pattern;
}

bool SaysNothing(const Reading& reading) {
  const bool slot = std::any_of(reading.slots.begin(), reading.slots.end(),
                                [](const SlotReading& one) { return Sure(one.confidence); });
  return !slot && !(reading.act != ReplyAct::Neither && Sure(reading.act_confidence)) &&
         !reading.option && !reading.option_ambiguous && reading.rejected_value.empty() &&
         !reading.wants_person;
}

const SlotReading* SlotIn(const Reading& reading, std::string_view name) {
  for (const SlotReading& one : reading.slots) {
    if (one.slot == name && Sure(one.confidence)) return &one;
  }
  return nullptr;
}

// What a question depends on for its readers.
std::string KeyOf(const Prompt& prompt, const std::vector<std::string>& tried, const Value& last) {
  std::string key = fmt::format("{}\x1f{}\x1f{}\x1f", static_cast<int>(prompt.kind), prompt.text,
                                prompt.slot.name);
  for (const PromptOption& option : prompt.options) {
    key += option.label + '\x1e';
    for (const std::string& value : option.values) key += value + '\x1d';
  }
  for (const OpenSlot& open : prompt.open_slots) key += open.name + '\x1c';
  for (const std::string& text : tried) key += text + '\x1b';
  return key + prompt.confirm_value.bytes() + '\x1f' + last.bytes();
}

}  // namespace

class Replies::Collector {
 public:
  Collector(const Replies& replies, const Prompt& prompt, const std::vector<std::string>& tried,
            const Value& last)
      : replies_(replies),
        book_(Phrasebook::For(replies.language_)),
        prompt_(prompt),
        tried_(tried),
        last_(last) {}

  std::vector<Reply> Run() {
    switch (prompt_.kind) {
      case PromptKind::None:
        break;
      case PromptKind::Slot:
        AddValues();
        break;
      case PromptKind::Choice:
        AddOptions();
        break;
      case PromptKind::Offer:
        AddOptions();
        AddAct(book_.accept, ReplyAct::Accept);
        AddAct(book_.decline, ReplyAct::Decline);
        break;
      case PromptKind::YesNo:
      case PromptKind::AnythingElse:
        AddAct(book_.accept, ReplyAct::Accept);
        AddAct(book_.decline, ReplyAct::Decline);
        break;
      case PromptKind::ConfirmValue:
        AddAct(book_.accept, ReplyAct::Accept);
        AddValues();
        AddAct(book_.decline, ReplyAct::Decline);
        break;
    }
    AddFirst(book_.unclear, SaysNothing);
    return std::move(out_);
  }

 private:
  Reading Read(const std::string& text) const {
    return replies_.reader_.Read(prompt_, text, {replies_.language_, replies_.today_});
  }

  // The first of `texts` whose reading is `meant`.
  template <typename Meant>
  bool AddFirst(const std::vector<std::string>& texts, Meant meant) {
    for (const std::string& text : texts) {
      Reading reading = Read(text);
      if (!meant(reading)) continue;
      out_.push_back(Reply{text, std::move(reading)});
      return true;
    }
    return false;
  }

  void AddAct(const std::vector<std::string>& texts, ReplyAct act) {
    AddFirst(texts, [act, this](const Reading& reading) {
      return reading.act == act && Sure(reading.act_confidence) && !reading.option &&
             SlotIn(reading, prompt_.slot.name) == nullptr;
    });
  }

  void AddValues() {
    const std::string& slot = prompt_.slot.name;
    std::vector<Value> seen = {last_, prompt_.confirm_value};
    const auto fresh = [&](const Reading& reading) {
      const SlotReading* found = SlotIn(reading, slot);
      if (found == nullptr) return false;
      if (std::find(seen.begin(), seen.end(), found->value) != seen.end()) return false;
      seen.push_back(found->value);
      return true;
    };
    // Besides what conditions need one value is as good as another.
    for (const std::string& text : tried_) AddFirst({text}, fresh);
    if (tried_.empty() || out_.empty())
      AddFirst(book_.ValuesFor(slot, prompt_.text, prompt_.slot.type), fresh);
    AddFirst({book_.other_text}, [&](const Reading& reading) {
      return !tried_.empty() && prompt_.slot.type == ValueType::Text && fresh(reading);
    });
  }

  void AddOptions() {
    for (std::uint32_t i = 0; i < prompt_.options.size(); ++i) {
      const PromptOption& option = prompt_.options[i];
      std::vector<std::string> texts;
      for (const std::string& pattern : book_.option) {
        texts.push_back(Filled(pattern, "{option}", option.label));
      }
      AddFirst(texts, [i](const Reading& reading) {
        return reading.option == i && Sure(reading.option_confidence) &&
               !reading.option_ambiguous && reading.rejected_value.empty();
      });
      for (const std::string& value : option.values) AddOptionValue(i, value);
    }
  }
  void AddOptionValue(std::uint32_t index, const std::string& value) {
    std::vector<std::string> texts;
    for (const std::string& pattern : book_.option_value) {
      texts.push_back(
          Filled(Filled(pattern, "{option}", prompt_.options[index].label), "{value}", value));
    }
    AddFirst(texts, [index](const Reading& reading) {
      return reading.option == index && Sure(reading.option_confidence) &&
             reading.option_value.has_value() && reading.rejected_value.empty();
    });
  }

  const Replies& replies_;
  const Phrasebook& book_;
  const Prompt& prompt_;
  const std::vector<std::string>& tried_;
  const Value& last_;
  std::vector<Reply> out_;
};

Replies::Replies(const understanding::Reader& reader, std::string language, std::string today)
    : reader_(reader), language_(std::move(language)), today_(std::move(today)) {}

const std::vector<Reply>& Replies::For(const Prompt& prompt, const std::vector<std::string>& tried,
                                       const Value& last) {
  const std::string key = KeyOf(prompt, tried, last);
  const auto found = known_.find(key);
  if (found != known_.end()) return found->second;
  return known_.emplace(key, Collector(*this, prompt, tried, last).Run()).first->second;
}

}  // namespace proviso::explore
