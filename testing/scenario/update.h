// SPDX-License-Identifier: Apache-2.0
// Brings what a scenario file expects in line with what happened.
#pragma once

#include <string>
#include <vector>

#include "testing/scenario/suite.h"

namespace proviso::scenario {

struct FileUpdate {
  std::size_t file = 0;   // in Suite::files
  std::string text;       // the whole new file
  std::size_t lines = 0;  // changed or taken out
  std::size_t left = 0;   // failures that no change of an expectation mends
};

// For every file in which an expectation that does not hold can be written anew. Lines of the
// customer, what is given and outlines stay: what those say is what the test is about.
std::vector<FileUpdate> UpdatesFor(const Suite& suite, const std::vector<CaseResult>& results);

}  // namespace proviso::scenario
