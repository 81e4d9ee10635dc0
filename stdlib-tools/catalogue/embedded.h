// SPDX-License-Identifier: Apache-2.0
// The standard catalogue as it was when the program was built, so that an installed `proviso` needs
// no data files.
#pragma once

#include <span>
#include <string_view>

namespace proviso {

struct EmbeddedFile {
  std::string_view name;  // "magento.json"
  std::string_view text;
};

// The files of stdlib-tools/catalogue, in a fixed order. Static storage.
std::span<const EmbeddedFile> StandardCatalogue();

}  // namespace proviso
