// SPDX-License-Identifier: Apache-2.0
#include "bench/predict/kinds.h"
#include "runtime/understanding/asked.h"
#include "runtime/understanding/reader.h"

namespace proviso::predict {
namespace {

PromptKind KindOf(std::string_view prompt_act) {
  if (prompt_act == "confirm") return PromptKind::ConfirmValue;
  if (prompt_act == "offer") return PromptKind::Offer;
  if (prompt_act == "offer_intent") return PromptKind::YesNo;
  if (prompt_act == "req_more") return PromptKind::AnythingElse;
  return PromptKind::None;
}

const char* LabelOf(ReplyAct act) {
  switch (act) {
    case ReplyAct::Accept:
      return "accept";
    case ReplyAct::Decline:
      return "decline";
    case ReplyAct::Neither:
      break;
  }
  return "neither";
}

}  // namespace

Json PredictReply(const Json& row) {
  static const auto reader = understanding::MakeOfflineReader();
  Prompt prompt;
  std::string language = TextOf(row, "lang");
  if (const auto context = row.find("context"); context != row.end() && context->is_object()) {
    prompt.kind = KindOf(TextOf(*context, "prompt_act"));
    prompt.text = TextOf(*context, "prompt");
  }
  understanding::ReaderContext world;
  world.language = language;
  const Reading reading = reader->Read(prompt, TextOf(row, "text"), world);
  ReplyAct act = reading.act;
  // The corpora label by sense, and "do you mind …?" is agreed to with a no. In a policy the
  // branches say so ("if they don't mind"), and the reading stays a yes or a no.
  if (understanding::Asked(prompt, understanding::LanguageFor(language)).minds &&
      act != ReplyAct::Neither)
    act = act == ReplyAct::Accept ? ReplyAct::Decline : ReplyAct::Accept;
  return {
      {"id", TextOf(row, "id")}, {"label", LabelOf(act)}, {"confidence", reading.act_confidence}};
}

}  // namespace proviso::predict
