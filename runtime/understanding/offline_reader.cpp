// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/act.h"
#include "runtime/understanding/cues.h"
#include "runtime/understanding/language.h"
#include "runtime/understanding/options.h"
#include "runtime/understanding/reader.h"

namespace proviso::understanding {
namespace {

class OfflineReader final : public Reader {
 public:
  Reading Read(const Prompt& prompt, std::string_view bytes,
               const ReaderContext& context) const override {
    const Language& language = LanguageFor(context.language);
    const Message message = MakeMessage(bytes, kMaxMessageBytes);
    const std::vector<PhraseHit> hits = EnglishCues().Find(message.tokens);
    Reading reading;
    reading.text = message.text;
    const ActReading act = ReadAct(prompt.kind, message, hits);
    reading.act = act.act;
    reading.act_confidence = act.confidence;
    if (!prompt.options.empty()) AddOption(prompt, message, hits, language, reading);
    return reading;
  }

 private:
  static void AddOption(const Prompt& prompt, const Message& message,
                        const std::vector<PhraseHit>& hits, const Language& language,
                        Reading& reading) {
    const OptionReading option = ReadOption(prompt, message, hits, language);
    reading.option = option.option;
    reading.option_confidence = option.confidence;
    reading.option_ambiguous = option.ambiguous;
    reading.option_value = option.value;
    reading.rejected_value = option.rejected_value;
  }
};

}  // namespace

std::unique_ptr<Reader> MakeOfflineReader() { return std::make_unique<OfflineReader>(); }

}  // namespace proviso::understanding
