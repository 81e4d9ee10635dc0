// SPDX-License-Identifier: Apache-2.0
// Included before everything else where clang compiles against the ANTLR 4.9 runtime of Debian 12.
// Its misc/InterpreterDataReader.h default-constructs a class with const vectors, which GCC accepts
// and clang refuses (CWG issue 253: libstdc++'s vector has no user-provided default constructor).
// The macro gives that constructor, and only that one, an initialiser.
#pragma once

#if defined(__clang__)
#define PROVISO_FIRST(first, ...) first
#define InterpreterData(...) \
  InterpreterData(__VA_ARGS__) PROVISO_FIRST(__VA_OPT__(, ) : vocabulary({}, {}), )
#endif
