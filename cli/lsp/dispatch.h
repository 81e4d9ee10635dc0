// SPDX-License-Identifier: Apache-2.0
// Which function answers which request.
#pragma once

#include <string_view>

#include "cli/lsp/requests/requests.h"

namespace proviso::lsp {

using Handler = Result<Json> (*)(ServerState& state, const Json& params);

// nullptr when there is no such request.
Handler FindHandler(std::string_view method);

}  // namespace proviso::lsp
