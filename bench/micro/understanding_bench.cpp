// SPDX-License-Identifier: Apache-2.0
// Reading one reply. The target is a median of 50 us; the prompts are those of a support
// conversation, the replies of usual length, and one message of the greatest length there is.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "runtime/understanding/reader.h"

namespace proviso::understanding {
namespace {

Prompt Plain(PromptKind kind) {
  Prompt prompt;
  prompt.kind = kind;
  return prompt;
}

Prompt Confirm() {
  Prompt prompt = Plain(PromptKind::ConfirmValue);
  prompt.slot = {"shipping_address", ValueType::Address, {}};
  prompt.confirm_value = Value::String("5 High Street, Leeds, LS1 4AP");
  return prompt;
}

Prompt Offer() {
  Prompt prompt = Plain(PromptKind::Offer);
  prompt.options = {
      {"Percentage Discount",
       "Offer a percentage discount on the order.",
       {"10%", "15%"},
       ValueType::Percent},
      {"Shipping Upgrade",
       "Offer an expedited shipping upgrade free of charge.",
       {},
       ValueType::Text},
      {"Free Gift", "Offer a small present with the order.", {}, ValueType::Text},
      {"Store Credit", "Offer store credit for a future purchase.", {}, ValueType::Text}};
  return prompt;
}

Prompt Email(bool open_slots) {
  Prompt prompt = Plain(PromptKind::Slot);
  prompt.slot = {"email", ValueType::Email, {}};
  if (open_slots) {
    prompt.open_slots = {{"order_number", ValueType::OrderNumber, {}},
                         {"phone", ValueType::Phone, {}},
                         {"issue", ValueType::Choice, {"Lost shipment", "Damaged item(s)"}}};
  }
  return prompt;
}

void Run(benchmark::State& state, const Prompt& prompt, const std::string& message) {
  const auto reader = MakeOfflineReader();
  ReaderContext context;
  context.today = "2026-03-02";
  for (auto _ : state) {
    benchmark::DoNotOptimize(reader->Read(prompt, message, context));
  }
}

void YesNo(benchmark::State& state) {
  Run(state, Plain(PromptKind::YesNo), "yes please, go ahead");
}
void YesNoWithSlip(benchmark::State& state) { Run(state, Plain(PromptKind::YesNo), "yse plese"); }
void ConfirmKept(benchmark::State& state) { Run(state, Confirm(), "yes that's the right address"); }
void ConfirmReplaced(benchmark::State& state) {
  Run(state, Confirm(), "no, please send it to 12 Oak Avenue, Springfield, IL 62704");
}
void OfferNamed(benchmark::State& state) { Run(state, Offer(), "the free shipping please"); }
void OfferValue(benchmark::State& state) { Run(state, Offer(), "can I get the 15%?"); }
void OneSlot(benchmark::State& state) { Run(state, Email(false), "it's ana@example.com"); }
void SeveralSlots(benchmark::State& state) {
  Run(state, Email(true), "my email is ana@example.com and the order is #1001, it arrived broken");
}
void LongestMessage(benchmark::State& state) {
  std::string message;
  while (message.size() < kMaxMessageBytes) message += "I ordered 2 blue shirts on March 3rd and ";
  Run(state, Email(true), message);
}

BENCHMARK(YesNo);
BENCHMARK(YesNoWithSlip);
BENCHMARK(ConfirmKept);
BENCHMARK(ConfirmReplaced);
BENCHMARK(OfferNamed);
BENCHMARK(OfferValue);
BENCHMARK(OneSlot);
BENCHMARK(SeveralSlots);
BENCHMARK(LongestMessage);

}  // namespace
}  // namespace proviso::understanding
