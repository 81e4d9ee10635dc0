// SPDX-License-Identifier: Apache-2.0
// 64-bit FNV-1a: checksums of modules, fingerprints, idempotency keys. Its values are written to
// files and sent to platforms, so it must never change. Not for hash tables under attack.
#pragma once

#include <cstdint>
#include <string_view>

namespace proviso {

class Fnv1a64 {
 public:
  void Add(std::string_view bytes) {
    for (const char c : bytes) {
      state_ ^= static_cast<unsigned char>(c);
      state_ *= 0x100000001B3ULL;
    }
  }
  // Little-endian, so that machines agree.
  void AddNumber(std::uint64_t number) {
    for (int i = 0; i < 8; ++i) {
      state_ ^= (number >> (8 * i)) & 0xFF;
      state_ *= 0x100000001B3ULL;
    }
  }
  // A text with its length, so that "ab","c" and "a","bc" differ.
  void AddText(std::string_view text) {
    AddNumber(text.size());
    Add(text);
  }
  std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

inline std::uint64_t Hash64(std::string_view bytes) {
  Fnv1a64 hash;
  hash.Add(bytes);
  return hash.value();
}

}  // namespace proviso
