// SPDX-License-Identifier: Apache-2.0
// How Word and Google Docs write what HTML has elements for: in styles and class names.
#pragma once

#include <string_view>

#include "cli/import/internal/html_tree.h"

namespace proviso::importing {

// The style attribute gives `property` a value that begins like this, spaces and case aside.
bool StyleSays(const Node& node, std::string_view property, std::string_view value);
bool IsBold(const Node& node);
// Google Docs writes the levels of a list as lists side by side, `class="lst-kix_k3x9-1 start"`: 0
// is the outermost; -1 for other lists.
int GoogleListLevel(const Node& list);
// Word writes the members of a list as paragraphs, `style="mso-list:l0 level2 lfo1"`: 1 is the
// outermost; -1 for other elements.
int WordListLevel(const Node& paragraph);

}  // namespace proviso::importing
