// SPDX-License-Identifier: Apache-2.0
// The syntax tree as text, one node a line: for golden tests and for looking at what was read.
#pragma once

#include <string>

#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::ast {

struct DumpOptions {
  bool spans = false;    // add `@line:column-line:column`
  bool inferred = true;  // mark blocks whose layout was rebuilt
  bool remarks = true;   // list comments and prose sections
};

// Deterministic; ends in a line feed.
std::string Dump(const Document& document, const SourceSet& sources,
                 const DumpOptions& options = {});

// Parts of it, on one line.
std::string DumpExpr(const Expr& expr);
std::string DumpCondition(const Condition& condition);
std::string DumpTool(const ToolMention& tool);

}  // namespace proviso::ast
