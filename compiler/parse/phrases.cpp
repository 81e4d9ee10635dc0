// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/phrases.h"

#include <algorithm>

#include "ProvisoTokens.h"
#include "core/decimal.h"
#include "core/plain_text.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

bool IsOuterPunctuation(std::uint16_t type) {
  switch (type) {
    case L::PERIOD:
    case L::QUESTION:
    case L::EXCLAMATION:
    case L::COMMA:
    case L::SEMICOLON:
    case L::COLON:
    case L::DASH:
    case L::ARROW:
    case L::SLASH:
    case L::PIPE:
    case L::OTHER_CHAR:
    case L::STRAY_QUOTE:
    case L::STRAY_BRACKET:
      return true;
    default:
      return false;
  }
}

std::span<const Token> Trimmed(std::span<const Token> tokens) {
  while (!tokens.empty() && IsOuterPunctuation(tokens.front().type)) tokens = tokens.subspan(1);
  while (!tokens.empty() && IsOuterPunctuation(tokens.back().type)) {
    tokens = tokens.first(tokens.size() - 1);
  }
  if (tokens.size() >= 2 && tokens.front().type == L::LPAREN && tokens.back().type == L::RPAREN) {
    int depth = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].type == L::LPAREN) ++depth;
      if (tokens[i].type == L::RPAREN && --depth == 0 && i + 1 < tokens.size()) return tokens;
    }
    return Trimmed(tokens.subspan(1, tokens.size() - 2));
  }
  return tokens;
}

}  // namespace

Span Phrases::SpanOf(std::span<const Token> tokens) const {
  if (tokens.empty()) return Span{file_, 0, 0};
  return Span{file_, tokens.front().begin, tokens.back().end};
}

std::string Phrases::TextOf(std::uint32_t begin, std::uint32_t end) const {
  return PlainText(source_.text().substr(begin, end - begin));
}

std::string Phrases::QuoteTextOf(const Token& token) const {
  std::string text = TextOf(token);
  const std::string_view raw = source_.text().substr(token.begin, token.end - token.begin);
  const auto space = [](std::string_view at) {
    return at.starts_with(' ') || at.starts_with('\t') || at.starts_with("\xC2\xA0");
  };
  if (text.empty()) return raw.empty() ? text : " ";
  if (space(raw)) text.insert(0, 1, ' ');
  if (space(raw.substr(raw.size() - 1)) || raw.ends_with("\xC2\xA0")) text += ' ';
  return text;
}

