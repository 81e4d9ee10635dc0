// SPDX-License-Identifier: Apache-2.0
// Content addresses: FNV-1a, 64 bit (Fowler, Noll, Vo; public domain). Not for security: it names
// steps and tool contracts, nothing is guarded by it.
#pragma once

#include <cstdint>
#include <fmt/format.h>
#include <string>
#include <string_view>

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
  std::uint64_t value() const { return hash_; }
  std::string hex() const { return fmt::format("{:016x}", hash_); }

 private:
  void Mix(unsigned char byte) {
    hash_ ^= byte;
    hash_ *= 0x100000001B3ULL;
  }
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

}  // namespace proviso::compiler
