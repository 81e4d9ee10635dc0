// SPDX-License-Identifier: Apache-2.0
// Did the customer accept, decline, or neither?
#pragma once

#include <string_view>
#include <vector>

#include "bytecode/dialogue.h"
#include "runtime/understanding/phrases.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

struct ActReading {
  ReplyAct act = ReplyAct::Neither;
  double confidence = 0;
  bool changes = false;  // agrees, and wants something said before to be different
};

// `hits`: what the cue table found in `message`.
ActReading ReadAct(PromptKind kind, const Message& message, const std::vector<PhraseHit>& hits,
                   std::string_view language);

}  // namespace proviso::understanding
