// SPDX-License-Identifier: Apache-2.0
// proviso.json: the catalogues of a team's own tools, and levels and exclusions of findings, each
// with a reason.
//
//   { "tools": ["tools/own_tools.json"],
//     "lint": { "rules": { "vague-condition": { "level": "off", "reason": "the team asks the lead"
//     },
//                          "P501": "warning" },
//               "exclude": [ { "files": "drafts/**", "rules": ["needs-judgement"], "reason": "not
//               live" } ] } }
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "core/result.h"

namespace proviso::compiler::lint {

struct Level {
  std::optional<Severity> severity;  // nullopt: off
  std::string reason;
  std::map<std::string, std::string, std::less<>> options;  // of the rule; numbers as text
};

struct Exclusion {
  std::string files;  // glob, '/' separated, relative to the settings' folder; ** spans folders
  std::vector<DiagnosticId> rules;  // empty: all
  std::string reason;
};

struct Config {
  std::map<DiagnosticId, Level> levels;
  std::vector<Exclusion> exclusions;
  std::string folder;   // of the settings file: what globs are relative to
  bool enabled = true;  // false: no rule runs (the compiler's own findings remain)
};

// A catalogue that the settings name.
struct CatalogueFile {
  std::string path;      // as written: relative to the settings' folder, or absolute
  std::size_t line = 0;  // where it is named
};

struct Settings {
  Config lint;
  std::vector<CatalogueFile> catalogues;  // "tools"
};

// Reads the text of a proviso.json; `name` is for messages. Fails ("bad_settings") naming the
// place: JSON that does not parse, a key that is none of ours or a rule that does not exist (with
// the nearest names), a level that does not exist, an exclusion or a level "off" without a reason.
// "$schema", which editors read, is let pass.
Result<Settings> ReadSettings(std::string_view text, std::string_view name, std::string folder);

}  // namespace proviso::compiler::lint
