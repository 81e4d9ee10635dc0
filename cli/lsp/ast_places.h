// SPDX-License-Identifier: Apache-2.0
// Where statements begin and end with all that belongs to them.
#pragma once

#include <cstdint>
#include <vector>

#include "cli/lsp/parsed_file.h"
#include "compiler/ast/ast.h"

namespace proviso::lsp {

// From the first to the last character of the statement, its options, its body and its "otherwise".
Span ExtentOf(const ast::Statement& statement);
// From the heading (the start of the file when it has none) to the end of the last step.
Span ExtentOf(const ast::Policy& policy);

// The statements around a place, the outermost first.
std::vector<const ast::Statement*> StatementsAround(const ast::Document& document,
                                                    std::uint32_t offset);
// The policy around a place; nullptr in front of the first one's heading.
const ast::Policy* PolicyAround(const ast::Document& document, std::uint32_t offset);

}  // namespace proviso::lsp
