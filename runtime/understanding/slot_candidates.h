// SPDX-License-Identifier: Apache-2.0
// What in a message could fill a slot of a type.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bytecode/dialogue.h"
#include "runtime/understanding/heard.h"
#include "runtime/understanding/language.h"
#include "runtime/understanding/phrases.h"
#include "runtime/understanding/text.h"
#include "runtime/understanding/values/calendar.h"

namespace proviso::understanding {

struct Candidate {
  std::uint32_t begin = 0;  // bytes of the message
  std::uint32_t end = 0;
  Value value;
  double confidence = 0;
};

// The message with what is known around it.
struct SlotContext {
  const Heard& heard;
  const Asked& asked;
  const Message& message;
  const std::vector<PhraseHit>& hits;  // of the cue table
  const Language& language;
  std::optional<Day> today;
  ReplyAct act = ReplyAct::Neither;  // as an answer to a yes/no question
  double act_confidence = 0;
  bool wants_person = false;
};

// In order of the message. Every value fits the slot's type. `asked`: the question was for this
// slot.
// `ends`: the slot is the start or the end of something.
std::vector<Candidate> FindCandidates(const OpenSlot& slot, bool asked, bool ends,
                                      const SlotContext& context);

// Free text: the message without what only leads to it.
std::vector<Candidate> FindText(const OpenSlot& slot, const SlotContext& context);

// Names of a known list that the message holds, fuzzily.
std::vector<Candidate> FindNames(const OpenSlot& slot, bool asked, const SlotContext& context);

}  // namespace proviso::understanding
