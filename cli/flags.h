// SPDX-License-Identifier: Apache-2.0
// Options that several verbs share, so that they are spelled and explained the same everywhere.
#pragma once

#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "cli/invocation.h"
#include "core/result.h"

namespace proviso::cli {

void AddGlobalFlags(CLI::App& app, GlobalFlags& flags);

struct CatalogueFlags {
  std::vector<std::string> files;
  bool no_standard_tools = false;
};
void AddCatalogueFlags(CLI::App& command, CatalogueFlags& flags);
// The standard catalogue, unless switched off, and the files of --tools.
Result<ToolCatalogue> LoadCatalogue(const CatalogueFlags& flags, std::istream& in);

// `--format`, one of `formats`; the first is the default.
void AddFormatFlag(CLI::App& command, std::string& format, const std::vector<std::string>& formats);

// One or more positional FILES.
void AddFilesArgument(CLI::App& command, std::vector<std::string>& files,
                      const std::string& description);

// An example at the end of a verb's help.
void SetExample(CLI::App& command, const std::string& text);

}  // namespace proviso::cli
