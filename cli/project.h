// SPDX-License-Identifier: Apache-2.0
// What a verb works under: proviso.json, the tools that are known, the levels of findings. The one
// place where they are found, so that every verb, and the editor, sees the same.
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "cli/options.h"
#include "compiler/lint/config.h"
#include "core/result.h"

namespace proviso::cli {

struct ProjectFlags {
  std::string config;                   // --config; empty: the nearest proviso.json
  std::vector<std::string> catalogues;  // --tools: beside those of the settings
  bool no_standard_tools = false;       // --no-standard-tools
  bool no_lint = false;                 // --no-lint
};

// --tools, --no-standard-tools, --config.
std::vector<OptionSpec> ProjectOptions(ProjectFlags& flags);

struct Project {
  ToolCatalogue catalogue;
  compiler::lint::Config lint;
  std::string settings;                 // the proviso.json, absolute; empty: there is none
  std::vector<std::string> catalogues;  // files that are added to the standard ones, absolute
};

// The proviso.json in the folder of each of `paths` (`-` stands for the current folder), or in the
// nearest folder above it that has one; absolute. A file that is linked to from elsewhere and has
// none there has that of its own folder; a directory stands for the policies and scenarios below
// it. Fails ("several_settings") when they do not all have the same one.
Result<std::optional<std::string>> FindSettingsFile(const std::vector<std::string>& paths);
// The one in the folder of a file, in a folder itself, or in the nearest above.
std::optional<std::string> NearestSettingsFile(const std::string& path);

// Settings and tools for work on `paths`: policies, scenarios, a bundle; without
// any, only --config names settings.
// `in` is what a catalogue `-` is read from. Codes: those of ReadInput, "bad_settings", and those
// of ToolCatalogue::Add; the message names the file. Catalogues that are among `left_out` are not
// added: their reader wants them alone.
Result<Project> LoadProject(const ProjectFlags& flags, const std::vector<std::string>& paths,
                            std::istream& in, const std::vector<std::string>& left_out = {});

// As much of it as can be used: an editor goes on while the settings are being typed. `problems`
// gets what could not.
Project LoadUsableProject(const ProjectFlags& flags,
                          const std::optional<std::string>& settings_file,
                          std::vector<Error>& problems);

}  // namespace proviso::cli
