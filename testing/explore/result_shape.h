// SPDX-License-Identifier: Apache-2.0
// The places in a tool's result that a policy looks at, and the values worth trying there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "testing/explore/phrasebook.h"
#include "testing/explore/probes.h"

namespace proviso::explore {

struct ResultPlace {
  std::vector<std::string> path;  // keys from the top
  std::vector<Json> values;       // the ordinary one first
};

struct ResultShape {
  std::vector<ResultPlace> places;
  // The last place is looked at by nobody: it keeps the result from being empty.
  bool last_is_padding = false;
  bool asked_whether_exists = false;  // nothing at all is an answer too
  bool may_be_scalar = false;         // a bare text or number is looked at as it is
  std::vector<Json> scalars;
  // Whole results besides: some that answer one question and leave the next one open.
  std::vector<Json> others;
};

// `variable` holds the result. `tool` may be null: then names are those the policy looks for.
ResultShape ShapeOf(const Module& module, const Probes& probes, VariableId variable,
                    const ToolDefinition* tool, std::string_view now);

// The object with values[choice[i]] at each place; beyond the end of `values` the place is left
// out.
Json BuildResult(const ResultShape& shape, const std::vector<std::size_t>& choice);

}  // namespace proviso::explore
