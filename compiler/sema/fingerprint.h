// SPDX-License-Identifier: Apache-2.0
// Content addresses: FNV-1a, 64 bit (Fowler, Noll, Vo; public domain). Not for security: it names
// steps and tool contracts, nothing is guarded by it.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "core/plain_text.h"
#include "core/utf8.h"

namespace proviso::compiler {

class Fingerprint {
 public:
  Fingerprint() = default;
  explicit Fingerprint(std::string_view text) { Add(text); }

  Fingerprint& Add(std::string_view text) {
    for (const char c : text) Mix(static_cast<unsigned char>(c));
    Mix(0xFF);  // "ab","c" and "a","bc" differ
    return *this;
  }
  // Only the words count: bullets, quotation marks and white space are layout.
  Fingerprint& AddWords(std::string_view text) {
    bool inside = false;
    for (std::size_t i = 0; i < text.size();) {
      const CodePoint point = DecodeUtf8(text, i);
      const bool word = IsOfWord(point.value);
      if (word) {
        for (std::size_t k = i; k < i + point.length; ++k) Mix(static_cast<unsigned char>(text[k]));
      } else if (inside && KindOf(point.value) != CharacterKind::Invisible) {
        Mix(' ');
      }
      inside = word || (inside && KindOf(point.value) == CharacterKind::Invisible);
      i += point.length;
    }
    Mix(0xFF);
    return *this;
  }
  std::uint64_t value() const { return hash_; }
  std::string hex() const { return fmt::format("{:016x}", hash_); }

 private:
  static bool IsOfWord(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool mark = c < 0xC0 || (c >= 0x2010 && c <= 0x206F) || (c >= 0x2190 && c <= 0x27BF) ||
                      (c >= 0xF000 && c <= 0xF0FF);
    return !mark && KindOf(c) == CharacterKind::Ordinary;
  }
  void Mix(unsigned char byte) {
    hash_ ^= byte;
    hash_ *= 0x100000001B3ULL;
  }
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

}  // namespace proviso::compiler
