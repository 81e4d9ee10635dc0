// SPDX-License-Identifier: Apache-2.0
// The pages of docs/diagnostics as they were when the program was built.
#pragma once

#include <span>
#include <string_view>

#include "core/diagnostic.h"
#include "core/embedded_file.h"

namespace proviso {

// "P101.md" and so on, sorted. Static storage.
std::span<const EmbeddedFile> DiagnosticPages();
// The page of one code; empty when it has none.
std::string_view DiagnosticPage(DiagnosticId id);

}  // namespace proviso
