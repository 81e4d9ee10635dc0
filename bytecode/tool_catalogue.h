// SPDX-License-Identifier: Apache-2.0
// What is known about tools: the catalogue that compiler, VM, sandbox and command line all read.
// One reader for all of them, so that no second table can drift. A catalogue is JSON: tool
// definitions as in the Model Context Protocol with our additions under `_meta.proviso`. The format
// is written down in stdlib-tools/catalogue.schema.json and docs/tools.md.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/tool_effect.h"
#include "core/result.h"
#include "core/value_type.h"

namespace proviso {

std::string_view ToolEffectName(ToolEffect effect);

// Whether repeating a call repeats its effect.
enum class ToolIdempotency : std::uint8_t {
  None = 0,     // it does
  Natural = 1,  // the second call finds the work done
  Key = 2,      // not while the calls carry the same idempotency key
};
std::string_view ToolIdempotencyName(ToolIdempotency idempotency);

// The JSON Schema types that a value may have, as a set.
enum class JsonType : std::uint8_t {
  None = 0,
  Null = 1,
  Boolean = 2,
  Integer = 4,
  Number = 8,
  String = 16,
  Array = 32,
  Object = 64,
  Any = 127,
};
constexpr JsonType operator|(JsonType a, JsonType b) {
  return static_cast<JsonType>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr JsonType operator&(JsonType a, JsonType b) {
  return static_cast<JsonType>(static_cast<std::uint8_t>(a) & static_cast<std::uint8_t>(b));
}
constexpr bool Includes(JsonType set, JsonType type) {
  return (static_cast<std::uint8_t>(set) & static_cast<std::uint8_t>(type)) != 0;
}

struct ToolParameter {
  std::string name;                     // "order_id"
  ValueType type = ValueType::Text;     // written in `_meta`, else from the schema's type
  JsonType json_types = JsonType::Any;  // what inputSchema accepts
  bool required = true;
  std::vector<std::string> synonyms;  // names of values that may fill it: "email" for user_email
  std::vector<std::string> nouns;     // what policy text calls it: "order number"
  std::vector<std::string> choices;   // allowed texts (`enum`), empty when any
  std::string description;
};

// A test that policy text may make on the result: "is eligible", "exists", "is delivered".
struct ToolPredicate {
  enum class Kind : std::uint8_t {
    Field = 0,   // `field` is true
    Equals = 1,  // `field` is one of `equals`, compared without case, spaces and hyphens
    Exists = 2,  // the result is there: not null, not {"exists": false}, not the error not_found
  };
  std::string name;                // "eligible"
  std::vector<std::string> words;  // lower case: "eligible", "qualifies"
  Kind kind = Kind::Field;
  std::string field;                // path in the result, "status"; may be empty for Exists
  std::vector<std::string> equals;  // Equals
};

// What must hold for `if applicable` / `if possible` to run the call. An entry that lists none gets
// "every required parameter is known".
struct ToolPrecondition {
  std::string parameter;
  bool known = false;               // the parameter has a value
  std::optional<std::int64_t> min;  // and lies in these bounds
  std::optional<std::int64_t> max;
};

// An error whose code is in `final_codes` is an answer; every other code is tried again, `attempts`
// times in all, with `backoff_ms[n]` before retry n (the last one repeats).
struct ToolRetryPolicy {
  int attempts = 1;
  std::vector<int> backoff_ms;
  std::vector<std::string> final_codes;

  bool IsFinal(std::string_view code) const;
};

// One place in the result, flattened: "address.city", "items[].sku".
struct ToolResultField {
  std::string path;
  JsonType json_types = JsonType::Any;
  bool required = false;  // present in every result
  bool due = false;       // present wherever the part that it belongs to is there
  std::string description;
};

// Of a part of the result that is one of several kinds, what each kind requires.
struct ToolResultChoice {
  struct Field {
    std::string name;
    JsonType json_types = JsonType::Any;
  };
  std::string path;  // of the part, "" for the result itself
  std::vector<std::vector<Field>> alternatives;
};

// Whose word an entry is. Built-in entries describe the sandbox and the connectors; a team's own
// tool of the same name may differ from them, never from the team's own catalogue.
enum class ToolOrigin : std::uint8_t { BuiltIn = 0, Project = 1 };

struct ToolDefinition {
  std::string name;
  std::string title;
  std::string description;
  std::string platform;
  std::string source;  // the catalogue file it came from
  ToolOrigin origin = ToolOrigin::Project;
  std::vector<ToolParameter> parameters;  // in the order of inputSchema.properties
  ToolEffect effect = ToolEffect::Unknown;
  std::vector<std::string> nouns;  // what the result is called, main one first: "new order"
  std::string id_field;            // field that identifies the result: "order_id"; may be empty
  std::vector<ToolPredicate> predicates;
  std::string reason_field;  // says why a predicate is false: "reason"; may be empty
  std::vector<ToolPrecondition> preconditions;
  ToolRetryPolicy retry;
  ToolIdempotency idempotency = ToolIdempotency::None;
  std::string undo;                        // tool that takes the effect back; may be empty
  std::vector<std::string> personal_data;  // result paths
  std::string capability;                  // "order.get"
  bool has_result_schema = false;
  JsonType result_types = JsonType::Any;       // what outputSchema lets a result be
  std::vector<ToolResultField> result_fields;  // depth first, parents before children
  std::vector<ToolResultChoice> result_choices;
  std::string json;  // the entry as written, compact

  const std::string& noun() const;  // the main noun, or "" when there is none
  const ToolParameter* FindParameter(std::string_view parameter_name) const;
  const ToolResultField* FindResultField(std::string_view path) const;
  // The predicate one of whose words or whose name is `word` (lower case).
  const ToolPredicate* FindPredicate(std::string_view word) const;
};

// The spelling of a parameter's type in policy text: str, int, float, bool, list or json.
std::string_view SignatureTypeName(const ToolParameter& parameter);
// "@create_magento_order(items: list, address: json, user_email: str)"; optional parameters end in
// ?.
std::string SignatureText(const ToolDefinition& tool);
// True when a type as written in a signature ("str", "list", "email") agrees with the parameter.
bool SignatureTypeFits(const ToolParameter& parameter, ValueType written);

// Reads one catalogue file without adding it anywhere. The error lists everything that is wrong, a
// line each: source, tool, what, what to do. Codes: "json_syntax", "catalogue". Never throws.
Result<std::vector<ToolDefinition>> ParseToolCatalogue(std::string_view json,
                                                       std::string_view source);

// A set of tools by name. Immutable use from several threads is safe; Add is not.
class ToolCatalogue {
 public:
  // Adds every tool of the file, or none. A tool that is there already must be written the same way
  // (error "tool_conflict"), unless it is a built-in one: the project's entry takes its place.
  Result<void> Add(std::string_view json, std::string_view source,
                   ToolOrigin origin = ToolOrigin::Project);
  // The same for one definition made elsewhere, e.g. from a signature in policy text.
  Result<void> AddTool(ToolDefinition tool);

  // nullptr when there is none. Pointers stay good until Add puts another entry in that place.
  const ToolDefinition* Find(std::string_view name) const;
  // All tools, sorted by name.
  std::vector<const ToolDefinition*> All() const;
  // At most three names that look like `name`, best first.
  std::vector<std::string> NearestNames(std::string_view name) const;
  std::size_t size() const { return tools_.size(); }

 private:
  std::map<std::string, std::unique_ptr<const ToolDefinition>, std::less<>> tools_;
};

}  // namespace proviso
