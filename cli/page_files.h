// SPDX-License-Identifier: Apache-2.0
// The files of cli/pages as they were when the program was built.
#pragma once

#include <span>

#include "core/embedded_file.h"

namespace proviso {

// Static storage.
std::span<const EmbeddedFile> PageFiles();

}  // namespace proviso
