// SPDX-License-Identifier: Apache-2.0
// Decides whether a module may run. A VM trusts what passed here: it checks no index, jump or stack
// height again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bytecode/module.h"

namespace proviso {

// Operands that a module may have on the stack at once.
inline constexpr int kMaxStackHeight = 64;
// Nesting of constants; what is stored in a conversation must be able to grow a little
// (core/value.h).
inline constexpr int kMaxConstantDepth = 32;

// One thing that is wrong.
struct VerifyProblem {
  std::string what;                 // "`load` names variable 12, there are 5"
  std::optional<std::uint32_t> pc;  // none: a table, not code
  std::string policy;               // the policy whose code it is, when known
  std::uint32_t line = 0;           // source line, 0 when unknown

  // "at 0014 (policy `Send replacement`, line 12): `load` names …"
  std::string Describe() const;
};

struct VerifyResult {
  std::vector<VerifyProblem> problems;  // at most kMaxVerifyProblems
  // Stack height before the instruction at each byte of the code; kNotReached where no instruction
  // starts or none of the policies' entries leads there.
  std::vector<std::int8_t> heights;

  bool ok() const { return problems.empty(); }
};
inline constexpr std::int8_t kNotReached = -1;
inline constexpr std::size_t kMaxVerifyProblems = 50;

// Checks tables and their references to each other, operand bounds, jump targets, stack heights at
// joins, argument counts, the empty stack where a turn or a policy may end, and that no code runs
// off its end. Linear in the module's size.
VerifyResult Verify(const Module& module);

}  // namespace proviso
