// SPDX-License-Identifier: Apache-2.0
// conformance_runner [-v] FILE…: plays conversation files; exit 1 when one does not hold.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "compiler/driver/driver.h"
#include "runtime/session/stub_host.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "stdlib-tools/sandbox/sandbox.h"
#include "tests/conformance/conversation_file.h"
#include "tests/conformance/player.h"
#include "tests/conformance/round_trip.h"

namespace proviso::conformance {
namespace {

const ToolCatalogue& Catalogue() {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  return kCatalogue;
}

// Plays one file and collects what went wrong.
class FileRun {
 public:
  explicit FileRun(bool verbose) : verbose_(verbose) {}

  bool Run(const std::string& path) {
    auto text = ReadTextFile(path);
    if (!text) return Fail(path, text.error().message);
    auto conversation = ParseConversation(*text, PROVISO_SOURCE_DIR);
    if (!conversation) return Fail(path, conversation.error().message);
    bool good = true;
    for (const auto& policies : conversation->policy_sets) {
      good = RunWith(path, *conversation, policies) && good;
    }
    return good;
  }

 private:
  static bool Fail(const std::string& where, const std::string& what) {
    fmt::print("{}: {}\n", where, what);
    return false;
  }

  bool RunWith(const std::string& path, const Conversation& conversation,
               const std::vector<std::string>& policies) {
    if (conversation.lines.empty()) return RunWithLine(path, conversation, policies);
    bool good = true;
    for (const std::string& line : conversation.lines) {
      Conversation with = conversation;
      for (PolicyText& text : with.texts) FillGap(text.text, line);
      good = RunWithLine(fmt::format("{} with “{}”", path, line), with, policies) && good;
    }
    return good;
  }

  static void FillGap(std::string& text, const std::string& line) {
    constexpr std::string_view kGap = "…";
    const std::size_t at = text.find(kGap);
    if (at != std::string::npos) text.replace(at, kGap.size(), line);
  }

  bool RunWithLine(const std::string& path, const Conversation& conversation,
                   const std::vector<std::string>& policies) {
    std::string where = path;
    for (const std::string& policy : policies)
      where += (policy == policies[0] ? " with " : ", ") + policy;

    std::vector<std::pair<std::string, std::string>> files;
    for (const std::string& policy : policies) {
      auto text = ReadTextFile(std::string(PROVISO_SOURCE_DIR) + "/" + policy);
      if (!text) return Fail(where, text.error().message);
      files.emplace_back(policy, std::move(*text));
    }
    for (const PolicyText& text : conversation.texts) files.emplace_back(text.name, text.text);

    compiler::CompileOptions options;
    options.catalogue = &Catalogue();
    compiler::Compilation compilation = compiler::Compile(std::move(files), options);
    if (!DiagnosticsHold(where, conversation, compilation)) return false;
    if (!conversation.compiles) return true;
    auto program = LoadThroughBytes(std::move(*compilation.module));
    if (!program) return Fail(where, program.error().message);

    bool good = true;
    for (std::size_t wording = 0; wording < conversation.wordings(); ++wording) {
      good = PlayOnce(fmt::format("{}, wording {}", where, wording + 1), conversation, wording,
                      *program) &&
             good;
    }
    return good;
  }

  static bool DiagnosticsHold(const std::string& where, const Conversation& conversation,
                              const compiler::Compilation& compilation) {
    bool good = true;
    if (compilation.module.has_value() != conversation.compiles) {
      good = Fail(where, conversation.compiles ? "it does not compile" : "it compiles");
    }
    const auto found = [&](const std::string& code) {
      return std::any_of(
          compilation.diagnostics.begin(), compilation.diagnostics.end(),
          [&](const Diagnostic& diagnostic) { return CodeText(diagnostic.id) == code; });
    };
    for (const std::string& code : conversation.diagnostics) {
      if (!found(code)) good = Fail(where, code + " was not found");
    }
    for (const std::string& code : conversation.absent_diagnostics) {
      if (found(code)) good = Fail(where, code + " was found");
    }
    if (good) return true;
    for (const Diagnostic& diagnostic : compilation.diagnostics) {
      if (diagnostic.severity == Severity::Note) continue;
      const auto at =
          diagnostic.primary.file == kNoFile
              ? LineColumn{}
              : compilation.sources.file(diagnostic.primary.file).Locate(diagnostic.primary.begin);
      fmt::print("  {} {} at {}:{}: {}\n", SeverityName(diagnostic.severity),
                 CodeText(diagnostic.id), at.line, at.column, diagnostic.message);
    }
    return false;
  }

  bool PlayOnce(const std::string& where, const Conversation& conversation, std::size_t wording,
                const std::shared_ptr<const vm::Program>& program) const {
    PlayResult result;
    if (conversation.sandbox) {
      auto shop = Sandbox::Standard();
      Conversation dated = conversation;
      if (!dated.now) dated.now = shop->now();
      if (auto set = shop->SetNow(*dated.now); !set) return Fail(where, set.error().message);
      result = Play(dated, wording, program, *shop);
    } else {
      std::vector<std::string> known = ToolNames(program->module());
      for (const ToolDefinition* tool : Catalogue().All()) known.push_back(tool->name);
      auto host = session::StubHost::Parse(conversation.stubs, "stubs", known);
      if (!host) return Fail(where, host.error().message);
      result = Play(conversation, wording, program, *host);
    }
    if (result.failures.empty() && !verbose_) return true;
    fmt::print("{}: {}\n{}", where, conversation.title, result.transcript);
    for (const std::string& failure : result.failures) fmt::print("  FAILED {}\n", failure);
    return result.failures.empty();
  }

  bool verbose_;
};

}  // namespace
}  // namespace proviso::conformance

int main(int argc, char** argv) {
  std::vector<std::string> paths(argv + 1, argv + argc);
  const bool verbose = !paths.empty() && paths[0] == "-v";
  if (verbose) paths.erase(paths.begin());
  bool good = !paths.empty();
  for (const std::string& path : paths) {
    good = proviso::conformance::FileRun(verbose).Run(path) && good;
  }
  return good ? 0 : 1;
}
