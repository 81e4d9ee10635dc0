// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/golden_runner.h"
#include "tests/lsp/session.h"

int main(int argc, char** argv) {
  return proviso::golden::RunGoldens(argc, argv, [](const std::string& /*name*/, std::string text) {
    return proviso::lsp::PlaySession(text);
  });
}
