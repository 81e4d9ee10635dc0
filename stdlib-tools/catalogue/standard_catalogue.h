// SPDX-License-Identifier: Apache-2.0
// The standard catalogue, read.
#pragma once

#include "bytecode/tool_catalogue.h"

namespace proviso {

// A catalogue of its own that holds every standard tool; add further files to it. Reading takes a
// few milliseconds. That the embedded files can be read is a test of the build, hence no Result.
ToolCatalogue LoadStandardCatalogue();

}  // namespace proviso
