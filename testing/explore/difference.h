// SPDX-License-Identifier: Apache-2.0
// The shortest conversation on which two programs act differently: what a fix, an edit or a mutant
// changes, shown and not argued.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bytecode/module.h"
#include "core/result.h"
#include "testing/explore/conversation.h"
#include "testing/explore/simulator.h"

namespace proviso::explore {

struct DifferenceOptions {
  const ToolCatalogue* catalogue = nullptr;  // how results are really written; may be null
  std::vector<std::string> policies;         // to start with; empty: all that both have
  std::size_t max_states = 5'000;            // pairs of states looked at
  std::uint32_t max_inputs = 40;             // per conversation
  std::string now{kNow};
};

// Both conversations have the same inputs; only the effects of the last turn differ. (A policy that
// only one of the two has is a difference of one turn: the other's effects are empty.)
struct Difference {
  Conversation a;
  Conversation b;
  // The text of the conversation, then what each does:
  //   Customer: …
  //   Agent: …
  //   <name_a> calls @refund …
  //   <name_b> hands off to …
  std::string Describe(const Module& module_a, const Module& module_b, const std::string& name_a,
                       const std::string& name_b) const;
};

struct Comparison {
  std::optional<Difference> difference;  // none was found
  bool exhausted = false;                // and everything within the bound was looked at
  std::size_t states = 0;
};

// Fails ("verify") when one of the modules may not run. Thread-safe, deterministic.
Result<Comparison> FindDifference(const Module& a, const Module& b,
                                  const DifferenceOptions& options = {});

}  // namespace proviso::explore
