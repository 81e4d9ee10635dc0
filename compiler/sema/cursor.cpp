// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/cursor.h"

namespace proviso::compiler {

const ast::Statement* Cursor::NextSibling() const {
  return index + 1 < block->size() ? (*block)[index + 1].get() : nullptr;
}

const ast::Statement* Cursor::Next() const {
  for (const Cursor* cursor = this; cursor != nullptr; cursor = cursor->outer) {
    for (std::size_t i = cursor->index + 1; i < cursor->block->size(); ++i) {
      const ast::Statement* statement = (*cursor->block)[i].get();
      while (std::holds_alternative<ast::Section>(statement->node) && !statement->body.empty()) {
        statement = statement->body.front().get();
      }
      if (!std::holds_alternative<ast::Documentation>(statement->node) &&
          !std::holds_alternative<ast::Section>(statement->node)) {
        return statement;
      }
    }
  }
  return nullptr;
}

}  // namespace proviso::compiler
