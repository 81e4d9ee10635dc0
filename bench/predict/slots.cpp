// SPDX-License-Identifier: Apache-2.0
// Several slots in one reply: the first that was asked for is the prompt's, the others are open.
#include "bench/predict/kinds.h"
#include "runtime/understanding/reader.h"

namespace proviso::predict {
namespace {

ValueType TypeOf(std::string_view kind) {
  if (kind == "date") return ValueType::Date;
  if (kind == "time") return ValueType::Time;
  if (kind == "number") return ValueType::Number;
  if (kind == "money") return ValueType::Money;
  return ValueType::Text;  // place, person_or_title, other: texts that no table tells apart
}

}  // namespace

Json PredictSlots(const Json& row) {
  static const auto reader = understanding::MakeOfflineReader();
  Json slots = Json::object();
  std::vector<OpenSlot> asked;
  if (const auto it = row.find("asked"); it != row.end() && it->is_array()) {
    for (const Json& entry : *it) {
      asked.push_back({TextOf(entry, "slot"), TypeOf(TextOf(entry, "kind")), {}});
    }
  }
  // Each was asked for in the one question, so each is the asked slot once.
  for (const OpenSlot& slot : asked) {
    Prompt prompt;
    prompt.kind = PromptKind::Slot;
    prompt.text = TextOf(row, "prompt");
    prompt.slot = slot;
    for (const OpenSlot& other : asked) {
      if (other.name != slot.name) prompt.open_slots.push_back(other);
    }
    understanding::ReaderContext world;
    const Reading reading = reader->Read(prompt, TextOf(row, "text"), world);
    for (const SlotReading& found : reading.slots) {
      if (found.slot == slot.name && found.confidence >= 0.5) slots[found.slot] = found.text;
    }
  }
  return {{"id", TextOf(row, "id")}, {"slots", slots}};
}

}  // namespace proviso::predict
