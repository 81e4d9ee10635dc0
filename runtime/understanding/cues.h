// SPDX-License-Identifier: Apache-2.0
// The tags of the cue tables (`<language>/cues.def`).
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/understanding/phrases.h"

namespace proviso::understanding {

enum class Cue : std::uint8_t {
  Yes,      // plain consent: "yes", "of course", "that's right"
  Sure,     // strengthens what it stands with: "definitely"; alone it consents
  Echo,     // consents when it is the whole clause: "I do", "it is"
  Ack,      // "ok": consent when nothing else is said, else mere acknowledgement
  Good,     // approval that a "not" turns round: "sounds good", "perfect"
  Proceed,  // a command to go on: "book it", "please do"
  No,       // plain refusal: "no thanks", "that's wrong"
  Negator,  // "not": turns approval round
  NotNow,   // refusal for the time being
  Done,     // nothing more is wanted: "that's all"
  Other,    // another one is wanted than the one put forward
  Change,   // a correction: "actually", "make it", "i meant"
  But,      // what comes after weighs more
  Unsure,   // "not sure", "I don't mind"
  Wait,     // "one moment"
  Thanks,
  Greeting,
  Bye,
  Query,    // opens a question
  Request,  // a question that asks for a thing: "can I have …"
  Search,   // opens a new request
  About,    // points at what was put forward: "its price"
  Neutral,  // holds a cue by accident: "later today"
};
inline constexpr int kCueCount = 23;

// The table of a language (ISO 639-1), empty for one without: what is not known says nothing. Built
// on first use, then shared.
const PhraseTable& CuesOf(std::string_view language);

}  // namespace proviso::understanding
