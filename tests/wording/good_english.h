// SPDX-License-Identifier: Apache-2.0
// What is wrong with a sentence that a customer reads, as far as its form shows it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace proviso::wording_test {

// One line a fault, empty when there is none. The same word stands in the place of every value.
std::vector<std::string> FaultsOf(std::string_view sentence);

}  // namespace proviso::wording_test
