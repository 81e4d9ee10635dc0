// SPDX-License-Identifier: Apache-2.0
// The generated parser behind a door that does not throw: one line, or the inside of one pair of
// braces, at a time. A tree lives until
// the next call of the same kind.
#pragma once

#include <memory>

#include "ProvisoParser.h"
#include "compiler/parse/internal/token.h"

namespace proviso::parse {

class LineParser {
 public:
  LineParser();
  ~LineParser();

  // `tokens` (without NEWLINE) must outlive the tree. Null when the parser gave up, which the
  // grammar's invariant rules out; the caller then takes the line as prose.
  ProvisoParser::LineContext* ParseLine(const Tokens& tokens);
  // Null when the tokens are no expression.
  ProvisoParser::InsideContext* ParseExpression(const Tokens& tokens);

 private:
  struct Machine;
  // Two, because an expression is parsed while the tree of its line is being read.
  std::unique_ptr<Machine> lines_;
  std::unique_ptr<Machine> expressions_;  // made when the first braces come
};

}  // namespace proviso::parse
