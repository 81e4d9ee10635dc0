// SPDX-License-Identifier: Apache-2.0
// What a sentence mentions: calls with their arguments, policies, quotations, and expressions in
// braces.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/parse/internal/expression_parser.h"
#include "compiler/parse/internal/phrases.h"
#include "core/diagnostic.h"

namespace proviso::parse {

// The tokens with the calls among them left out.
Tokens TokensWithoutCalls(std::span<const Token> tokens);

class Mentions {
 public:
  using View = std::span<const Token>;

  Mentions(const Phrases& phrases, ExpressionParser& parser, DiagnosticSink& sink)
      : phrases_(phrases), parser_(parser), sink_(sink) {}

  std::vector<ast::ToolMention> ToolsIn(View tokens);
  std::vector<ast::PolicyMention> PoliciesIn(View tokens) const;
  // The token that begins with @, with its arguments.
  ast::ToolMention ToolOf(View tokens);
  // `behind`: what follows on the line; a dash or slash right behind the name opens a section's
  // title.
  ast::PolicyMention PolicyOf(View tokens, View behind) const;
  // In double quotes, which may hold placeholders and braces, or in single ones.
  ast::Quotation QuotationOf(View tokens);
  // With the braces around it; null and a diagnostic when it is none.
  ast::ExprPtr BuildBraces(View braces);
  // A literal, braces, or a value named in plain words.
  ast::ExprPtr Operand(View tokens);
  // `{name}` or `{name: type}`.
  bool ReadAs(View braces, std::optional<ast::AsClause>& as) const;

 private:
  ast::Argument ArgumentOf(View tokens);
  ast::ExprPtr BuildExpression(ProvisoParser::ExpressionContext* context, const Tokens& tokens);
  Span SpanOf(View tokens) const { return phrases_.SpanOf(tokens); }

  const Phrases& phrases_;
  ExpressionParser& parser_;
  DiagnosticSink& sink_;
};

}  // namespace proviso::parse
