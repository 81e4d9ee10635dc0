// SPDX-License-Identifier: Apache-2.0
// The canonical layout of policy texts (docs/formatting.md): nesting made explicit, bullets,
// quotation marks, spacing. Formatting is idempotent, drops nothing, and never changes what a
// policy means: each layout is read back and compared before it is handed out.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/driver/driver.h"
#include "compiler/format/layout_search.h"

namespace proviso::compiler {

struct FormatResult {
  std::string text;      // the text as it was when `refused`
  bool refused = false;  // no layout was found that certainly means the same
  std::string why;       // for people; of a refusal
};

// One text, compared by its syntax tree; it need not compile. `also` is asked as well, about texts
// that passed so far. Never throws; thread-safe.
FormatResult FormatText(const std::string& name, const std::string& text,
                        const SaysTheSame& also = {});

// All files of a bundle: name and text of each. Where the bundle compiles, the formatted one
// compiles to the same bytecode (SameBehaviour); a file that would change it is left as it is.
// Results in the order of the files.
std::vector<FormatResult> FormatFiles(const std::vector<std::pair<std::string, std::string>>& files,
                                      const ToolCatalogue* catalogue);

}  // namespace proviso::compiler
