// SPDX-License-Identifier: Apache-2.0
// What the code of a module asks of each variable: its fields, the predicates tested on it, the
// constants it is compared with. Whoever makes up values for it need vary nothing else.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "testing/code/graph.h"

namespace proviso::explore {

struct Probe {
  std::vector<FieldId> fields;           // of this field of the variable; empty: of itself
  std::optional<PredicateId> predicate;  // this is tested
  std::optional<Value> constant;         // or it is compared with this …
  Opcode comparison = Opcode::Nop;       // … by this
  bool elapsed = false;                  // seconds from the value to now are compared
  bool compared_otherwise = false;       // it is compared with what is not constant

  bool operator==(const Probe&) const = default;
};

using Probes = std::map<VariableId, std::vector<Probe>>;

Probes FindProbes(const code::Code& code);

}  // namespace proviso::explore
