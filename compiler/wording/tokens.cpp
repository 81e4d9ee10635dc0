// SPDX-License-Identifier: Apache-2.0
#include "compiler/wording/internal/tokens.h"

#include <algorithm>
#include <cctype>

#include "core/plain_text.h"
#include "core/utf8.h"

namespace proviso::compiler::wording {
namespace {

bool IsWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || byte >= 0x80 || c == '{' || c == '}' || c == '[' || c == ']' ||
         c == '$' || c == '%' || c == '@' || c == '#' || c == '_';
}

// Signs beyond ASCII that stand around words.
constexpr std::string_view kOuter[] = {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98",
                                       "\xC2\xAB",     "\xC2\xBB",     "\xE2\x80\x9E",
                                       "\xE2\x80\xA6", "\xE2\x80\x93", "\xE2\x80\x94"};

std::size_t OuterAt(std::string_view text) {
  for (const std::string_view sign : kOuter) {
    if (text.starts_with(sign)) return sign.size();
  }
  return 0;
}

std::size_t OuterBefore(std::string_view text) {
  for (const std::string_view sign : kOuter) {
    if (text.ends_with(sign)) return sign.size();
  }
  return 0;
}

std::string Folded(std::string_view word) {
  std::string folded = FoldCase(word);
  for (std::size_t at = folded.find("\xE2\x80\x99"); at != std::string::npos;
       at = folded.find("\xE2\x80\x99")) {
    folded.replace(at, 3, "'");
  }
  return folded;
}

Token ChunkOf(std::string_view chunk) {
  Token token;
  std::size_t begin = 0;
  while (begin < chunk.size()) {
    if (const std::size_t outer = OuterAt(chunk.substr(begin)); outer > 0) {
      begin += outer;
    } else if (!IsWordByte(chunk[begin])) {
      ++begin;
    } else {
      break;
    }
  }
  std::size_t end = chunk.size();
  while (end > begin) {
    if (const std::size_t outer = OuterBefore(chunk.substr(begin, end - begin)); outer > 0) {
      end -= outer;
    } else if (!IsWordByte(chunk[end - 1]) && chunk[end - 1] != '\'') {
      --end;
    } else {
      break;
    }
  }
  token.lead = chunk.substr(0, begin);
  token.word = chunk.substr(begin, end - begin);
  token.tail = chunk.substr(end);
  token.folded = Folded(token.word);
  return token;
}

}  // namespace

Token TokenOf(std::string word) {
  Token token;
  token.folded = Folded(word);
  token.word = std::move(word);
  return token;
}

Tokens Split(std::string_view text) {
  Tokens tokens;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool ends =
        i == text.size() || (std::isspace(static_cast<unsigned char>(text[i])) != 0 && depth == 0);
    if (!ends) {
      if (text[i] == '{') ++depth;
      if (text[i] == '}' && depth > 0) --depth;
      continue;
    }
    if (i > begin) tokens.push_back(ChunkOf(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  return tokens;
}

std::string Join(const Tokens& tokens, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end && i < tokens.size(); ++i) {
    if (!text.empty()) text += ' ';
    text.append(tokens[i].lead).append(tokens[i].word).append(tokens[i].tail);
  }
  return text;
}

std::string Join(const Tokens& tokens) { return Join(tokens, 0, tokens.size()); }

std::string Capitalised(std::string text) {
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalpha(byte) != 0) {
      c = static_cast<char>(std::toupper(byte));
      return text;
    }
    // A value begins the sentence, or a letter beyond ASCII.
    if (c == '{' || byte >= 0x80 || std::isdigit(byte) != 0) return text;
  }
  return text;
}

std::size_t Matches(const Tokens& tokens, std::size_t at, const pack::Forms::Words& phrase) {
  if (at + phrase.size() > tokens.size()) return 0;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    const Token& token = tokens[at + i];
    if (token.folded != phrase[i]) return 0;
    if (i > 0 && !token.lead.empty()) return 0;
    if (i + 1 < phrase.size() && !token.tail.empty()) return 0;
  }
  return phrase.size();
}

std::size_t MatchesAny(const Tokens& tokens, std::size_t at,
                       const std::vector<pack::Forms::Words>& list) {
  for (const pack::Forms::Words& phrase : list) {
    if (const std::size_t count = Matches(tokens, at, phrase); count > 0) return count;
  }
  return 0;
}

void Replace(Tokens& tokens, std::size_t at, std::size_t count, const pack::Forms::Words& words) {
  const std::string lead = tokens[at].lead;
  const std::string tail = tokens[at + count - 1].tail;
  Tokens replaced;
  for (const std::string& word : words) replaced.push_back(TokenOf(word));
  const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(at);
  tokens.erase(first, first + static_cast<std::ptrdiff_t>(count));
  if (replaced.empty()) {
    // The sign behind what is left out stays where a sentence can have it.
    if (at > 0) tokens[at - 1].tail += tail;
    return;
  }
  replaced.front().lead = lead;
  replaced.back().tail = tail;
  tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(at), replaced.begin(), replaced.end());
}

void CutEnd(Tokens& tokens) {
  constexpr std::string_view kEnds = ".?!,:;-";
  while (!tokens.empty()) {
    std::string& tail = tokens.back().tail;
    while (!tail.empty() && kEnds.find(tail.back()) != std::string_view::npos) tail.pop_back();
    if (!tokens.back().word.empty() || !tail.empty()) return;
    if (tokens.back().lead.find_first_not_of(kEnds) != std::string::npos) return;
    tokens.pop_back();
  }
}

}  // namespace proviso::compiler::wording