bool Phrases::IsCapitalised(const Token& token) const {
  const std::string_view text = source_.text();
  if (token.begin >= text.size()) return false;
  const auto first = static_cast<unsigned char>(text[token.begin]);
  if (first < 0x80) return (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9');
  std::string character;
  AppendUtf8(character, DecodeUtf8(text, token.begin).value);
  return FoldCase(character) != character;
}

ast::Phrase Phrases::Make(std::span<const Token> tokens) const {
  ast::Phrase phrase;
  tokens = Trimmed(tokens);
  if (tokens.empty()) return phrase;
  phrase.span = SpanOf(tokens);
  for (const Token& token : tokens) {
    if (token.end == token.begin) continue;
    const std::string text = TextOf(token);
    if (!phrase.text.empty() && token.space_before) phrase.text += ' ';
    phrase.text += text;
    for (std::string& word : WordsOf(token.folded.empty() ? FoldCase(text) : token.folded)) {
      phrase.words.push_back(std::move(word));
    }
  }
  return phrase;
}

ast::Phrase Phrases::Unquoted(const Token& token) const {
  return FromText(std::string(StripQuotes(TextOf(token))), SpanOf({&token, 1}));
}

ast::Phrase Phrases::FromText(std::string text, Span span) const {
  ast::Phrase phrase;
  phrase.span = span;
  phrase.words = WordsOf(FoldCase(text));
  phrase.text = std::move(text);
  return phrase;
}

std::optional<ast::Literal> Phrases::LiteralAt(std::span<const Token> tokens, std::size_t at,
                                               std::size_t& length) const {
  length = 1;
  const Token& token = tokens[at];
  switch (token.type) {
    case L::NUMBER: {
      const bool next_is_word = at + 1 < tokens.size() && !tokens[at + 1].folded.empty();
      if (next_is_word) {
        if (const auto unit = words_.UnitOf(tokens[at + 1].folded)) {
          length = 2;
          return DurationLiteral(TextOf(token), *unit, words_.decimal_mark());
        }
      }
      return NumberLiteral(TextOf(token), words_.decimal_mark());
    }
    case L::PERCENT:
      return PercentLiteral(TextOf(token), words_.decimal_mark());
    case L::MONEY:
      return MoneyLiteral(TextOf(token), words_.decimal_mark());
    case L::DATE:
      return ast::Literal{Value::String(TextOf(token)), ValueType::Date};
    case L::SINGLE_QUOTED:
      return TextLiteral(StripQuotes(TextOf(token)));
    case L::QUOTE_OPEN: {
      std::size_t close = at + 1;
      while (close < tokens.size() && tokens[close].type != L::QUOTE_CLOSE) ++close;
      length = std::min(close + 1, tokens.size()) - at;
      const std::uint32_t end = close < tokens.size() ? tokens[close].begin : tokens.back().end;
      std::string text = TextOf(token.end, end);
      while (!text.empty() && (text.back() == ',' || text.back() == '.')) text.pop_back();
      return TextLiteral(text);
    }
    default:
      return std::nullopt;
  }
}

std::vector<ast::Literal> Phrases::Quoted(std::span<const Token> tokens) const {
  std::vector<ast::Literal> quoted;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].type != L::SINGLE_QUOTED && tokens[i].type != L::QUOTE_OPEN) continue;
    std::size_t length = 1;
    if (auto literal = LiteralAt(tokens, i, length)) quoted.push_back(std::move(*literal));
    i += length - 1;
  }
  return quoted;
}

std::vector<ast::Literal> Phrases::Amounts(std::span<const Token> tokens) const {
  std::vector<ast::Literal> amounts;
  for (const Token& token : tokens) {
    if (token.type == L::PERCENT)
      amounts.push_back(PercentLiteral(TextOf(token), words_.decimal_mark()));
    if (token.type == L::MONEY)
      amounts.push_back(MoneyLiteral(TextOf(token), words_.decimal_mark()));
  }
  return amounts;
}

std::vector<ast::Phrase> Phrases::Members(std::span<const Token> tokens) const {
  std::vector<ast::Phrase> members;
  std::size_t first = 0;
  int depth = 0;
  const auto add = [&](std::size_t end) {
    std::size_t length = 0;
    std::span<const Token> member = Trimmed(tokens.subspan(first, end - first));
    if (member.empty()) return;
    const bool quoted =
        member.front().type == L::SINGLE_QUOTED || member.front().type == L::QUOTE_OPEN;
    if (quoted) {
      if (const auto literal = LiteralAt(member, 0, length)) {
        members.push_back(FromText(std::string(literal->value.view().text()), SpanOf(member)));
        return;
      }
    }
    if (member.size() == 1 && member[0].type == L::BRACKETED) {
      const std::string text = TextOf(member[0]);
      std::string item;
      for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != ',' && i + 1 < text.size()) {
          item += text[i];
          continue;
        }
        const std::string_view stripped = StripQuotes(item);
        if (!WordsOf(stripped).empty()) {
          members.push_back(FromText(std::string(stripped), SpanOf(member)));
        }
        item.clear();
      }
      return;
    }
    ast::Phrase phrase = Make(member);
    if (!phrase.empty()) members.push_back(std::move(phrase));
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::uint16_t type = tokens[i].type;
    if (type == L::LPAREN || type == L::QUOTE_OPEN) ++depth;
    if (type == L::RPAREN || type == L::QUOTE_CLOSE) --depth;
    const bool separates = type == L::COMMA || type == L::SEMICOLON;
    if (depth == 0 && separates) {
      add(i);
      first = i + 1;
    }
  }
  add(tokens.size());
  return members;
}

