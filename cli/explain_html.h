// SPDX-License-Identifier: Apache-2.0
// The page that shows a policy's text, its reading and its flow side by side.
#pragma once

#include <string>

#include "compiler/driver/driver.h"
#include "core/result.h"

namespace proviso::cli {

// One self-contained HTML file: no network, works without a script (then without marking).
// Everything that comes from a policy is escaped.
Result<std::string> ExplainHtml(const compiler::Compilation& compilation);

}  // namespace proviso::cli
