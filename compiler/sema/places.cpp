// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/places.h"

#include <algorithm>

#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {

namespace {

const ast::Statement* NearPlace(std::string_view address,
                                const std::vector<const ast::Block*>& around) {
  const Words words = SplitWords(address);
  // "Step 2" may be a part of the whole, a bare number is of a list.
  if (words.size() != 1) return nullptr;
  for (auto block = around.rbegin(); block != around.rend(); ++block) {
    for (const auto& statement : **block) {
      if (!statement->mark.empty() && statement->mark == words.back()) return statement.get();
    }
  }
  return nullptr;
}

// "Start over": the first line that does something.
const ast::Statement* FirstStep(const ast::Block& block) {
  for (const auto& statement : block) {
    const auto& node = statement->node;
    if (std::holds_alternative<ast::Section>(node)) {
      if (const ast::Statement* inner = FirstStep(statement->body)) return inner;
      continue;
    }
    const bool idle = std::holds_alternative<ast::Documentation>(node) ||
                      std::holds_alternative<ast::Item>(node) ||
                      std::holds_alternative<ast::Rule>(node) ||
                      std::holds_alternative<ast::Entry>(node);
    if (!idle) return statement.get();
  }
  return nullptr;
}

}  // namespace

void Places::Collect() {
  std::vector<const ast::Block*> around;
  CollectIn(context_.ast.body, around);
}

// Where each "go to" leads: "back to 2" is the step of that number in its own list, then in the
// lists around it.
void Places::CollectIn(const ast::Block& block, std::vector<const ast::Block*>& around) {
  around.push_back(&block);
  for (const auto& statement : block) {
    if (const auto* go = std::get_if<ast::GoTo>(&statement->node)) {
      const bool over = go->section.text.empty() && go->skip == 0;
      const ast::Statement* place =
          over ? FirstStep(context_.ast.body) : NearPlace(go->section.text, around);
      if (place == nullptr && !over)
        place = context_.bundle.policies.FindPlace(context_.policy, go->section.text);
      if (place != nullptr) {
        led_to_.emplace(statement.get(), place);
        targets_.insert(place);
      }
    }
    CollectIn(statement->body, around);
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
      CollectIn(branch->otherwise, around);
  }
  around.pop_back();
}

bool Places::MayGoAround(const ast::Statement& statement) const {
  std::set<const ast::Statement*> known;
  for (const auto& [from, place] : led_to_) {
    known.insert(place);
    if (from->span.begin < statement.span.begin && place->span.begin > statement.span.begin)
      return true;
  }
  return std::any_of(targets_.begin(), targets_.end(),
                     [&](const ast::Statement* target) { return !known.contains(target); });
}

const ast::Statement* Places::LedToBy(const ast::Statement& go) const {
  const auto place = led_to_.find(&go);
  return place == led_to_.end() ? nullptr : place->second;
}

void Places::Arrive(const ast::Statement& place, const Scope& knowing) {
  const auto [known, first] = arrivals_.try_emplace(&place, knowing);
  if (!first) known->second = Join(known->second, knowing);
}

const Scope* Places::ArrivingAt(const ast::Statement& statement) const {
  const auto known = arrivals_.find(&statement);
  return known == arrivals_.end() ? nullptr : &known->second;
}

}  // namespace proviso::compiler
