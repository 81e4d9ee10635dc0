// SPDX-License-Identifier: Apache-2.0
// `proviso test --generate`: scenarios for what no scenario reaches yet.
#pragma once

#include <string>
#include <vector>

#include "cli/invocation.h"
#include "cli/options.h"
#include "testing/scenario/suite.h"

namespace proviso::cli {

struct GenerateFlags {
  bool on = false;
  std::string out = "-";
  std::size_t bound = 20'000;  // states of conversations looked at
};
std::vector<OptionSpec> GenerateOptions(GenerateFlags& flags);

// `paths`: policies, scenario files, folders. Scenarios among them are played first; what they
// reach is not made again.
ExitCode GenerateTests(const std::vector<std::string>& paths,
                       const scenario::SuiteOptions& suite_options, const GenerateFlags& flags,
                       const Invocation& invocation);

}  // namespace proviso::cli
