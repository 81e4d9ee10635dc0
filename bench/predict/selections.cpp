// SPDX-License-Identifier: Apache-2.0
// Which option a reply takes. The rows are questions with a closed list, so the prompt is a choice.
#include "bench/predict/kinds.h"
#include "runtime/understanding/reader.h"

namespace proviso::predict {

Json PredictSelection(const Json& row) {
  static const auto reader = understanding::MakeOfflineReader();
  Prompt prompt;
  prompt.kind = PromptKind::Choice;
  prompt.text = TextOf(row, "prompt");
  prompt.slot.name = TextOf(row, "slot");
  prompt.slot.type = ValueType::Choice;
  if (const auto options = row.find("options"); options != row.end() && options->is_array()) {
    for (const Json& option : *options) {
      PromptOption entry;
      if (option.is_string()) entry.label = option.get<std::string>();
      prompt.options.push_back(std::move(entry));
    }
  }
  understanding::ReaderContext world;
  const std::string language = TextOf(row, "lang");
  world.language = language;
  const Reading reading = reader->Read(prompt, TextOf(row, "text"), world);
  Json choice = nullptr;
  if (reading.option) choice = *reading.option;
  return {{"id", TextOf(row, "id")}, {"choice", choice}, {"confidence", reading.option_confidence}};
}

}  // namespace proviso::predict
