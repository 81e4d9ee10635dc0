// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/ast_places.h"

#include <algorithm>

namespace proviso::lsp {
namespace {

void Widen(Span& span, const Span& other) {
  if (other.end <= other.begin) return;
  span.begin = std::min(span.begin, other.begin);
  span.end = std::max(span.end, other.end);
}

void WidenBy(Span& span, const ast::Block& block) {
  for (const auto& statement : block) Widen(span, ExtentOf(*statement));
}

bool Holds(const Span& span, std::uint32_t offset) {
  return span.begin <= offset && offset <= span.end;
}

void Descend(const ast::Block& block, std::uint32_t offset,
             std::vector<const ast::Statement*>& found) {
  // The nearest one that begins last wins where two touch.
  const ast::Statement* inside = nullptr;
  for (const auto& statement : block) {
    if (Holds(ExtentOf(*statement), offset)) inside = statement.get();
  }
  if (inside == nullptr) return;
  found.push_back(inside);
  const std::size_t depth = found.size();
  Descend(inside->body, offset, found);
  const auto* branch = std::get_if<ast::Branch>(&inside->node);
  if (found.size() == depth && branch != nullptr) Descend(branch->otherwise, offset, found);
}

}  // namespace

Span ExtentOf(const ast::Statement& statement) {
  Span span = statement.span;
  if (statement.as) Widen(span, statement.as->span);
  if (const auto* offer = std::get_if<ast::Offer>(&statement.node)) {
    for (const ast::OfferOption& option : offer->options) Widen(span, option.span);
  }
  WidenBy(span, statement.body);
  if (const auto* branch = std::get_if<ast::Branch>(&statement.node))
    WidenBy(span, branch->otherwise);
  return span;
}

Span ExtentOf(const ast::Policy& policy) {
  Span span = policy.name_span;
  for (const ast::HeadField& field : policy.head) Widen(span, field.span);
  WidenBy(span, policy.body);
  return span;
}

std::vector<const ast::Statement*> StatementsAround(const ast::Document& document,
                                                    std::uint32_t offset) {
  std::vector<const ast::Statement*> found;
  for (const ast::Policy& policy : document.policies) {
    Descend(policy.body, offset, found);
    if (!found.empty()) break;
  }
  return found;
}

const ast::Policy* PolicyAround(const ast::Document& document, std::uint32_t offset) {
  const ast::Policy* found = nullptr;
  for (const ast::Policy& policy : document.policies) {
    if (policy.name_span.begin <= offset) found = &policy;
  }
  return found;
}

}  // namespace proviso::lsp
