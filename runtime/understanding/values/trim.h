// SPDX-License-Identifier: Apache-2.0
// The words around an answer that are no part of it: "my name is … , thanks".
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/understanding/text.h"

namespace proviso::understanding {

// First token of the answer; the number of tokens when nothing else is there.
std::uint32_t SkipLeadIns(const Message& message, std::string_view language);
std::uint32_t SkipAddressLeadIns(const Message& message, std::string_view language);

// End of the answer that starts at token `first` and ends before `end` at the latest.
std::uint32_t SkipTrailers(const Message& message, std::uint32_t first, std::uint32_t end,
                           std::string_view language);

}  // namespace proviso::understanding
