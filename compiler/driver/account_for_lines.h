// SPDX-License-Identifier: Apache-2.0
// The net under parser and sema (promise 1 of LANGUAGE): a line that no stage accounted for is an
// error, not a silence. We know of no text that reaches it, so a test takes readings away.
#pragma once

#include <vector>

#include "compiler/readings.h"
#include "core/diagnostic.h"
#include "core/source.h"

namespace proviso::compiler {

// Reports every line with text on it that has no reading, and adds a reading that says so.
void AccountForLines(const SourceSet& sources, std::vector<LineReading>& readings,
                     DiagnosticSink& sink);

}  // namespace proviso::compiler
