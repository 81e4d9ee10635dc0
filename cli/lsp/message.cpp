// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/message.h"

#include <exception>
#include <nlohmann/json.hpp>

#include "core/utf8.h"

namespace proviso::lsp {
namespace {

constexpr std::size_t kEscapeLength = 6;  // \uD83D

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The UTF-16 unit of the escape at `at`, or -1.
int UnitAt(std::string_view text, std::size_t at) {
  if (at + kEscapeLength > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t i = at + 2; i < at + kEscapeLength; ++i) {
    const int digit = HexDigit(text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

bool IsHigh(int unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsLow(int unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

std::string RepairSurrogates(std::string text) {
  for (std::size_t i = 0; i + 1 < text.size();) {
    if (text[i] != '\\') {
      ++i;
      continue;
    }
    const int unit = UnitAt(text, i);
    if (unit < 0) {
      i += 2;
      continue;
    }
    if (IsHigh(unit) && IsLow(UnitAt(text, i + kEscapeLength))) {
      i += 2 * kEscapeLength;
      continue;
    }
    if (IsHigh(unit) || IsLow(unit)) text.replace(i, kEscapeLength, "\\ufffd");
    i += kEscapeLength;
  }
  return text;
}

}  // namespace

Result<Json> ParseMessage(std::string_view body) {
  Json json = Json::parse(body, nullptr, false);
  if (!json.is_discarded()) return json;
  const std::string repaired = RepairSurrogates(RepairUtf8(body));
  json = Json::parse(repaired, nullptr, false);
  if (!json.is_discarded()) return json;
  return Error{"json_syntax", "the message is not JSON"};
}

std::string DumpMessage(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json MakeResponse(const Json& id, Json result) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

Json MakeError(const Json& id, RpcCode code, std::string_view message) {
  return {{"jsonrpc", "2.0"},
          {"id", id},
          {"error", {{"code", static_cast<int>(code)}, {"message", message}}}};
}

Json MakeNotification(std::string_view method, Json params) {
  return {{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}};
}

Json MakeRequest(const Json& id, std::string_view method, Json params) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}};
}

const Json* FindField(const Json& json, std::string_view path) {
  const Json* at = &json;
  while (true) {
    const std::size_t slash = path.find('/');
    if (!at->is_object()) return nullptr;
    const auto found = at->find(path.substr(0, slash));
    if (found == at->end()) return nullptr;
    at = &*found;
    if (slash == std::string_view::npos) return at;
    path.remove_prefix(slash + 1);
  }
}

std::optional<std::string> TextField(const Json& json, std::string_view path) {
  const Json* field = FindField(json, path);
  if (field == nullptr || !field->is_string()) return std::nullopt;
  return field->get<std::string>();
}

std::optional<std::int64_t> IntegerField(const Json& json, std::string_view path) {
  const Json* field = FindField(json, path);
  if (field == nullptr || !field->is_number_integer()) return std::nullopt;
  if (field->is_number_unsigned() && field->get<std::uint64_t>() > INT64_MAX) return INT64_MAX;
  return field->get<std::int64_t>();
}

bool FlagField(const Json& json, std::string_view path) {
  const Json* field = FindField(json, path);
  return field != nullptr && field->is_boolean() && field->get<bool>();
}

std::vector<std::string> TextsField(const Json& json, std::string_view path) {
  std::vector<std::string> texts;
  const Json* field = FindField(json, path);
  if (field == nullptr || !field->is_array()) return texts;
  for (const Json& item : *field) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

}  // namespace proviso::lsp
