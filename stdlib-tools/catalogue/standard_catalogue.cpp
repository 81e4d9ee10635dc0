// SPDX-License-Identifier: Apache-2.0
#include "stdlib-tools/catalogue/standard_catalogue.h"

#include "core/assert.h"
#include "stdlib-tools/catalogue/embedded.h"

namespace proviso {

ToolCatalogue LoadStandardCatalogue() {
  ToolCatalogue catalogue;
  for (const EmbeddedFile& file : StandardCatalogue()) {
    const Result<void> added = catalogue.Add(file.text, file.name, ToolOrigin::BuiltIn);
    PROVISO_ASSERT(added.has_value());
  }
  return catalogue;
}

}  // namespace proviso
