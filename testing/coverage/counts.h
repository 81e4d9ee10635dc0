// SPDX-License-Identifier: Apache-2.0
// How often each outcome and each line of a module was reached.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "testing/coverage/sites.h"

namespace proviso::coverage {

// Whether an instruction is part of what a line says. Jumps between lines and running to the end of
// a policy are not.
bool IsStep(Opcode op);

// Not thread-safe: a conversation records into its own, and Add brings them together.
class Counts {
 public:
  // `sites` must outlive it.
  explicit Counts(const Sites& sites);

  void Record(const vm::StepTrace& trace, const vm::StepResult& after);
  void Add(const Counts& other);

  const Sites& sites() const { return *sites_; }
  std::uint64_t outcome(std::uint32_t number) const { return outcomes_[number]; }
  // How often control came to the line; 0 when it never did.
  std::uint64_t Line(std::uint32_t file, std::uint32_t line) const;

 private:
  const Sites* sites_;
  std::vector<std::uint64_t> outcomes_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> lines_;
};

}  // namespace proviso::coverage
