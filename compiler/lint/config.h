// SPDX-License-Identifier: Apache-2.0
// The "lint" part of proviso.json: levels and exclusions, each with a reason.
//
//   { "lint": { "rules": { "vague-condition": { "level": "off", "reason": "the team asks the lead" },
//                          "P501": "warning" },
//               "exclude": [ { "files": "drafts/**", "rules": ["needs-judgement"], "reason": "not live" } ] } }
#pragma once

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
  std::string files;                // glob, '/' separated, relative to the settings' folder; ** spans folders
  std::vector<DiagnosticId> rules;  // empty: all
  std::string reason;
};

struct Config {
  std::map<DiagnosticId, Level> levels;
  std::vector<Exclusion> exclusions;
  std::string folder;  // of the settings file: what globs are relative to
  bool enabled = true;  // false: no rule runs (the compiler's own findings remain)
};

// Reads the text of a proviso.json; `name` is for messages. Fails ("bad_settings") naming the place:
// JSON that does not parse, an unknown rule (with the nearest names), a level that does not exist, an
// exclusion or a level "off" without a reason. Parts other than "lint" are left alone.
Result<Config> ReadConfig(std::string_view text, std::string_view name, std::string folder);

}  // namespace proviso::compiler::lint
