// SPDX-License-Identifier: Apache-2.0
// The outlines of boxes.
#pragma once

#include <string>

#include "compiler/flow/flow.h"
#include "compiler/flow/layout.h"

namespace proviso::compiler::flow {

// The class names of a box: its kind, its effect, "by-default".
std::string ClassesOf(const Node& node);
// What the outline needs left and right of the text.
double SidePadding(NodeKind kind);
// The elements of the outline, centred on (0, 0).
std::string OutlineOf(const Node& node, const Size& size);

}  // namespace proviso::compiler::flow
