// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/parsed_file.h"

#include "cli/lsp/uri.h"
#include "compiler/parse/parser.h"

namespace proviso::lsp {

ParsedFile::ParsedFile(std::string uri, FileId id, std::string text, std::uint64_t revision,
                       const ToolCatalogue& catalogue)
    : uri_(std::move(uri)),
      id_(id),
      revision_(revision),
      source_(std::make_shared<const SourceFile>(DisplayName(uri_), std::move(text))),
      lines_(source_->text()) {
  SourceSet sources;
  sources.Place(id_, source_);
  DiagnosticSink sink;
  document_ = std::make_shared<const ast::Document>(Parse(sources, id_, sink));
  findings_ = std::make_shared<const std::vector<Diagnostic>>(sink.all());
  symbols_ = CollectSymbols(source(), *document_, catalogue);
}

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
