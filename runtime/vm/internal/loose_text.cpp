// SPDX-License-Identifier: Apache-2.0
#include "runtime/vm/internal/loose_text.h"

#include <algorithm>

#include "core/utf8.h"

namespace proviso::vm {
namespace {

bool IsSeparator(char c) { return c == ' ' || c == '-' || c == '_'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
char Lower(char c) { return IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsAscii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

}  // namespace

std::string Squash(std::string_view text) {
  std::string out = FoldLetters(text);
  out.erase(std::remove_if(out.begin(), out.end(), IsSeparator), out.end());
  return out;
}

bool SquashedEquals(std::string_view text, std::string_view squashed) {
  if (!IsAscii(text)) return Squash(text) == squashed;
  std::size_t at = 0;
  for (const char c : text) {
    if (IsSeparator(c)) continue;
    if (at == squashed.size() || Lower(c) != squashed[at]) return false;
    ++at;
  }
  return at == squashed.size();
}

bool LooselyEqual(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (!IsAscii(a) || !IsAscii(b)) return Squash(a) == Squash(b);
  std::size_t i = 0;
  std::size_t j = 0;
  for (;;) {
    while (i < a.size() && IsSeparator(a[i])) ++i;
    while (j < b.size() && IsSeparator(b[j])) ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (Lower(a[i]) != Lower(b[j])) return false;
    ++i;
    ++j;
  }
}

bool KeyEndsWith(std::string_view key, std::string_view squashed) {
  if (squashed.empty()) return false;
  std::size_t at = key.size();
  std::size_t left = squashed.size();
  while (left > 0) {
    while (at > 0 && IsSeparator(key[at - 1])) --at;
    if (at == 0 || Lower(key[at - 1]) != squashed[left - 1]) return false;
    --at;
    --left;
  }
  if (at == 0) return true;
  const bool camel = IsUpper(key[at]) && !IsUpper(key[at - 1]);
  return IsSeparator(key[at - 1]) || camel;
}

}  // namespace proviso::vm
