// SPDX-License-Identifier: Apache-2.0
// Where the walk stands in the text, so that a statement can look at what follows it.
#pragma once

#include <cstddef>

#include "compiler/ast/ast.h"

namespace proviso::compiler {

struct Cursor {
  const ast::Block* block = nullptr;
  std::size_t index = 0;
  const Cursor* outer = nullptr;

  const ast::Statement* NextSibling() const;
  // The next statement that a conversation comes to if nothing branches; headings are entered.
  const ast::Statement* Next() const;
};

}  // namespace proviso::compiler
