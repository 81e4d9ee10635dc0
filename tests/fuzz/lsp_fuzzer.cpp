// SPDX-License-Identifier: Apache-2.0
// Any bytes as what a client sends to the language server: frames, or, behind a first line `text`,
// a policy that is typed bit by bit while every request is asked at its end.
#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "cli/lsp/framing.h"
#include "cli/lsp/server.h"
#include "core/assert.h"

namespace {

using proviso::lsp::Json;

constexpr std::size_t kMaxBytes = 1 << 14;
constexpr std::string_view kTextMark = "text\n";
constexpr const char* kUri = "untitled:fuzz";

// What is sent must be well-formed, whatever came in.
void CheckSent(const Json& message) {
  PROVISO_ASSERT(message.is_object() && message.value("jsonrpc", "") == "2.0");
  PROVISO_ASSERT(!Json::parse(proviso::lsp::DumpMessage(message), nullptr, false).is_discarded());
}

// The catalogue that comes with the program takes longer to read than anything else here.
proviso::lsp::ServerOptions Options() {
  proviso::lsp::ServerOptions options;
  options.project.no_standard_tools = true;
  return options;
}

void Initialize(proviso::lsp::Server& server) {
  server.Receive(Json::parse(R"({"id": 0, "method": "initialize", "params": {"capabilities": {
    "textDocument": {"publishDiagnostics": {"relatedInformation": true}}}}})"));
}

void PlayFrames(std::string_view bytes) {
  proviso::lsp::Server server(Options(), CheckSent);
  std::istringstream in{std::string(bytes)};
  // Without it nothing but `initialize` would ever be found.
  if (!bytes.empty() && bytes.front() != 'C') Initialize(server);
  while (!server.exited()) {
    const auto frame = proviso::lsp::ReadFrame(in);
    if (frame.kind == proviso::lsp::Frame::Kind::End) break;
    const auto message = proviso::lsp::ParseMessage(frame.body);
    if (!message) {
      server.ReceiveMalformed(message.error().message);
      continue;
    }
    // What lies on the disk of the machine is not the fuzzer's business.
    const std::string text = frame.body;
    if (text.find("file:") != std::string::npos || text.find("rootPath") != std::string::npos ||
        text.find("tools") != std::string::npos) {
      continue;
    }
    server.Receive(*message);
    server.Settle();
  }
}

void PlayTyping(std::string_view text) {
  proviso::lsp::Server server(Options(), CheckSent);
  Initialize(server);
  server.Receive({{"method", "textDocument/didOpen"},
                  {"params", {{"textDocument", {{"uri", kUri}, {"version", 1}, {"text", ""}}}}}});
  const std::size_t step = std::max<std::size_t>(1, text.size() / 4);
  std::string typed;
  for (std::size_t at = 0; at < text.size(); at += step) {
    typed += text.substr(at, step);
    const auto repaired = proviso::lsp::ParseMessage(proviso::lsp::DumpMessage({{"text", typed}}));
    PROVISO_ASSERT(repaired.has_value());
    server.Receive({{"method", "textDocument/didChange"},
                    {"params",
                     {{"textDocument", {{"uri", kUri}, {"version", 2}}},
                      {"contentChanges", Json::array({{{"text", (*repaired)["text"]}}})}}}});
    const auto lines = static_cast<std::uint32_t>(std::count(typed.begin(), typed.end(), '\n'));
    const Json position = {{"line", lines}, {"character", typed.size() - (typed.rfind('\n') + 1)}};
    const Json params = {
        {"textDocument", {{"uri", kUri}}},
        {"position", position},
        {"positions", Json::array({position})},
        {"range", {{"start", {{"line", 0}, {"character", 0}}}, {"end", position}}},
        {"context", {{"diagnostics", Json::array()}, {"includeDeclaration", true}}},
        {"options", {{"tabSize", 2}, {"insertSpaces", true}}},
        {"newName", "renamed"},
        {"query", ""}};
    for (const char* method :
         {"textDocument/hover", "textDocument/completion", "textDocument/definition",
          "textDocument/references", "textDocument/documentHighlight", "textDocument/prepareRename",
          "textDocument/rename", "textDocument/documentSymbol", "textDocument/foldingRange",
          "textDocument/selectionRange", "textDocument/semanticTokens/full",
          "textDocument/codeAction", "textDocument/codeLens", "textDocument/inlayHint",
          "workspace/symbol"}) {
      server.Receive({{"id", 1}, {"method", method}, {"params", params}});
    }
  }
  server.Settle();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), std::min(size, kMaxBytes));
  if (bytes.starts_with(kTextMark)) {
    PlayTyping(bytes.substr(kTextMark.size()));
  } else {
    PlayFrames(bytes);
  }
  return 0;
}
