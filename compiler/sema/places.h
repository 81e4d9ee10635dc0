// SPDX-License-Identifier: Apache-2.0
// The places of a policy that "go to" leads to, and what is known on the ways that jump there. They
// are found before the walk begins. Calls nothing.
#pragma once

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class Places : BinderPart {
 public:
  explicit Places(BindContext& context) : BinderPart(context) {}

  void Collect();
  bool IsTarget(const ast::Statement& statement) const { return targets_.contains(&statement); }
  bool AnyTarget() const { return !targets_.empty(); }
  void AddTarget(const ast::Statement& statement) { targets_.insert(&statement); }
  // Whether a jump from in front of the statement, or from another policy, leads behind it.
  bool MayGoAround(const ast::Statement& statement) const;
  // Where the "go to" leads; nullptr when there is no such place.
  const ast::Statement* LedToBy(const ast::Statement& go) const;
  // A jump arrives at the place, knowing this.
  void Arrive(const ast::Statement& place, const Scope& knowing);
  // What all jumps to it know; nullptr when none has been met.
  const Scope* ArrivingAt(const ast::Statement& statement) const;

 private:
  void CollectIn(const ast::Block& block, std::vector<const ast::Block*>& around);

  std::set<const ast::Statement*> targets_;
  std::map<const ast::Statement*, const ast::Statement*> led_to_;  // by "go to"
  std::map<const ast::Statement*, Scope> arrivals_;
};

}  // namespace proviso::compiler
