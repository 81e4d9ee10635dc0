// SPDX-License-Identifier: Apache-2.0
#include "bytecode/internal/tool_catalogue_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "bytecode/internal/schema_combiner.h"
#include "bytecode/internal/tool_schema.h"

namespace proviso::internal {
namespace {

constexpr int kMaxSchemaDepth = 64;
// A file of a few kilobytes can describe a schema of terabytes by definitions that use each other
// twice; no honest tool comes near these.
constexpr std::size_t kMaxInlinedNodes = 100'000;
constexpr std::size_t kMaxResultFields = 5'000;
constexpr std::size_t kMaxNameLength = 64;
constexpr int kMaxAttempts = 10;
constexpr std::string_view kDefinitionPrefix = "#/definitions/";

// Without a list of their own, tools treat these errors as answers: trying again cannot help.
const std::vector<std::string>& DefaultFinalCodes() {
  static const std::vector<std::string> codes = {"not_found", "not_allowed", "invalid_argument",
                                                 "out_of_stock", "not_stubbed"};
  return codes;
}

// The names that policy text can write after `@`.
bool IsToolName(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameLength) {
    return false;
  }
  auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return letter(name[0]) && std::all_of(name.begin(), name.end(), [&](char c) {
           return letter(c) || (c >= '0' && c <= '9');
         });
}

}  // namespace

void ToolCatalogueReader::Problem(std::string what) {
  if (tool_.empty()) {
    problems_.push_back(fmt::format("{}: {}", source_, what));
  } else {
    problems_.push_back(fmt::format("{}: tool `{}`: {}", source_, tool_, what));
  }
}

std::vector<ToolDefinition> ToolCatalogueReader::Read(const Json& file) {
  std::vector<ToolDefinition> tools;
  tool_.clear();
  if (!file.is_object()) {
    Problem("a catalogue is an object with a list `tools`; write {\"tools\": [...]}");
    return tools;
  }
  ReadHead(file);
  if (!file.contains("tools")) {
    Problem("there is no list `tools`; write {\"tools\": [...]}");
    return tools;
  }
  const Json* entries = Array(file, "tools");
  if (entries == nullptr) {
    return tools;
  }
  std::set<std::string> names;
  for (const Json& entry : *entries) {
    tool_ = fmt::format("number {}", tools.size() + 1);
    tools.push_back(ReadTool(entry));
    const std::string& name = tools.back().name;
    if (!name.empty() && !names.insert(name).second) {
      Problem("is there twice; keep one of the two entries");
    }
  }
  tool_.clear();
  return tools;
}

void ToolCatalogueReader::ReadHead(const Json& file) {
  platform_ = Text(file, "platform");
  definitions_ = Object(file, "definitions");
  if (file.contains("version") && file["version"] != 1) {
    Problem(
        fmt::format("version {} of the catalogue format is not known; this program reads "
                    "version 1",
                    file["version"].dump()));
  }
}

ToolDefinition ToolCatalogueReader::ReadTool(const Json& entry) {
  ToolDefinition tool;
  tool.source = source_;
  tool.platform = platform_;
  if (!entry.is_object()) {
    Problem("an entry of `tools` is an object with at least a `name`");
    return tool;
  }
  std::string name = Text(entry, "name");
  if (name.empty()) {
    Problem("has no `name`; give it the name that policies write after @");
  } else if (!IsToolName(name)) {
    Problem(
        fmt::format("the name `{}` cannot be written after @ in a policy; use up to {} letters, "
                    "digits and _, starting with a letter",
                    name, kMaxNameLength));
  } else {
    tool_ = name;
  }
  tool.name = std::move(name);
  Json whole = Inline(entry, 0);
  if (inlining_failed_) {
    return tool;
  }
  tool.title = Text(whole, "title");
  tool.description = Text(whole, "description");
  ReadParameters(whole, tool);
  ReadResult(whole, tool);
  ReadHints(whole, tool);
  if (const Json* meta = Object(whole, "_meta")) {
    if (const Json* additions = Object(*meta, "proviso")) {
      ReadAdditions(*additions, tool);
    }
  }
  tool.json = whole.dump(-1, ' ', false, Json::error_handler_t::replace);
  return tool;
}

ToolCatalogueReader::Json ToolCatalogueReader::Plain(const Json& entry, const char* key,
                                                     bool alternatives) {
  const Json* schema = Object(entry, key);
  if (schema == nullptr) {
    return Json();
  }
  SchemaCombiner combiner(*schema);
  Json plain = combiner.Plain(alternatives);
  for (const std::string& problem : combiner.problems()) {
    Problem(fmt::format("`{}`: {}", key, problem));
  }
  return plain;
}

