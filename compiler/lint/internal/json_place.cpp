// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/internal/json_place.h"

#include <nlohmann/json.hpp>

namespace proviso::compiler::lint {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { SkipSpace(); }

  std::size_t at() const { return at_; }

  // Moves to the value of the member, or to the element; false: there is none.
  bool Enter(const std::string& step) {
    if (Peek() == '{') return EnterMember(step);
    if (Peek() == '[') return EnterElement(step);
    return false;
  }

 private:
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void SkipSpace() {
    while (at_ < text_.size() &&
           std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }
  void Skip(std::size_t count) {
    at_ = std::min(at_ + count, text_.size());
    SkipSpace();
  }
  // The text of the string literal here, quotes included; moves behind it.
  std::string_view String() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_ + 1, text_.size());
    const std::string_view literal = text_.substr(begin, at_ - begin);
    SkipSpace();
    return literal;
  }
  // Not recursive: depth is the author's.
  void SkipValue() {
    std::size_t depth = 0;
    do {
      const char c = Peek();
      if (c == '"') {
        String();
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') {
        if (depth == 0) return;
        --depth;
      }
      if (depth == 0 && c == ',') return;
      Skip(1);
    } while (at_ < text_.size() &&
             (depth > 0 || (Peek() != ',' && Peek() != '}' && Peek() != ']')));
  }
  bool EnterMember(const std::string& name) {
    Skip(1);
    while (Peek() == '"') {
      const std::string_view literal = String();
      Skip(1);  // the colon
      const auto key = nlohmann::json::parse(literal, nullptr, false);
      if (key.is_string() && key.get_ref<const std::string&>() == name) return true;
      SkipValue();
      if (Peek() == ',') Skip(1);
    }
    return false;
  }
  bool EnterElement(const std::string& number) {
    Skip(1);
    for (std::size_t i = 0; at_ < text_.size() && Peek() != ']'; ++i) {
      if (std::to_string(i) == number) return true;
      SkipValue();
      if (Peek() == ',') Skip(1);
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::size_t JsonOffset(std::string_view text, std::span<const std::string> path) {
  Scanner scanner(text);
  std::size_t offset = scanner.at();
  for (const std::string& step : path) {
    if (!scanner.Enter(step)) break;
    offset = scanner.at();
  }
  return offset;
}

}  // namespace proviso::compiler::lint
