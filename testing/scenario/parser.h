// SPDX-License-Identifier: Apache-2.0
// Reads scenario files. The form of a line is grammar/ProvisoScenario*.g4, what it means is
// docs/scenarios.md.
#pragma once

#include "core/diagnostic.h"
#include "core/source.h"
#include "testing/scenario/scenario.h"

namespace proviso::scenario {

// Total: any bytes give a file. What cannot be read is reported and left out; a scenario with an
// error in it should not be played. Never throws; thread-safe for sinks of their own.
File ParseFile(const SourceFile& source, FileId id, DiagnosticSink& sink);

}  // namespace proviso::scenario
