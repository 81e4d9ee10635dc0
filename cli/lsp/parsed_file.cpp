// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/parsed_file.h"

#include "cli/lsp/uri.h"
#include "compiler/parse/parser.h"

namespace proviso::lsp {
namespace {

ast::Document ParseOne(SourceSet& sources, const std::string& uri, std::string text) {
  DiagnosticSink ignored;  // what is wrong is told by the compilation of the whole bundle
  const FileId file = sources.Add(DisplayName(uri), std::move(text));
  return Parse(sources, file, ignored);
}

}  // namespace

ParsedFile::ParsedFile(std::string uri, std::string text, std::uint64_t revision,
                       const ToolCatalogue& catalogue)
    : uri_(std::move(uri)),
      revision_(revision),
      document_(ParseOne(sources_, uri_, std::move(text))),
      lines_(source().text()),
      symbols_(CollectSymbols(source(), document_, catalogue)) {}

Range ParsedFile::RangeOf(const Span& span, PositionEncoding encoding) const {
  return {PositionOf(span.begin, encoding), PositionOf(span.end, encoding)};
}

Position ParsedFile::PositionOf(std::uint32_t offset, PositionEncoding encoding) const {
  return lines_.PositionOf(text(), offset, encoding);
}

std::uint32_t ParsedFile::OffsetOf(Position position, PositionEncoding encoding) const {
  return lines_.OffsetOf(text(), position, encoding);
}

}  // namespace proviso::lsp
