// SPDX-License-Identifier: Apache-2.0
// From a policy's syntax tree to its graph.
#pragma once

#include "compiler/lint/analysis/flow.h"

namespace proviso::compiler::lint {

// Fills nodes and start.
void BuildFlow(FlowBundle& bundle, PolicyFlow& flow);

}  // namespace proviso::compiler::lint
