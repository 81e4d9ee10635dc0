// SPDX-License-Identifier: Apache-2.0
// Any bytes as a scenario file. Beside not crashing: what is read is written in a form that reads
// back as the same, and the first scenarios can be played.
#include <cstdint>
#include <string>

#include "compiler/driver/driver.h"
#include "core/assert.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "testing/scenario/parser.h"
#include "testing/scenario/runner.h"
#include "testing/scenario/sandbox_backdrop.h"
#include "testing/scenario/writer.h"

namespace {

using namespace proviso;

// Beyond this libFuzzer only repeats itself.
constexpr std::size_t kMaxInput = 4096;
constexpr std::size_t kPlayed = 2;

struct Read {
  scenario::File file;
  bool errors = false;
};

Read ReadText(std::string text) {
  SourceSet sources;
  const FileId id = sources.Add("input.scenario", std::move(text));
  DiagnosticSink sink;
  Read read{scenario::ParseFile(sources.file(id), id, sink), false};
  read.errors = sink.has_errors();
  return read;
}

scenario::Stage MakeStage() {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  compiler::CompileOptions options;
  options.catalogue = &kCatalogue;
  auto compilation = compiler::Compile(
      {{"return.policy",
        "Policy: Return\n- Ask for the order number.\n"
        "- Use @check_return_eligibility(order_id: str) to ensure the order can be returned.\n"
        "- If the order is not eligible, say “No.” and stop.\n"
        "- Ask the customer if they want to start the return.\n- If no, stop.\n"
        "- Use @create_order_return(order_id: str, reason: “too small”) to create the return.\n"}},
      options);
  PROVISO_ASSERT(compilation.module.has_value());
  scenario::Stage stage;
  stage.program = *vm::Program::Load(std::move(*compilation.module));
  stage.reader = understanding::MakeOfflineReader();
  stage.backdrop = scenario::SandboxBackdrops("/nonexistent");
  return stage;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kMaxInput) return 0;
  const Read first = ReadText(std::string(reinterpret_cast<const char*>(data), size));
  if (first.errors) return 0;
  const std::string written = scenario::WriteFile(first.file);
  const Read second = ReadText(written);
  PROVISO_ASSERT(!second.errors);
  PROVISO_ASSERT(scenario::WriteFile(second.file) == written);
  static const scenario::Stage kStage = MakeStage();
  for (std::size_t i = 0; i < std::min(kPlayed, first.file.scenarios.size()); ++i) {
    const auto scenario = scenario::WithBackground(first.file.background, first.file.scenarios[i]);
    static_cast<void>(scenario::RunScenario(scenario, kStage));
  }
  return 0;
}
