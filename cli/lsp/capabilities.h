// SPDX-License-Identifier: Apache-2.0
// What client and server tell each other when the connection is made.
#pragma once

#include "cli/lsp/positions.h"
#include "cli/lsp/state.h"

namespace proviso::lsp {

ClientFeatures ReadClientFeatures(const Json& params);
// UTF-8 when the client can (nothing to convert), else UTF-16, which every client can.
PositionEncoding ChooseEncoding(const Json& params);
Json ServerCapabilities(const ClientFeatures& client, PositionEncoding encoding);

}  // namespace proviso::lsp
