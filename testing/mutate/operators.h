// SPDX-License-Identifier: Apache-2.0
// Small changes to a policy, each of which someone should notice: a check dropped, a branch
// flipped, a limit raised, a call or a question left out. docs/coverage.md lists them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/sema/checked.h"
#include "core/source.h"

namespace proviso::mutate {

struct Mutation {
  std::string what;  // "the check `{order.total} is more than $200.00` always holds"
  std::uint32_t file = 0;
  std::uint32_t line = 0;
  std::string policy;
};

// All changes, in the order of the policies' steps. A step that the compiler wrote twice (for the
// way back into a policy) is changed in both places at once.
std::vector<Mutation> FindMutations(const compiler::CheckedProgram& program,
                                    const SourceSet& sources);
// The program with the change of that number.
compiler::CheckedProgram Mutate(const compiler::CheckedProgram& program, const SourceSet& sources,
                                std::size_t number);

}  // namespace proviso::mutate
