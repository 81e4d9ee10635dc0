// SPDX-License-Identifier: Apache-2.0
// Resolution, types, binding and flow: syntax trees in, a checked program out.
#pragma once

#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/ast/ast.h"
#include "compiler/readings.h"
#include "compiler/sema/checked.h"
#include "compiler/vocabulary/lexicon.h"
#include "core/diagnostic.h"

namespace proviso::compiler {

struct CheckResult {
  CheckedProgram program;  // usable only when the sink has no error
  std::vector<LineReading> readings;
  std::vector<MainPath> main_paths;
};

// Checks all documents as one bundle, with the words of its language. Reports to `sink`; never
// throws. The documents must outlive it.
CheckResult Check(const SourceSet& sources, const ast::Documents& documents,
                  const ToolCatalogue* catalogue, DiagnosticSink& sink);

}  // namespace proviso::compiler
