// SPDX-License-Identifier: Apache-2.0
// Runs the rules, and applies levels and exclusions to every finding, those of the other stages
// included: an author does not care which stage found something.
#pragma once

#include "compiler/lint/config.h"
#include "compiler/lint/rule.h"
#include "core/diagnostic.h"

namespace proviso::compiler::lint {

// Adds the findings of all rules that the configuration does not switch off.
void RunRules(const Context& context, const Config& config, DiagnosticSink& sink);

// Applies the levels of `config` and the `// lint: allow …` comments of the sources. Errors that
// stop the build keep their level whatever is asked: only warnings and notes can be silenced.
// Reports comments that allow nothing, name no rule or give no reason.
DiagnosticSink ApplyLevels(const Context& context, const Config& config, DiagnosticSink sink);

}  // namespace proviso::compiler::lint
