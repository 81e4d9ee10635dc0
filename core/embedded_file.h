// SPDX-License-Identifier: Apache-2.0
// A data file whose bytes are part of the program (see cmake/ProvisoEmbed.cmake).
#pragma once

#include <string_view>

namespace proviso {

struct EmbeddedFile {
  std::string_view name;  // "en.json"
  std::string_view text;
};

}  // namespace proviso
