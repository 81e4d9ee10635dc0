// SPDX-License-Identifier: Apache-2.0
// The standard catalogue as it was when the program was built, so that an installed `proviso` needs
// no data files.
#pragma once

#include <span>

#include "core/embedded_file.h"

namespace proviso {

// The files of stdlib-tools/catalogue, in a fixed order. Static storage.
std::span<const EmbeddedFile> StandardCatalogue();

}  // namespace proviso
