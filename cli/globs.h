// SPDX-License-Identifier: Apache-2.0
// Patterns of files that no shell has expanded: in quotes, in a CI file, on a system whose shell
// does not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace proviso::cli {

// True when the path holds `*` or `?`.
bool IsGlob(std::string_view path);

// Replaces each pattern by the files that fit it, in alphabetical order: `*` and `?` stay inside a
// name, a part that is `**` stands for any number of folders. Hidden files fit only a part that
// begins with a dot. A file of that very name comes first; a pattern that nothing fits stays, so
// that whoever reads it says so.
void ExpandGlobs(std::vector<std::string>& paths);

}  // namespace proviso::cli
