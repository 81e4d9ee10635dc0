// SPDX-License-Identifier: Apache-2.0
// Every tool that the texts name, called or not: in a prohibition, in prose, in a line that is
// never reached. A stub file may speak of it, and nobody mistyped it.
#pragma once

#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::compiler {

// Sorted, each once. What stands in comments is left out: the author took it out.
std::vector<std::string> NamedTools(const SourceSet& sources, const ast::Documents& documents);

}  // namespace proviso::compiler
