// SPDX-License-Identifier: Apache-2.0
// Calls, references and quotations.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/parse/internal/mentions.h"

namespace proviso::parse {
namespace {

using L = ProvisoParser;

std::size_t CloseOf(std::span<const Token> tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    switch (tokens[i].type) {
      case L::TOOL_OPEN:
      case L::QUOTE_OPEN:
      case L::BRACE_OPEN:
      case L::ARG_BRACE:
      case L::QUOTE_BRACE:
        ++depth;
        break;
      case L::ARG_CLOSE:
      case L::QUOTE_CLOSE:
      case L::BRACE_CLOSE:
        --depth;
        break;
      default:
        break;
    }
    if (depth == 0) return i;
  }
  return tokens.size() - 1;
}

// "10 EUR", "9.50 USD"
bool IsAmount(std::string_view text) {
  constexpr std::size_t kCode = 3;  // letters of a currency
  const std::size_t space = text.find(' ');
  if (space == 0 || space == std::string_view::npos || text.size() != space + 1 + kCode)
    return false;
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.substr(0, space).find_first_not_of("0123456789.") == std::string_view::npos &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(space) + 1, text.end(), upper);
}

// "2026-01-31"
bool IsDate(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kForm[i] == 'd' ? !digit : text[i] != kForm[i]) return false;
  }
  return true;
}

}  // namespace

Tokens TokensWithoutCalls(std::span<const Token> tokens) {
  Tokens kept;
  bool in_call = false;
  for (const Token& token : tokens) {
    in_call = in_call || token.type == L::TOOL_OPEN;
    if (!in_call && token.type != L::TOOL) kept.push_back(token);
    if (token.type == L::ARG_CLOSE) in_call = false;
  }
  return kept;
}

std::vector<ast::ToolMention> Mentions::ToolsIn(View tokens) {
  std::vector<ast::ToolMention> tools;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].type != L::TOOL && tokens[i].type != L::TOOL_OPEN) continue;
    const std::size_t close = tokens[i].type == L::TOOL ? i : CloseOf(tokens, i);
    tools.push_back(ToolOf(tokens.subspan(i, close - i + 1)));
    i = close;
  }
  return tools;
}

std::vector<ast::PolicyMention> Mentions::PoliciesIn(View tokens) const {
  std::vector<ast::PolicyMention> policies;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].type == L::POLICYREF) {
      policies.push_back(PolicyOf(tokens.subspan(i, 1), tokens.subspan(i + 1)));
    }
  }
  return policies;
}

ast::PolicyMention Mentions::PolicyOf(View tokens, View behind) const {
  ast::PolicyMention mention;
  mention.span = SpanOf(tokens);
  std::string name = phrases_.TextOf(tokens.front()).substr(1);
  for (char& c : name) {
    if (c == '_' || c == '-') c = ' ';
  }
  mention.name = std::move(name);
  if (behind.size() < 2 || (behind[0].type != L::DASH && behind[0].type != L::SLASH))
    return mention;
  if (behind[1].type == L::QUOTE_OPEN) {
    const std::size_t close = CloseOf(behind, 1);
    mention.section = phrases_.Make(behind.subspan(2, close - 2)).text;
    mention.span.end = behind[close].end;
    return mention;
  }
  std::size_t end = 1;
  while (end < behind.size() && !behind[end].folded.empty()) ++end;
  const ast::Phrase section = phrases_.Make(behind.subspan(1, end - 1));
  mention.section = section.text;
  if (!section.empty()) mention.span.end = section.span.end;
  return mention;
}

ast::ToolMention Mentions::ToolOf(View tokens) {
  ast::ToolMention mention;
  mention.span = SpanOf(tokens);
  mention.has_parentheses = tokens.front().type == L::TOOL_OPEN;
  mention.name = phrases_.TextOf(tokens.front()).substr(1);
  if (!mention.has_parentheses) return mention;
  mention.name.pop_back();
  std::size_t first = 1;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].type == L::ARG_BRACE) i = CloseOf(tokens, i);
    const bool last = tokens[i].type == L::ARG_CLOSE || i + 1 == tokens.size();
    if (!last && tokens[i].type != L::ARG_COMMA) continue;
    const std::size_t end =
        tokens[i].type == L::ARG_COMMA || tokens[i].type == L::ARG_CLOSE ? i : i + 1;
    if (end > first) mention.arguments.push_back(ArgumentOf(tokens.subspan(first, end - first)));
    first = i + 1;
    if (tokens[i].type == L::ARG_CLOSE) break;
  }
  return mention;
}

