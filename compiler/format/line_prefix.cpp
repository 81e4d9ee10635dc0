// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/line_prefix.h"

#include <algorithm>
#include <charconv>

#include "core/plain_text.h"
#include "core/utf8.h"

namespace proviso::compiler {
namespace {

constexpr std::size_t kMaxDigits = 6;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "12." and "12)", not "(12)" and "1.2": those are names.
bool IsNumber(std::string_view word) {
  if (!IsDigit(word.front()) || (word.back() != '.' && word.back() != ')')) return false;
  return word.substr(0, word.size() - 1).find_first_not_of("0123456789") == std::string_view::npos;
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Whatever counts or names: "2)", "1.1", "(ii)", "IV.", "Step", "3:". A single "o" is a dot.
bool IsLabel(std::string_view word) {
  if (word == "o") return false;
  return std::any_of(word.begin(), word.end(), [](char c) { return IsDigit(c) || IsLetter(c); });
}

}  // namespace

std::optional<unsigned> LinePrefix::Number() const {
  if (labels.size() != 1 || !IsNumber(labels.front()) || labels.front().size() > kMaxDigits + 1) {
    return std::nullopt;
  }
  const std::string& label = labels.front();
  unsigned number = 0;
  std::from_chars(label.data(), label.data() + label.size() - 1, number);
  return number;
}

LinePrefix ReadPrefix(std::string_view raw) {
  LinePrefix prefix;
  std::string word;
  const auto finish = [&] {
    if (word.empty()) return;
    if (word.front() == '#') {
      prefix.hashes = word;
    } else if (IsLabel(word)) {
      prefix.labels.push_back(word);
      prefix.ends_in_mark = false;
    } else {
      prefix.ends_in_mark = true;
    }
    word.clear();
  };
  for (std::size_t i = 0; i < raw.size();) {
    const CodePoint point = DecodeUtf8(raw, i);
    const CharacterKind kind = KindOf(point.value);
    if (kind == CharacterKind::Space) finish();
    if (kind == CharacterKind::Ordinary) word.append(raw.substr(i, point.length));
    i += point.length;
  }
  finish();
  return prefix;
}

std::string BulletText(const LinePrefix& prefix, std::optional<unsigned> number) {
  std::string out;
  for (const std::string& label : prefix.labels) {
    if (number) {
      out += std::to_string(*number) + ". ";
    } else if (IsNumber(label)) {
      out += label.substr(0, label.size() - 1) + ". ";
    } else {
      out += label + " ";
    }
  }
  if (prefix.ends_in_mark) out += "- ";
  return out;
}

}  // namespace proviso::compiler
