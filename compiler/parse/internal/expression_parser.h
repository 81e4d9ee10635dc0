// SPDX-License-Identifier: Apache-2.0
// The generated parser behind a door that does not throw: the inside of one pair of braces at a
// time. A tree lives until the next call.
#pragma once

#include <memory>

#include "ProvisoParser.h"
#include "compiler/parse/internal/token.h"

namespace proviso::parse {

class ExpressionParser {
 public:
  ExpressionParser();
  ~ExpressionParser();

  // `tokens` must outlive the tree. Null when they are no expression.
  ProvisoParser::InsideContext* Parse(const Tokens& tokens);

 private:
  struct Machine;
  std::unique_ptr<Machine> machine_;  // made when the first braces come
};

}  // namespace proviso::parse
