// SPDX-License-Identifier: Apache-2.0
// Readings as JSON; its schema is docs/explain.schema.json.
#pragma once

#include <string>

#include "compiler/driver/driver.h"

namespace proviso::cli {

// {"files": [{"name", "lines": [{"line", "text", "readings": [{"kind", "meaning", "details",
// "tools", "depth", "policy"}], "sentences": [{"text", "understood", "residue", "two_readings",
// "words":
// [{"text", "by", "construction", "slot"}]}]}]}], "main_paths": [{"policy", "tools"}],
// "diagnostics": […]}. Blank lines are left out. Always UTF-8.
std::string ExplainJson(const compiler::Compilation& compilation);

}  // namespace proviso::cli
