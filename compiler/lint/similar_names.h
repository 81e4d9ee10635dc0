// SPDX-License-Identifier: Apache-2.0
// Whether two different names are so alike that one of them is probably a slip.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace proviso::compiler::lint {

// The same words in another case or with other separators; one word in the singular and in the
// plural; one or two letters changed in one word of some length. Names that differ in a number, or
// by a whole word, are different.
bool LookLikeOne(std::string_view a, std::string_view b);

// Many names, to be asked for the one that looks like another. A name is compared with those only
// that share a spelling with it when a letter or two are left out, so the cost grows with the
// number of names and not with its square.
class SimilarNames {
 public:
  explicit SimilarNames(std::vector<std::string> names);

  // The first of the names, or of the first `before` of them, that looks like `name`.
  std::optional<std::size_t> FirstAlike(std::string_view name, std::size_t before = SIZE_MAX) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::pair<std::uint64_t, std::uint32_t>>
      spellings_;  // sorted; hash, index of the name
};

}  // namespace proviso::compiler::lint
