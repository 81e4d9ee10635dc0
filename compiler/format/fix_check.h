// SPDX-License-Identifier: Apache-2.0
// Fixes put to the test: what the texts become by them, and whether each did away with its finding.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/driver/driver.h"
#include "core/diagnostic.h"

namespace proviso::compiler {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;  // name, text

struct Pick {
  const Diagnostic* finding = nullptr;
  const DiagnosticFix* fix = nullptr;
};

// Two of their edits are of one place, or one lies inside of the other: not both can be made.
bool Collide(const DiagnosticFix& a, const DiagnosticFix& b);

NamedTexts WithFixes(NamedTexts files, std::span<const Pick> picks);

// Whether `after`, compiled from the texts with all of `picks` made, has a finding of the same code
// at the place of `pick`, which it would mend again. A fix that makes its text shorter may do that:
// it comes to an end by itself ("Refund policy policy").
bool KeepsItsFinding(const Pick& pick, std::span<const Pick> picks, const Compilation& after);

}  // namespace proviso::compiler
