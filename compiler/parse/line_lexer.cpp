// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/line_lexer.h"

#include <fmt/format.h>

#include <algorithm>

#include "ProvisoLexer.h"
#include "compiler/parse/internal/char_stream.h"
#include "compiler/parse/internal/list_marks.h"
#include "core/plain_text.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

constexpr std::uint32_t kTabWidth = 4;

bool IsWordLike(std::size_t type) {
  return type == ProvisoLexer::WORD || type == ProvisoLexer::EXPR_NAME ||
         type == ProvisoLexer::ARG_NAME;
}

// Behind it a sentence may begin.
bool EndsSentence(std::uint16_t type) {
  return type == ProvisoLexer::PERIOD || type == ProvisoLexer::EXCLAMATION ||
         type == ProvisoLexer::QUESTION || type == ProvisoLexer::QUOTE_CLOSE ||
         type == ProvisoLexer::SINGLE_QUOTED || type == ProvisoLexer::ARROW ||
         type == ProvisoLexer::SEMICOLON;
}

// "orderNumber" and "order_number" are one name.
std::string FoldName(std::string_view name) {
  std::string apart;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto upper = [&](std::size_t at) { return name[at] >= 'A' && name[at] <= 'Z'; };
    const bool lower_before = i > 0 && ((name[i - 1] >= 'a' && name[i - 1] <= 'z'));
    if (upper(i) && lower_before) apart += '_';
    apart += name[i];
  }
  return FoldCase(apart);
}

}  // namespace

struct LineLexer::Machine {
  LineCharStream stream;
  ProvisoLexer lexer{&stream};

  Machine() { lexer.removeErrorListeners(); }
};

LineLexer::LineLexer(const SourceFile& source, FileId file, DiagnosticSink& sink,
                     const ParseOptions& options)
    : source_(source),
      file_(file),
      sink_(sink),
      options_(options),
      machine_(std::make_unique<Machine>()) {}

LineLexer::~LineLexer() = default;

bool LineLexer::Lex(std::uint32_t number, Line& line) {
  line = Line{};
  std::string_view text = source_.Line(number);
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  line.number = number;
  line.begin = source_.LineStart(number);
  line.end = line.begin + static_cast<std::uint32_t>(text.size());
  line.text_begin = line.begin;
  line.comment = line.end;
  if (IsBlankText(text)) return false;
  if (text.size() > options_.max_line_bytes) {
    line.form = Line::Form::TooLong;
    sink_
        .Report(DiagnosticId::LineTooLong,
                SpanOf(line.begin, line.begin + static_cast<std::uint32_t>(80)),
                fmt::format("this line is {} bytes long, and at most {} are read", text.size(),
                            options_.max_line_bytes))
        .Note("break it into one line for each step");
    return true;
  }
  const LineFaults faults = machine_->stream.Load(text, line.begin);
  if (faults.invalid_at != UINT32_MAX) {
    sink_
        .Report(DiagnosticId::TextNotUtf8, SpanOf(faults.invalid_at, faults.invalid_at + 1),
                "this line holds bytes that are not UTF-8; they are read as \xEF\xBF\xBD")
        .Note("save the file as UTF-8");
  }
  if (faults.nul_at != UINT32_MAX) {
    sink_.Report(DiagnosticId::NulCharacter, SpanOf(faults.nul_at, faults.nul_at + 1),
                 "this line holds a NUL character; it is read as \xEF\xBF\xBD");
  }
  ReadStart(line);
  if (line.form == Line::Form::Text) {
    ReadText(line);
    line.bold = IsBold(line);
    ReportOpen(line);
  }
  return true;
}

