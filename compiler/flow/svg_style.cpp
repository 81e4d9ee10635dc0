// SPDX-License-Identifier: Apache-2.0
#include "compiler/flow/flow_pages.h"
#include "compiler/flow/svg.h"

namespace proviso::compiler::flow {

std::string_view SvgStyle() { return FlowPages().front().text; }

}  // namespace proviso::compiler::flow
