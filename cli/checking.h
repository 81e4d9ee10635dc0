// SPDX-License-Identifier: Apache-2.0
// What `check` and `lint` share: policies in, findings out.
#pragma once

#include <string>
#include <vector>

#include "cli/invocation.h"
#include "cli/options.h"
#include "cli/project.h"

namespace proviso::cli {

struct CheckOptions {
  std::vector<std::string> files;
  ProjectFlags project;
  std::string format;
  bool strict = false;
};

// --tools, --no-standard-tools, --config, --strict, --no-lint, --format.
std::vector<OptionSpec> CheckFlags(CheckOptions& options);
ExitCode CheckPolicies(const CheckOptions& options, const Invocation& invocation);

}  // namespace proviso::cli
