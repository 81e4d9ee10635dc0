// SPDX-License-Identifier: Apache-2.0
// A bundle, compiled: what the compiler and the linter say about the files that belong together.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/lsp/parsed_file.h"
#include "compiler/driver/driver.h"

namespace proviso::lsp {

struct Analysis {
  std::vector<ParsedFilePtr> files;
  compiler::Compilation compilation;

  // By canonical address; nullopt when the file is not in the bundle.
  std::optional<FileId> FileOf(std::string_view uri) const;
  // nullptr when the file is not in the bundle.
  ParsedFilePtr Find(FileId id) const;
  const ParsedFile& file(FileId id) const { return *Find(id); }

  // Readings of a 1-based line, in their order.
  std::vector<const compiler::LineReading*> ReadingsOf(FileId file, std::uint32_t line) const;
};

using AnalysisPtr = std::shared_ptr<const Analysis>;

AnalysisPtr Analyse(std::vector<ParsedFilePtr> files, const ToolCatalogue& catalogue,
                    const compiler::lint::Config& lint);

}  // namespace proviso::lsp
