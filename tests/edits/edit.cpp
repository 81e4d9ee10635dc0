// SPDX-License-Identifier: Apache-2.0
#include "tests/edits/edit.h"

#include <algorithm>
#include <array>
#include <set>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/line_lexer.h"
#include "core/diagnostic.h"

namespace proviso::edits {
namespace {

using L = ProvisoTokens;

// What is put in. English, as the texts are.
constexpr std::array<std::string_view, 4> kNegations = {"not ", "never ", "do not ", "no longer "};
constexpr std::array<std::string_view, 8> kExceptions = {
    ", unless the order is shipped",
    ", except for gift cards",
    ", but only if the manager approves",
    ", but not on Sundays",
    " only before noon",
    ", unless the customer objects",
    " without exception for members",
    ", but at most twice",
};

template <typename T>
const T& OneOf(const T* items, std::size_t count, std::mt19937& random) {
  return items[random() % count];
}

bool IsFigure(const parse::Token& token) {
  return token.type == L::NUMBER || token.type == L::PERCENT || token.type == L::MONEY;
}

bool EndsSentence(const parse::Token& token) {
  return token.type == L::PERIOD || token.type == L::QUESTION || token.type == L::EXCLAMATION ||
         token.type == L::COLON;
}

// The last digit becomes another one.
std::string OtherFigure(std::string text, std::mt19937& random) {
  for (std::size_t i = text.size(); i-- > 0;) {
    if (text[i] < '0' || text[i] > '9') continue;
    text[i] = static_cast<char>('0' + (text[i] - '0' + 1 + static_cast<int>(random() % 9)) % 10);
    break;
  }
  return text;
}

}  // namespace

std::span<const parse::Token> BehindMark(const parse::Line& line) {
  const std::span<const parse::Token> tokens = line.tokens;
  const auto is_number = [&](std::size_t at) {
    return at < tokens.size() && tokens[at].type == L::NUMBER;
  };
  if (is_number(0)) return tokens.subspan(1);
  const bool step =
      tokens.size() > 2 && tokens[0].type == L::WORD && is_number(1) &&
      (tokens[2].type == L::PERIOD || tokens[2].type == L::COLON || tokens[2].type == L::DASH);
  return step ? tokens.subspan(3) : tokens;
}

std::string_view NameOf(EditKind kind) {
  switch (kind) {
    case EditKind::WordDropped:
      return "a word dropped";
    case EditKind::NotInserted:
      return "a negation put in";
    case EditKind::AmountChanged:
      return "an amount changed";
    case EditKind::ExceptionAppended:
      return "an exception appended";
    case EditKind::LinesSwapped:
      return "two lines swapped";
  }
  return "";
}

EditMaker::EditMaker(std::string text) {
  const FileId file = sources_.Add("text", std::move(text));
  DiagnosticSink ignored;
  parse::LineLexer lexer(source(), file, ignored, {});
  for (std::uint32_t number = 1; number <= source().line_count(); ++number) {
    parse::Line line;
    if (!lexer.Lex(number, line)) continue;
    lines_.push_back(number);
    std::uint32_t end = line.text_begin;
    std::uint32_t last = line.text_begin;
    // What the author took out is no text.
    if (source().Line(number).find("~~") != std::string_view::npos) continue;
    for (const parse::Token& token : BehindMark(line)) {
      const Piece piece{number, token.begin, token.end, token.begin};
      if (token.type == L::WORD) words_.push_back(piece);
      if (IsFigure(token)) figures_.push_back(piece);
      if (EndsSentence(token)) continue;
      end = token.end;
      last = token.begin;
    }
    if (end > line.text_begin) ends_.push_back({number, end, end, last});
  }
}

Edit EditMaker::Replace(EditKind kind, const Piece& piece, std::string_view by) const {
  Edit edit;
  edit.kind = kind;
  edit.line = piece.line;
  edit.span = Span{FileId{}, piece.begin, piece.end};
  edit.text = source().text();
  edit.text.replace(piece.begin, piece.end - piece.begin, by);
  return edit;
}

Edit EditMaker::Swap(std::uint32_t a, std::uint32_t b) const {
  if (a > b) std::swap(a, b);
  Edit edit;
  edit.kind = EditKind::LinesSwapped;
  edit.line = a;
  edit.other = b;
  edit.text = source().text();
  const std::string first(source().Line(a));
  const std::string second(source().Line(b));
  edit.text.replace(source().LineStart(b), second.size(), first);
  edit.text.replace(source().LineStart(a), first.size(), second);
  return edit;
}

std::optional<Edit> EditMaker::Make(EditKind kind, std::mt19937& random) const {
  switch (kind) {
    case EditKind::WordDropped: {
      if (words_.empty()) return std::nullopt;
      Piece word = OneOf(words_.data(), words_.size(), random);
      // With the space behind it, so that no two are left.
      const std::string_view text = source().text();
      if (word.end < text.size() && text[word.end] == ' ') ++word.end;
      return Replace(kind, word, "");
    }
    case EditKind::NotInserted: {
      if (words_.empty()) return std::nullopt;
      Piece word = OneOf(words_.data(), words_.size(), random);
      word.end = word.begin;
      return Replace(kind, word, OneOf(kNegations.data(), kNegations.size(), random));
    }
    case EditKind::AmountChanged: {
      if (figures_.empty()) return std::nullopt;
      const Piece figure = OneOf(figures_.data(), figures_.size(), random);
      return Replace(
          kind, figure,
          OtherFigure(std::string(source().text().substr(figure.begin, figure.end - figure.begin)),
                      random));
    }
    case EditKind::ExceptionAppended: {
      if (ends_.empty()) return std::nullopt;
      const Piece end = OneOf(ends_.data(), ends_.size(), random);
      Edit edit = Replace(kind, end, OneOf(kExceptions.data(), kExceptions.size(), random));
      edit.last = end.last;
      return edit;
    }
    case EditKind::LinesSwapped: {
      if (lines_.size() < 2) return std::nullopt;
      const std::size_t at = random() % lines_.size();
      const std::size_t other = (at + 1 + random() % (lines_.size() - 1)) % lines_.size();
      if (source().Line(lines_[at]) == source().Line(lines_[other])) return std::nullopt;
      return Swap(lines_[at], lines_[other]);
    }
  }
  return std::nullopt;
}

std::vector<Edit> EditMaker::MakeAll(std::size_t count, std::mt19937& random) const {
  std::vector<Edit> edits;
  std::set<std::string> seen = {std::string(source().text())};
  // A short text has fewer edits than are asked for.
  for (std::size_t tries = 0; edits.size() < count && tries < count * 4; ++tries) {
    auto edit = Make(static_cast<EditKind>(tries % kEditKinds), random);
    if (edit && seen.insert(edit->text).second) edits.push_back(std::move(*edit));
  }
  return edits;
}

}  // namespace proviso::edits
