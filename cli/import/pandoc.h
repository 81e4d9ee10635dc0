// SPDX-License-Identifier: Apache-2.0
// Word-processor files, through the program `pandoc` when it is installed.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.h"

namespace proviso::importing {

struct PandocLimits {
  std::chrono::seconds time{60};
  std::size_t output_bytes = std::size_t{16} << 20;
  int memory_megabytes = 512;
};

// `bytes` as HTML. `format`: docx, odt or rtf. pandoc runs without a shell, in its own sandbox (it
// reads and writes no file but its standard streams), within the limits. Codes: "no_pandoc" (the
// message says how to install it), "pandoc_failed", "too_slow", "too_large".
Result<std::string> PandocToHtml(std::string_view bytes, const std::string& format,
                                 const PandocLimits& limits = {});

}  // namespace proviso::importing