void ToolCatalogueReader::ReadParameters(const Json& entry, ToolDefinition& tool) {
  // Arguments are passed by name, so the names do not depend on which alternative is meant.
  const Json plain = Plain(entry, "inputSchema", false);
  if (!plain.is_object()) {
    return;
  }
  const Json* schema = &plain;
  if (schema->contains("type") && (*schema)["type"] != "object") {
    Problem("`inputSchema` must have \"type\": \"object\": arguments are passed by name");
  }
  std::vector<std::string> required = Texts(*schema, "required");
  const Json* properties = Object(*schema, "properties");
  static const Json no_properties = Json::object();
  for (const auto& [name, property] : (properties ? *properties : no_properties).items()) {
    ToolParameter parameter;
    parameter.name = name;
    parameter.required = std::find(required.begin(), required.end(), name) != required.end();
    if (!property.is_object()) {
      Problem(fmt::format("parameter `{}` must be a JSON Schema object", name));
      continue;
    }
    parameter.description = Text(property, "description");
    parameter.json_types = SchemaTypes(property);
    if (parameter.json_types == JsonType::None) {
      Problem(
          fmt::format("parameter `{}` has a type that is not known: {}; use string, integer, "
                      "number, boolean, array, object or null",
                      name, property["type"].dump()));
    }
    parameter.type = SchemaValueType(property);
    parameter.choices = SchemaChoices(property);
    tool.parameters.push_back(std::move(parameter));
  }
  for (const std::string& name : required) {
    if (tool.FindParameter(name) == nullptr) {
      Problem(fmt::format("`required` names `{}`, which is not among the properties", name));
    }
  }
}

void ToolCatalogueReader::ReadResult(const Json& entry, ToolDefinition& tool) {
  const Json schema = Plain(entry, "outputSchema", true);
  if (!schema.is_object()) {
    return;
  }
  tool.has_result_schema = IsClosedSchema(schema);
  tool.result_types = SchemaTypes(schema);
  Flatten(schema, "", {true, true}, 0, tool);
}

void ToolCatalogueReader::Flatten(const Json& schema, const std::string& path, Required required,
                                  int depth, ToolDefinition& tool) {
  if (!schema.is_object()) {
    Problem(fmt::format("result field `{}` must be a JSON Schema object", path));
    return;
  }
  // What cannot be followed is not known: a placeholder for it is looked up at run time.
  if (depth > kMaxSchemaDepth || tool.result_fields.size() >= kMaxResultFields) {
    tool.has_result_schema = false;
    return;
  }
  if (schema.contains(kUnknownMark)) {
    tool.has_result_schema = false;
  }
  JsonType types = SchemaTypes(schema);
  if (types == JsonType::None) {
    Problem(fmt::format("result field `{}` has a type that is not known: {}", path,
                        schema["type"].dump()));
  }
  if (!path.empty()) {
    auto text = schema.find("description");
    tool.result_fields.push_back(
        {path, types, required.always, required.due,
         text != schema.end() && text->is_string() ? text->get<std::string>() : std::string()});
  }
  ReadChoices(schema, path, tool);
  std::vector<std::string> needed = SchemaRequired(schema);
  // One that may be null or a text has its fields only when it is an object.
  const bool object = types == JsonType::Object || types == JsonType::Any;
  const auto inside = [&](const std::string& name, const Json& property) {
    const bool due = std::find(needed.begin(), needed.end(), name) != needed.end();
    Flatten(property, path.empty() ? name : path + "." + name,
            {due && required.always && object, due}, depth + 1, tool);
  };
  auto properties = schema.find("properties");
  const bool listed = properties != schema.end() && properties->is_object();
  if (listed) {
    for (const auto& [name, property] : properties->items()) inside(name, property);
  }
  // Required, and nothing is said of what it holds.
  for (const std::string& name : needed) {
    if (!listed || !properties->contains(name)) inside(name, Json::object());
  }
  if (auto items = schema.find("items"); items != schema.end() && items->is_object()) {
    Flatten(*items, path + "[]", {}, depth + 1, tool);
  }
}

void ToolCatalogueReader::ReadChoices(const Json& schema, const std::string& path,
                                      ToolDefinition& tool) {
  const auto choices = schema.find(kChoicesMark);
  if (choices == schema.end()) return;
  for (const Json& choice : *choices) {
    ToolResultChoice read;
    read.path = path;
    for (const Json& alternative : choice) {
      std::vector<ToolResultChoice::Field>& fields = read.alternatives.emplace_back();
      for (const auto& [name, field] : alternative.items()) {
        fields.push_back({name, SchemaTypes(field)});
      }
    }
    tool.result_choices.push_back(std::move(read));
  }
}

