// SPDX-License-Identifier: Apache-2.0
// One version of one file, read: text, lines, syntax tree, names. Immutable, so that a request
// holds it while the next edit makes another one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "cli/lsp/positions.h"
#include "cli/lsp/symbols.h"
#include "compiler/ast/ast.h"
#include "compiler/driver/driver.h"
#include "core/source.h"

namespace proviso::lsp {

class ParsedFile {
 public:
  // `uri`: as the client spells it. `id`: the same for every version of the file, in whatever
  // bundle it is compiled, so that it is read once. `revision` grows with every version of any
  // file.
  ParsedFile(std::string uri, FileId id, std::string text, std::uint64_t revision,
             const ToolCatalogue& catalogue);

  const std::string& uri() const { return uri_; }
  FileId id() const { return id_; }
  std::uint64_t revision() const { return revision_; }
  const SourceFile& source() const { return *source_; }
  std::string_view text() const { return source().text(); }
  const ast::Document& document() const { return *document_; }
  // For the compiler.
  compiler::ParsedText parsed() const { return {id_, source_, document_, findings_}; }
  const LineTable& lines() const { return lines_; }
  const FileSymbols& symbols() const { return symbols_; }

  // The spans must be of this file.
  Range RangeOf(const Span& span, PositionEncoding encoding) const;
  Position PositionOf(std::uint32_t offset, PositionEncoding encoding) const;
  std::uint32_t OffsetOf(Position position, PositionEncoding encoding) const;

 private:
  std::string uri_;
  FileId id_;
  std::uint64_t revision_;
  std::shared_ptr<const SourceFile> source_;
  std::shared_ptr<const std::vector<Diagnostic>> findings_;  // of the parser
  std::shared_ptr<const ast::Document> document_;
  LineTable lines_;
  FileSymbols symbols_;
};

using ParsedFilePtr = std::shared_ptr<const ParsedFile>;

}  // namespace proviso::lsp
