// SPDX-License-Identifier: Apache-2.0
// JSON Schema without its combinators: `allOf`, `anyOf`, `oneOf`, `const`, `nullable` and local
// references become types, properties, required names and enums, which is all that the catalogue
// knows. What a plain schema cannot say is refused by name; nothing is left out in silence.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"

namespace proviso::internal {

// Marks a plain schema of which nothing is known, for the part of a schema that contains itself.
inline constexpr const char* kUnknownMark = "$unknown";
// What alternatives of the schema require, when they do not require the same: a list of choices,
// each a list of alternatives, each an object with the schema of every field that it requires.
inline constexpr const char* kChoicesMark = "$choices";

// Use once for each schema; not thread-safe. The schema must outlive the combiner.
class SchemaCombiner {
 public:
  using Json = nlohmann::ordered_json;

  explicit SchemaCombiner(const Json& root) : root_(root) {}

  // `alternatives`: whether the schema itself may be a choice of several. What is called by name
  // may not: which parameters a call needs would depend on the others.
  Json Plain(bool alternatives);
  // One line each: the keyword, why it cannot be read, what to do.
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  Json Read(const Json& schema, int depth);
  Json ReadReference(const Json& reference, int depth);
  static Json Unknown();
  // Of a schema that is about to be combined: an unknown type is a problem.
  JsonType TypesOf(const Json& schema);
  // nullptr when the local reference points nowhere.
  const Json* Target(const std::string& reference) const;
  void RefuseKeywords(const Json& schema);
  void CheckRequired(const Json& schema);
  void RefuseAlternatives(const Json& schema, int depth);
  Json BothOf(const Json& a, const Json& b);
  Json OneOf(const std::vector<Json>& alternatives);
  // What each alternative requires, when they require different things; null otherwise.
  Json ChoiceOf(const std::vector<Json>& alternatives);
  void Problem(std::string what);

  const Json& root_;
  std::vector<std::string> open_references_;
  std::size_t nodes_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace proviso::internal
