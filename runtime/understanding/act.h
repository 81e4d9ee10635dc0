// SPDX-License-Identifier: Apache-2.0
// Did the customer accept, decline, or neither?
#pragma once

#include "bytecode/dialogue.h"
#include "runtime/understanding/heard.h"

namespace proviso::understanding {

struct ActReading {
  ReplyAct act = ReplyAct::Neither;
  double confidence = 0;
  bool changes = false;  // agrees, and wants something said before to be different
};

ActReading ReadAct(PromptKind kind, const Heard& heard, const Asked& asked);

}  // namespace proviso::understanding
