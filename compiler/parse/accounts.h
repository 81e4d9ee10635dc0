// SPDX-License-Identifier: Apache-2.0
// Lines read once more, for whoever wants to know what became of each word. Nothing of it is kept
// while a policy is compiled.
#pragma once

#include <vector>

#include "compiler/accounts.h"
#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::parse {

// Of all lines that hold steps, in order.
std::vector<compiler::LineAccount> AccountsOf(const SourceSet& sources,
                                              const ast::Document& document);

}  // namespace proviso::parse
