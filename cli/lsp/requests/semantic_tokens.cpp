// SPDX-License-Identifier: Apache-2.0
// textDocument/semanticTokens: what each word is, from the syntax tree: no list of words is kept
// here.
#include "cli/lsp/requests/semantic_tokens.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/lsp/ast_visitor.h"
#include "cli/lsp/requests/requests.h"

namespace proviso::lsp {
namespace {

enum class TokenType : std::uint32_t {
  Policy,
  Section,
  Tool,
  Parameter,
  Value,
  Type,
  Text,
  Number,
  Keyword,
  Comment,
  HeadField,
  Placeholder,
};
constexpr std::array<std::string_view, 12> kTypeNames = {
    "class",  "namespace", "function", "parameter", "variable", "type",
    "string", "number",    "keyword",  "comment",   "property", "macro"};

constexpr std::uint32_t kDeclaration = 1;
constexpr std::uint32_t kReadonly = 2;
constexpr std::uint32_t kDefaultLibrary = 4;
constexpr std::array<std::string_view, 3> kModifierNames = {"declaration", "readonly",
                                                            "defaultLibrary"};

struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenType type{};
  std::uint32_t modifiers = 0;
};

class TokenCollector final : public AstVisitor {
 public:
  TokenCollector(const ParsedFile& file, const ToolCatalogue& catalogue)
      : file_(file), catalogue_(catalogue) {}

  // By place, without overlaps.
  std::vector<Token> Collect() {
    Visit(file_.document());
    AddNames();
    for (const ast::Remark& remark : file_.document().remarks) {
      const bool shown =
          remark.kind != ast::RemarkKind::Heading && remark.kind != ast::RemarkKind::Separator;
      if (shown) Add(remark.span.begin, remark.span.end, TokenType::Comment);
    }
    std::stable_sort(tokens_.begin(), tokens_.end(), [](const Token& a, const Token& b) {
      return std::pair(a.begin, b.end) < std::pair(b.begin, a.end);
    });
    std::vector<Token> flat;
    for (const Token& token : tokens_) {
      if (flat.empty() || token.begin >= flat.back().end) flat.push_back(token);
    }
    return flat;
  }

 protected:
  void OnPolicy(const ast::Policy& policy) override {
    // What stands in front of the name says that it is one.
    const Span name = PolicyNameSpan(file_.source(), policy);
    AddWord(policy.name_span.begin, name.begin);
    for (const ast::HeadField& field : policy.head) {
      const std::string_view text = file_.source().Text(field.span);
      const std::size_t colon = text.find(':');
      if (colon == std::string_view::npos) continue;
      Add(field.span.begin, field.span.begin + static_cast<std::uint32_t>(colon),
          TokenType::HeadField);
    }
  }

  void OnStatement(const ast::Statement& statement) override {
    const bool acts = !std::holds_alternative<ast::Section>(statement.node) &&
                      !std::holds_alternative<ast::Item>(statement.node) &&
                      !std::holds_alternative<ast::Documentation>(statement.node) &&
                      !std::holds_alternative<ast::Entry>(statement.node) &&
                      !std::holds_alternative<ast::Judge>(statement.node);
    if (acts) AddWord(statement.span.begin, statement.span.end);
    if (std::holds_alternative<ast::Documentation>(statement.node)) {
      Add(statement.span.begin, statement.span.end, TokenType::Comment);
    }
    if (const auto* offer = std::get_if<ast::Offer>(&statement.node)) {
      for (const ast::OfferOption& option : offer->options) {
        Add(option.label.span.begin, option.label.span.end, TokenType::HeadField, kDeclaration);
      }
    }
  }

  void OnTool(const ast::ToolMention& tool) override {
    for (const ast::Argument& argument : tool.arguments) {
      if (argument.type_name.empty()) continue;
      const std::string_view text = file_.source().Text(argument.span);
      const std::size_t at = text.rfind(argument.type_name);
      if (at == std::string_view::npos) continue;
      const std::uint32_t begin = argument.span.begin + static_cast<std::uint32_t>(at);
      Add(begin, begin + static_cast<std::uint32_t>(argument.type_name.size()), TokenType::Type);
    }
  }

  void OnQuotation(const ast::Quotation& quotation) override {
    std::uint32_t at = quotation.span.begin;
    for (const ast::QuotePart& part : quotation.parts) {
      if (part.expr == nullptr && part.placeholder.empty()) continue;
      Add(at, part.span.begin, TokenType::Text);
      at = part.span.end;
    }
    Add(at, quotation.span.end, TokenType::Text);
  }

  void OnPlaceholder(const ast::QuotePart& part) override {
    Add(part.span.begin, part.span.end, TokenType::Placeholder);
  }

