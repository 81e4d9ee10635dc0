// SPDX-License-Identifier: Apache-2.0
// Runs of tokens as phrases, literals and mentions: the small things that all statements share.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/parse/internal/token.h"
#include "compiler/parse/internal/vocabulary.h"

namespace proviso::parse {

class Phrases {
 public:
  Phrases(const SourceFile& source, FileId file, const Vocabulary& words)
      : source_(source), file_(file), words_(words) {}
  // The whole file.
  std::string_view source() const { return source_.text(); }

  const Vocabulary& words() const { return words_; }
  Span SpanOf(std::uint32_t begin, std::uint32_t end) const { return Span{file_, begin, end}; }
  Span SpanOf(std::span<const Token> tokens) const;
  // As the author wrote it: white space collapsed, zero-width characters gone.
  std::string TextOf(std::uint32_t begin, std::uint32_t end) const;
  std::string TextOf(const Token& token) const { return TextOf(token.begin, token.end); }
  // The same with the spaces at its ends kept: a piece of a message.
  std::string QuoteTextOf(const Token& token) const;
  // The first character is a capital letter or a digit.
  bool IsCapitalised(const Token& token) const;

  // Outer punctuation is cut; a phrase of nothing else is empty.
  ast::Phrase Make(std::span<const Token> tokens) const;
  // The text in quotes, without them.
  ast::Phrase Unquoted(const Token& token) const;
  // What a text says, with its own span.
  ast::Phrase FromText(std::string text, Span span) const;

  // A number, percentage, amount of money, date, or text in quotes; with a unit behind it a
  // duration (`length` tokens are then read).
  std::optional<ast::Literal> LiteralAt(std::span<const Token> tokens, std::size_t at,
                                        std::size_t& length) const;
  // Texts in quotes, in the order written.
  std::vector<ast::Literal> Quoted(std::span<const Token> tokens) const;
  // Percentages and amounts, in the order written.
  std::vector<ast::Literal> Amounts(std::span<const Token> tokens) const;
  // "A, B, or C", "['a', 'b']": the members of a list.
  std::vector<ast::Phrase> Members(std::span<const Token> tokens) const;

 private:
  const SourceFile& source_;
  FileId file_;
  const Vocabulary& words_;
};

// The numeral with a point as its decimal sign: "1,000.50" and "1.000,50" -> "1000.50". `mark` is
// the decimal sign of the language: "2.000" is two thousand where it is a comma.
std::string PlainNumeral(std::string_view numeral, char mark);
// "$80.00", "80 EUR", "80 €"
ast::Literal MoneyLiteral(std::string_view text, char mark);
ast::Literal NumberLiteral(std::string_view text, char mark);
ast::Literal PercentLiteral(std::string_view text, char mark);
ast::Literal TextLiteral(std::string_view text);
ast::Literal DurationLiteral(std::string_view number, const Unit& unit, char mark);
// Without the quotes around it.
std::string_view StripQuotes(std::string_view text);
std::vector<std::string> WordsOf(std::string_view text);

}  // namespace proviso::parse
