// SPDX-License-Identifier: Apache-2.0
// JSON Schema (draft 7) for the tools' arguments, results and data files. Hides the validator.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/result.h"

namespace proviso {

struct SchemaViolation {
  std::string path;     // "orders[3].quantity"; "" for the whole value
  std::string message;  // "value type not permitted by 'type' constraint"
};

// A compiled schema. Immutable, so it may be shared between threads; movable.
class JsonSchema {
 public:
  // Fails ("schema") when the schema itself cannot be used. Never throws.
  static Result<JsonSchema> Compile(const nlohmann::ordered_json& schema);

  JsonSchema(JsonSchema&& other) noexcept;
  JsonSchema& operator=(JsonSchema&& other) noexcept;
  ~JsonSchema();

  // Empty when the value fits; at most a dozen violations otherwise, innermost first.
  std::vector<SchemaViolation> Check(const nlohmann::ordered_json& value) const;

 private:
  struct Impl;
  explicit JsonSchema(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace proviso
