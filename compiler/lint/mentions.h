// SPDX-License-Identifier: Apache-2.0
// References to policies, as they stand in the text.
#pragma once

#include <functional>

#include "compiler/ast/ast.h"

namespace proviso::compiler::lint {

// Every #reference below the block: follow, go to, entry lines, judgement steps.
void ForEachPolicyMention(const ast::Block& block,
                          const std::function<void(const ast::PolicyMention&)>& visit);

}  // namespace proviso::compiler::lint
