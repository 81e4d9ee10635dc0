// SPDX-License-Identifier: Apache-2.0
// The compiler's front door: policy texts in, a module, diagnostics and a reading of every line
// out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bytecode/module.h"
#include "bytecode/tool_catalogue.h"
#include "compiler/accounts.h"
#include "compiler/ast/ast.h"
#include "compiler/lint/config.h"
#include "compiler/readings.h"
#include "compiler/sema/checked.h"
#include "core/diagnostic.h"
#include "core/source.h"

namespace proviso::compiler {

struct CompileOptions {
  const ToolCatalogue* catalogue =
      nullptr;                         // must outlive the call; null: only signatures in the text
  bool explain = true;                 // fill `readings`
  bool accounts = false;               // fill `accounts`
  bool wordings = true;                // what was not understood gets other wordings to choose from
  const lint::Config* lint = nullptr;  // levels and exclusions; null: no lint rule runs
};

struct Compilation {
  SourceSet sources;
  ast::Documents documents;             // a file each, in the order in which they were given
  CheckedProgram program;               // complete only when there is no error
  std::vector<Diagnostic> diagnostics;  // sorted
  std::vector<LineReading> readings;    // sorted by file and line
  std::vector<LineAccount> accounts;    // of every line that holds steps, sorted the same
  std::vector<MainPath> main_paths;
  std::optional<Module> module;  // only when there is no error

  bool has_errors() const;
};

// A file that was read before. Spans of the document and the findings are of the file `id`.
struct ParsedText {
  FileId id{};
  std::shared_ptr<const SourceFile> source;
  std::shared_ptr<const ast::Document> document;
  std::shared_ptr<const std::vector<Diagnostic>> findings;  // of the parser
};

// Compiles all files as one bundle; references between them resolve. Never throws; thread-safe.
// `files`: name as shown in messages, text.
Compilation Compile(std::vector<std::pair<std::string, std::string>> files,
                    const CompileOptions& options);
// The same without reading them again.
Compilation Compile(const std::vector<ParsedText>& files, const CompileOptions& options);

}  // namespace proviso::compiler