void LineLexer::ReadStart(Line& line) {
  LineCharStream& stream = machine_->stream;
  ProvisoLexer& lexer = machine_->lexer;
  lexer.setInputStream(&stream);  // resets modes
  while (true) {
    const std::size_t start = stream.index();
    const std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    switch (token->getType()) {
      case ProvisoLexer::INDENTATION:
        // Behind a bullet it is the width of the bullet that counts.
        for (std::size_t i = start; i < stream.index(); ++i) {
          line.indent += stream.At(i) == U'\t' ? kTabWidth - line.indent % kTabWidth : 1;
        }
        break;
      case ProvisoLexer::BULLET: {
        const char32_t first = stream.At(start);
        const bool number = first >= U'0' && first <= U'9';
        line.bullet = number ? BulletKind::Number : BulletKind::Mark;
        std::string bullet;
        for (std::size_t i = start; i < stream.index(); ++i) AppendUtf8(bullet, stream.At(i));
        if (first != U'[' && first != U'o') ReadMark(bullet, line);
        break;
      }
      case ProvisoLexer::HASHES: {
        std::size_t count = 0;
        while (stream.At(start + count) == U'#') ++count;
        line.hashes = static_cast<std::uint8_t>(std::min<std::size_t>(count, 6));
        line.text_begin = stream.ByteOf(stream.index());
        return;
      }
      case ProvisoLexer::TABLE_ROW:
        line.form = Line::Form::Table;
        return;
      case ProvisoLexer::RULER:
        line.form = Line::Form::Ruler;
        return;
      case ProvisoLexer::LINE_COMMENT:
        line.form = Line::Form::Comment;
        return;
      case antlr4::Token::EOF:
        line.text_begin = line.end;
        return;
      default:  // TEXT_START: the text begins at this very character
        stream.seek(start);
        line.text_begin = stream.ByteOf(start);
        return;
    }
    line.text_begin = stream.ByteOf(stream.index());
  }
}

void LineLexer::ReadText(Line& line) {
  LineCharStream& stream = machine_->stream;
  ReadTokens(stream.index(), stream.size(), line);
  // "Thank them. [End of chat]": what stands in brackets behind the last sentence may be a step.
  std::size_t end = line.tokens.size();
  if (end > 1 && line.tokens[end - 1].type == ProvisoLexer::PERIOD) --end;
  if (end == 0 || line.tokens[end - 1].type != ProvisoLexer::BRACKETED) return;
  if (end > 1 && !EndsSentence(line.tokens[end - 2].type)) return;
  const Token brackets = line.tokens[end - 1];
  const Tokens behind(line.tokens.begin() + static_cast<std::ptrdiff_t>(end), line.tokens.end());
  line.tokens.resize(end - 1);
  const auto sign = [&](std::uint16_t type, std::uint32_t begin) {
    Token token = brackets;
    token.type = type;
    token.begin = begin;
    token.end = begin + 1;
    token.folded.clear();
    line.tokens.push_back(std::move(token));
  };
  std::size_t from = 0;
  while (stream.ByteOf(from) <= brackets.begin) ++from;
  std::size_t to = from;
  while (stream.ByteOf(to) + 1 < brackets.end) ++to;
  sign(ProvisoLexer::LPAREN, brackets.begin);
  ReadTokens(from, to, line);
  const bool whole = line.tokens.back().end < brackets.end && from < to;
  if (!whole) {  // a quotation that goes on behind them
    line.tokens.resize(end - 1);
    line.tokens.push_back(brackets);
    line.tokens.insert(line.tokens.end(), behind.begin(), behind.end());
    return;
  }
  sign(ProvisoLexer::RPAREN, brackets.end - 1);
  line.tokens.insert(line.tokens.end(), behind.begin(), behind.end());
}

// The tokens of the characters up to `end`.
void LineLexer::ReadTokens(std::size_t position, std::size_t end, Line& line) {
  LineCharStream& stream = machine_->stream;
  ProvisoLexer& lexer = machine_->lexer;
  // A fresh start at the text: the start's rules must not see the rest of the line.
  lexer.setInputStream(&stream);
  stream.seek(position);
  lexer.mode = ProvisoLexer::TEXT;
  std::size_t last = position;
  while (stream.index() < end) {
    const std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    const std::size_t type = token->getType();
    if (type == antlr4::Token::EOF) break;
    const std::size_t begin = token->getStartIndex();
    if (type == ProvisoLexer::COMMENT) {
      std::size_t slashes = begin;
      while (stream.At(slashes) != U'/') ++slashes;
      line.comment = stream.ByteOf(slashes);
      break;
    }
    Token out;
    out.type = static_cast<std::uint16_t>(type);
    out.space_before = begin > last || (begin == position && line.tokens.empty());
    out.begin = stream.ByteOf(begin);
    out.end = stream.ByteOf(stream.index());
    last = stream.index();
    if (IsWordLike(type)) {
      out.folded.reserve(last - begin);
      bool ascii = true;
      for (std::size_t i = begin; i < last; ++i) {
        const char32_t c = stream.At(i);
        if (c < 0x80) {
          out.folded += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        } else {
          ascii = false;
          AppendUtf8(out.folded, c);
        }
      }
      if (!ascii) out.folded = FoldCase(out.folded);
    }
    if (type == ProvisoLexer::EXPR_NAME) {
      out.folded = FoldName(source_.text().substr(out.begin, out.end - out.begin));
    }
    line.tokens.push_back(std::move(out));
  }
}

