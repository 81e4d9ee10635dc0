// SPDX-License-Identifier: Apache-2.0
// Which variables may still be read: two conversations that differ in no other go on alike.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "testing/code/graph.h"

namespace proviso::code {

class Liveness {
 public:
  explicit Liveness(const Code& code);

  // By VariableId, before the instruction at `pc` runs, or while it waits for its answer.
  const std::vector<bool>& Before(std::uint32_t pc) const;

 private:
  std::map<std::uint32_t, std::vector<bool>> before_;
  std::vector<bool> all_;  // for places that are not known: everything may be read
};

}  // namespace proviso::code
