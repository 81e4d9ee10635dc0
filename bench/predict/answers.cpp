// SPDX-License-Identifier: Apache-2.0
// What a conversation would take as the answer to the row's prompt: the asked slot, when the
// reading is sure enough to act on.
#include <array>
#include <string>
#include <utility>

#include "bench/predict/kinds.h"
#include "runtime/understanding/reader.h"

namespace proviso::predict {
namespace {

// As the VM has it: what is less sure is asked again.
constexpr double kSure = 0.6;

ValueType TypeOf(std::string_view kind) {
  constexpr std::array<std::pair<std::string_view, ValueType>, 8> kTypes = {
      {{"email", ValueType::Email},
       {"phone", ValueType::Phone},
       {"number", ValueType::Number},
       {"money", ValueType::Money},
       {"date", ValueType::Date},
       {"percent", ValueType::Percent},
       {"address", ValueType::Address},
       {"order_number", ValueType::OrderNumber}}};
  for (const auto& [name, type] : kTypes) {
    if (name == kind) return type;
  }
  return ValueType::Text;
}

}  // namespace

Json PredictAnswer(const Json& row) {
  static const auto reader = understanding::MakeOfflineReader();
  const std::string kind = TextOf(row, "kind");
  const std::string language = TextOf(row, "lang");
  const std::string today = TextOf(row, "today");
  Prompt prompt;
  prompt.kind = PromptKind::Slot;
  prompt.text = TextOf(row, "prompt");
  prompt.slot.name = kind;
  prompt.slot.type = TypeOf(kind);
  understanding::ReaderContext world;
  world.language = language;
  world.today = today;
  Json values = Json::array();
  for (const SlotReading& found : reader->Read(prompt, TextOf(row, "text"), world).slots) {
    if (found.slot == prompt.slot.name && found.confidence >= kSure) values.push_back(found.text);
  }
  return {{"id", TextOf(row, "id")}, {"values", values}};
}

}  // namespace proviso::predict
