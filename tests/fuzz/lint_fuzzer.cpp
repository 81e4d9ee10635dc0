// SPDX-License-Identifier: Apache-2.0
// Any bytes as a policy text for the linter. Beside not crashing: every finding lies inside of the
// text, and the edits of a fix do not overlap.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/driver/driver.h"
#include "core/assert.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace {

using proviso::Span;

// Beyond this libFuzzer only repeats itself.
constexpr std::size_t kMaxInput = 4096;

void CheckSpan(const Span& span, std::size_t size) {
  if (span.file == proviso::kNoFile) return;
  PROVISO_ASSERT(span.begin <= span.end && span.end <= size);
}

void CheckEdits(const proviso::DiagnosticFix& fix, std::size_t size) {
  std::vector<proviso::TextEdit> edits = fix.edits;
  std::stable_sort(edits.begin(), edits.end(),
                   [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  for (std::size_t i = 0; i < edits.size(); ++i) {
    CheckSpan(edits[i].span, size);
    PROVISO_ASSERT(i == 0 || edits[i - 1].span.end <= edits[i].span.begin);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kMaxInput) return 0;
  static const proviso::ToolCatalogue kCatalogue = proviso::LoadStandardCatalogue();
  const proviso::compiler::lint::Config config;
  proviso::compiler::CompileOptions options;
  options.catalogue = &kCatalogue;
  options.lint = &config;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto compilation = proviso::compiler::Compile({{"input.policy", text}}, options);
  for (const proviso::Diagnostic& diagnostic : compilation.diagnostics) {
    CheckSpan(diagnostic.primary, size);
    for (const auto& label : diagnostic.labels) CheckSpan(label.span, size);
    for (const proviso::DiagnosticFix& fix : diagnostic.fixes) CheckEdits(fix, size);
  }
  return 0;
}
