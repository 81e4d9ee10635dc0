// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/understanding/support.h"

namespace proviso::understanding {
namespace {

constexpr double kThreshold = 0.6;

PromptOption MakeOption(std::string label, std::string description) {
  PromptOption option;
  option.label = std::move(label);
  option.description = std::move(description);
  return option;
}

}  // namespace

Reading Read(const Prompt& prompt, std::string_view message, std::string_view today) {
  static const auto reader = MakeOfflineReader();
  ReaderContext context;
  context.today = today;
  return reader->Read(prompt, message, context);
}

Prompt Ask(ValueType type, std::string name) {
  Prompt prompt;
  prompt.kind = PromptKind::Slot;
  prompt.slot.name = std::move(name);
  prompt.slot.type = type;
  return prompt;
}

Prompt AskAmong(ValueType type, std::string name, std::vector<std::string> choices) {
  Prompt prompt = Ask(type, std::move(name));
  prompt.slot.choices = std::move(choices);
  return prompt;
}

Prompt Plain(PromptKind kind) {
  Prompt prompt;
  prompt.kind = kind;
  return prompt;
}

Prompt RetentionOffer() {
  Prompt prompt = Plain(PromptKind::Offer);
  prompt.options.push_back(MakeOption(
      "Percentage Discount", "Offer a percentage discount on the order (e.g., 10% or 15%)."));
  prompt.options.back().values = {"10%", "15%"};
  prompt.options.back().value_type = ValueType::Percent;
  prompt.options.push_back(
      MakeOption("Shipping Upgrade", "Offer an expedited shipping upgrade free of charge."));
  prompt.options.push_back(MakeOption("Free Gift", "Offer a small present with the order."));
  prompt.options.push_back(
      MakeOption("Store Credit", "Offer store credit for use on a future purchase."));
  return prompt;
}

Prompt IssueChoice() {
  Prompt prompt = Plain(PromptKind::Choice);
  prompt.slot.name = "issue";
  prompt.slot.type = ValueType::Choice;
  prompt.text = "What is the issue: Lost shipment, Damaged item(s), or Incorrect item(s)?";
  for (const char* label : {"Lost shipment", "Damaged item(s)", "Incorrect item(s)"}) {
    prompt.options.push_back(MakeOption(label, ""));
  }
  return prompt;
}

std::string Slot(const Reading& reading, std::string_view name) {
  for (const SlotReading& slot : reading.slots) {
    if (slot.slot == name && slot.confidence >= kThreshold) return DisplayText(slot.value.view());
  }
  return "-";
}

std::string Act(const Reading& reading) {
  switch (reading.act) {
    case ReplyAct::Accept:
      return "accept";
    case ReplyAct::Decline:
      return "decline";
    case ReplyAct::Neither:
      break;
  }
  return "neither";
}

std::string Option(const Reading& reading) {
  if (reading.option_ambiguous) return "?";
  if (!reading.option || reading.option_confidence < kThreshold) return "-";
  return std::to_string(*reading.option);
}

}  // namespace proviso::understanding
