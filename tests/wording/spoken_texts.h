// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace proviso::wording_test {

struct Spoken {
  std::uint32_t line = 0;
  std::string shown;  // with the names of values
  std::string plain;  // with a word in the place of each
};

// What the machine words itself in the policies of the file.
std::vector<Spoken> SpokenIn(const std::filesystem::path& file);
// The policy texts of a folder, sorted.
std::vector<std::filesystem::path> PoliciesOf(const std::filesystem::path& folder);

}  // namespace proviso::wording_test
