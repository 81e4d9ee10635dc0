// SPDX-License-Identifier: Apache-2.0
// Where words were not understood: all of them, and other wordings to choose from.
#pragma once

#include "compiler/ast/ast.h"
#include "core/diagnostic.h"
#include "core/source.h"

namespace proviso::compiler {

// So many sentences of a bundle get wordings, the first ones: they are looked for one by one.
inline constexpr std::size_t kMaxLedOn = 40;

DiagnosticSink LeadOn(const SourceSet& sources, const ast::Documents& documents,
                      DiagnosticSink sink);

}  // namespace proviso::compiler
