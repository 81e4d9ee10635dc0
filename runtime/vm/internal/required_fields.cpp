// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/required_fields.h"

#include <algorithm>
#include <span>

namespace proviso::vm {
namespace {

using Path = std::span<const std::string>;

std::string Written(Path path) {
  std::string text;
  for (const std::string& key : path) {
    if (!text.empty() && key != kEachItem) text += '.';
    text += key;
  }
  return text;
}

bool Has(ValueView map, const std::string& key, JsonType types) {
  const auto value = map.Find(key);
  return value && (TypesOf(*value) & types) != JsonType::None;
}

// Whether `test` holds of every map that the path leads to.
template <typename TestMap>
bool HoldsAt(ValueView value, Path path, const TestMap& test) {
  if (path.empty()) return !value.is_map() || test(value);
  const auto rest = path.subspan(1);
  if (path.front() == kEachItem) {
    if (!value.is_list()) return true;
    for (auto entry = value.first(); entry; entry = value.next(*entry)) {
      if (!HoldsAt(entry->value(), rest, test)) return false;
    }
    return true;
  }
  const auto part = value.is_map() ? value.Find(path.front()) : std::nullopt;
  return !part || HoldsAt(*part, rest, test);
}

bool Meets(ValueView map, const std::vector<RequiredField>& alternative) {
  return std::all_of(alternative.begin(), alternative.end(), [&](const RequiredField& field) {
    return Has(map, field.path.front(), field.types);
  });
}

}  // namespace

JsonType TypesOf(ValueView value) {
  switch (value.kind()) {
    case ValueKind::Null:
      return JsonType::Null;
    case ValueKind::False:
    case ValueKind::True:
      return JsonType::Boolean;
    case ValueKind::Integer:
      return JsonType::Integer | JsonType::Number;
    case ValueKind::Decimal:
      return JsonType::Number;
    case ValueKind::String:
      return JsonType::String;
    case ValueKind::List:
      return JsonType::Array;
    case ValueKind::Map:
    case ValueKind::Money:
      return JsonType::Object;
  }
  return JsonType::Null;
}

std::optional<std::string> MissingField(ValueView result, const ToolSpec& tool) {
  for (const RequiredField& field : tool.required_fields) {
    const Path path = field.path;
    // What a list holds is no key of it.
    if (path.empty() || path.back() == kEachItem) continue;
    const bool there = HoldsAt(result, path.first(path.size() - 1),
                               [&](ValueView map) { return Has(map, path.back(), field.types); });
    if (!there) return Written(path);
  }
  for (const RequiredChoice& choice : tool.required_choices) {
    const bool met = HoldsAt(result, choice.path, [&](ValueView map) {
      return std::any_of(choice.alternatives.begin(), choice.alternatives.end(),
                         [&](const auto& alternative) { return Meets(map, alternative); });
    });
    if (met) continue;
    std::string names;
    for (const auto& alternative : choice.alternatives) {
      for (const RequiredField& field : alternative) {
        names += (names.empty() ? "" : " / ") + field.path.front();
      }
    }
    const std::string part = Written(choice.path);
    return part.empty() ? names : part + ": " + names;
  }
  return std::nullopt;
}

}  // namespace proviso::vm