  void OnExpr(const ast::Expr& expr) override {
    const auto* literal = std::get_if<ast::Literal>(&expr.node);
    if (literal == nullptr) return;
    const bool text = literal->type == ValueType::Text;
    Add(expr.span.begin, expr.span.end, text ? TokenType::Text : TokenType::Number);
  }

 private:
  void Add(std::uint32_t begin, std::uint32_t end, TokenType type, std::uint32_t modifiers = 0) {
    if (end > begin && end <= file_.text().size()) tokens_.push_back({begin, end, type, modifiers});
  }

  // The first word of a sentence: what it does.
  void AddWord(std::uint32_t begin, std::uint32_t end) {
    const std::string_view text = file_.text().substr(begin, end > begin ? end - begin : 0);
    const std::size_t size = std::min(text.find_first_of(" \t:,;.\r\n\"@#"), text.size());
    Add(begin, begin + static_cast<std::uint32_t>(size), TokenType::Keyword);
  }

  void AddNames() {
    for (const Occurrence& occurrence : file_.symbols().occurrences) {
      if (!occurrence.spelled) continue;
      std::uint32_t begin = occurrence.span.begin;
      std::uint32_t modifiers = occurrence.defines ? kDeclaration : 0;
      TokenType type = TokenType::Value;
      switch (occurrence.kind) {
        case SymbolKind::Policy:
          type = TokenType::Policy;
          if (!occurrence.defines) --begin;  // the sigil
          break;
        case SymbolKind::Section:
          type = TokenType::Section;
          break;
        case SymbolKind::Tool: {
          type = TokenType::Tool;
          --begin;
          modifiers = 0;
          const ToolDefinition* tool = catalogue_.Find(occurrence.key);
          if (tool != nullptr) modifiers |= kDefaultLibrary;
          if (tool != nullptr && tool->effect == ToolEffect::Read) modifiers |= kReadonly;
          break;
        }
        case SymbolKind::Parameter:
          type = TokenType::Parameter;
          break;
        case SymbolKind::Value:
          break;
      }
      Add(begin, occurrence.span.end, type, modifiers);
    }
  }

  const ParsedFile& file_;
  const ToolCatalogue& catalogue_;
  std::vector<Token> tokens_;
};

// Five numbers a token, places relative to the token before. A token lies in one line.
Json Encoded(const ParsedFile& file, const std::vector<Token>& tokens, PositionEncoding encoding,
             std::optional<std::pair<std::uint32_t, std::uint32_t>> only) {
  Json data = Json::array();
  Position last;
  const auto add = [&](std::uint32_t begin, std::uint32_t end, const Token& token) {
    const Position from = file.PositionOf(begin, encoding);
    const Position to = file.PositionOf(end, encoding);
    if (to.character <= from.character) return;
    data.push_back(from.line - last.line);
    data.push_back(from.line == last.line ? from.character - last.character : from.character);
    data.push_back(to.character - from.character);
    data.push_back(static_cast<std::uint32_t>(token.type));
    data.push_back(token.modifiers);
    last = from;
  };
  for (const Token& token : tokens) {
    if (only && (token.end <= only->first || token.begin >= only->second)) continue;
    for (std::uint32_t begin = token.begin; begin < token.end;) {
      const std::uint32_t line = file.lines().LineOf(begin);
      const auto size = static_cast<std::uint32_t>(file.lines().Line(file.text(), line).size());
      add(begin, std::min(token.end, file.lines().LineStart(line) + size), token);
      begin = line + 1 < file.lines().line_count() ? file.lines().LineStart(line + 1) : token.end;
    }
  }
  return data;
}

}  // namespace

Json SemanticTokensLegend() {
  return {{"tokenTypes", kTypeNames}, {"tokenModifiers", kModifierNames}};
}

Result<Json> SemanticTokens(ServerState& state, const Json& params) {
  PROVISO_TRY(const ParsedFilePtr file, FileOfRequest(state, params));
  const auto tokens = TokenCollector(*file, state.workspace.CatalogueFor(file->uri())).Collect();
  return Json{{"data", Encoded(*file, tokens, state.encoding(), std::nullopt)}};
}

Result<Json> SemanticTokensRange(ServerState& state, const Json& params) {
  PROVISO_TRY(const ParsedFilePtr file, FileOfRequest(state, params));
  const auto range = ReadRange(FindField(params, "range"));
  if (!range) return InvalidParams("range is missing");
  const auto tokens = TokenCollector(*file, state.workspace.CatalogueFor(file->uri())).Collect();
  const std::pair only(file->OffsetOf(range->begin, state.encoding()),
                       file->OffsetOf(range->end, state.encoding()));
  return Json{{"data", Encoded(*file, tokens, state.encoding(), only)}};
}

}  // namespace proviso::lsp
