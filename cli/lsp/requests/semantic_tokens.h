// SPDX-License-Identifier: Apache-2.0
// The kinds of words that semantic tokens tell apart, in the order of the legend.
#pragma once

#include "cli/lsp/message.h"

namespace proviso::lsp {

Json SemanticTokensLegend();

}  // namespace proviso::lsp
