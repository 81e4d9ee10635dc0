// SPDX-License-Identifier: Apache-2.0
#include "compiler/flow/source_index.h"

namespace proviso::compiler::flow {

SourceIndex::SourceIndex(const SourceSet& sources, const ast::Documents& documents)
    : sources_(sources) {
  for (const ast::Document& document : documents) {
    for (const ast::Policy& policy : document.policies) {
      sections_[{policy.name_span.file, policy.name_span.begin}] = "";
      for (const auto& statement : policy.body) {
        const auto* section = std::get_if<ast::Section>(&statement->node);
        if (section == nullptr) continue;
        sections_[{statement->span.file, statement->span.begin}] = section->title.text;
      }
      Add(policy.body);
    }
  }
}

void SourceIndex::Add(const ast::Block& block) {
  for (const auto& statement : block) {
    statements_.emplace(KeyOf(statement->span), statement.get());
    if (std::holds_alternative<ast::Offer>(statement->node)) {
      offers_.emplace(std::pair(statement->span.file, statement->span.begin), statement.get());
    }
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      if (branch->condition != nullptr) {
        conditions_.emplace(KeyOf(branch->condition->span), branch->condition.get());
      }
      Add(branch->otherwise);
    }
    Add(statement->body);
  }
}

const ast::Condition* SourceIndex::FindCondition(const Span& span) const {
  const auto found = conditions_.find(KeyOf(span));
  return found == conditions_.end() ? nullptr : found->second;
}

const ast::Statement* SourceIndex::FindStatement(const Span& span) const {
  const auto found = statements_.find(KeyOf(span));
  return found == statements_.end() ? nullptr : found->second;
}

const ast::Statement* SourceIndex::OfferBefore(const Span& span) const {
  const auto after = offers_.upper_bound({span.file, span.begin});
  if (after == offers_.begin()) return nullptr;
  const auto& [place, offer] = *std::prev(after);
  return place.first == span.file ? offer : nullptr;
}

std::string SourceIndex::SectionOf(const Span& span) const {
  const auto after = sections_.upper_bound({span.file, span.begin});
  if (after == sections_.begin()) return {};
  const auto& [place, title] = *std::prev(after);
  return place.first == span.file ? title : std::string();
}

}  // namespace proviso::compiler::flow
