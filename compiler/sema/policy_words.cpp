// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/policy_words.h"

#include <algorithm>
#include <utility>

#include "compiler/pack/pack.h"

namespace proviso::compiler {

namespace {

constexpr std::size_t kStart = 4;  // as far as SameStem asks for at least

}  // namespace

void PolicyWords::Keep(const Span& span, std::string_view text) {
  for (const std::string& word : SplitWords(text)) {
    std::vector<Found>& known = by_start_[word.substr(0, kStart)];
    auto found = std::find_if(known.begin(), known.end(),
                              [&](const Found& one) { return one.word == word; });
    if (found == known.end()) found = known.insert(known.end(), {word, {}});
    // Two are enough to know that one of them is another than the one that is asked about.
    const bool again = !found->pieces.empty() && found->pieces.back().begin == span.begin;
    if (found->pieces.size() < 2 && !again) found->pieces.push_back(span);
  }
}

void PolicyWords::Collect(const ast::Block& block) {
  for (const auto& statement : block) {
    const auto& node = statement->node;
    const auto* branch = std::get_if<ast::Branch>(&node);
    const bool says = std::holds_alternative<ast::Documentation>(node) ||
                      std::holds_alternative<ast::Rule>(node) || statement->declared;
    if (branch != nullptr) {
      if (branch->condition != nullptr)
        Keep(branch->condition->span, Written(branch->condition->span));
    } else if (!says) {
      Keep(statement->span, Written(statement->span));
    }
    Collect(statement->body);
    if (branch != nullptr) Collect(branch->otherwise);
  }
}

bool PolicyWords::Uses(const std::string& word, const Span& but) {
  if (!std::exchange(collected_, true)) {
    Keep(context_.ast.name_span, context_.ast.name);
    for (const ast::HeadField& field : context_.ast.head) Keep(field.span, field.value);
    Collect(context_.ast.body);
  }
  const auto known = by_start_.find(word.substr(0, kStart));
  if (known == by_start_.end()) return false;
  const auto apart = [&](const Span& piece) {
    return piece.file != but.file || piece.end <= but.begin || but.end <= piece.begin;
  };
  return std::any_of(known->second.begin(), known->second.end(), [&](const Found& found) {
    return SameStem(found.word, word) &&
           std::any_of(found.pieces.begin(), found.pieces.end(), apart);
  });
}

bool PolicyWords::IsTelling(const std::string& word) const {
  const pack::WordFlags flags = wording().pack().flags(wording().pack().Find(word));
  return !flags.function && !flags.article && !flags.customer && !flags.limits;
}

}  // namespace proviso::compiler
