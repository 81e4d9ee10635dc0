// SPDX-License-Identifier: Apache-2.0
// Globs of file names: `*` and `?` stay inside a folder, `**` spans folders, the rest is literal.
#pragma once

#include <string_view>

namespace proviso {

// `path` is '/' separated and relative. Takes time proportional to the product of the lengths.
bool GlobMatches(std::string_view glob, std::string_view path);

}  // namespace proviso
