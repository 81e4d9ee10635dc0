// SPDX-License-Identifier: Apache-2.0
// The style of pictures, part of the program.
#pragma once

#include <span>

#include "core/embedded_file.h"

namespace proviso {

// "flow.css". Static storage.
std::span<const EmbeddedFile> FlowPages();

}  // namespace proviso
