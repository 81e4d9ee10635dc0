// SPDX-License-Identifier: Apache-2.0
#include "tests/lsp/pretty_json.h"

#include <nlohmann/json.hpp>

namespace proviso::lsp {
namespace {

using nlohmann::json;

// {"line": 3, "character": 1} as 3:1, a range as 3:1-3:5: sessions are full of them.
bool IsPosition(const json& value) {
  return value.is_object() && value.size() == 2 && value.contains("line") &&
         value.contains("character");
}

std::string PositionText(const json& value) {
  return value["line"].dump() + ":" + value["character"].dump();
}

bool IsRange(const json& value) {
  return value.is_object() && value.size() == 2 && value.contains("start") &&
         value.contains("end") && IsPosition(value["start"]) && IsPosition(value["end"]);
}

std::string Flat(const json& value) {
  if (IsPosition(value)) return PositionText(value);
  if (IsRange(value)) return PositionText(value["start"]) + "-" + PositionText(value["end"]);
  std::string out;
  if (value.is_object()) {
    for (const auto& [key, item] : value.items()) {
      out += (out.empty() ? "" : ", ") + key + ": " + Flat(item);
    }
    return "{" + out + "}";
  }
  if (value.is_array()) {
    for (const json& item : value) out += (out.empty() ? "" : ", ") + Flat(item);
    return "[" + out + "]";
  }
  return value.dump();
}

std::string Layout(const json& value, std::size_t width, std::size_t indent) {
  std::string flat = Flat(value);
  const bool leaf = !value.is_structured() || IsRange(value) || value.empty();
  if (leaf || flat.size() + indent <= width) return flat;
  const std::string inner(indent + 2, ' ');
  std::string out;
  if (value.is_object()) {
    for (const auto& [key, item] : value.items()) {
      out += inner + key + ": " + Layout(item, width, indent + 2) + "\n";
    }
    return "{\n" + out + std::string(indent, ' ') + "}";
  }
  for (const json& item : value) out += inner + Layout(item, width, indent + 2) + "\n";
  return "[\n" + out + std::string(indent, ' ') + "]";
}

}  // namespace

std::string PrettyJson(const json& value, std::size_t width) { return Layout(value, width, 0); }

}  // namespace proviso::lsp
