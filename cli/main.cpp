// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "cli/app.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  return proviso::cli::RunProviso(argc, argv, {std::cin, std::cout, std::cerr});
}
