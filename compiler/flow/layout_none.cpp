// SPDX-License-Identifier: Apache-2.0
// Built where Graphviz is not installed.
#include "compiler/flow/layout.h"

namespace proviso::compiler::flow {

bool CanPlace() { return false; }

Result<Placement> Place(std::span<const Size>, std::span<const LayoutEdge>) {
  return Error{"no_graphviz",
               "this program was built without Graphviz, so it cannot place a picture; install the "
               "package libgraphviz-dev and build it again, or use --format mermaid or dot"};
}

}  // namespace proviso::compiler::flow
