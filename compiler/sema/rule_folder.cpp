// SPDX-License-Identifier: Apache-2.0
// A text of nothing but rules binds the policies that lie in its folder (LANGUAGE section 9).
#include <algorithm>
#include <string_view>

#include "compiler/sema/policy_calls.h"
#include "compiler/sema/rule_book.h"

namespace proviso::compiler {
namespace {

// Rules, what is said about them, and titles over them.
bool OnlyRules(const ast::Block& block, bool& any) {
  return std::all_of(block.begin(), block.end(), [&any](const auto& statement) {
    const bool rule = std::holds_alternative<ast::Rule>(statement->node);
    any = any || rule;
    return (rule || std::holds_alternative<ast::Section>(statement->node) ||
            std::holds_alternative<ast::Documentation>(statement->node) ||
            !statement->unread.empty()) &&
           OnlyRules(statement->body, any);
  });
}

std::string_view FolderOf(std::string_view path) {
  const std::size_t at = path.find_last_of("/\\");
  return at == std::string_view::npos ? std::string_view{} : path.substr(0, at);
}

}  // namespace

// Of the other texts of the folder those that are rules.
std::vector<const ast::Policy*> RuleBook::RulesOfFolder() const {
  std::vector<const ast::Policy*> found;
  const std::string_view own = FolderOf(context_.bundle.sources.file(context_.file).name());
  for (std::size_t i = 0; i < context_.bundle.policies.size(); ++i) {
    const PolicyTable::Entry& entry = context_.bundle.policies.at(static_cast<PolicyId>(i));
    if (entry.file == context_.file ||
        FolderOf(context_.bundle.sources.file(entry.file).name()) != own)
      continue;
    bool any = false;
    if (OnlyRules(entry.policy->body, any) && any) found.push_back(entry.policy);
  }
  return found;
}

// What of them speaks of a call of this policy and cannot be watched over.
void RuleBook::StopForUnwatched(const ast::Block& block) {
  for (const auto& statement : block) {
    const auto watched = std::any_of(rules_.begin(), rules_.end(), [&](const BoundRule& bound) {
      return bound.statement == statement.get();
    });
    const ast::ToolMention* call = nullptr;
    if (const auto* rule = std::get_if<ast::Rule>(&statement->node); rule != nullptr && !watched) {
      call = policy_calls_.CallUnder(*rule);
    } else if (const auto* judge = std::get_if<ast::Judge>(&statement->node);
               judge != nullptr && lexicon().AnyIs("limiting_words", judge->text.words)) {
      const std::vector<const CalledTool*> calls =
          policy_calls_.CallsUnder(judge->tools, judge->text.words);
      if (!calls.empty()) call = calls.front()->mention;
    }
    if (call != nullptr) StopForRule(*statement, *call, {});
    StopForUnwatched(statement->body);
  }
}

void RuleBook::CollectRulesOfFolder() {
  const std::vector<const ast::Policy*> texts = RulesOfFolder();
  for (const ast::Policy* text : texts) {
    CollectRules(text->body);
    StopForUnwatched(text->body);
  }
}

}  // namespace proviso::compiler
