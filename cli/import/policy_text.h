// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/import/page.h"

namespace proviso::importing {

struct PolicyTextOptions {
  std::string document;                 // where it is from, for the comment at the top
  std::string name;                     // empty: the page's title
  bool headings_open_policies = false;  // several level-1 headings are a policy each (Markdown)
};

// The page as policy text: `Policy:` and the other head fields from headings that are known for
// them, documentation as comments, everything else as steps in their nesting.
std::string PolicyText(const Page& page, const PolicyTextOptions& options);

}  // namespace proviso::importing
