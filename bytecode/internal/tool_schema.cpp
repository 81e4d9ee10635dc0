// SPDX-License-Identifier: Apache-2.0
#include "bytecode/internal/tool_schema.h"

#include <array>
#include <utility>

#include "bytecode/internal/schema_combiner.h"

namespace proviso::internal {
namespace {

constexpr std::array<std::pair<std::string_view, JsonType>, 7> kTypeNames = {{
    {"null", JsonType::Null},
    {"boolean", JsonType::Boolean},
    {"integer", JsonType::Integer},
    {"number", JsonType::Number | JsonType::Integer},
    {"string", JsonType::String},
    {"array", JsonType::Array},
    {"object", JsonType::Object},
}};

JsonType TypeOfName(const SchemaJson& name) {
  for (const auto& [text, type] : kTypeNames) {
    if (name == text) {
      return type;
    }
  }
  return JsonType::None;
}

}  // namespace

JsonType SchemaTypes(const SchemaJson& schema) {
  auto type = schema.find("type");
  if (type == schema.end()) {
    return JsonType::Any;
  }
  if (!type->is_array()) {
    return TypeOfName(*type);
  }
  JsonType types = JsonType::None;
  for (const SchemaJson& name : *type) {
    JsonType one = TypeOfName(name);
    if (one == JsonType::None) {
      return JsonType::None;
    }
    types = types | one;
  }
  return types;
}

SchemaJson SchemaTypeNames(JsonType types) {
  SchemaJson names = SchemaJson::array();
  for (const auto& [text, type] : kTypeNames) {
    // Every integer is a number.
    const bool told = text == "integer" && Includes(types, JsonType::Number);
    const bool has = text == "number" ? Includes(types, JsonType::Number) : Includes(types, type);
    if (has && !told) {
      names.push_back(text);
    }
  }
  return names.size() == 1 ? names.front() : names;
}

ValueType SchemaValueType(const SchemaJson& schema) {
  JsonType types = SchemaTypes(schema);
  if (types == JsonType::Any || Includes(types, JsonType::Object)) {
    return ValueType::Json;
  }
  if (Includes(types, JsonType::Array)) {
    return ValueType::List;
  }
  if (Includes(types, JsonType::String)) {
    auto format = schema.find("format");
    if (format != schema.end() && *format == "email") {
      return ValueType::Email;
    }
    if (format != schema.end() && *format == "date") {
      return ValueType::Date;
    }
    return schema.contains("enum") ? ValueType::Choice : ValueType::Text;
  }
  if (Includes(types, JsonType::Integer)) {
    return ValueType::Number;
  }
  return Includes(types, JsonType::Boolean) ? ValueType::YesNo : ValueType::Json;
}

std::vector<std::string> SchemaChoices(const SchemaJson& schema) {
  std::vector<std::string> choices;
  auto values = schema.find("enum");
  if (values == schema.end() || !values->is_array()) {
    return choices;
  }
  for (const SchemaJson& value : *values) {
    if (value.is_string()) {
      choices.push_back(value.get<std::string>());
    }
  }
  return choices;
}

std::vector<std::string> SchemaRequired(const SchemaJson& schema) {
  std::vector<std::string> names;
  auto required = schema.find("required");
  if (required == schema.end() || !required->is_array()) {
    return names;
  }
  for (const SchemaJson& name : *required) {
    if (name.is_string()) {
      names.push_back(name.get<std::string>());
    }
  }
  return names;
}

bool IsClosedSchema(const SchemaJson& schema) {
  if (schema.contains("patternProperties") || schema.contains(kUnknownMark)) {
    return false;
  }
  auto additional = schema.find("additionalProperties");
  bool open = additional != schema.end() && *additional != false;
  return !open && schema.contains("properties");
}

std::optional<ToolEffect> ParseToolEffect(std::string_view name) {
  for (ToolEffect effect :
       {ToolEffect::Read, ToolEffect::Write, ToolEffect::Money, ToolEffect::Irreversible}) {
    if (ToolEffectName(effect) == name) {
      return effect;
    }
  }
  return std::nullopt;
}

std::optional<ToolIdempotency> ParseToolIdempotency(std::string_view name) {
  for (ToolIdempotency idempotency :
       {ToolIdempotency::None, ToolIdempotency::Natural, ToolIdempotency::Key}) {
    if (ToolIdempotencyName(idempotency) == name) {
      return idempotency;
    }
  }
  return std::nullopt;
}

}  // namespace proviso::internal
