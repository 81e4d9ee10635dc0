// SPDX-License-Identifier: Apache-2.0
// The files of cli/templates as they were when the program was built.
#pragma once

#include <span>

#include "core/embedded_file.h"

namespace proviso {

// Named by their path below cli/templates: "refund/policy.policy". Static storage.
std::span<const EmbeddedFile> TemplateFiles();

}  // namespace proviso
