// SPDX-License-Identifier: Apache-2.0
// Made by proviso_embed.
#pragma once

#include <span>

#include "core/embedded_file.h"

namespace proviso {

// The files of testing/explore/examples. Static storage.
std::span<const EmbeddedFile> ExploreExampleFiles();

}  // namespace proviso
