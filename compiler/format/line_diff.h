// SPDX-License-Identifier: Apache-2.0
// The difference of two texts, line by line, as `diff -u` writes it.
#pragma once

#include <string>
#include <string_view>

namespace proviso {

// Empty when the texts are equal. The names stand in the head; what it prints, `patch` applies.
std::string UnifiedDiff(std::string_view old_name, std::string_view old_text,
                        std::string_view new_name, std::string_view new_text);

}  // namespace proviso
