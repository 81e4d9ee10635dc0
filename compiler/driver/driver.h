// SPDX-License-Identifier: Apache-2.0
// The compiler's front door: policy texts in, a module, diagnostics and a reading of every line
// out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bytecode/module.h"
#include "bytecode/tool_catalogue.h"
#include "compiler/ast/ast.h"
#include "compiler/lint/config.h"
#include "compiler/readings.h"
#include "compiler/sema/checked.h"
#include "core/diagnostic.h"
#include "core/source.h"

namespace proviso::compiler {

struct CompileOptions {
  const ToolCatalogue* catalogue =
      nullptr;          // must outlive the call; null: only signatures in the text
  bool explain = true;  // fill `readings`
  const lint::Config* lint = nullptr;  // levels and exclusions; null: no lint rule runs
};

struct Compilation {
  SourceSet sources;
  std::vector<ast::Document> documents;  // a file each, in the order of `sources`
  CheckedProgram program;                // complete only when there is no error
  std::vector<Diagnostic> diagnostics;  // sorted
  std::vector<LineReading> readings;    // sorted by file and line
  std::vector<MainPath> main_paths;
  std::optional<Module> module;  // only when there is no error

  bool has_errors() const;
};

// Compiles all files as one bundle; references between them resolve. Never throws; thread-safe.
// `files`: name as shown in messages, text.
Compilation Compile(std::vector<std::pair<std::string, std::string>> files,
                    const CompileOptions& options);

}  // namespace proviso::compiler
