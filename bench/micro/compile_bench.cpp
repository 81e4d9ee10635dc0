// SPDX-License-Identifier: Apache-2.0
// Text to bytecode of one policy, warm: vocabulary loaded, catalogue read, prediction caches
// filled.
#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>
#include <string>

#include "bytecode/tool_catalogue.h"
#include "compiler/driver/driver.h"
#include "stdlib-tools/catalogue/embedded.h"

namespace proviso {
namespace {

const ToolCatalogue& Catalogue() {
  static const ToolCatalogue catalogue = [] {
    ToolCatalogue made;
    for (const EmbeddedFile& file : StandardCatalogue())
      static_cast<void>(made.Add(file.text, file.name));
    return made;
  }();
  return catalogue;
}

void CompileSample(benchmark::State& state, const char* name) {
  std::ifstream file(std::string(PROVISO_SAMPLES) + "/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  compiler::CompileOptions options;
  options.catalogue = &Catalogue();
  options.explain = false;
  for (auto _ : state) {
    compiler::Compilation compilation = compiler::Compile({{name, text.str()}}, options);
    if (!compilation.module) state.SkipWithError("the sample does not compile");
    benchmark::DoNotOptimize(compilation);
  }
}

BENCHMARK_CAPTURE(CompileSample, send_replacement, "send_replacement.policy")
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace proviso
