// SPDX-License-Identifier: Apache-2.0
// The file format of a module (.pvo). docs/bytecode.md has the grammar.
//
//   head     := "PVO1" format-version:u32 language-version:u32 body-length:u64 checksum:u64
//   body     := strings section*              all numbers in the body are varints (core/varint.h)
//
// Numbers of the head are little-endian. The checksum is FNV-1a (64 bit) over the versions, the
// body's length and the body: one flipped bit anywhere is always found. Every text stands once, in
// the string table, and is referred to by its index; entries of the tables have no names or tags,
// their order of fields is bytecode/internal/layout.h, used by encoder and decoder alike.
//
// Limits: indices are 32 bit; a table has at most kMaxTableEntries entries, a file at most
// kMaxModuleBytes bytes, its texts together kMaxTextBytes when read.
//
// Policy for bumping kVersionTarget. Adding an opcode, a text or an enumerator at the end: no bump
// when older modules keep their meaning; an older VM refuses the newer module by the number it does
// not know. Changing the layout of an entry, the head or the meaning of an opcode: bump, and either
// keep reading the older layout (kVersionMin stays) or raise kVersionMin and say so in
// CHANGELOG.md.
//
// Version history
//   1  first version
//   2  tools: what a result must look like; call sites: how the call is meant; sections NamedTools
//      and Words
//   3  prompts: the worst effect behind each answer
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace proviso {

inline constexpr std::string_view kModuleMagic = "PVO1";
inline constexpr std::uint32_t kVersionMin = 3;
inline constexpr std::uint32_t kVersionMax = 3;
inline constexpr std::uint32_t kVersionTarget = 3;

// Version of the policy language (LANGUAGE.md) that the module was compiled from.
inline constexpr std::uint32_t kLanguageVersion = 1;

inline constexpr std::size_t kModuleHeadBytes = 4 + 4 + 4 + 8 + 8;
inline constexpr std::size_t kMaxModuleBytes = std::size_t{256} << 20;
inline constexpr std::size_t kMaxTableEntries = std::size_t{1} << 22;
inline constexpr std::size_t kMaxTextBytes = std::size_t{256} << 20;

// The sections in the order in which they stand in the body; each starts with its number.
enum class SectionId : std::uint8_t {
  Strings = 1,
  About = 2,
  Files = 3,
  Texts = 4,
  Constants = 5,
  Variables = 6,
  Templates = 7,
  Prompts = 8,
  Tools = 9,
  CallSites = 10,
  Fields = 11,
  Predicates = 12,
  Handoffs = 13,
  Judgements = 14,
  Policies = 15,
  Code = 16,
  SourceMap = 17,
  NamedTools = 18,
  Words = 19,
};
inline constexpr std::uint8_t kSectionCount = 19;

}  // namespace proviso
