// SPDX-License-Identifier: Apache-2.0
// Which ways of a branch can be gone at all. What is ruled out here is proven: whatever customer
// and tools do, control never goes there (an answer that is always set is never unknown; who has
// not accepted has declined). Everything else counts as possible.
#pragma once

#include <cstdint>
#include <map>
#include <set>

#include "testing/code/graph.h"

namespace proviso::code {

class Feasibility {
 public:
  explicit Feasibility(const Code& code);

  // Whether the instruction at `pc` may run.
  bool Reached(std::uint32_t pc) const;
  // Whether control may go from the instruction at `pc` to `target`. A question goes to itself when
  // it may have to wait for an answer.
  bool Taken(std::uint32_t pc, std::uint32_t target) const;

 private:
  // None: the search was given up, and everything counts as possible.
  bool complete_ = false;
  std::map<std::uint32_t, std::set<std::uint32_t>> taken_;  // by pc; an entry for each reached one
};

}  // namespace proviso::code
