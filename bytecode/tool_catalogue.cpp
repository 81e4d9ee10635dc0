// SPDX-License-Identifier: Apache-2.0
#include "bytecode/tool_catalogue.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "bytecode/internal/tool_catalogue_reader.h"
#include "core/nearest.h"

namespace proviso {
namespace {

// Deeper than any tool definition; nlohmann's parser does not recurse but its writer does.
constexpr int kMaxJsonDepth = 100;

// Depth of nesting of brackets outside strings; good enough to refuse before parsing.
int BracketDepth(std::string_view json) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    char c = json[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return deepest;
}

JsonType JsonTypesOf(ValueType type) {
  switch (type) {
    case ValueType::Number:
    case ValueType::Percent:
      return JsonType::Integer | JsonType::Number;
    case ValueType::Money:
      return JsonType::Object | JsonType::String | JsonType::Number;
    case ValueType::YesNo:
      return JsonType::Boolean;
    case ValueType::List:
      return JsonType::Array;
    case ValueType::Json:
      return JsonType::Object;
    case ValueType::Address:
      return JsonType::Object | JsonType::String;
    default:
      return JsonType::String;
  }
}

}  // namespace

std::string_view ToolEffectName(ToolEffect effect) {
  switch (effect) {
    case ToolEffect::Unknown:
      return "unknown";
    case ToolEffect::Read:
      return "read";
    case ToolEffect::Write:
      return "write";
    case ToolEffect::Money:
      return "money";
    case ToolEffect::Irreversible:
      return "irreversible";
  }
  return "unknown";
}

std::string_view ToolIdempotencyName(ToolIdempotency idempotency) {
  switch (idempotency) {
    case ToolIdempotency::None:
      return "none";
    case ToolIdempotency::Natural:
      return "natural";
    case ToolIdempotency::Key:
      return "key";
  }
  return "none";
}

bool ToolRetryPolicy::IsFinal(std::string_view code) const {
  return std::find(final_codes.begin(), final_codes.end(), code) != final_codes.end();
}

const std::string& ToolDefinition::noun() const {
  static const std::string none;
  return nouns.empty() ? none : nouns.front();
}

const ToolParameter* ToolDefinition::FindParameter(std::string_view parameter_name) const {
  for (const ToolParameter& parameter : parameters) {
    if (parameter.name == parameter_name) {
      return &parameter;
    }
  }
  return nullptr;
}

const ToolResultField* ToolDefinition::FindResultField(std::string_view path) const {
  for (const ToolResultField& field : result_fields) {
    if (field.path == path) {
      return &field;
    }
  }
  return nullptr;
}

const ToolPredicate* ToolDefinition::FindPredicate(std::string_view word) const {
  for (const ToolPredicate& predicate : predicates) {
    if (predicate.name == word ||
        std::find(predicate.words.begin(), predicate.words.end(), word) != predicate.words.end()) {
      return &predicate;
    }
  }
  return nullptr;
}

std::string_view SignatureTypeName(const ToolParameter& parameter) {
  JsonType types = parameter.json_types;
  if (Includes(types, JsonType::Object)) {
    return "json";
  }
  if (Includes(types, JsonType::Array)) {
    return "list";
  }
  if (Includes(types, JsonType::String)) {
    return "str";
  }
  if (Includes(types, JsonType::Number)) {
    return "float";
  }
  if (Includes(types, JsonType::Integer)) {
    return "int";
  }
  return Includes(types, JsonType::Boolean) ? "bool" : "json";
}

std::string SignatureText(const ToolDefinition& tool) {
  std::vector<std::string> parameters;
  for (const ToolParameter& parameter : tool.parameters) {
    parameters.push_back(fmt::format("{}{}: {}", parameter.name, parameter.required ? "" : "?",
                                     SignatureTypeName(parameter)));
  }
  return fmt::format("@{}({})", tool.name, fmt::join(parameters, ", "));
}

bool SignatureTypeFits(const ToolParameter& parameter, ValueType written) {
  return written == parameter.type || Includes(parameter.json_types, JsonTypesOf(written));
}

Result<std::vector<ToolDefinition>> ParseToolCatalogue(std::string_view json,
                                                       std::string_view source) {
  if (BracketDepth(json) > kMaxJsonDepth) {
    return Error{"json_syntax", fmt::format("{}: nested more than {} levels deep; a tool catalogue "
                                            "never needs that",
                                            source, kMaxJsonDepth)};
  }
  try {
    nlohmann::ordered_json file = nlohmann::ordered_json::parse(json);
    internal::ToolCatalogueReader reader(source);
    std::vector<ToolDefinition> tools = reader.Read(file);
    if (reader.problems().empty()) {
      return tools;
    }
    return Error{"catalogue", fmt::format("{}", fmt::join(reader.problems(), "\n"))};
  } catch (const nlohmann::ordered_json::parse_error& error) {
    return Error{"json_syntax",
                 fmt::format("{}: not JSON at byte {}; check commas, quotes and brackets there",
                             source, error.byte)};
  } catch (const std::exception& error) {
    return Error{"catalogue", fmt::format("{}: cannot be read: {}", source, error.what())};
  }
}

namespace {

bool SameTool(const ToolDefinition& a, const ToolDefinition& b) {
  return a.json == b.json && SignatureText(a) == SignatureText(b);
}

// Whether `tool` may stand where `known` stands.
bool Agrees(const ToolDefinition& known, const ToolDefinition& tool) {
  const bool replaces = known.origin == ToolOrigin::BuiltIn && tool.origin == ToolOrigin::Project;
  return replaces || SameTool(known, tool);
}

Error Conflict(const ToolDefinition& known, const ToolDefinition& tool) {
  return Error{
      "tool_conflict",
      fmt::format("{}: tool `{}` is defined differently in {}: {} here, {} there; keep "
                  "one definition or rename one tool",
                  tool.source, tool.name, known.source, SignatureText(tool), SignatureText(known))};
}

}  // namespace

Result<void> ToolCatalogue::Add(std::string_view json, std::string_view source, ToolOrigin origin) {
  PROVISO_TRY(std::vector<ToolDefinition> tools, ParseToolCatalogue(json, source));
  for (ToolDefinition& tool : tools) tool.origin = origin;
  // All or nothing: look for conflicts before the first one goes in.
  for (const ToolDefinition& tool : tools) {
    const ToolDefinition* known = Find(tool.name);
    if (known != nullptr && !Agrees(*known, tool)) return Conflict(*known, tool);
  }
  for (ToolDefinition& tool : tools) {
    if (Result<void> added = AddTool(std::move(tool)); !added) {
      return added;
    }
  }
  return {};
}

Result<void> ToolCatalogue::AddTool(ToolDefinition tool) {
  if (const ToolDefinition* known = Find(tool.name)) {
    if (!Agrees(*known, tool)) return Conflict(*known, tool);
    if (known->origin == tool.origin) return {};
  }
  std::string name = tool.name;
  tools_.insert_or_assign(std::move(name), std::make_unique<const ToolDefinition>(std::move(tool)));
  return {};
}

const ToolDefinition* ToolCatalogue::Find(std::string_view name) const {
  auto found = tools_.find(name);
  return found == tools_.end() ? nullptr : found->second.get();
}

std::vector<const ToolDefinition*> ToolCatalogue::All() const {
  std::vector<const ToolDefinition*> all;
  for (const auto& [name, tool] : tools_) {
    all.push_back(tool.get());
  }
  return all;
}

std::vector<std::string> ToolCatalogue::NearestNames(std::string_view name) const {
  std::vector<std::string> names;
  names.reserve(tools_.size());
  for (const auto& [known, tool] : tools_) {
    names.push_back(known);
  }
  return proviso::NearestNames(name, names);
}

}  // namespace proviso
