// SPDX-License-Identifier: Apache-2.0
// Conversations as scenarios that a person can read: the fewest that reach every outcome of a
// policy's branches.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "runtime/vm/step.h"
#include "testing/coverage/sites.h"
#include "testing/explore/explorer.h"
#include "testing/scenario/scenario.h"

namespace proviso::generate {

struct GenerateOptions {
  const ToolCatalogue* catalogue = nullptr;  // how results are really written; may be null
  std::vector<PolicyId> policies;            // to start with; empty: all
  explore::GoalSet covered;                  // goals (goals.h) that other scenarios reach already
  std::size_t max_states = 20'000;           // looked at
  bool limits = true;                        // also values at and around each limit
};

struct Generated {
  std::vector<scenario::Scenario> scenarios;
  std::vector<std::uint32_t> missing;  // counted outcomes that no conversation was found for
  std::size_t states = 0;              // looked at
  bool exhausted = false;              // there was nothing more to look at
};

// `sites` are those of the program's module. Equal programs give equal scenarios.
Generated Generate(const std::shared_ptr<const vm::Program>& program, const coverage::Sites& sites,
                   const GenerateOptions& options);

}  // namespace proviso::generate
