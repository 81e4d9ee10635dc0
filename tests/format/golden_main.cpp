// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/format.h"
#include "tests/golden/golden_runner.h"

namespace {

// The formatted text itself, so that a golden is a policy one can read.
std::string Render(const std::string& name, std::string text) {
  proviso::compiler::FormatResult result = proviso::compiler::FormatText(name, text);
  return result.refused ? "refused: " + result.why + "\n" : std::move(result.text);
}

}  // namespace

int main(int argc, char** argv) { return proviso::golden::RunGoldens(argc, argv, Render); }
