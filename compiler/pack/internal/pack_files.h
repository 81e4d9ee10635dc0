// SPDX-License-Identifier: Apache-2.0
// The files of grammar/vocabulary, embedded into the program by the build.
#pragma once

#include <span>

#include "core/embedded_file.h"

namespace proviso {
std::span<const EmbeddedFile> PackFiles();
}  // namespace proviso
