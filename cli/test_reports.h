// SPDX-License-Identifier: Apache-2.0
// Results of scenarios for programs.
#pragma once

#include <string>
#include <vector>

#include "testing/scenario/suite.h"

namespace proviso::cli {

// docs/test-results.schema.json, with a line feed at its end. Fields may be added, never renamed.
std::string TestResultsJson(const scenario::Suite& suite,
                            const std::vector<scenario::CaseResult>& results);
// JUnit XML: a suite per file, a case per scenario.
std::string TestResultsJunit(const scenario::Suite& suite,
                             const std::vector<scenario::CaseResult>& results);

}  // namespace proviso::cli
