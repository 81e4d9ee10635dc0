// SPDX-License-Identifier: Apache-2.0
// What the catalogue knows about a tool, as Markdown.
#pragma once

#include <string>

#include "bytecode/tool_catalogue.h"

namespace proviso::lsp {

// Signature, what it does, its effect, what policies may ask about its result, what happens on
// failure.
std::string ToolPage(const ToolDefinition& tool);

}  // namespace proviso::lsp
