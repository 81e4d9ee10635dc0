// SPDX-License-Identifier: Apache-2.0
// Where a value stands in JSON text. The JSON library forgets places once it has parsed, and a
// message about a settings file is only of use with a line.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace proviso::compiler::lint {

// Offset of the value at `path`: the names of members, and the numbers of array elements as text.
// `text` parses; where the path ends nowhere, the last place on it.
std::size_t JsonOffset(std::string_view text, std::span<const std::string> path);

}  // namespace proviso::compiler::lint
