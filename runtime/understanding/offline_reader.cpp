// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/act.h"
#include "runtime/understanding/cues.h"
#include "runtime/understanding/reader.h"

namespace proviso::understanding {
namespace {

class OfflineReader final : public Reader {
 public:
  Reading Read(const Prompt& prompt, std::string_view bytes,
               const ReaderContext& /*context*/) const override {
    const Message message = MakeMessage(bytes, kMaxMessageBytes);
    const std::vector<PhraseHit> hits = EnglishCues().Find(message.tokens);
    Reading reading;
    reading.text = message.text;
    const ActReading act = ReadAct(prompt.kind, message, hits);
    reading.act = act.act;
    reading.act_confidence = act.confidence;
    return reading;
  }
};

}  // namespace

std::unique_ptr<Reader> MakeOfflineReader() { return std::make_unique<OfflineReader>(); }

}  // namespace proviso::understanding
