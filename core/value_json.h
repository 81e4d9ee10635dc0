// SPDX-License-Identifier: Apache-2.0
// Values to and from JSON. The only place where the two meet.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "core/result.h"
#include "core/value.h"

namespace proviso {

// Integers and numerals without a fraction become Integer, other numbers Decimal by their shortest
// exact text. Fails ("too_deep") beyond kMaxValueDepth levels.
Result<Value> FromJson(const nlohmann::ordered_json& json);
// Decimal becomes a JSON number, Money {"amount": "80.00", "currency": "EUR"}.
nlohmann::ordered_json ToJson(ValueView value);

// Parses text; fails ("json_syntax") with line and column in the message. Never throws.
Result<nlohmann::ordered_json> ParseJson(std::string_view text);

}  // namespace proviso
