// SPDX-License-Identifier: Apache-2.0
// Pages that the program writes: templates of cli/pages, filled in.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/embedded_file.h"

namespace proviso::cli {

// The files of cli/pages. Static storage.
std::string_view PageFile(std::string_view name);

// `text` with each `{{name}}` replaced. What is put in is not looked at again, so a policy that
// holds
// `{{script}}` stays a policy.
std::string FillTemplate(
    std::string_view text,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values);

}  // namespace proviso::cli
