// SPDX-License-Identifier: Apache-2.0
// JSON as it comes from a client: read whatever was sent, take fields out of it without trusting
// their types, and answer in text that is always well-formed.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace proviso::lsp {

using Json = nlohmann::json;

// Error codes of JSON-RPC and of the Language Server Protocol.
enum class RpcCode : int {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  ServerNotInitialized = -32002,
  RequestFailed = -32803,
  RequestCancelled = -32800,
};

// Reads one message. Bytes that are not UTF-8 and halves of surrogate pairs, which editors do send
// while a character is typed, become U+FFFD; a half takes as many UTF-16 units as before, so
// positions hold.
Result<Json> ParseMessage(std::string_view body);
// Compact. Never fails.
std::string DumpMessage(const Json& message);

Json MakeResponse(const Json& id, Json result);
Json MakeError(const Json& id, RpcCode code, std::string_view message);
Json MakeNotification(std::string_view method, Json params);
Json MakeRequest(const Json& id, std::string_view method, Json params);

// A field at the end of a path such as "textDocument/uri"; nullptr when it is not there.
const Json* FindField(const Json& json, std::string_view path);
std::optional<std::string> TextField(const Json& json, std::string_view path);
// Whole numbers only.
std::optional<std::int64_t> IntegerField(const Json& json, std::string_view path);
// False when absent or of another type.
bool FlagField(const Json& json, std::string_view path);
// Texts of a list; what is no text is left out.
std::vector<std::string> TextsField(const Json& json, std::string_view path);

}  // namespace proviso::lsp
