// SPDX-License-Identifier: Apache-2.0
// Walks a document's syntax tree from top to bottom. What an editor shows is all in there: a
// request overrides what it wants to see.
#pragma once

#include "compiler/ast/ast.h"

namespace proviso::lsp {

class AstVisitor {
 public:
  virtual ~AstVisitor() = default;

  void Visit(const ast::Document& document);
  void VisitBlock(const ast::Block& block);

 protected:
  virtual void OnPolicy(const ast::Policy&) {}
  // Before and behind everything inside of it.
  virtual void OnStatement(const ast::Statement&) {}
  virtual void OnStatementEnd(const ast::Statement&) {}
  virtual void OnTool(const ast::ToolMention&) {}
  virtual void OnPolicyMention(const ast::PolicyMention&) {}
  virtual void OnQuotation(const ast::Quotation&) {}
  virtual void OnPlaceholder(const ast::QuotePart&) {}
  // Every node of every expression.
  virtual void OnExpr(const ast::Expr&) {}
  virtual void OnCondition(const ast::Condition&) {}

 private:
  void VisitStatement(const ast::Statement& statement);
  void VisitNode(const ast::Statement& statement);
  void VisitCondition(const ast::Condition* condition);
  void VisitExpr(const ast::Expr* expr);
  void VisitTool(const ast::ToolMention& tool);
  void VisitTools(const std::vector<ast::ToolMention>& tools);
  void VisitQuotation(const ast::Quotation& quotation);
};

}  // namespace proviso::lsp
