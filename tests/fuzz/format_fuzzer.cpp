// SPDX-License-Identifier: Apache-2.0
// Any bytes as a policy text to format. Formatting twice is formatting once, and what compiles
// compiles to the same bytecode.
#include <cstdint>
#include <string>

#include "bytecode/same_behaviour.h"
#include "compiler/format/format.h"
#include "core/assert.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace {

constexpr std::size_t kMaxInput = 4096;
constexpr const char* kName = "input.policy";

const proviso::ToolCatalogue& Catalogue() {
  static const proviso::ToolCatalogue kCatalogue = proviso::LoadStandardCatalogue();
  return kCatalogue;
}

proviso::compiler::FormatResult Format(const std::string& text) {
  return proviso::compiler::FormatFiles({{kName, text}}, &Catalogue()).front();
}

std::optional<proviso::Module> ModuleOf(const std::string& text) {
  proviso::compiler::CompileOptions options;
  options.catalogue = &Catalogue();
  options.explain = false;
  return proviso::compiler::Compile({{kName, text}}, options).module;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kMaxInput) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const proviso::compiler::FormatResult once = Format(text);
  if (once.refused) PROVISO_ASSERT(once.text == text);
  PROVISO_ASSERT(Format(once.text).text == once.text);
  if (const auto before = ModuleOf(text)) {
    const auto after = ModuleOf(once.text);
    PROVISO_ASSERT(after && proviso::SameBehaviour(*before, *after));
  }
  return 0;
}