void ToolCatalogueReader::ReadHints(const Json& entry, ToolDefinition& tool) {
  const Json* hints = Object(entry, "annotations");
  if (hints == nullptr) {
    return;
  }
  // Hints of a tool without our additions. A tool that says it only reads is believed; nothing else
  // is harmless enough to guess.
  if (hints->value("readOnlyHint", Json(false)) == true) {
    tool.effect = ToolEffect::Read;
    tool.idempotency = ToolIdempotency::Natural;
  } else if (hints->value("idempotentHint", Json(false)) == true) {
    tool.idempotency = ToolIdempotency::Natural;
  }
}

void ToolCatalogueReader::ReadAdditions(const Json& additions, ToolDefinition& tool) {
  CheckKeys(
      additions, "_meta.proviso",
      {"effect", "noun", "other_nouns", "id_field", "predicates", "reason_field", "preconditions",
       "retry", "idempotency", "undo", "personal_data", "capability", "parameters"});
  if (std::string effect = Text(additions, "effect"); !effect.empty()) {
    bool hinted_read = tool.effect == ToolEffect::Read;
    std::optional<ToolEffect> parsed = ParseToolEffect(effect);
    if (!parsed) {
      Problem(
          fmt::format("effect `{}` is not known; use read, write, money or irreversible", effect));
    } else if (hinted_read && *parsed != ToolEffect::Read) {
      Problem(
          fmt::format("readOnlyHint is true but the effect is `{}`; change one of them", effect));
    }
    tool.effect = parsed.value_or(ToolEffect::Unknown);
  }
  if (std::string text = Text(additions, "idempotency"); !text.empty()) {
    std::optional<ToolIdempotency> parsed = ParseToolIdempotency(text);
    if (!parsed) {
      Problem(fmt::format("idempotency `{}` is not known; use none, natural or key", text));
    }
    tool.idempotency = parsed.value_or(ToolIdempotency::None);
  }
  if (std::string noun = Text(additions, "noun"); !noun.empty()) {
    tool.nouns.push_back(std::move(noun));
  }
  for (std::string& noun : Texts(additions, "other_nouns")) {
    tool.nouns.push_back(std::move(noun));
  }
  tool.id_field = Text(additions, "id_field");
  tool.reason_field = Text(additions, "reason_field");
  tool.undo = additions.value("undo", Json()).is_null() ? "" : Text(additions, "undo");
  tool.capability = Text(additions, "capability");
  tool.personal_data = Texts(additions, "personal_data");
  CheckResultPath(tool, "id_field", tool.id_field);
  CheckResultPath(tool, "reason_field", tool.reason_field);
  for (const std::string& path : tool.personal_data) {
    CheckResultPath(tool, "personal_data", path);
  }
  ReadParameterAdditions(additions, tool);
  ReadPredicates(additions, tool);
  ReadPreconditions(additions, tool);
  ReadRetry(additions, tool);
}

void ToolCatalogueReader::ReadParameterAdditions(const Json& additions, ToolDefinition& tool) {
  const Json* parameters = Object(additions, "parameters");
  if (parameters == nullptr) {
    return;
  }
  for (const auto& [name, addition] : parameters->items()) {
    auto found = std::find_if(tool.parameters.begin(), tool.parameters.end(),
                              [wanted = name](const ToolParameter& p) { return p.name == wanted; });
    if (found == tool.parameters.end() || !addition.is_object()) {
      Problem(
          fmt::format("`_meta.proviso.parameters` speaks of `{}`; name a property of "
                      "inputSchema and give it an object",
                      name));
      continue;
    }
    CheckKeys(addition, "_meta.proviso.parameters." + name, {"type", "synonyms", "nouns"});
    found->synonyms = Texts(addition, "synonyms");
    found->nouns = Texts(addition, "nouns");
    std::string type = Text(addition, "type");
    if (type.empty()) {
      continue;
    }
    if (std::optional<ValueType> parsed = ParseValueType(type)) {
      found->type = *parsed;
    } else {
      Problem(
          fmt::format("parameter `{}` has the unknown type `{}`; use a type of the policy "
                      "language, e.g. text, number, percent, email, address, order number",
                      name, type));
    }
  }
}

