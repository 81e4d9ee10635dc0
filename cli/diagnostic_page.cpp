// SPDX-License-Identifier: Apache-2.0
#include "cli/diagnostic_pages.h"

namespace proviso {

std::string_view DiagnosticPage(DiagnosticId id) {
  const std::string name = CodeText(id) + ".md";
  for (const EmbeddedFile& page : DiagnosticPages()) {
    if (page.name == name) return page.text;
  }
  return {};
}

}  // namespace proviso
