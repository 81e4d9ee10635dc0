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
#include "core/source.h"

namespace proviso::lsp {

class ParsedFile {
 public:
  // `uri`: as the client spells it. `revision` grows with every version of any file.
  ParsedFile(std::string uri, std::string text, std::uint64_t revision,
             const ToolCatalogue& catalogue);

  const std::string& uri() const { return uri_; }
  std::uint64_t revision() const { return revision_; }
  const SourceFile& source() const { return sources_.file(FileId{}); }
  std::string_view text() const { return source().text(); }
  const ast::Document& document() const { return document_; }
  const LineTable& lines() const { return lines_; }
  const FileSymbols& symbols() const { return symbols_; }

  // Spans are of this file whatever their FileId says: a bundle numbers its files anew.
  Range RangeOf(const Span& span, PositionEncoding encoding) const;
  Position PositionOf(std::uint32_t offset, PositionEncoding encoding) const;
  std::uint32_t OffsetOf(Position position, PositionEncoding encoding) const;

 private:
  std::string uri_;
  std::uint64_t revision_;
  SourceSet sources_;
  ast::Document document_;
  LineTable lines_;
  FileSymbols symbols_;
};

using ParsedFilePtr = std::shared_ptr<const ParsedFile>;

}  // namespace proviso::lsp
