// SPDX-License-Identifier: Apache-2.0
// What a text comes to, for comparing two of them: what acts, and what is said about it.
#pragma once

#include <string>
#include <vector>

#include "bytecode/module.h"
#include "bytecode/tool_catalogue.h"
#include "compiler/driver/driver.h"
#include "tests/format/texts.h"

namespace proviso::edits {

using format_test::Bundle;

const ToolCatalogue& Catalogue();

compiler::Compilation CompileWithLint(const Bundle& bundle);

// The bytes of what a conversation can notice: beside places, without what only quotes the text to
// people (reasons of hand-offs, names of holes) and without the identities of steps, which are made
// of its words. Else every word would change something and none could be missing.
std::string ActingBytes(Module module);

struct Outcome {
  bool compiles = false;
  std::string acts;                   // ActingBytes; empty when it does not compile
  std::vector<std::string> findings;  // code and message, sorted
};
Outcome OutcomeOf(const compiler::Compilation& compilation);

// The author learns of the difference, or a conversation can.
bool IsNoticed(const Outcome& before, const Outcome& after);

}  // namespace proviso::edits
