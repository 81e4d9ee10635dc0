// SPDX-License-Identifier: Apache-2.0
// How a language speaks to a customer: lists of words, pairs of words and patterns of sentences,
// from the *.forms files of a pack (docs/language_packs.md). Immutable once loaded.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/embedded_file.h"
#include "core/result.h"

namespace proviso::pack {

class Forms {
 public:
  using Words = std::vector<std::string>;

  // Adds what a file says. Fails with file, line and what is wrong.
  Result<void> Read(const EmbeddedFile& file);

  // The phrases of a list, longest first. A list, pair or text that the pack does not have is
  // empty: another language may have no use for it.
  const std::vector<Words>& List(std::string_view name) const;
  bool Has(std::string_view list, std::string_view word) const;
  // Pairs of phrases, the longest first.
  const std::vector<std::pair<Words, Words>>& Pairs(std::string_view name) const;
  // Of a word alone; nullopt when it has none.
  std::optional<std::string> Pair(std::string_view name, std::string_view word) const;
  const std::string& Text(std::string_view name) const;

 private:
  std::map<std::string, std::vector<Words>, std::less<>> lists_;
  std::map<std::string, std::vector<std::pair<Words, Words>>, std::less<>> pairs_;
  std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace proviso::pack
