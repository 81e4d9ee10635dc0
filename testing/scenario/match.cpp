// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/match.h"

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "core/names.h"
#include "core/utf8.h"
#include "core/value.h"

namespace proviso::scenario {
namespace {

// ICU counts steps of its matcher; a pattern that needs more has run away.
constexpr std::int32_t kRegexSteps = 2000;
constexpr std::int32_t kRegexStackBytes = 1 << 20;
constexpr std::size_t kMaxRegexBytes = 1000;

// As NormalizeName writes them: "the customer's email" without its apostrophe.
constexpr std::array<std::string_view, 10> kLittleWords = {
    "the", "a", "an", "your", "his", "her", "their", "customers", "users", "my"};

// What changes when a sentence about the customer becomes one to the customer.
constexpr std::array<std::string_view, 24> kPersonalWords = {
    "they", "them",  "you",  "he",    "she", "customer", "user", "client",
    "is",   "are",   "do",   "does",  "did", "has",      "have", "was",
    "were", "would", "will", "could", "can", "if",       "that", "whether"};

icu::UnicodeString Utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

bool SearchRegex(std::string_view pattern, std::string_view text) {
  if (pattern.size() > kMaxRegexBytes) return false;
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString haystack = Utf16(text);
  icu::RegexMatcher matcher(Utf16(pattern), haystack, UREGEX_CASE_INSENSITIVE | UREGEX_DOTALL,
                            status);
  if (U_FAILURE(status)) return false;
  matcher.setTimeLimit(kRegexSteps, status);
  matcher.setStackLimit(kRegexStackBytes, status);
  const bool found = matcher.find(status) != 0;
  return U_SUCCESS(status) && found;
}

char32_t PlainCharacter(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return U'\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
      return U'"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return U'-';
    case 0x00A0:
    case 0x202F:
    case U'\t':
    case U'\n':
    case U'\r':
      return U' ';
    default:
      return c;
  }
}

bool IsPlainAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void AppendFolded(std::string& out, char c) {
  const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
  if (space && (out.empty() || out.back() == ' ')) return;
  out += space ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The pieces between "…", in order, each somewhere behind the one before.
bool HoldsPieces(std::string_view pattern, std::string_view text) {
  constexpr std::string_view kGap = "…";
  std::size_t at = 0;
  while (true) {
    const std::size_t gap = pattern.find(kGap);
    std::string_view piece = pattern.substr(0, gap);
    while (piece.starts_with(' ')) piece.remove_prefix(1);
    while (piece.ends_with(' ')) piece.remove_suffix(1);
    const std::size_t found = text.find(piece, at);
    if (found == std::string_view::npos) return false;
    at = found + piece.size();
    if (gap == std::string_view::npos) return true;
    pattern.remove_prefix(gap + kGap.size());
  }
}

bool IsRegexText(const std::string& text) {
  return text.size() > 2 && text.front() == '/' && text.back() == '/';
}

bool IsGap(const std::string& text) { return text == "…" || text == "..."; }

// 1001 and "1001" are the same order number, whoever wrote them.
bool SameScalar(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return a == b;
  if (a.is_number() && b.is_string()) return a.dump() == b.get_ref<const std::string&>();
  if (a.is_string() && b.is_number()) return SameScalar(b, a);
  return a == b;
}

std::vector<std::string> Words(std::string_view text) {
  std::istringstream in(NormalizeName(FoldText(text)));
  std::vector<std::string> words;
  for (std::string word; in >> word;) {
    while (!word.empty() && (word.back() == '?' || word.back() == '.' || word.back() == ',')) {
      word.pop_back();
    }
    const bool little =
        std::find(kLittleWords.begin(), kLittleWords.end(), word) != kLittleWords.end();
    if (!word.empty() && !little) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

std::string FoldText(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  if (IsPlainAscii(text)) {
    for (const char c : text) AppendFolded(out, c);
  } else {
    const std::string folded = FoldCase(text);
    for (std::size_t i = 0; i < folded.size();) {
      const CodePoint point = DecodeUtf8(folded, i);
      const char32_t plain = PlainCharacter(point.value);
      if (plain < 0x80) {
        AppendFolded(out, static_cast<char>(plain));
      } else {
        AppendUtf8(out, plain);
      }
      i += point.length;
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  // A gap may be typed as three dots.
  for (std::size_t at = out.find("..."); at != std::string::npos; at = out.find("...", at)) {
    out.replace(at, 3, "…");
  }
  return out;
}

bool MatchesText(const TextPattern& pattern, std::string_view text) {
  if (pattern.text.empty()) return pattern.form != TextPattern::Form::Exact || text.empty();
  switch (pattern.form) {
    case TextPattern::Form::Words:
      return HoldsPieces(FoldText(pattern.text), FoldText(text));
    case TextPattern::Form::Exact:
      return FoldText(pattern.text) == FoldText(text);
    case TextPattern::Form::Regex:
      return SearchRegex(pattern.text, text);
  }
  return false;
}

bool MatchesJson(const Json& expected, const Json& actual) {
  if (expected.is_object()) {
    if (!actual.is_object()) return false;
    return std::all_of(expected.items().begin(), expected.items().end(), [&](const auto& item) {
      const auto found = actual.find(item.key());
      return found != actual.end() && MatchesJson(item.value(), *found);
    });
  }
  if (expected.is_array()) {
    return actual.is_array() &&
           std::equal(expected.begin(), expected.end(), actual.begin(), actual.end(), MatchesJson);
  }
  if (expected.is_string()) {
    const auto& text = expected.get_ref<const std::string&>();
    if (IsGap(text)) return !actual.is_null();
    if (IsRegexText(text)) {
      const std::string_view pattern = std::string_view(text).substr(1, text.size() - 2);
      return SearchRegex(pattern, actual.is_string() ? actual.get_ref<const std::string&>()
                                                     : actual.dump(-1, ' ', false,
                                                                   Json::error_handler_t::replace));
    }
  }
  return SameScalar(expected, actual);
}

bool MatchesName(std::string_view expected, std::string_view name) {
  const std::vector<std::string> wanted = Words(expected);
  if (wanted.empty()) return false;
  const std::vector<std::string> there = Words(name);
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
    return std::find(there.begin(), there.end(), word) != there.end();
  });
}

bool MatchesSentence(std::string_view expected, std::string_view text) {
  const auto content = [](std::string_view sentence) {
    std::vector<std::string> words = Words(sentence);
    std::erase_if(words, [](const std::string& word) {
      return std::find(kPersonalWords.begin(), kPersonalWords.end(), word) != kPersonalWords.end();
    });
    for (std::string& word : words) {
      if (word.size() > 3 && word.back() == 's') word.pop_back();
    }
    return words;
  };
  const std::vector<std::string> wanted = content(expected);
  const std::vector<std::string> there = content(text);
  return !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [&](const auto& word) {
    return std::find(there.begin(), there.end(), word) != there.end();
  });
}

std::string RegexProblem(std::string_view pattern) {
  if (pattern.size() > kMaxRegexBytes) return "it is longer than 1000 bytes";
  UErrorCode status = U_ZERO_ERROR;
  const icu::RegexMatcher matcher(Utf16(pattern), UREGEX_CASE_INSENSITIVE, status);
  if (U_SUCCESS(status)) return "";
  switch (status) {
    case U_REGEX_MISMATCHED_PAREN:
      return "its parentheses do not match";
    case U_REGEX_MISSING_CLOSE_BRACKET:
      return "a bracket is not closed";
    case U_REGEX_BAD_ESCAPE_SEQUENCE:
      return "a backslash stands before a character that it cannot escape";
    case U_REGEX_RULE_SYNTAX:
      return "something in it is out of place, such as `*` with nothing before it";
    default:
      return std::string("the regular expression library says ") + u_errorName(status);
  }
}

}  // namespace proviso::scenario
