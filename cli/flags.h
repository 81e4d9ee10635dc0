// SPDX-License-Identifier: Apache-2.0
// Options that several verbs share, so that they are spelled and explained the same everywhere.
#pragma once

#include <string>
#include <vector>

#include "cli/invocation.h"
#include "cli/options.h"
#include "cli/project.h"

namespace proviso::cli {

std::vector<OptionSpec> GlobalOptions(GlobalFlags& flags);

// `--format`, one of `formats`; the first is the default.
OptionSpec FormatOption(std::string& format, std::vector<std::string> formats);

// One or more positional FILES.
OptionSpec FilesArgument(std::vector<std::string>& files, std::string description);

}  // namespace proviso::cli
