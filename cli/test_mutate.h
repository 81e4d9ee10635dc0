// SPDX-License-Identifier: Apache-2.0
// `proviso test --mutate`: which changes of the policies the scenarios do not notice.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/invocation.h"
#include "testing/mutate/mutate.h"
#include "testing/scenario/suite.h"

namespace proviso::cli {

struct MutateFlags {
  std::string format;                // "pretty" or "json"
  std::optional<double> fail_under;  // per cent noticed
  std::size_t bound = 4'000;         // states looked at for a conversation that differs
  unsigned jobs = 1;
};

// Findings when a change survives, or with `fail_under` when fewer are noticed than that.
ExitCode MutateTests(const scenario::Suite& suite, const std::vector<scenario::Case>& cases,
                     const MutateFlags& flags, const Invocation& invocation);

}  // namespace proviso::cli
