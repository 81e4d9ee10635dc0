// SPDX-License-Identifier: Apache-2.0
#include "core/value_type.h"

#include <array>
#include <string>
#include <utility>

#include "core/utf8.h"

namespace proviso {
namespace {

constexpr std::array<std::string_view, kValueTypeCount> kNames = {
    "text",  "yes/no", "number",  "percent",      "money",  "date", "time", "duration",
    "email", "phone",  "address", "order number", "choice", "item", "list", "json"};

// The spellings of Python signatures, as policy authors paste them.
constexpr std::array<std::pair<std::string_view, ValueType>, 4> kSeedNames = {{
    {"str", ValueType::Text},
    {"int", ValueType::Number},
    {"float", ValueType::Number},
    {"bool", ValueType::YesNo},
}};

}  // namespace

std::string_view ValueTypeName(ValueType type) { return kNames[static_cast<std::size_t>(type)]; }

std::optional<ValueType> ParseValueType(std::string_view name) {
  std::string folded = FoldCase(name);
  for (char& c : folded) {
    if (c == '_') c = ' ';
  }
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == folded) return static_cast<ValueType>(i);
  }
  for (const auto& [seed_name, type] : kSeedNames) {
    if (seed_name == folded) return type;
  }
  return std::nullopt;
}

}  // namespace proviso
