// SPDX-License-Identifier: Apache-2.0
// The pages of docs/diagnostics as they were when the program was built.
#pragma once

#include <span>

#include "core/embedded_file.h"

namespace proviso {

// "P101.md" and so on, sorted. Static storage.
std::span<const EmbeddedFile> DiagnosticPages();

}  // namespace proviso
