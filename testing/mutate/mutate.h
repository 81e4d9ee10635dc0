// SPDX-License-Identifier: Apache-2.0
// Which changes of a policy its scenarios notice. A change that no conversation within the bound
// shows is no change, and is not counted.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/driver/driver.h"
#include "testing/mutate/operators.h"
#include "testing/scenario/runner.h"
#include "testing/scenario/scenario.h"

namespace proviso::mutate {

enum class Verdict : std::uint8_t {
  Noticed,   // a scenario fails
  Survived,  // none does, though a conversation differs
  NoChange,  // no conversation was found that differs
};
std::string_view VerdictName(Verdict verdict);

// A scenario and where it is played.
struct Played {
  const scenario::Scenario* scenario = nullptr;
  const scenario::Stage* stage = nullptr;
};

struct Tried {
  Mutation mutation;
  Verdict verdict = Verdict::Noticed;
  std::string scenario;      // Noticed: the first that fails
  std::string conversation;  // Survived: the shortest that shows it, as text
};

struct MutateOptions {
  const ToolCatalogue* catalogue = nullptr;  // how results are really written; may be null
  unsigned jobs = 1;
  std::size_t max_states = 4'000;  // looked at for a conversation that differs
  std::function<void(std::size_t done, std::size_t total)>
      progress;  // on any thread, one at a time
};

struct Report {
  std::vector<Tried> mutants;  // in the order of the policies
  std::size_t Count(Verdict verdict) const;
  // Per cent of the mutants that count; 100 when there is none.
  double score() const;
};

// Scenarios that fail for the unchanged policies are left out. Deterministic, whatever the number
// of threads.
Report TryMutants(const compiler::Compilation& compilation, const std::vector<Played>& scenarios,
                  const MutateOptions& options);

}  // namespace proviso::mutate