Tokens LineLexer::LexQuoted(const Line& line) {
  LineCharStream& stream = machine_->stream;
  ProvisoLexer& lexer = machine_->lexer;
  Tokens tokens;
  const std::uint32_t from = line.tokens.front().end;
  stream.Load(source_.text().substr(from, line.end - from), from);
  lexer.setInputStream(&stream);
  lexer.pushMode(ProvisoLexer::GUILLEMETS);
  while (stream.index() < stream.size() && stream.At(stream.index()) == U' ') stream.consume();
  while (true) {
    const std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    if (token->getType() == antlr4::Token::EOF) break;
    Token out;
    out.type = static_cast<std::uint16_t>(token->getType());
    out.begin = stream.ByteOf(token->getStartIndex());
    out.end = stream.ByteOf(stream.index());
    if (out.type == ProvisoLexer::EXPR_NAME)
      out.folded = FoldName(source_.text().substr(out.begin, out.end - out.begin));
    if (out.type == ProvisoLexer::QUOTE_CLOSE) {  // one of the text's own
      out.type = ProvisoLexer::QUOTE_TEXT;
      lexer.pushMode(ProvisoLexer::GUILLEMETS);
    }
    tokens.push_back(std::move(out));
  }
  return tokens;
}

// "**Identify**", "**Identify:**", "**Identify**:"
bool LineLexer::IsBold(const Line& line) const {
  std::string_view text = source_.text().substr(line.text_begin, line.comment - line.text_begin);
  while (!text.empty() && (text.back() == ' ' || text.back() == ':')) text.remove_suffix(1);
  if (text.size() < 5) return false;
  const std::string_view mark = text.substr(0, 2);
  if ((mark != "**" && mark != "__") || !text.ends_with(mark)) return false;
  return text.find(mark, 2) == text.size() - 2;
}

// Quotations, braces and calls end at the end of their line at the latest.
void LineLexer::ReportOpen(const Line& line) {
  std::vector<const Token*> open;
  for (const Token& token : line.tokens) {
    switch (token.type) {
      case ProvisoLexer::QUOTE_OPEN:
      case ProvisoLexer::TOOL_OPEN:
      case ProvisoLexer::BRACE_OPEN:
      case ProvisoLexer::ARG_BRACE:
      case ProvisoLexer::QUOTE_BRACE:
        open.push_back(&token);
        break;
      case ProvisoLexer::QUOTE_CLOSE:
      case ProvisoLexer::ARG_CLOSE:
      case ProvisoLexer::BRACE_CLOSE:
        if (!open.empty()) open.pop_back();
        break;
      case ProvisoLexer::STRAY_BRACKET:
      case ProvisoLexer::QUOTE_BRACKET:
        sink_.Report(DiagnosticId::UnclosedBracket, SpanOf(token.begin, token.end),
                     "this square bracket is not closed; it is read as a plain character");
        break;
      default:
        break;
    }
  }
  // An unclosed brace takes the closing mark of its quotation with it: one mistake, one finding.
  const bool brace = std::any_of(open.begin(), open.end(), [](const Token* token) {
    return token->type != ProvisoLexer::QUOTE_OPEN && token->type != ProvisoLexer::TOOL_OPEN;
  });
  for (const Token* token : open) {
    if (brace && token->type == ProvisoLexer::QUOTE_OPEN) continue;
    const Span span = SpanOf(token->begin, token->end);
    switch (token->type) {
      case ProvisoLexer::QUOTE_OPEN:
        sink_
            .Report(DiagnosticId::UnclosedQuote, span,
                    "this quotation is not closed; it is taken to end with the line")
            .Note("close it, and keep a quotation on one line");
        break;
      case ProvisoLexer::TOOL_OPEN:
        sink_.Report(
            DiagnosticId::UnclosedParenthesis, span,
            "the parenthesis of this call is not closed; it is taken to end with the line");
        break;
      default:
        sink_.Report(DiagnosticId::UnclosedBrace, span,
                     "this brace is not closed; it is taken to end with the line");
        break;
    }
  }
}

}  // namespace proviso::parse
