// SPDX-License-Identifier: Apache-2.0
// The values that a bundle's policies keep: what the customer is asked for, what tools give, what
// is remembered. Taken from the checked program, so half-typed lines are missing and the rest is
// exact.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "cli/lsp/analysis.h"
#include "core/value_type.h"

namespace proviso::lsp {

struct ValueInfo {
  std::string name;
  ValueType type = ValueType::Json;
  bool from_start = false;            // the channel may know it
  std::vector<std::string> asked_as;  // nouns of the questions that fill it
  std::vector<std::string> tools;     // whose result it is
  std::vector<std::string> choices;   // what the customer chooses from
  std::vector<std::size_t> policies;  // of the bundle, in which it is filled
};

using ValueMap = std::map<std::string, ValueInfo, std::less<>>;

ValueMap CollectValues(const Analysis& analysis);
// Markdown.
std::string ValuePage(const ValueInfo& value);
// Fields of the value, "status", "address.city", as the catalogue describes its tools' results.
std::vector<const ToolResultField*> FieldsOf(const ValueInfo& value,
                                             const ToolCatalogue& catalogue);

}  // namespace proviso::lsp
