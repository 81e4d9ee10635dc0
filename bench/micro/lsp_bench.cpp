// SPDX-License-Identifier: Apache-2.0
// How long the language server takes to answer after a key was pressed in a policy of 500 lines:
// the change, the request, and everything that has to be parsed or compiled anew for it.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/lsp/server.h"

namespace proviso::lsp {
namespace {

constexpr std::size_t kLines = 500;
constexpr const char* kUri = "untitled:long.policy";

// The steps of a published policy, again and again; its sections get names of their own.
std::string LongPolicy() {
  std::ifstream file(std::string(PROVISO_SAMPLES) + "/send_replacement.policy", std::ios::binary);
  std::vector<std::string> head;
  std::vector<std::string> steps;
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    (steps.empty() && !line.starts_with("- ") ? head : steps).push_back(line);
  }
  std::vector<std::string> lines = head;
  for (std::string round = " Round I:"; !steps.empty() && lines.size() < kLines;
       round.insert(7, "I")) {
    for (std::string step : steps) {
      const bool heading = step.ends_with(':') && !step.starts_with('-');
      if (heading) step.replace(step.size() - 1, 1, round);
      lines.push_back(std::move(step));
    }
  }
  lines.resize(std::min(lines.size(), kLines));
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

Json Notification(const char* method, Json params) {
  return MakeNotification(method, std::move(params));
}

class Editor {
 public:
  Editor() : server_({}, [](const Json& message) { benchmark::DoNotOptimize(&message); }) {
    server_.Receive(MakeRequest(0, "initialize", Json::object()));
    server_.Receive(
        Notification("textDocument/didOpen",
                     {{"textDocument", {{"uri", kUri}, {"version", 1}, {"text", LongPolicy()}}}}));
    server_.Settle();
  }

  void PressKey() {
    const Json place = {{"line", kLines - 1}, {"character", 0}};
    server_.Receive(Notification(
        "textDocument/didChange",
        {{"textDocument", {{"uri", kUri}, {"version", ++version_}}},
         {"contentChanges",
          Json::array({{{"range", {{"start", place}, {"end", place}}}, {"text", "x"}}})}}));
  }

  void Ask(const char* method) {
    const Json begin = {{"line", 0}, {"character", 0}};
    const Json end = {{"line", kLines}, {"character", 0}};
    server_.Receive(
        MakeRequest(1, method,
                    {{"textDocument", {{"uri", kUri}}},
                     {"position", {{"line", 10}, {"character", 20}}},
                     {"range", {{"start", begin}, {"end", end}}},
                     {"context", {{"diagnostics", Json::array()}, {"includeDeclaration", true}}}}));
  }

  void Settle() { server_.Settle(); }

 private:
  Server server_;
  std::int64_t version_ = 1;
};

void Answer(benchmark::State& state, const char* method) {
  Editor editor;
  for (auto _ : state) {
    editor.PressKey();
    editor.Ask(method);
  }
}

void Diagnostics(benchmark::State& state) {
  Editor editor;
  for (auto _ : state) {
    editor.PressKey();
    editor.Settle();
  }
}

BENCHMARK(Diagnostics)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Answer, hover, "textDocument/hover")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Answer, completion, "textDocument/completion")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Answer, definition, "textDocument/definition")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Answer, references, "textDocument/references")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Answer, document_symbol, "textDocument/documentSymbol")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Answer, semantic_tokens, "textDocument/semanticTokens/full")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Answer, code_action, "textDocument/codeAction")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Answer, inlay_hint, "textDocument/inlayHint")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace proviso::lsp