std::string PlainNumeral(std::string_view numeral, char mark) {
  const std::size_t point = numeral.rfind('.');
  const std::size_t comma = numeral.rfind(',');
  char decimal = '.';
  if (comma != std::string_view::npos) {
    const bool comma_last = point == std::string_view::npos || comma > point;
    const bool thousands = point == std::string_view::npos && numeral.size() - comma == 4;
    decimal = comma_last && !thousands ? ',' : '.';
  }
  if (mark == ',') {
    const bool thousands = comma == std::string_view::npos && point != std::string_view::npos &&
                           numeral.size() - point == 4;
    const bool comma_last =
        comma != std::string_view::npos && (point == std::string_view::npos || comma > point);
    decimal = comma_last || thousands ? ',' : '.';
  }
  std::string plain;
  for (std::size_t i = 0; i < numeral.size(); ++i) {
    const char c = numeral[i];
    if (c >= '0' && c <= '9') plain += c;
    if (c == decimal && numeral.find(decimal, i + 1) == std::string_view::npos) plain += '.';
  }
  if (plain.size() > kMaxNumeralLength) plain.resize(kMaxNumeralLength);
  return CanonicalDecimal(plain).value_or("0");
}

namespace {
std::string_view NumeralIn(std::string_view text) {
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find_last_of("0123456789") + 1;
  return text.substr(begin, end - begin);
}
}  // namespace

ast::Literal MoneyLiteral(std::string_view text, char mark) {
  std::string currency = "USD";
  if (text.find("\xE2\x82\xAC") != std::string_view::npos) currency = "EUR";
  if (text.find("\xC2\xA3") != std::string_view::npos) currency = "GBP";
  if (text.find("\xC2\xA5") != std::string_view::npos) currency = "JPY";
  const std::size_t letters = text.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  if (letters != std::string_view::npos) currency = text.substr(letters, 3);
  if (text.starts_with("R$")) currency = "BRL";
  return {Value::Money(currency, PlainNumeral(NumeralIn(text), mark)), ValueType::Money};
}

ast::Literal NumberLiteral(std::string_view text, char mark) {
  return {Value::Decimal(PlainNumeral(text, mark)), ValueType::Number};
}

ast::Literal PercentLiteral(std::string_view text, char mark) {
  return {Value::Decimal(PlainNumeral(NumeralIn(text), mark)), ValueType::Percent};
}

ast::Literal TextLiteral(std::string_view text) { return {Value::String(text), ValueType::Text}; }

ast::Literal DurationLiteral(std::string_view number, const Unit& unit, char mark) {
  const std::string code = (unit.is_time ? "PT" : "P") + PlainNumeral(number, mark) + unit.code;
  return {Value::String(code), ValueType::Duration};
}

std::string_view StripQuotes(std::string_view text) {
  constexpr std::string_view kQuotes[] = {"\"",
                                          "'",
                                          "\xE2\x80\x9C",
                                          "\xE2\x80\x9D",
                                          "\xE2\x80\x98",
                                          "\xE2\x80\x99",
                                          "\xE2\x80\x9E",
                                          "\xE2\x80\x9A",
                                          "\xC2\xAB",
                                          "\xC2\xBB",
                                          " ",
                                          "[",
                                          "]"};
  bool again = true;
  while (again) {
    again = false;
    for (const std::string_view quote : kQuotes) {
      if (text.starts_with(quote)) {
        text.remove_prefix(quote.size());
        again = true;
      }
      if (text.ends_with(quote)) {
        text.remove_suffix(quote.size());
        again = true;
      }
    }
  }
  return text;
}

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    while (!word.empty() && word.back() == '\'') word.pop_back();
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    i += point.length;
    const char32_t c = point.value == 0x2019 ? U'\'' : point.value;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || c == '_' || c == '%' || c == '$' ||
                        (c >= 0xC0 && c < 0x2000) || c == 0x20AC || c == 0xA3 || c >= 0x2C00;
    const bool inner = (c == '\'' || c == '.' || c == '@' || c == ',') && !word.empty() &&
                       i < text.size() && static_cast<unsigned char>(text[i]) > '&' &&
                       text[i] != ' ' && text[i] != ')' && text[i] != '.' && text[i] != ',';
    if (letter || inner) {
      AppendUtf8(word, c);
    } else {
      flush();
    }
  }
  flush();
  return words;
}

}  // namespace proviso::parse
