// SPDX-License-Identifier: Apache-2.0
// Readings beside their lines, for a terminal.
#pragma once

#include <string>

#include "compiler/driver/driver.h"

namespace proviso::cli {

struct ExplainLayout {
  int width = 100;
  bool color = false;
  bool words = false;  // who accounts for each word; otherwise only those that nobody does
};

// Every non-blank line of every file: number, text, and to its right (in a narrow window: beneath)
// each of its readings, wrapped and indented as deeply as the rebuilt layout nests it.
std::string ExplainText(const compiler::Compilation& compilation, const ExplainLayout& layout);

}  // namespace proviso::cli
