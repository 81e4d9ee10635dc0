// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/atoms.h"

#include <algorithm>

#include "ProvisoTokens.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;
using pack::AtomKind;

AtomKind KindOf(std::uint16_t type) {
  switch (type) {
    case L::WORD:
      return AtomKind::Word;
    case L::NUMBER:
      return AtomKind::Number;
    case L::PERCENT:
      return AtomKind::Percent;
    case L::MONEY:
      return AtomKind::Money;
    case L::DATE:
      return AtomKind::Date;
    case L::EMAIL:
    case L::URL:
      return AtomKind::Address;
    case L::TOOL:
    case L::TOOL_OPEN:
      return AtomKind::Tool;
    case L::POLICYREF:
      return AtomKind::Policy;
    case L::QUOTE_OPEN:
    case L::SINGLE_QUOTED:
      return AtomKind::Quote;
    case L::LPAREN:
      return AtomKind::Group;
    case L::BRACKETED:
      return AtomKind::Brackets;
    case L::BRACE_OPEN:
      return AtomKind::Braces;
    case L::COMMA:
      return AtomKind::Comma;
    case L::COLON:
      return AtomKind::Colon;
    case L::SEMICOLON:
      return AtomKind::Semicolon;
    case L::DASH:
      return AtomKind::Dash;
    case L::SLASH:
      return AtomKind::Slash;
    case L::ARROW:
      return AtomKind::Arrow;
    case L::PERIOD:
    case L::QUESTION:
    case L::EXCLAMATION:
      return AtomKind::Stop;
    default:
      return AtomKind::Sign;
  }
}

std::uint16_t CloserOf(std::uint16_t type) {
  switch (type) {
    case L::TOOL_OPEN:
      return L::ARG_CLOSE;
    case L::QUOTE_OPEN:
      return L::QUOTE_CLOSE;
    case L::LPAREN:
      return L::RPAREN;
    case L::BRACE_OPEN:
      return L::BRACE_CLOSE;
    default:
      return 0;
  }
}

// Behind the token that closes the one at `at`; a parenthesis that nothing closes is a sign.
std::size_t Behind(std::span<const Token> tokens, std::size_t at) {
  const std::uint16_t open = tokens[at].type;
  const std::uint16_t close = CloserOf(open);
  if (close == 0) return at + 1;
  std::size_t depth = 0;
  for (std::size_t i = at; i < tokens.size(); ++i) {
    if (tokens[i].type == open) ++depth;
    if (tokens[i].type == close && --depth == 0) return i + 1;
  }
  return open == L::LPAREN ? at + 1 : tokens.size();
}

bool IsUpperOrDigit(std::string_view source, const Token& token) {
  const auto first = static_cast<unsigned char>(source[token.begin]);
  return (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9') || first >= 0x80;
}

}  // namespace

std::vector<pack::Atom> AtomsOf(std::span<const Token> tokens, std::string_view source) {
  std::vector<pack::Atom> atoms;
  atoms.reserve(tokens.size());
  // Where a parenthesis was found open, every one behind it that reaches the end is, too.
  bool parentheses_open = false;
  for (std::size_t i = 0; i < tokens.size();) {
    pack::Atom atom;
    atom.kind = KindOf(tokens[i].type);
    std::size_t end = i + 1;
    if (atom.kind == AtomKind::Group) {
      if (!parentheses_open) end = Behind(tokens, i);
      if (end == i + 1) {
        parentheses_open = true;
        atom.kind = AtomKind::Sign;
      } else if (source[tokens[i].begin] == '[') {
        atom.kind = AtomKind::Brackets;
      }
    } else {
      end = Behind(tokens, i);
    }
    if (atom.kind == AtomKind::Word || atom.kind == AtomKind::Sign) atom.folded = tokens[i].folded;
    // A pack names a sign by itself; the lexer folds words alone.
    if (atom.kind == AtomKind::Sign && atom.folded.empty()) {
      atom.folded = source.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    }
    atom.first = static_cast<std::uint32_t>(i);
    atom.last = static_cast<std::uint32_t>(end);
    atoms.push_back(std::move(atom));
    i = end;
  }
  return atoms;
}

