// SPDX-License-Identifier: Apache-2.0
// Whether a result has what the schema of its tool requires.
#pragma once

#include <optional>
#include <string>

#include "bytecode/module.h"
#include "core/value.h"

namespace proviso::vm {

// The types of JSON Schema that the value has: an integer is a number, too.
JsonType TypesOf(ValueView value);

// The first required field that is not there or of another type, "items[].sku"; nullopt when
// nothing is missing. Fields of a part are missing only where the part is there.
std::optional<std::string> MissingField(ValueView result, const ToolSpec& tool);

}  // namespace proviso::vm
