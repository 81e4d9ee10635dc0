// SPDX-License-Identifier: Apache-2.0
// Policies that call each other without a customer turn in between would never end (LANGUAGE
// section 8).
#pragma once

#include "compiler/sema/checked.h"
#include "core/diagnostic.h"

namespace proviso::compiler {

void ReportCycles(const CheckedProgram& program, DiagnosticSink& sink);

}  // namespace proviso::compiler
