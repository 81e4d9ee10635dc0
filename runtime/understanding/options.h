// SPDX-License-Identifier: Apache-2.0
// Which of the options of a prompt a reply takes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bytecode/dialogue.h"
#include "runtime/understanding/clauses.h"
#include "runtime/understanding/heard.h"
#include "runtime/understanding/language.h"
#include "runtime/understanding/phrases.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

struct OptionReading {
  std::optional<std::uint32_t> option;
  double confidence = 0;
  bool ambiguous = false;      // several fit equally, or several were taken
  std::optional<Value> value;  // one of the option's values
  std::string rejected_value;  // a value that no option allows
  bool declined = false;       // none of them is wanted
  bool in_question = false;    // the words that name it ask about it
  bool negated = false;        // every option named was turned down
  bool heard = false;  // words of an option's name or description were said, not turned down
};

// What is taken back, asked about, set under a condition or wanted in part is not chosen.
OptionReading ReadOption(const Prompt& prompt, const Heard& heard, const Asked& asked);

// `unmeant`, one a token when it is given: what is named there is not wanted.
OptionReading ReadOption(const Prompt& prompt, const Message& message,
                         const std::vector<PhraseHit>& hits, const Language& language,
                         const std::vector<bool>& unmeant = {});

}  // namespace proviso::understanding
