// SPDX-License-Identifier: Apache-2.0
#include "compiler/vocabulary/phrasing.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

namespace proviso::compiler {

namespace {

// A word and where it stands, so that what lies between words survives a rewriting.
struct Token {
  std::string word;
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool IsWordByte(std::string_view text, std::size_t i) {
  const unsigned char c = static_cast<unsigned char>(text[i]);
  return std::isalnum(c) != 0 || c == '\'' || c >= 0x80;
}

std::vector<Token> Tokens(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t i = 0;
  while (i < text.size()) {
    if (!IsWordByte(text, i)) {
      ++i;
      continue;
    }
    Token token;
    token.begin = i;
    while (i < text.size() && IsWordByte(text, i)) ++i;
    token.end = i;
    const Words words = SplitWords(text.substr(token.begin, token.end - token.begin));
    token.word = words.empty() ? std::string() : words.front();
    tokens.push_back(std::move(token));
  }
  return tokens;
}

bool MatchesAt(const std::vector<Token>& tokens, std::size_t at, const Words& words) {
  if (at + words.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (tokens[at + i].word != words[i]) return false;
  }
  return true;
}

std::string Capitalised(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string Trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
    text.remove_prefix(1);
  while (!text.empty() && (std::isspace(static_cast<unsigned char>(text.back())) != 0))
    text.remove_suffix(1);
  return std::string(text);
}

}  // namespace

std::string AddressCustomer(const Lexicon& lexicon, std::string_view text) {
  const std::vector<Token> tokens = Tokens(text);
  std::string out;
  std::size_t copied = 0;
  std::size_t at = 0;
  while (at < tokens.size()) {
    const std::pair<Words, std::string>* rule = nullptr;
    for (const auto& candidate : lexicon.address_customer()) {
      if (MatchesAt(tokens, at, candidate.first)) {
        rule = &candidate;
        break;
      }
    }
    if (rule == nullptr) {
      ++at;
      continue;
    }
    out.append(text.substr(copied, tokens[at].begin - copied));
    out.append(rule->second);
    at += rule->first.size();
    copied = tokens[at - 1].end;
  }
  out.append(text.substr(copied));
  return out;
}

std::string Sentence(const Lexicon& lexicon, std::string_view clause) {
  std::string text = Capitalised(Trimmed(clause));
  while (!text.empty() && (text.back() == ',' || text.back() == ':' || text.back() == ';'))
    text.pop_back();
  if (text.empty()) return text;
  const char last = text.back();
  if (last != '.' && last != '!' && last != '?') text += lexicon.Message("sentence_end");
  return text;
}

std::string Question(const Lexicon& lexicon, std::string_view clause) {
  std::string text = Trimmed(AddressCustomer(lexicon, clause));
  while (!text.empty() && std::string_view(".?!,:;").find(text.back()) != std::string_view::npos)
    text.pop_back();
  const std::vector<Token> tokens = Tokens(text);
  for (const auto& [opener, question] : lexicon.question_openers()) {
    if (!MatchesAt(tokens, 0, opener)) continue;
    return Capitalised(question + text.substr(tokens[opener.size() - 1].end)) + "?";
  }
  // "the address is correct" -> "Is the address correct?": the auxiliary moves to the front.
  for (std::size_t i = 1; i < tokens.size() && i < 8; ++i) {
    if (!lexicon.Is("question_auxiliaries", tokens[i].word)) continue;
    std::string out = tokens[i].word + " " + text.substr(0, tokens[i].begin);
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return Capitalised(out + text.substr(tokens[i].end)) + "?";
  }
  return Fill(lexicon.Message("yes_no_fallback"), {text});
}

std::string NounForCustomer(const Lexicon& lexicon, std::string_view noun) {
  std::string text = Trimmed(AddressCustomer(lexicon, noun));
  while (!text.empty() && std::string_view(".,:;").find(text.back()) != std::string_view::npos)
    text.pop_back();
  const Words words = SplitWords(text);
  if (words.empty()) return text;
  if (lexicon.Is("determiners", words.front()) || lexicon.Is("question_words", words.front()))
    return text;
  // "order number of the shipment in question" says itself whose it is.
  const bool says_whose = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return lexicon.Is("clause_starters", word);
  });
  return lexicon.Message(says_whose ? "article" : "customer_possessive") + " " + text;
}

std::string Fill(std::string_view pattern, const std::vector<std::string>& arguments) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool hole = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                      std::isdigit(static_cast<unsigned char>(pattern[i + 1])) != 0;
    if (!hole) {
      out += pattern[i];
      continue;
    }
    const std::size_t index = static_cast<std::size_t>(pattern[i + 1] - '0');
    if (index < arguments.size()) out += arguments[index];
    i += 2;
  }
  return out;
}

std::string JoinAlternatives(const Lexicon& lexicon, const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0)
      out += i + 1 == items.size() ? lexicon.Message("list_last") : lexicon.Message("list_join");
    out += items[i];
  }
  return out;
}

}  // namespace proviso::compiler
