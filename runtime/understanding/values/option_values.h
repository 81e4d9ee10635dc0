// SPDX-License-Identifier: Apache-2.0
// The values that options allow ("10%, 15%") and those that a reply names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/dialogue.h"
#include "runtime/understanding/language.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

struct HeardValue {
  ValueType type = ValueType::Number;
  std::string number;    // canonical decimal
  std::string currency;  // Money
  std::string text;      // as it stands in the message
  std::uint32_t first = 0;
  bool bare = false;  // a number without its unit: "15" for "15%"
  std::string unit;   // the word behind a count that some option's values have: "months"
};

// Values in the message of the kinds that `options` have values of.
std::vector<HeardValue> HeardValues(const Message& message,
                                    const std::vector<PromptOption>& options,
                                    const Language& language);

// The word is what the values of an option count: "months".
bool CountsIn(const std::vector<PromptOption>& options, std::string_view word,
              const Language& language);

// The option's allowed value that `heard` names, canonical; nullopt when it allows none such.
std::optional<Value> AllowedValue(const PromptOption& option, const HeardValue& heard,
                                  const Language& language);

}  // namespace proviso::understanding
