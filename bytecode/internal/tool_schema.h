// SPDX-License-Identifier: Apache-2.0
// What the catalogue reads out of a plain JSON Schema, one that schema_combiner.h has been over.
// Only the keywords that tool definitions use; anything else makes a value's type Any, never a
// guess.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/tool_catalogue.h"

namespace proviso::internal {

using SchemaJson = nlohmann::ordered_json;

// The types the schema accepts: Any without `type`, None when `type` names one that does not exist.
JsonType SchemaTypes(const SchemaJson& schema);
// The reverse: the names of a set of types, as `type` has them.
SchemaJson SchemaTypeNames(JsonType types);
// The type of the policy language that suits a value of this schema best.
ValueType SchemaValueType(const SchemaJson& schema);
// Texts of `enum`.
std::vector<std::string> SchemaChoices(const SchemaJson& schema);
std::vector<std::string> SchemaRequired(const SchemaJson& schema);
// True when `properties` names every field there can be, as far as the schema says.
bool IsClosedSchema(const SchemaJson& schema);

std::optional<ToolEffect> ParseToolEffect(std::string_view name);
std::optional<ToolIdempotency> ParseToolIdempotency(std::string_view name);

}  // namespace proviso::internal
