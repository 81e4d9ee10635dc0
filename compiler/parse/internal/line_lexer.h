// SPDX-License-Identifier: Apache-2.0
// Characters to raw tokens, a line at a time, so that memory stays bound to the longest line and a
// line can be read again on its own.
#pragma once

#include <memory>
#include <string_view>

#include "compiler/parse/internal/token.h"
#include "compiler/parse/parser.h"
#include "core/diagnostic.h"

namespace proviso::parse {

class LineLexer {
 public:
  LineLexer(const SourceFile& source, FileId file, DiagnosticSink& sink,
            const ParseOptions& options);
  ~LineLexer();
  LineLexer(const LineLexer&) = delete;
  LineLexer& operator=(const LineLexer&) = delete;

  // False for a blank line. Reports what is wrong with the line's characters and what was left
  // open.
  bool Lex(std::uint32_t number, Line& line);
  // The text of a block quote ("> Hello {name}") as the inside of a quotation, the mark cut.
  Tokens LexQuoted(const Line& line);

 private:
  struct Machine;  // the ANTLR lexer and its character stream
  void ReadStart(Line& line);
  void ReadText(Line& line);
  void ReadTokens(std::size_t position, std::size_t end, Line& line);
  void ReportOpen(const Line& line);
  bool IsBold(const Line& line) const;
  Span SpanOf(std::uint32_t begin, std::uint32_t end) const { return Span{file_, begin, end}; }

  const SourceFile& source_;
  FileId file_;
  DiagnosticSink& sink_;
  const ParseOptions options_;
  std::unique_ptr<Machine> machine_;
};

}  // namespace proviso::parse
