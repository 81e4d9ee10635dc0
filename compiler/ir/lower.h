// SPDX-License-Identifier: Apache-2.0
// From the checked tree to basic blocks.
#pragma once

#include "compiler/ir/ir.h"
#include "compiler/ir/tables.h"
#include "compiler/sema/checked.h"
#include "core/source.h"

namespace proviso::compiler::ir {

Function Lower(const CheckedPolicy& policy, const SourceSet& sources, Tables& tables);

}  // namespace proviso::compiler::ir
