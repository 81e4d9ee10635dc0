// SPDX-License-Identifier: Apache-2.0
// The types of the policy language (LANGUAGE section 4).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace proviso {

enum class ValueType : std::uint8_t {
  Text = 0,
  YesNo = 1,
  Number = 2,
  Percent = 3,
  Money = 4,
  Date = 5,
  Time = 6,
  Duration = 7,
  Email = 8,
  Phone = 9,
  Address = 10,
  OrderNumber = 11,
  Choice = 12,
  Item = 13,
  List = 14,
  Json = 15,
};
inline constexpr std::uint8_t kValueTypeCount = 16;

// The spelling used in `as {name: type}`, JSON lines and catalogues: "text", "yes/no", "order
// number".
std::string_view ValueTypeName(ValueType type);
// Accepts the names above and the seed spellings str int float bool list json; nullopt if unknown.
std::optional<ValueType> ParseValueType(std::string_view name);

}  // namespace proviso