bool IsTorn(std::span<const Token> tokens) {
  const bool bracket = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.type == L::STRAY_BRACKET || token.type == L::QUOTE_BRACKET;
  });
  if (bracket) return true;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::uint16_t type = tokens[i].type;
    const std::uint16_t close = CloserOf(type);
    if (close == 0 || type == L::LPAREN) continue;
    const std::size_t behind = Behind(tokens, i);
    if (tokens[behind - 1].type != close) return true;
    i = behind - 1;
  }
  return false;
}

std::vector<SentenceRange> SplitSentences(std::span<const pack::Atom> atoms,
                                          std::span<const Token> tokens, std::string_view source,
                                          const pack::Pack& pack) {
  std::vector<SentenceRange> sentences;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end, std::size_t next) {
    if (end > begin) sentences.push_back({begin, end});
    begin = next;
  };
  const auto begins = [&](std::size_t at) {
    if (at >= atoms.size()) return true;
    const Token& token = tokens[atoms[at].first];
    switch (atoms[at].kind) {
      case AtomKind::Word:
        return token.space_before &&
               (IsUpperOrDigit(source, token) || pack.flags(pack.Find(atoms[at].folded)).starts);
      case AtomKind::Tool:
      case AtomKind::Policy:
      case AtomKind::Quote:
      case AtomKind::Braces:
      case AtomKind::Number:
      case AtomKind::Group:
        return token.space_before;
      default:
        return false;
    }
  };
  // "No payments? Reply …": the first words name a case, as before a colon.
  constexpr std::size_t kLabel = 4;
  const auto labels = [&](std::size_t at) {
    if (begin > 0 || at == 0 || at > kLabel || at + 1 >= atoms.size()) return false;
    if (tokens[atoms[at].first].type != L::QUESTION) return false;
    return std::all_of(atoms.begin(), atoms.begin() + static_cast<std::ptrdiff_t>(at),
                       [&](const pack::Atom& atom) {
                         const pack::WordFlags flags = pack.flags(pack.Find(atom.folded));
                         return atom.kind == AtomKind::Word &&
                                (!flags.function || flags.article || flags.limits);
                       });
  };
  // Say “It is too late.” if it has shipped: who writes capitals goes on with a small letter.
  const auto goes_on = [&](std::size_t at) {
    return atoms[begin].kind == AtomKind::Word &&
           IsUpperOrDigit(source, tokens[atoms[begin].first]) &&
           !IsUpperOrDigit(source, tokens[atoms[at].first]);
  };
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (atoms[i].kind == AtomKind::Stop) {
      if (labels(i)) continue;
      const bool abbreviates = i > begin && atoms[i - 1].kind == AtomKind::Word &&
                               pack.flags(pack.Find(atoms[i - 1].folded)).abbreviates &&
                               i + 1 < atoms.size();
      if (!abbreviates && begins(i + 1)) close(i, i + 1);
    } else if (atoms[i].kind == AtomKind::Quote && i + 1 < atoms.size() &&
               atoms[i + 1].kind == AtomKind::Word && begins(i + 1) && !goes_on(i + 1)) {
      // The full stop inside the quotation marks ends the sentence behind them.
      const Token& last = tokens[atoms[i].last - 1];
      std::size_t end = last.end;
      while (end > last.begin && static_cast<unsigned char>(source[end - 1]) >= 0x80) --end;
      if (end > 0 && source[end - 1] == '"') --end;
      const char before = end > 0 ? source[end - 1] : ' ';
      if (before == '.' || before == '!' || before == '?') close(i + 1, i + 1);
    }
  }
  close(atoms.size(), atoms.size());
  return sentences;
}

}  // namespace proviso::parse
