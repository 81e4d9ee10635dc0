// SPDX-License-Identifier: Apache-2.0
// Struck text and comments in documents that are no HTML.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "cli/import/page.h"

struct cmark_node;

namespace proviso::importing {

struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// `~~struck~~`, marks included, in document order. The marks touch what they strike, and no blank
// line lies between them; others are text.
std::vector<Stretch> StruckStretches(std::string_view text);

// Takes out of a Markdown document what its author took out: ~~struck~~ text, comments, elements
// that are struck or hidden. Names it in the page.
void TakeOutAbsent(cmark_node* document, Page& page);
// The same for plain text: ~~struck~~ and `<!-- comments -->`.
std::string WithoutAbsent(std::string_view text, Page& page);

}  // namespace proviso::importing
