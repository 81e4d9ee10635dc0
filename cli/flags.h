// SPDX-License-Identifier: Apache-2.0
// Options that several verbs share, so that they are spelled and explained the same everywhere.
#pragma once

#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "cli/invocation.h"
#include "cli/options.h"
#include "core/result.h"

namespace proviso::cli {

std::vector<OptionSpec> GlobalOptions(GlobalFlags& flags);

struct CatalogueFlags {
  std::vector<std::string> files;
  bool no_standard_tools = false;
};
std::vector<OptionSpec> CatalogueOptions(CatalogueFlags& flags);
// The standard catalogue, unless switched off, and the files of --tools.
Result<ToolCatalogue> LoadCatalogue(const CatalogueFlags& flags, std::istream& in);

// `--format`, one of `formats`; the first is the default.
OptionSpec FormatOption(std::string& format, std::vector<std::string> formats);

// One or more positional FILES.
OptionSpec FilesArgument(std::vector<std::string>& files, std::string description);

}  // namespace proviso::cli
