// SPDX-License-Identifier: Apache-2.0
// Variable-length integers, least significant group of seven bits first: the one number format of
// values, snapshots and modules.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace proviso {

inline void AppendVarint(std::string& out, std::uint64_t number) {
  while (number >= 0x80) {
    out.push_back(static_cast<char>((number & 0x7F) | 0x80));
    number >>= 7;
  }
  out.push_back(static_cast<char>(number));
}

// Takes a number off the front of `bytes`. False, with `bytes` unchanged, when there is none, when
// it exceeds 64 bits, or when it is written longer than needed (one number has one spelling, so
// that equal values have equal bytes).
inline bool TakeVarint(std::string_view& bytes, std::uint64_t& number) {
  if (!bytes.empty() && static_cast<unsigned char>(bytes[0]) < 0x80) {  // nearly always
    number = static_cast<unsigned char>(bytes[0]);
    bytes.remove_prefix(1);
    return true;
  }
  std::uint64_t result = 0;
  for (std::size_t i = 0; i < bytes.size() && i < 10; ++i) {
    const std::uint64_t byte = static_cast<unsigned char>(bytes[i]);
    if (i == 9 && byte > 1) return false;
    result |= (byte & 0x7F) << (7 * i);
    if ((byte & 0x80) == 0) {
      if (byte == 0 && i > 0) return false;
      bytes.remove_prefix(i + 1);
      number = result;
      return true;
    }
  }
  return false;
}

inline std::uint64_t ZigZag(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}
inline std::int64_t UnZigZag(std::uint64_t number) {
  return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

}  // namespace proviso
