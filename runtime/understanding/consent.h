// SPDX-License-Identifier: Apache-2.0
// Whether what a reply says may set something in motion. An accept must be plain, unconditional and
// to what was asked; a refusal must be one. What is neither is asked again.
#pragma once

#include "bytecode/dialogue.h"

namespace proviso::understanding {

class Asked;
struct Heard;

// What takes the weight from an answer, None when nothing does.
enum class Qualm : std::uint8_t {
  None,
  Machine,    // text for machines
  Cut,        // the message ends in the middle of a sentence
  Condition,  // "if it is free"
  Part,       // "but only the lamp"
  Another,    // another number, day or time than the prompt shows
  Hedge,      // "maybe"
  Pause,      // "let me think"
  Lost,       // "I can't read this"
  Question,   // "how much is it?"
  Residue,    // words beside the yes that nothing accounts for
  Both,       // "yes and no"
  OffTopic,   // "yes, I got the parcel"
};

// `plain`: the answer has a word of its own for it ("no", "cancel it").
Qualm QualmOfAccept(PromptKind kind, const Heard& heard, const Asked& asked);
// True when the message holds a number or a day that the prompt does not show.
bool NamesNewValue(const Heard& heard, const Asked& asked);
// True when the message refuses what was put forward and says nothing else: what a refusal must be
// where it sets something in motion.
bool RefusesPlainly(PromptKind kind, const Heard& heard, const Asked& asked);
Qualm QualmOfDecline(PromptKind kind, const Heard& heard, const Asked& asked, bool plain);

}  // namespace proviso::understanding
