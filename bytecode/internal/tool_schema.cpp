// SPDX-License-Identifier: Apache-2.0
#include "bytecode/internal/tool_schema.h"

#include <array>
#include <utility>

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

const SchemaJson* ResolveSchema(const SchemaJson& schema, const SchemaJson& root) {
  constexpr int kMaxHops = 16;
  const SchemaJson* target = &schema;
  for (int hop = 0; hop < kMaxHops; ++hop) {
    if (!target->is_object()) {
      return nullptr;
    }
    auto reference = target->find("$ref");
    if (reference == target->end()) {
      return target;
    }
    if (!reference->is_string() || !reference->get_ref<const std::string&>().starts_with("#/")) {
      return nullptr;
    }
    // json_pointer throws on text that is not a pointer; a reference is the author's text.
    try {
      SchemaJson::json_pointer pointer(reference->get<std::string>().substr(1));
      if (!root.contains(pointer)) {
        return nullptr;
      }
      target = &root.at(pointer);
    } catch (const SchemaJson::exception&) {
      return nullptr;
    }
  }
  return nullptr;
}

bool IsClosedSchema(const SchemaJson& schema) {
  for (const char* keyword : {"oneOf", "anyOf", "allOf", "patternProperties", "if"}) {
    if (schema.contains(keyword)) {
      return false;
    }
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
