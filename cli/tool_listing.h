// SPDX-License-Identifier: Apache-2.0
// A tool's entry, for people.
#pragma once

#include <string>

#include "bytecode/tool_catalogue.h"

namespace proviso::cli {

// Name, effect and title in columns, a line per tool.
std::string ToolTable(const std::vector<const ToolDefinition*>& tools, int width);
// Everything the catalogue says about one.
std::string ToolPage(const ToolDefinition& tool, int width);

}  // namespace proviso::cli
