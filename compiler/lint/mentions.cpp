// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/mentions.h"

#include "compiler/lint/instruction_lines.h"

namespace proviso::compiler::lint {

void ForEachPolicyMention(const ast::Block& block,
                          const std::function<void(const ast::PolicyMention&)>& visit) {
  ForEachStatement(block, [&](const ast::Statement& statement) {
    if (const auto* follow = std::get_if<ast::FollowPolicy>(&statement.node)) visit(follow->policy);
    if (const auto* entry = std::get_if<ast::Entry>(&statement.node)) visit(entry->policy);
    if (const auto* judge = std::get_if<ast::Judge>(&statement.node)) {
      for (const ast::PolicyMention& policy : judge->policies) visit(policy);
    }
  });
}

}  // namespace proviso::compiler::lint
