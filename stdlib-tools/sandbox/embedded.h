// SPDX-License-Identifier: Apache-2.0
// The sandbox's data files as they were when the program was built.
#pragma once

#include <span>
#include <string_view>

#include "core/embedded_file.h"

namespace proviso {

// The files of stdlib-tools/sandbox/data. Static storage.
std::span<const EmbeddedFile> SandboxFiles();

namespace sandbox {
// The text of one of them; empty when there is none of that name.
std::string_view SandboxFile(std::string_view name);
}  // namespace sandbox

}  // namespace proviso
