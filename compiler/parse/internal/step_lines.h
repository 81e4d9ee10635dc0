// SPDX-License-Identifier: Apache-2.0
// The lines of a document that was read, once more as tokens.
#pragma once

#include <optional>

#include "compiler/parse/internal/line_lexer.h"
#include "compiler/parse/internal/regions.h"
#include "core/diagnostic.h"

namespace proviso::parse {

class StepLines {
 public:
  explicit StepLines(const SourceFile& written, FileId file);

  // The text of the line behind its marks; false when it holds no step.
  bool Lex(const ast::LineLayout& layout, Line& line);
  const SourceFile& source() const { return live_ ? *live_ : written_; }

 private:
  const SourceFile& written_;
  const std::optional<SourceFile> live_;  // without what the author took out
  DiagnosticSink unheard_;                // what was wrong with the line was told before
  LineLexer lexer_;
};

}  // namespace proviso::parse