void ToolCatalogueReader::ReadPredicates(const Json& additions, ToolDefinition& tool) {
  const Json* predicates = Array(additions, "predicates");
  if (predicates == nullptr) {
    return;
  }
  for (const Json& entry : *predicates) {
    if (!entry.is_object()) {
      Problem("a predicate is an object with `name`, `words` and `field`");
      continue;
    }
    CheckKeys(entry, "_meta.proviso.predicates", {"name", "words", "kind", "field", "equals"});
    ToolPredicate predicate;
    predicate.name = Text(entry, "name");
    predicate.words = Texts(entry, "words");
    predicate.field = Text(entry, "field");
    predicate.equals = Texts(entry, "equals");
    std::string kind = Text(entry, "kind");
    if (kind == "exists") {
      predicate.kind = ToolPredicate::Kind::Exists;
    } else if (kind == "equals" || (kind.empty() && !predicate.equals.empty())) {
      predicate.kind = ToolPredicate::Kind::Equals;
    } else if (!kind.empty() && kind != "field") {
      Problem(fmt::format("predicate `{}` has the unknown kind `{}`; use field, equals or exists",
                          predicate.name, kind));
    }
    CheckPredicate(predicate, tool);
    tool.predicates.push_back(std::move(predicate));
  }
}

void ToolCatalogueReader::CheckPredicate(const ToolPredicate& predicate,
                                         const ToolDefinition& tool) {
  if (predicate.name.empty() || predicate.words.empty()) {
    Problem("a predicate needs a `name` and at least one of `words`");
  }
  for (const std::string& word : predicate.words) {
    if (tool.FindPredicate(word) != nullptr) {
      Problem(fmt::format("the word `{}` belongs to two predicates; keep it in one", word));
    }
  }
  if (predicate.kind == ToolPredicate::Kind::Exists) {
    return CheckResultPath(tool, "predicates.field", predicate.field);
  }
  if (predicate.field.empty()) {
    return Problem(
        fmt::format("predicate `{}` needs the result `field` to look at", predicate.name));
  }
  if (predicate.kind == ToolPredicate::Kind::Equals && predicate.equals.empty()) {
    Problem(
        fmt::format("predicate `{}` needs `equals`, the texts that make it true", predicate.name));
  }
  CheckResultPath(tool, "predicates.field", predicate.field);
  const ToolResultField* field = tool.FindResultField(predicate.field);
  if (field != nullptr && predicate.kind == ToolPredicate::Kind::Field &&
      !Includes(field->json_types, JsonType::Boolean)) {
    Problem(
        fmt::format("predicate `{}` reads `{}`, which is not a boolean; list the texts that "
                    "make it true in `equals`",
                    predicate.name, predicate.field));
  }
}

void ToolCatalogueReader::ReadPreconditions(const Json& additions, ToolDefinition& tool) {
  const Json* preconditions = Array(additions, "preconditions");
  if (preconditions == nullptr) {
    for (const ToolParameter& parameter : tool.parameters) {
      if (parameter.required) {
        tool.preconditions.push_back({parameter.name, true, std::nullopt, std::nullopt});
      }
    }
    return;
  }
  for (const Json& entry : *preconditions) {
    if (!entry.is_object()) {
      Problem("a precondition is an object: {\"param\": \"order_id\", \"known\": true}");
      continue;
    }
    CheckKeys(entry, "_meta.proviso.preconditions", {"param", "known", "min", "max"});
    ToolPrecondition precondition;
    precondition.parameter = Text(entry, "param");
    precondition.known = entry.value("known", Json(false)) == true;
    for (auto [key, bound] : {std::pair{"min", &precondition.min}, {"max", &precondition.max}}) {
      if (!entry.contains(key)) {
        continue;
      }
      if (entry[key].is_number_integer()) {
        *bound = entry[key].get<std::int64_t>();
      } else {
        Problem(fmt::format("`{}` of a precondition must be a whole number", key));
      }
    }
    if (tool.FindParameter(precondition.parameter) == nullptr) {
      Problem(fmt::format("a precondition speaks of `{}`, which is not a parameter",
                          precondition.parameter));
    }
    tool.preconditions.push_back(std::move(precondition));
  }
}

