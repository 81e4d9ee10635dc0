// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/ast_visitor.h"

#include <type_traits>
#include <variant>

namespace proviso::lsp {

void AstVisitor::Visit(const ast::Document& document) {
  for (const ast::Policy& policy : document.policies) {
    OnPolicy(policy);
    VisitBlock(policy.body);
  }
}

void AstVisitor::VisitBlock(const ast::Block& block) {
  for (const auto& statement : block) VisitStatement(*statement);
}

void AstVisitor::VisitStatement(const ast::Statement& statement) {
  OnStatement(statement);
  VisitNode(statement);
  VisitBlock(statement.body);
  if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) VisitBlock(branch->otherwise);
  OnStatementEnd(statement);
}

void AstVisitor::VisitNode(const ast::Statement& statement) {
  std::visit(
      [this](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, ast::Use>) {
          VisitTools(node.calls);
        } else if constexpr (std::is_same_v<Node, ast::Offer>) {
          VisitTools(node.tools);
          for (const ast::OfferOption& option : node.options) VisitTools(option.tools);
        } else if constexpr (std::is_same_v<Node, ast::ApplyOffer> ||
                             std::is_same_v<Node, ast::Rule> || std::is_same_v<Node, ast::Item>) {
          VisitTools(node.tools);
        } else if constexpr (std::is_same_v<Node, ast::Judge>) {
          VisitTools(node.tools);
          for (const ast::PolicyMention& policy : node.policies) OnPolicyMention(policy);
        } else if constexpr (std::is_same_v<Node, ast::Say> || std::is_same_v<Node, ast::Note>) {
          if (node.quote) VisitQuotation(*node.quote);
        } else if constexpr (std::is_same_v<Node, ast::Branch>) {
          VisitCondition(node.condition.get());
        } else if constexpr (std::is_same_v<Node, ast::FollowPolicy> ||
                             std::is_same_v<Node, ast::Entry>) {
          OnPolicyMention(node.policy);
        } else if constexpr (std::is_same_v<Node, ast::Remember>) {
          VisitExpr(node.value.get());
        }
      },
      statement.node);
}

void AstVisitor::VisitCondition(const ast::Condition* condition) {
  if (condition == nullptr) return;
  OnCondition(*condition);
  std::visit(
      [this](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, ast::AllOf> || std::is_same_v<Node, ast::AnyOf>) {
          for (const auto& part : node.parts) VisitCondition(part.get());
        } else if constexpr (std::is_same_v<Node, ast::NotCondition>) {
          VisitCondition(node.operand.get());
        } else if constexpr (std::is_same_v<Node, ast::Comparison>) {
          VisitExpr(node.left.get());
          for (const auto& side : node.right) VisitExpr(side.get());
        } else if constexpr (std::is_same_v<Node, ast::ExprCondition>) {
          VisitExpr(node.expr.get());
        } else if constexpr (std::is_same_v<Node, ast::ToolFails>) {
          if (node.tool) VisitTool(*node.tool);
        } else if constexpr (std::is_same_v<Node, ast::FreeCondition>) {
          VisitTools(node.tools);
        }
      },
      condition->node);
}

void AstVisitor::VisitExpr(const ast::Expr* expr) {
  if (expr == nullptr) return;
  OnExpr(*expr);
  if (const auto* unary = std::get_if<ast::Unary>(&expr->node)) {
    VisitExpr(unary->operand.get());
  } else if (const auto* binary = std::get_if<ast::Binary>(&expr->node)) {
    VisitExpr(binary->left.get());
    VisitExpr(binary->right.get());
  } else if (const auto* list = std::get_if<ast::ListLiteral>(&expr->node)) {
    for (const auto& item : list->items) VisitExpr(item.get());
  }
}

void AstVisitor::VisitTool(const ast::ToolMention& tool) {
  OnTool(tool);
  for (const ast::Argument& argument : tool.arguments) VisitExpr(argument.value.get());
}

void AstVisitor::VisitTools(const std::vector<ast::ToolMention>& tools) {
  for (const ast::ToolMention& tool : tools) VisitTool(tool);
}

void AstVisitor::VisitQuotation(const ast::Quotation& quotation) {
  OnQuotation(quotation);
  for (const ast::QuotePart& part : quotation.parts) {
    if (part.expr != nullptr) {
      VisitExpr(part.expr.get());
    } else if (!part.placeholder.empty()) {
      OnPlaceholder(part);
    }
  }
}

}  // namespace proviso::lsp
