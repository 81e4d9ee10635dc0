// SPDX-License-Identifier: Apache-2.0
// What there is to cover in a module: the places where a conversation may go one way or another,
// and their outcomes. docs/coverage.md defines them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bytecode/module.h"
#include "runtime/vm/trace.h"
#include "testing/code/feasible.h"
#include "testing/code/graph.h"

namespace proviso::coverage {

enum class SiteKind : std::uint8_t {
  Condition,   // a branch: what the policy checks
  Question,    // what the customer answers
  Attempts,    // asking again, at most so often
  Applicable,  // a call that is made only when it can be
  Call,        // what becomes of a call
};
std::string_view SiteKindName(SiteKind kind);

enum class OutcomeClass : std::uint8_t {
  Branch,   // of the policy: counted
  Default,  // what the machine does by itself when nothing else is said: listed
};

struct Outcome {
  std::string words;  // "the order is not eligible"
  OutcomeClass type = OutcomeClass::Branch;
  bool possible = true;  // false: proven never to happen, and then not counted
};

struct Site {
  SiteKind kind = SiteKind::Condition;
  std::uint32_t pc = 0;
  std::uint32_t file = 0;  // index into Module::files
  std::uint32_t line = 0;
  std::string policy;
  std::vector<Outcome> outcomes;
  std::uint32_t first = 0;  // number of its first outcome among all of the module
};

// Immutable; the module must outlive it.
class Sites {
 public:
  explicit Sites(const Module& module);

  const code::Code& code() const { return code_; }
  const std::vector<Site>& sites() const { return sites_; }  // by pc
  std::uint32_t outcome_count() const { return outcome_count_; }
  const Site& SiteOf(std::uint32_t outcome) const;
  const Outcome& outcome(std::uint32_t outcome) const;
  // Counted: of the policy, and possible.
  bool Counts(std::uint32_t outcome) const;

  // Numbers of the outcomes that one step came to, in order; an outcome may come twice.
  void Reached(const vm::StepTrace& trace, const vm::StepResult& after,
               std::vector<std::uint32_t>& out) const;

 private:
  class Finder;
  const Site* At(std::uint32_t pc) const;

  code::Code code_;
  std::vector<Site> sites_;
  std::map<std::uint32_t, std::size_t> by_pc_;
  std::uint32_t outcome_count_ = 0;
};

}  // namespace proviso::coverage