void ToolCatalogueReader::ReadRetry(const Json& additions, ToolDefinition& tool) {
  tool.retry.final_codes = DefaultFinalCodes();
  const Json* retry = Object(additions, "retry");
  if (retry == nullptr) {
    return;
  }
  CheckKeys(*retry, "_meta.proviso.retry", {"attempts", "backoff_ms", "final_codes"});
  Json attempts = retry->value("attempts", Json(1));
  if (attempts.is_number_integer() && attempts >= 1 && attempts <= kMaxAttempts) {
    tool.retry.attempts = attempts.get<int>();
  } else {
    Problem(fmt::format("`retry.attempts` must be a whole number from 1 to {}", kMaxAttempts));
  }
  if (const Json* pauses = Array(*retry, "backoff_ms")) {
    for (const Json& pause : *pauses) {
      if (pause.is_number_integer() && pause >= 0 && pause <= 3'600'000) {
        tool.retry.backoff_ms.push_back(pause.get<int>());
      } else {
        Problem("`retry.backoff_ms` must be a list of milliseconds, each up to an hour");
      }
    }
  }
  if (retry->contains("final_codes")) {
    tool.retry.final_codes = Texts(*retry, "final_codes");
  }
}

void ToolCatalogueReader::CheckResultPath(const ToolDefinition& tool, std::string_view key,
                                          std::string_view path) {
  if (!path.empty() && tool.has_result_schema && tool.FindResultField(path) == nullptr) {
    Problem(fmt::format("`{}` names `{}`, which outputSchema does not have", key, path));
  }
}

std::string ToolCatalogueReader::Text(const Json& object, const char* key) {
  auto found = object.find(key);
  if (found == object.end()) {
    return {};
  }
  if (!found->is_string()) {
    Problem(fmt::format("`{}` must be a text", key));
    return {};
  }
  return found->get<std::string>();
}

std::vector<std::string> ToolCatalogueReader::Texts(const Json& object, const char* key) {
  std::vector<std::string> texts;
  const Json* list = Array(object, key);
  if (list == nullptr) {
    return texts;
  }
  for (const Json& item : *list) {
    if (item.is_string()) {
      texts.push_back(item.get<std::string>());
    } else {
      Problem(fmt::format("`{}` must be a list of texts", key));
    }
  }
  return texts;
}

const ToolCatalogueReader::Json* ToolCatalogueReader::Object(const Json& object, const char* key) {
  auto found = object.find(key);
  if (found == object.end()) {
    return nullptr;
  }
  if (!found->is_object()) {
    Problem(fmt::format("`{}` must be an object", key));
    return nullptr;
  }
  return &*found;
}

const ToolCatalogueReader::Json* ToolCatalogueReader::Array(const Json& object, const char* key) {
  auto found = object.find(key);
  if (found == object.end()) {
    return nullptr;
  }
  if (!found->is_array()) {
    Problem(fmt::format("`{}` must be a list", key));
    return nullptr;
  }
  return &*found;
}

void ToolCatalogueReader::CheckKeys(const Json& object, std::string_view where,
                                    const std::vector<std::string_view>& known) {
  for (const auto& [key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      Problem(fmt::format("`{}` has the unknown key `{}`; known are {}", where, key,
                          fmt::join(known, ", ")));
    }
  }
}

ToolCatalogueReader::Json ToolCatalogueReader::Inline(const Json& schema, int depth) {
  if (inlining_failed_ || depth > kMaxSchemaDepth || inlined_nodes_ > kMaxInlinedNodes) {
    if (!std::exchange(inlining_failed_, true)) {
      Problem("is too large or too deep to be read, or one of `definitions` contains itself");
    }
    return Json();
  }
  ++inlined_nodes_;
  if (schema.is_array()) {
    Json copy = Json::array();
    for (const Json& item : schema) {
      copy.push_back(Inline(item, depth + 1));
    }
    return copy;
  }
  if (!schema.is_object()) {
    return schema;
  }
  auto reference = schema.find("$ref");
  if (reference != schema.end() && reference->is_string() &&
      reference->get_ref<const std::string&>().starts_with(kDefinitionPrefix)) {
    std::string name = reference->get<std::string>().substr(kDefinitionPrefix.size());
    // What the file does not define, the schema itself may.
    if (definitions_ != nullptr && definitions_->contains(name)) {
      Json definition = Inline((*definitions_)[name], depth + 1);
      if (schema.size() == 1) {
        return definition;
      }
      // What stands beside the reference holds as well.
      Json beside = schema;
      beside.erase("$ref");
      Json both = Json::object();
      both["allOf"].push_back(std::move(definition));
      both["allOf"].push_back(Inline(beside, depth + 1));
      return both;
    }
  }
  Json copy = Json::object();
  for (const auto& [key, value] : schema.items()) {
    copy[key] = Inline(value, depth + 1);
  }
  return copy;
}

}  // namespace proviso::internal
