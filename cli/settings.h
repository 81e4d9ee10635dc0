// SPDX-License-Identifier: Apache-2.0
// proviso.json: where it lies and what is read of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"
#include "compiler/lint/config.h"
#include "core/result.h"

namespace proviso::cli {

struct SettingsFlags {
  std::string file;      // --config; empty: the nearest proviso.json
  bool no_lint = false;  // --no-lint
};

// --config FILE.
OptionSpec ConfigOption(SettingsFlags& flags);

// The proviso.json in the deepest folder that holds all of `paths` (`-` stands for the current
// folder), or in the nearest folder above it that has one.
std::optional<std::string> FindSettingsFile(const std::vector<std::string>& paths);

// The lint part of the settings for these files; the defaults when there is no settings file.
// Codes: those of ReadInput, and "bad_settings".
Result<compiler::lint::Config> LoadLintSettings(const SettingsFlags& flags,
                                                const std::vector<std::string>& paths);

}  // namespace proviso::cli
