// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/analysis.h"

#include <algorithm>
#include <string>
#include <utility>

#include "cli/lsp/uri.h"

namespace proviso::lsp {

std::optional<FileId> Analysis::FileOf(std::string_view uri) const {
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i]->uri() == uri) return files[i]->id();
  }
  const std::string canonical = CanonicalUri(uri);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (CanonicalUri(files[i]->uri()) == canonical) return files[i]->id();
  }
  return std::nullopt;
}

ParsedFilePtr Analysis::Find(FileId id) const {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [id](const ParsedFilePtr& file) { return file->id() == id; });
  return found != files.end() ? *found : nullptr;
}

std::vector<const compiler::LineReading*> Analysis::ReadingsOf(FileId file,
                                                               std::uint32_t line) const {
  const auto before = [](const compiler::LineReading& reading,
                         const std::pair<FileId, std::uint32_t>& place) {
    return std::pair(reading.file, reading.line) < place;
  };
  std::vector<const compiler::LineReading*> found;
  auto at = std::lower_bound(compilation.readings.begin(), compilation.readings.end(),
                             std::pair(file, line), before);
  for (; at != compilation.readings.end() && at->file == file && at->line == line; ++at) {
    found.push_back(&*at);
  }
  return found;
}

AnalysisPtr Analyse(std::vector<ParsedFilePtr> files, const ToolCatalogue& catalogue,
                    const compiler::lint::Config& lint) {
  std::vector<compiler::ParsedText> texts;
  texts.reserve(files.size());
  for (const ParsedFilePtr& file : files) texts.push_back(file->parsed());
  compiler::CompileOptions options;
  options.catalogue = &catalogue;
  options.lint = &lint;
  auto analysis = std::make_shared<Analysis>();
  analysis->files = std::move(files);
  analysis->compilation = compiler::Compile(texts, options);
  return analysis;
}

}  // namespace proviso::lsp
