// SPDX-License-Identifier: Apache-2.0
// Flows as text for other programs. What tells the kinds apart is the shape and a word, never the
// colour alone.
#pragma once

#include <span>
#include <string>

#include "compiler/flow/flow.h"

namespace proviso::compiler::flow {

// A Mermaid flowchart; several policies are subgraphs of one chart.
std::string RenderMermaid(std::span<const Flow> flows);
// A Graphviz digraph; a cluster per policy.
std::string RenderDot(std::span<const Flow> flows);

// Text in lines of about `width` characters, broken at spaces and, in long names, behind `_`.
std::vector<std::string> Wrap(std::string_view text, std::size_t width);

}  // namespace proviso::compiler::flow
