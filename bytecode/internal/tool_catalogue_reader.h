// SPDX-License-Identifier: Apache-2.0
// From the JSON of one catalogue file to tool definitions. Private to the catalogue.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/tool_catalogue.h"

namespace proviso::internal {

// Reads on after a mistake, so that one run shows all of them. Not thread-safe; use once.
class ToolCatalogueReader {
 public:
  explicit ToolCatalogueReader(std::string_view source) : source_(source) {}

  // The tools that could be read. Only good when problems() is empty.
  std::vector<ToolDefinition> Read(const nlohmann::ordered_json& file);
  // One line each: source, tool, what is wrong, what to do.
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  using Json = nlohmann::ordered_json;

  void Problem(std::string what);
  void ReadHead(const Json& file);
  ToolDefinition ReadTool(const Json& entry);
  void ReadParameters(const Json& entry, ToolDefinition& tool);
  void ReadResult(const Json& entry, ToolDefinition& tool);
  void ReadHints(const Json& entry, ToolDefinition& tool);
  void ReadAdditions(const Json& additions, ToolDefinition& tool);
  void ReadParameterAdditions(const Json& additions, ToolDefinition& tool);
  void ReadPredicates(const Json& additions, ToolDefinition& tool);
  void CheckPredicate(const ToolPredicate& predicate, const ToolDefinition& tool);
  void ReadPreconditions(const Json& additions, ToolDefinition& tool);
  void ReadRetry(const Json& additions, ToolDefinition& tool);
  void CheckResultPath(const ToolDefinition& tool, std::string_view key, std::string_view path);

  // The value of `key`, or an empty one; a problem when it has another type.
  std::string Text(const Json& object, const char* key);
  std::vector<std::string> Texts(const Json& object, const char* key);
  const Json* Object(const Json& object, const char* key);
  const Json* Array(const Json& object, const char* key);
  // Reports keys that are not in `known`: a misspelt addition must not be ignored.
  void CheckKeys(const Json& object, std::string_view where,
                 const std::vector<std::string_view>& known);
  // Replaces {"$ref": "#/definitions/x"} by the file's definition.
  Json Inline(const Json& schema, int depth);
  // The entry's schema without its combinators; null when there is none.
  Json Plain(const Json& entry, const char* key, bool alternatives);
  struct Required {
    bool always = false;  // in every result
    bool due = false;     // wherever the part that it belongs to is there
  };
  void Flatten(const Json& schema, const std::string& path, Required required, int depth,
               ToolDefinition& tool);
  void ReadChoices(const Json& schema, const std::string& path, ToolDefinition& tool);

  std::string source_;
  std::string tool_;  // name of the entry being read
  std::string platform_;
  const Json* definitions_ = nullptr;
  std::size_t inlined_nodes_ = 0;
  bool inlining_failed_ = false;
  std::vector<std::string> problems_;
};

}  // namespace proviso::internal
