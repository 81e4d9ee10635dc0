// SPDX-License-Identifier: Apache-2.0
// Results of scenarios for people.
#pragma once

#include <string>
#include <vector>

#include "testing/scenario/suite.h"

namespace proviso::cli {

struct TestTextOptions {
  bool color = false;
  int width = 100;
};

// The conversation turn by turn, each expectation that does not hold where it was looked for, with
// what happened instead and the line of the policy that speaks for it.
std::string FailureText(const scenario::Suite& suite, const scenario::CaseResult& result,
                        const TestTextOptions& options);

struct TestCounts {
  std::size_t total = 0;
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t skipped = 0;  // left out after a failure
};
TestCounts CountTests(const std::vector<scenario::CaseResult>& results);

// A line for each file: "ok  samples/tests/x.scenario  5 scenarios".
std::string FilesText(const scenario::Suite& suite,
                      const std::vector<scenario::CaseResult>& results, bool color);
// "12 scenarios: 11 passed, 1 failed"
std::string CountsLine(const TestCounts& counts);

}  // namespace proviso::cli
