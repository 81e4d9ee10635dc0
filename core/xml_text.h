// SPDX-License-Identifier: Apache-2.0
// Text for XML and HTML, in an element or in a quoted attribute.
#pragma once

#include <string>
#include <string_view>

namespace proviso {

// Escapes & < > " ' and repairs UTF-8. Characters that XML 1.0 cannot hold (most control
// characters) become U+FFFD, so that the result is well-formed whatever a policy holds.
std::string XmlText(std::string_view text);

}  // namespace proviso
