// SPDX-License-Identifier: Apache-2.0
// Prints what the machine says of its own wording in the policies that it is given, with what is
// wrong with it.
#include <fmt/format.h>

#include "tests/wording/good_english.h"
#include "tests/wording/spoken_texts.h"

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    for (const proviso::wording_test::Spoken& spoken : proviso::wording_test::SpokenIn(argv[i])) {
      const auto faults = proviso::wording_test::FaultsOf(spoken.plain);
      fmt::print("{}{}:{}: {}\n", faults.empty() ? "  " : "! ", argv[i], spoken.line, spoken.shown);
      for (const std::string& fault : faults) fmt::print("      {}\n", fault);
    }
  }
}
