// SPDX-License-Identifier: Apache-2.0
// Any bytes as a policy text. Beside not crashing: no line is dropped, a module comes with no error
// and only then, and the VM accepts every module that the compiler makes.
#include <cstdint>
#include <set>
#include <string>

#include "compiler/driver/driver.h"
#include "core/assert.h"
#include "runtime/vm/step.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace {

// Beyond this libFuzzer only repeats itself.
constexpr std::size_t kMaxInput = 4096;

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(std::string_view(" \t\r\f\v\0", 6)) == std::string_view::npos;
}

void CheckNoLineIsDropped(const proviso::compiler::Compilation& compilation) {
  std::set<std::uint32_t> lines;
  for (const auto& reading : compilation.readings) lines.insert(reading.line);
  const proviso::SourceFile& file = compilation.sources.file(proviso::FileId{});
  for (const auto& diagnostic : compilation.diagnostics) {
    if (diagnostic.primary.file != proviso::kNoFile) {
      lines.insert(file.LineOf(diagnostic.primary.begin));
    }
  }
  for (std::uint32_t line = 1; line <= file.line_count(); ++line) {
    PROVISO_ASSERT(IsBlank(file.Line(line)) || lines.contains(line) || compilation.has_errors());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kMaxInput) return 0;
  static const proviso::ToolCatalogue kCatalogue = proviso::LoadStandardCatalogue();
  proviso::compiler::CompileOptions options;
  options.catalogue = &kCatalogue;
  std::string text(reinterpret_cast<const char*>(data), size);
  auto compilation = proviso::compiler::Compile({{"input.policy", std::move(text)}}, options);
  PROVISO_ASSERT(compilation.module.has_value() != compilation.has_errors());
  CheckNoLineIsDropped(compilation);
  if (compilation.module) {
    PROVISO_ASSERT(proviso::vm::Program::Load(std::move(*compilation.module)).has_value());
  }
  return 0;
}
