// SPDX-License-Identifier: Apache-2.0
#include "bytecode/internal/schema_combiner.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "bytecode/internal/tool_schema.h"

namespace proviso::internal {
namespace {

using Json = SchemaCombiner::Json;

constexpr int kMaxDepth = 64;
// Alternatives of alternatives multiply; no honest tool comes near this.
constexpr std::size_t kMaxNodes = 100'000;

// They make a part of the schema hold on a condition, which no table of fields can say.
constexpr std::array<const char*, 9> kConditional = {
    "not",          "if",          "then",         "else", "dependentRequired", "dependentSchemas",
    "dependencies", "$dynamicRef", "$recursiveRef"};
constexpr std::array<const char*, 2> kChoices = {"anyOf", "oneOf"};

bool IsOpen(const Json& schema) {
  return schema.value("additionalProperties", Json(false)) != false;
}

JsonType TypesOfValues(const Json& values) {
  JsonType types = JsonType::None;
  for (const Json& value : values) {
    types = types | (value.is_null()             ? JsonType::Null
                     : value.is_boolean()        ? JsonType::Boolean
                     : value.is_number_integer() ? JsonType::Integer
                     : value.is_number()         ? JsonType::Number
                     : value.is_string()         ? JsonType::String
                     : value.is_array()          ? JsonType::Array
                                                 : JsonType::Object);
  }
  return types;
}

void SetTypes(Json& schema, JsonType types) {
  if (types == JsonType::Any) {
    schema.erase("type");
  } else {
    schema["type"] = SchemaTypeNames(types);
  }
}

// Whether every value of the alternative is an object with the fields it requires.
bool OnlyObjects(const Json& schema) {
  const JsonType types = SchemaTypes(schema);
  return types == JsonType::Object || (types == JsonType::Any && schema.contains("properties"));
}

// The schema of every field that an object of this kind must have.
Json FieldsRequired(const Json& schema) {
  Json fields = Json::object();
  const auto properties = schema.find("properties");
  const bool listed = properties != schema.end() && properties->is_object();
  for (const std::string& name : SchemaRequired(schema)) {
    const bool known = listed && properties->contains(name) && (*properties)[name].is_object();
    fields[name] = known ? (*properties)[name] : Json::object();
  }
  return fields;
}

bool IsObjectOfAnything(const Json& schema) {
  return schema.contains("type") && Includes(SchemaTypes(schema), JsonType::Object) &&
         !schema.contains("properties") && !schema.contains("required");
}

bool Holds(const Json& list, const Json& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// {"type": "string", "nullable": true} is how OpenAPI says that null will do.
void AdmitNull(Json& schema) {
  const JsonType types = SchemaTypes(schema);
  if (types != JsonType::None && schema.value("nullable", Json(false)) == true) {
    SetTypes(schema, types | JsonType::Null);
  }
  schema.erase("nullable");
}

// A schema that lists its values has their types.
void ReadValues(Json& schema) {
  if (const auto value = schema.find("const"); value != schema.end()) {
    schema["enum"] = Json::array({*value});
    schema.erase("const");
  }
  const auto values = schema.find("enum");
  if (values != schema.end() && values->is_array() && !schema.contains("type")) {
    SetTypes(schema, TypesOfValues(*values));
  }
}

}  // namespace

void SchemaCombiner::Problem(std::string what) {
  if (std::find(problems_.begin(), problems_.end(), what) == problems_.end()) {
    problems_.push_back(std::move(what));
  }
}

Json SchemaCombiner::Unknown() {
  Json unknown = Json::object();
  unknown[kUnknownMark] = true;
  return unknown;
}

JsonType SchemaCombiner::TypesOf(const Json& schema) {
  const JsonType types = SchemaTypes(schema);
  if (types != JsonType::None) return types;
  Problem(fmt::format("has a type that is not known: {}", schema["type"].dump()));
  return JsonType::Any;
}

const Json* SchemaCombiner::Target(const std::string& reference) const {
  // json_pointer throws on text that is not a pointer; a reference is the author's text.
  try {
    const Json::json_pointer pointer(reference.substr(1));
    return root_.contains(pointer) ? &root_.at(pointer) : nullptr;
  } catch (const Json::exception&) {
    return nullptr;
  }
}

Json SchemaCombiner::Plain(bool alternatives) {
  if (!alternatives) RefuseAlternatives(root_, 0);
  return Read(root_, 0);
}

void SchemaCombiner::RefuseAlternatives(const Json& schema, int depth) {
  if (!schema.is_object() || depth > kMaxDepth) return;
  for (const char* keyword : kChoices) {
    const auto choices = schema.find(keyword);
    if (choices == schema.end()) continue;
    Problem(
        fmt::format("`{}` at the top makes some parameters needed only without others, which no "
                    "signature can say; describe a tool for each case, or list the parameters "
                    "under `properties` and those always needed under `required`",
                    keyword));
  }
  if (const auto all = schema.find("allOf"); all != schema.end() && all->is_array()) {
    for (const Json& part : *all) RefuseAlternatives(part, depth + 1);
  }
  if (const auto reference = schema.find("$ref");
      reference != schema.end() && reference->is_string() &&
      reference->get_ref<const std::string&>().starts_with('#')) {
    const Json* target = Target(reference->get<std::string>());
    if (target != nullptr) RefuseAlternatives(*target, depth + 1);
  }
}

void SchemaCombiner::RefuseKeywords(const Json& schema) {
  for (const char* keyword : kConditional) {
    if (!schema.contains(keyword)) continue;
    Problem(
        fmt::format("`{}` is not read: it makes a part hold only on a condition; leave it out, and "
                    "require only what is always there",
                    keyword));
  }
}

void SchemaCombiner::CheckRequired(const Json& schema) {
  const auto required = schema.find("required");
  if (required == schema.end()) return;
  const bool names =
      required->is_array() && std::all_of(required->begin(), required->end(),
                                          [](const Json& name) { return name.is_string(); });
  if (!names) {
    Problem(fmt::format("`required` must be a list of names, found {}; write [\"order_id\"]",
                        required->dump()));
  }
}

Json SchemaCombiner::ReadReference(const Json& reference, int depth) {
  if (!reference.is_string() || !reference.get_ref<const std::string&>().starts_with('#')) {
    Problem(fmt::format("`$ref` {} points outside of this schema; copy what it means into `$defs`",
                        reference.dump()));
    return Unknown();
  }
  const std::string name = reference.get<std::string>();
  // Of a schema that contains itself, the inner one is looked at when there is a result.
  if (Holds(Json(open_references_), name) || name == "#") return Unknown();
  const Json* target = Target(name);
  if (target == nullptr) {
    Problem(fmt::format("`$ref` names `{}`, which the schema does not have", name));
    return Unknown();
  }
  open_references_.push_back(name);
  Json read = Read(*target, depth + 1);
  open_references_.pop_back();
  return read;
}

Json SchemaCombiner::Read(const Json& schema, int depth) {
  if (depth > kMaxDepth || ++nodes_ > kMaxNodes) {
    Problem("is too large or too deep to be read");
    return Unknown();
  }
  if (schema == true) return Json::object();
  if (schema == false) {
    Problem("`false` stands where a schema is wanted; leave the part out");
    return Unknown();
  }
  if (!schema.is_object()) return schema;  // reported where it stands
  RefuseKeywords(schema);
  CheckRequired(schema);
  Json plain = Json::object();
  for (const auto& [key, value] : schema.items()) {
    const bool combines = key == "$ref" || key == "allOf" || key == "anyOf" || key == "oneOf";
    const bool defines = key == "$defs" || key == "definitions";
    if (!combines && !defines && key != "properties" && key != "items") plain[key] = value;
  }
  // With these, other parts than the listed ones may be there.
  const Json rest = plain.value("unevaluatedProperties", Json(false));
  if (rest != false && !plain.contains("additionalProperties"))
    plain["additionalProperties"] = rest;
  AdmitNull(plain);
  ReadValues(plain);
  if (const auto properties = schema.find("properties"); properties != schema.end()) {
    plain["properties"] = properties->is_object() ? Json::object() : *properties;
    if (properties->is_object()) {
      for (const auto& [name, property] : properties->items()) {
        plain["properties"][name] = Read(property, depth + 1);
      }
    }
  }
  if (const auto items = schema.find("items"); items != schema.end()) {
    // A list that says what each place holds: the places are not told apart here.
    plain["items"] = items->is_object() ? Read(*items, depth + 1) : Unknown();
  }
  if (schema.contains("prefixItems")) plain["items"] = Unknown();
  if (schema.contains("$ref")) plain = BothOf(plain, ReadReference(schema["$ref"], depth));
  for (const char* keyword : {"allOf", "anyOf", "oneOf"}) {
    const auto parts = schema.find(keyword);
    if (parts == schema.end()) continue;
    if (!parts->is_array() || parts->empty()) {
      Problem(fmt::format("`{}` must be a list of schemas", keyword));
      continue;
    }
    std::vector<Json> read;
    for (const Json& part : *parts) {
      if (!part.is_object() && !part.is_boolean()) {
        Problem(fmt::format("`{}` must be a list of schemas", keyword));
      } else {
        read.push_back(Read(part, depth + 1));
      }
    }
    if (keyword == std::string_view("allOf")) {
      for (const Json& part : read) plain = BothOf(plain, part);
    } else if (!read.empty()) {
      plain = BothOf(plain, OneOf(read));
    }
  }
  return plain;
}

Json SchemaCombiner::BothOf(const Json& a, const Json& b) {
  // What is no schema is reported where it stands.
  if (!a.is_object() || b.empty()) return a;
  if (!b.is_object() || a.empty()) return b;
  Json both = a;
  const JsonType types = TypesOf(a) & TypesOf(b);
  if (types == JsonType::None) {
    Problem("`allOf` or a `$ref` wants two types at once, so that no value can be right");
  } else {
    SetTypes(both, types);
  }
  for (const auto& [key, value] : b.items()) {
    if (key == "type") continue;
    if (!both.contains(key)) {
      both[key] = value;
    } else if (key == "properties" && value.is_object() && both[key].is_object()) {
      for (const auto& [name, property] : value.items()) {
        Json& place = both[key][name];
        place = place.is_null() ? property : BothOf(place, property);
      }
    } else if (key == "items") {
      both[key] = BothOf(both[key], value);
    } else if (key == "required" && value.is_array()) {
      for (const Json& name : value) {
        if (!Holds(both[key], name)) both[key].push_back(name);
      }
    } else if (key == "enum" && value.is_array()) {
      Json common = Json::array();
      for (const Json& one : both[key]) {
        if (Holds(value, one)) common.push_back(one);
      }
      both[key] = common;
    } else if (key == kChoicesMark) {
      for (const Json& choice : value) both[key].push_back(choice);
    } else if (key == "additionalProperties" && value != false) {
      both[key] = value;
    }
  }
  return both;
}

Json SchemaCombiner::OneOf(const std::vector<Json>& alternatives) {
  if (alternatives.size() == 1) return alternatives.front();
  Json one = Json::object();
  JsonType types = JsonType::None;
  Json choices = Json::array();
  bool listed = true;
  std::vector<Json> items;
  std::vector<std::pair<std::string, std::vector<Json>>> properties;
  for (const Json& alternative : alternatives) {
    if (!alternative.is_object()) return alternative;  // reported where it stands
    types = types | TypesOf(alternative);
    if (alternative.contains(kUnknownMark)) one[kUnknownMark] = true;
    if (IsOpen(alternative) || IsObjectOfAnything(alternative)) one["additionalProperties"] = true;
    if (const auto values = alternative.find("enum"); values != alternative.end()) {
      for (const Json& value : *values) choices.push_back(value);
    } else if (SchemaTypes(alternative) != JsonType::Null) {
      listed = false;
    }
    if (const auto of = alternative.find("items"); of != alternative.end()) items.push_back(*of);
    const auto fields = alternative.find("properties");
    if (fields == alternative.end() || !fields->is_object()) continue;
    for (const auto& [name, property] : fields->items()) {
      auto known = std::find_if(properties.begin(), properties.end(),
                                [wanted = name](const auto& p) { return p.first == wanted; });
      if (known == properties.end()) known = properties.insert(known, {name, {}});
      known->second.push_back(property);
    }
  }
  SetTypes(one, types);
  if (listed && !choices.empty()) one["enum"] = choices;
  if (!items.empty()) one["items"] = OneOf(items);
  for (const auto& [name, schemas] : properties) one["properties"][name] = OneOf(schemas);
  // Always there is what every alternative requires; one that may be no object has no fields.
  for (const std::string& name : SchemaRequired(alternatives.front())) {
    const bool always = std::all_of(alternatives.begin(), alternatives.end(), [&](const Json& s) {
      const std::vector<std::string> names = SchemaRequired(s);
      const bool required = std::find(names.begin(), names.end(), name) != names.end();
      return required && (OnlyObjects(s) || SchemaTypes(s) == JsonType::Any);
    });
    if (always) one["required"].push_back(name);
  }
  if (Json choice = ChoiceOf(alternatives); !choice.is_null()) {
    one[kChoicesMark].push_back(std::move(choice));
  }
  return one;
}

Json SchemaCombiner::ChoiceOf(const std::vector<Json>& alternatives) {
  Json choice = Json::array();
  for (const Json& alternative : alternatives) {
    if (!Includes(SchemaTypes(alternative), JsonType::Object)) continue;
    Json fields = FieldsRequired(alternative);
    const auto inner = alternative.find(kChoicesMark);
    if (inner == alternative.end()) {
      // An object of which nothing is required is always right.
      if (fields.empty()) return Json();
      choice.push_back(std::move(fields));
      continue;
    }
    if (inner->size() > 1) {
      Problem(
          "an alternative that leaves several choices itself is too much to be read; write the "
          "cases out in one `anyOf`");
    }
    for (Json one : inner->front()) {
      one.update(fields);
      choice.push_back(std::move(one));
    }
  }
  const bool same = std::all_of(choice.begin(), choice.end(),
                                [&](const Json& fields) { return fields == choice.front(); });
  return choice.empty() || same ? Json() : choice;
}

}  // namespace proviso::internal
