// SPDX-License-Identifier: Apache-2.0
// Walks through the conversations that a policy can have, shortest first, up to a bound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "testing/explore/goal_set.h"
#include "testing/explore/simulator.h"

namespace proviso::explore {

struct ExploreOptions {
  std::vector<PolicyId> policies;   // to start with; empty: all
  std::size_t max_states = 20'000;  // different states of a conversation
  std::uint32_t max_inputs = 80;    // per conversation
  std::size_t max_paths = 4'000;    // kept
};

// What one step came to.
struct StepSeen {
  const Input& input;
  const vm::StepTrace& trace;
  const vm::StepResult& after;  // effects
};
// Adds what the step has reached.
using Goals = std::function<void(const StepSeen&, GoalSet&)>;

// A whole conversation, from its start to its end.
struct Path {
  std::vector<Input> inputs;
  GoalSet goals;
};

struct Exploration {
  std::vector<Path> paths;  // no two with the same goals; in the order they were found
  GoalSet reached;          // by any path, kept or not
  std::size_t states = 0;
  bool exhausted = false;  // every state within reach of the inputs tried was looked at
};

Exploration Explore(Simulator& simulator, const ExploreOptions& options, const Goals& goals);

// Plays inputs from the start; false when one does not fit.
bool Replay(const Simulator& simulator, const std::vector<Input>& inputs, const Goals& goals,
            GoalSet& reached, Conversation* conversation = nullptr);

// The fewest of `paths` whose goals hold all that is in any of them and in `wanted`, as far as a
// greedy choice finds them: indices, in order. Shorter ones are preferred.
std::vector<std::size_t> FewestPaths(const std::vector<Path>& paths, const GoalSet& wanted);

}  // namespace proviso::explore