ast::Argument Mentions::ArgumentOf(View tokens) {
  ast::Argument argument;
  argument.span = SpanOf(tokens);
  const auto unreadable = [&] {
    sink_
        .Report(DiagnosticId::UnreadableArgument, argument.span,
                fmt::format("the argument `{}` cannot be read",
                            phrases_.TextOf(argument.span.begin, argument.span.end)))
        .Note("write `name: type` to declare it, or `name: {value}` or `name = value` to give it");
  };
  if (tokens.front().type != L::ARG_NAME) {
    unreadable();
    return argument;
  }
  argument.name = phrases_.TextOf(tokens.front());
  std::size_t at = 1;
  if (at < tokens.size() && tokens[at].type == L::ARG_OPTIONAL) {
    argument.optional = true;
    ++at;
  }
  if (at == tokens.size()) return argument;
  const bool equals = tokens[at].type == L::ARG_EQUALS;
  if ((!equals && tokens[at].type != L::ARG_COLON) || at + 1 == tokens.size()) {
    unreadable();
    return argument;
  }
  const View value = tokens.subspan(at + 1);
  const std::string text = phrases_.TextOf(value.front().begin, value.back().end);
  const char mark = phrases_.words().decimal_mark();
  const auto literal = [&](ast::Literal what) {
    argument.value = std::make_unique<ast::Expr>();
    argument.value->span = SpanOf(value);
    argument.value->node = std::move(what);
  };
  switch (value.front().type) {
    case L::ARG_BRACE:
      argument.value = BuildBraces(value);
      break;
    case L::ARG_LITERAL:
      literal(TextLiteral(StripQuotes(text)));
      break;
    case L::ARG_AMOUNT:
      literal(text.find('%') != std::string::npos ? PercentLiteral(text, mark)
                                                  : MoneyLiteral(text, mark));
      break;
    case L::ARG_NAME: {
      const std::uint16_t word = phrases_.words().TypeOf(Place::Expression, value.front().folded);
      // No type is a number, a date, an amount, yes or no.
      if (text.find_first_not_of("0123456789.") == std::string::npos) {
        literal(NumberLiteral(text, mark));
      } else if (IsAmount(text)) {
        literal(MoneyLiteral(text, mark));
      } else if (IsDate(text)) {
        literal({Value::String(text), ValueType::Date});
      } else if (value.size() == 1 && (word == L::YES || word == L::NO)) {
        literal({Value::Bool(word == L::YES), ValueType::YesNo});
      } else if (!equals) {
        argument.type_name = text;
      } else {
        argument.value = std::make_unique<ast::Expr>();
        argument.value->span = SpanOf(value);
        argument.value->node = ast::NounPath{phrases_.FromText(text, SpanOf(value))};
      }
      break;
    }
    default:
      unreadable();
      break;
  }
  return argument;
}

ast::Quotation Mentions::QuotationOf(View tokens) {
  ast::Quotation quotation;
  quotation.span = SpanOf(tokens);
  if (tokens.front().type == L::SINGLE_QUOTED) {
    ast::QuotePart text;
    text.span = quotation.span;
    text.literal = std::string(StripQuotes(phrases_.TextOf(tokens.front())));
    quotation.parts.push_back(std::move(text));
    return quotation;
  }
  const auto literal = [&](const Token& token) {
    // The author's characters, spaces included: this is what the customer reads.
    std::string text = phrases_.QuoteTextOf(token);
    const bool continues = !quotation.parts.empty() && !quotation.parts.back().literal.empty();
    if (continues) {
      quotation.parts.back().literal += text;
      quotation.parts.back().span.end = token.end;
    } else {
      ast::QuotePart part;
      part.span = SpanOf({&token, 1});
      part.literal = std::move(text);
      quotation.parts.push_back(std::move(part));
    }
  };
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.type == L::QUOTE_CLOSE) break;
    if (token.type == L::PLACEHOLDER) {
      ast::QuotePart part;
      part.span = SpanOf({&token, 1});
      part.placeholder = phrases_.TextOf(token.begin + 1, token.end - 1);
      quotation.parts.push_back(std::move(part));
    } else if (token.type == L::QUOTE_BRACE) {
      const std::size_t close = CloseOf(tokens, i);
      ast::QuotePart part;
      const View braces = tokens.subspan(i, close - i + 1);
      part.span = SpanOf(braces);
      part.expr = BuildBraces(braces);
      if (part.expr == nullptr) part.literal = phrases_.TextOf(part.span.begin, part.span.end);
      quotation.parts.push_back(std::move(part));
      i = close;
    } else {
      literal(token);
    }
  }
  return quotation;
}

}  // namespace proviso::parse
