// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/outline.h"

#include <algorithm>
#include <optional>
#include <type_traits>

#include "cli/lsp/ast_places.h"
#include "core/utf8.h"

namespace proviso::lsp {
namespace {

constexpr std::size_t kNameLength = 60;

// The first line of the text, cut at a whole character.
std::string NameOf(std::string_view text) {
  text = text.substr(0, text.find_first_of("\r\n"));
  std::size_t at = 0;
  std::size_t count = 0;
  while (at < text.size() && count < kNameLength) {
    at += DecodeUtf8(text, at).length;
    ++count;
  }
  std::string name(text.substr(0, at));
  if (at < text.size()) name += "…";
  while (!name.empty() && (name.back() == ':' || name.back() == ' ')) name.pop_back();
  return name.empty() ? "…" : name;  // the protocol allows no empty name
}

std::optional<OutlineKind> KindOf(const ast::Statement& statement) {
  return std::visit(
      [](const auto& node) -> std::optional<OutlineKind> {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, ast::Section>) return OutlineKind::Section;
        if constexpr (std::is_same_v<Node, ast::Ask> || std::is_same_v<Node, ast::AskYesNo> ||
                      std::is_same_v<Node, ast::Choose> ||
                      std::is_same_v<Node, ast::ConfirmValue>) {
          return OutlineKind::Question;
        }
        if constexpr (std::is_same_v<Node, ast::Use> || std::is_same_v<Node, ast::ApplyOffer>) {
          return OutlineKind::Call;
        }
        if constexpr (std::is_same_v<Node, ast::Offer>) return OutlineKind::Offer;
        if constexpr (std::is_same_v<Node, ast::Branch>) return OutlineKind::Branch;
        if constexpr (std::is_same_v<Node, ast::FollowPolicy>) return OutlineKind::OtherPolicy;
        if constexpr (std::is_same_v<Node, ast::HandOff>) return OutlineKind::HandOff;
        return std::nullopt;
      },
      statement.node);
}

class Builder {
 public:
  explicit Builder(const ParsedFile& file) : file_(file) {}

  OutlineItem Of(const ast::Policy& policy) const {
    OutlineItem item;
    item.kind = OutlineKind::Policy;
    item.name = NameOf(policy.name);
    item.extent = ExtentOf(policy);
    const Span name = PolicyNameSpan(file_.source(), policy);
    item.selection =
        name.end > name.begin ? name : Span{name.file, item.extent.begin, item.extent.begin};
    AddBlock(policy.body, item.children);
    return item;
  }

 private:
  void AddBlock(const ast::Block& block, std::vector<OutlineItem>& items) const {
    for (const auto& statement : block) Add(*statement, items);
  }

  void Add(const ast::Statement& statement, std::vector<OutlineItem>& items) const {
    const auto kind = KindOf(statement);
    if (!kind) {
      AddBlock(statement.body, items);
      return;
    }
    OutlineItem item;
    item.kind = *kind;
    const auto* section = std::get_if<ast::Section>(&statement.node);
    item.name = NameOf(section != nullptr ? std::string_view(section->title.text)
                                          : file_.source().Text(statement.span));
    item.extent = ExtentOf(statement);
    item.selection = statement.span;
    if (const auto* offer = std::get_if<ast::Offer>(&statement.node)) {
      for (const ast::OfferOption& option : offer->options) {
        item.children.push_back(
            {OutlineKind::Option,
             NameOf(option.label.text),
             option.span,
             option.label.span.end > option.label.span.begin ? option.label.span : option.span,
             {}});
      }
    }
    AddBlock(statement.body, item.children);
    if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) {
      AddBlock(branch->otherwise, item.children);
    }
    items.push_back(std::move(item));
  }

  const ParsedFile& file_;
};

}  // namespace

std::vector<OutlineItem> OutlineOf(const ParsedFile& file) {
  std::vector<OutlineItem> items;
  const Builder builder(file);
  for (const ast::Policy& policy : file.document().policies) items.push_back(builder.Of(policy));
  return items;
}

}  // namespace proviso::lsp
