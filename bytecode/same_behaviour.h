// SPDX-License-Identifier: Apache-2.0
// Whether two bundles do the same in every conversation.
#pragma once

#include "bytecode/module.h"

namespace proviso {

// The module without what says where its code stands in the text (names of files, lines, source
// map) and which version of the compiler wrote it.
Module WithoutPlaces(Module module);

// True when the modules are equal but for where the code stands in the text (names of files, lines,
// source map) and which version of the compiler wrote them. What starts a policy (its `When`, its
// examples, its other names) counts: unlike Fingerprint, which tells whether a session can go on.
bool SameBehaviour(const Module& a, const Module& b);

}  // namespace proviso
