// SPDX-License-Identifier: Apache-2.0
// The most canonical layout that still says the same. Where a line sits and what stands in front of
// it is part of how a policy is read, so every layout is read back before it is believed.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::compiler {

// Whether a text says what the original says.
using SaysTheSame = std::function<bool(const std::string& text)>;

// Nothing when not even a tidied text is one.
std::optional<std::string> FindLayout(const SourceFile& source, const ast::Document& document,
                                      const SaysTheSame& same);

}  // namespace proviso::compiler
