// SPDX-License-Identifier: Apache-2.0
// JSON for people: what fits on a line stands on a line.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace proviso::lsp {

std::string PrettyJson(const nlohmann::json& json, std::size_t width = 110);

}  // namespace proviso::lsp
