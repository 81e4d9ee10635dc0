// SPDX-License-Identifier: Apache-2.0
// A reply cut into clauses, each with what its cue words say. "Yes, that's right. How much is it?"
// is three clauses: consent, consent, question.
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/understanding/cues.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

enum class Polarity : std::uint8_t {
  None,
  Accept,
  Approve,     // "sounds good": consent, or praise before a question
  WeakAccept,  // "ok"
  Decline,
  WeakDecline,  // only a "not", with nothing it turns round
};

struct Clause {
  std::uint32_t first = 0;  // tokens [first, end)
  std::uint32_t end = 0;
  Polarity polarity = Polarity::None;
  bool after_but = false;
  bool question = false;     // asks for something
  bool plain_yes = false;    // a word of consent, not only praise or a command
  bool no_first = false;     // opens with a refusal: "no, leave it"
  bool new_details = false;  // a command with words of its own: "play it in the kitchen"
  std::uint32_t cues = 0;    // bit per Cue

  bool Has(Cue cue) const { return (cues >> static_cast<int>(cue)) & 1u; }
};

std::vector<Clause> SplitClauses(const Message& message, const std::vector<PhraseHit>& hits);

}  // namespace proviso::understanding
