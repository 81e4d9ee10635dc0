// SPDX-License-Identifier: Apache-2.0
// The formats of `explain` that draw.
#pragma once

#include <string>
#include <string_view>

#include "compiler/driver/driver.h"
#include "core/result.h"

namespace proviso::cli {

// mermaid, dot, svg or html.
bool IsPicture(std::string_view format);
// The error says what to install or to change when a picture cannot be made.
Result<std::string> ExplainPicture(const compiler::Compilation& compilation,
                                   std::string_view format);

}  // namespace proviso::cli
