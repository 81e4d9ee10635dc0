// SPDX-License-Identifier: Apache-2.0
// What conversations are made for: outcomes of branches, steps, and values at each limit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "testing/coverage/sites.h"
#include "testing/explore/explorer.h"

namespace proviso::generate {

// Numbers goals: outcomes as in Sites, then instructions, then values tried at limits, then values
// that came to be compared. Immutable; `sites` must outlive it.
class GoalList {
 public:
  GoalList(const coverage::Sites& sites, std::string_view now, bool limits);

  explore::Goals Recorder() const;
  // The parts of it: what a step reached, and the values that an input tries.
  void Record(const vm::StepTrace& trace, const vm::StepResult& after,
              explore::GoalSet& goals) const;
  void Try(const explore::Input& input, explore::GoalSet& goals) const;
  // Adds the limits that a whole conversation came to: a value there was tried and compared.
  void Complete(explore::GoalSet& goals) const;

  // The outcomes that count.
  const explore::GoalSet& outcomes() const { return outcomes_; }
  // Those, and everything else of `reached` that is worth a conversation.
  explore::GoalSet Wanted(const explore::GoalSet& reached) const;

 private:
  // A value at or beside the constant of a comparison in a branch.
  struct Limit {
    std::uint32_t pc = 0;
    explore::Json json;  // as a tool gives it
    std::string text;    // as a customer writes it
  };

  void FindLimits(std::string_view now);
  static bool Tries(const explore::Input& input, const Limit& limit);
  std::uint32_t StepGoal(std::size_t node) const;
  std::uint32_t TriedGoal(std::size_t limit) const;
  std::uint32_t LimitGoal(std::size_t limit) const;

  const coverage::Sites& sites_;
  std::vector<Limit> limits_;
  explore::GoalSet outcomes_;
};

}  // namespace proviso::generate
