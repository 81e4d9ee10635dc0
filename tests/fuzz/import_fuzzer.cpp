// SPDX-License-Identifier: Apache-2.0
// Any bytes as a document; the first one says of which kind. What comes out is UTF-8 and the same
// each time, every line of it is one, and no line vanishes into a comment that the import did not
// write.
#include <cstdint>
#include <string>

#include "cli/import/import.h"
#include "core/assert.h"
#include "core/utf8.h"

namespace {

using proviso::importing::DocumentKind;

constexpr std::size_t kMaxInput = 16384;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > kMaxInput) return 0;
  // '0', '1' and '2' in the corpus.
  constexpr DocumentKind kKinds[] = {DocumentKind::Html, DocumentKind::Markdown,
                                     DocumentKind::PlainText};
  const DocumentKind kind = kKinds[data[0] % 3];
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto first = proviso::importing::Import(bytes, kind, {"fuzz", ""});
  const auto second = proviso::importing::Import(bytes, kind, {"fuzz", ""});
  PROVISO_ASSERT(first.has_value() == second.has_value());
  if (!first) return 0;
  PROVISO_ASSERT(first->text == second->text);
  PROVISO_ASSERT(proviso::IsUtf8(first->text));
  PROVISO_ASSERT(first->text.ends_with('\n'));
  for (const auto& block : first->page.blocks) {
    PROVISO_ASSERT(block.text.find(" //") == std::string::npos);
    PROVISO_ASSERT(block.text.find('\n') == std::string::npos);
    PROVISO_ASSERT(!block.text.empty());
  }
  return 0;
}
