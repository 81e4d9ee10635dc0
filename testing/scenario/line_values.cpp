// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/internal/line_values.h"

#include <algorithm>

#include "core/value_json.h"
#include "testing/scenario/match.h"

namespace proviso::scenario {
namespace {

constexpr std::string_view kCurlyOpen = "\xE2\x80\x9C";
constexpr std::string_view kCurlyClose = "\xE2\x80\x9D";

bool StartsWithWord(std::string_view text, std::string_view word) {
  return text.size() > word.size() && FoldText(text.substr(0, word.size())) == word &&
         text[word.size()] == ' ';
}

// One element of a list, without the "or" or "and" in front of the last one.
void AddPart(std::vector<std::string>& parts, std::string_view text) {
  text = TrimSpaces(text);
  for (const std::string_view word : {"or", "and"}) {
    if (!parts.empty() && StartsWithWord(text, word)) text = TrimSpaces(text.substr(word.size()));
  }
  if (!text.empty()) parts.push_back(Unquoted(text));
}

}  // namespace

std::string_view TrimSpaces(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

std::string Unquoted(std::string_view text) {
  text = TrimSpaces(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    const auto json = ParseJson(text);
    if (json && json->is_string()) return json->get<std::string>();
    return std::string(text.substr(1, text.size() - 2));
  }
  if (text.size() >= kCurlyOpen.size() + kCurlyClose.size() && text.starts_with(kCurlyOpen) &&
      text.ends_with(kCurlyClose)) {
    return std::string(
        text.substr(kCurlyOpen.size(), text.size() - kCurlyOpen.size() - kCurlyClose.size()));
  }
  return std::string(text);
}

TextPattern ReadPattern(std::string_view text) {
  text = TrimSpaces(text);
  if (text.size() > 2 && text.front() == '/' && text.back() == '/') {
    return {TextPattern::Form::Regex, std::string(text.substr(1, text.size() - 2))};
  }
  std::string inner = Unquoted(text);
  // "a" and "b" only begins and ends with quotes.
  const bool whole = inner.size() != text.size() &&
                     (inner.find('"') == std::string::npos || ParseJson(text).has_value());
  if (whole) return {TextPattern::Form::Exact, std::move(inner)};
  return {TextPattern::Form::Words, std::string(text)};
}

Json ReadPlainValue(std::string_view text) {
  text = TrimSpaces(text);
  const std::string folded = FoldText(text);
  if (folded == "yes") return true;
  if (folded == "no") return false;
  auto json = ParseJson(WithStraightQuotes(text));
  if (json) return std::move(*json);
  return Json(std::string(text));
}

std::vector<std::string> ReadList(std::string_view text) {
  enum class Quotes { None, Straight, Curly };
  std::vector<std::string> parts;
  Quotes quotes = Quotes::None;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (quotes == Quotes::Straight) {
      if (rest.front() == '\\') ++i;
      if (rest.front() == '"') quotes = Quotes::None;
    } else if (quotes == Quotes::Curly) {
      if (rest.starts_with(kCurlyClose)) quotes = Quotes::None;
    } else if (rest.front() == '"') {
      quotes = Quotes::Straight;
    } else if (rest.starts_with(kCurlyOpen)) {
      quotes = Quotes::Curly;
    } else if (rest.front() == ',') {
      AddPart(parts, text.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  AddPart(parts, text.substr(begin));
  return parts;
}

std::string ReadFactName(std::string_view text) {
  text = TrimSpaces(text);
  std::string name;
  for (const char c : StartsWithWord(text, "the") ? TrimSpaces(text.substr(3)) : text) {
    name += c == ' ' || c == '\t' ? '_' : c;
  }
  return name;
}

std::string WithStraightQuotes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with(kCurlyOpen) || rest.starts_with(kCurlyClose)) {
      out += '"';
      i += kCurlyOpen.size();
    } else {
      out += text[i++];
    }
  }
  return out;
}

}  // namespace proviso::scenario
