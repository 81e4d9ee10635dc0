// SPDX-License-Identifier: Apache-2.0
// What of an imported text the compiler did not understand, written into the text as comments.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/driver/driver.h"

namespace proviso::cli {

struct UnknownTool {
  std::string name;                  // without '@'
  std::vector<std::string> nearest;  // names of the catalogue that look like it
};

struct MarkedText {
  std::string text;        // with a line `// not understood: …` above each line that was not
  std::size_t lines = 0;   // steps, headings and head fields
  std::size_t marked = 0;  // of these
  std::vector<UnknownTool> unknown_tools;  // those that no catalogue knows, in order of appearance
  std::vector<std::string> problems;       // what is wrong with no line in particular
};

// The text of the one file of `compilation`, with the sentences that introduce a policy as
// comments: only a policy's first line can say where it is entered from.
std::string WithIntroductionsAsComments(const compiler::Compilation& compilation);

// `compilation` is of one file. Errors count as not understood, and what a person has to do at run
// time: judgement, tables, rules and constructs that this version cannot carry out.
MarkedText MarkNotUnderstood(const compiler::Compilation& compilation,
                             const ToolCatalogue& catalogue);

}  // namespace proviso::cli
