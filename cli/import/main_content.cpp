// SPDX-License-Identifier: Apache-2.0
#include "cli/import/internal/main_content.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace proviso::importing {
namespace {

struct Cue {
  std::string_view word;
  std::string_view what;
};

constexpr std::array<Cue, 8> kElements = {{{"nav", "navigation"},
                                           {"footer", "the footer"},
                                           {"aside", "a side column"},
                                           {"form", "a form"},
                                           {"dialog", "a dialogue"},
                                           {"button", "a button"},
                                           {"select", "a form"},
                                           {"textarea", "a form"}}};
constexpr std::array<Cue, 8> kRoles = {{{"navigation", "navigation"},
                                        {"banner", "the page's head"},
                                        {"contentinfo", "the footer"},
                                        {"search", "a form"},
                                        {"complementary", "a side column"},
                                        {"dialog", "a dialogue"},
                                        {"alertdialog", "a dialogue"},
                                        {"menu", "navigation"}}};
// Parts of class names and ids, compared as whole words of them.
constexpr std::array<Cue, 22> kClasses = {{{"cookie", "a cookie notice"},
                                           {"cookies", "a cookie notice"},
                                           {"consent", "a cookie notice"},
                                           {"gdpr", "a cookie notice"},
                                           {"breadcrumb", "navigation"},
                                           {"breadcrumbs", "navigation"},
                                           {"navbar", "navigation"},
                                           {"navigation", "navigation"},
                                           {"pagination", "navigation"},
                                           {"toc", "the table of contents"},
                                           {"sidebar", "a side column"},
                                           {"share", "links for sharing"},
                                           {"sharing", "links for sharing"},
                                           {"social", "links for sharing"},
                                           {"newsletter", "an advertisement"},
                                           {"advertisement", "an advertisement"},
                                           {"promo", "an advertisement"},
                                           {"comments", "comments of readers"},
                                           {"related", "links to other pages"},
                                           {"popup", "a dialogue"},
                                           {"modal", "a dialogue"},
                                           {"footer", "the footer"}}};

template <std::size_t N>
std::string_view WhatOf(const std::array<Cue, N>& cues, std::string_view word) {
  const auto found =
      std::find_if(cues.begin(), cues.end(), [&](const Cue& cue) { return cue.word == word; });
  return found == cues.end() ? std::string_view{} : found->what;
}

// "cookie-banner__text" -> cookie, banner, text
std::string_view ClassCue(std::string_view text) {
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (std::isalpha(static_cast<unsigned char>(c))) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      continue;
    }
    if (const std::string_view what = WhatOf(kClasses, word); !what.empty()) return what;
    word.clear();
  }
  return {};
}

struct TextShare {
  std::size_t text = 0;
  std::size_t linked = 0;
  std::size_t links = 0;
};

void Measure(const HtmlTree& tree, NodeId id, bool in_link, TextShare& share) {
  const Node& node = tree.node(id);
  if (IsMachinery(node) || node.absence != Absence::None || !Medium(node).empty()) return;
  if (node.is_text()) {
    const auto letters =
        static_cast<std::size_t>(std::count_if(node.text.begin(), node.text.end(), [](char c) {
          return !std::isspace(static_cast<unsigned char>(c));
        }));
    share.text += letters;
    if (in_link) share.linked += letters;
    return;
  }
  const bool link = node.name == "a" && node.has_attribute("href");
  if (link) ++share.links;
  for (const NodeId child : node.children) Measure(tree, child, in_link || link, share);
}

// A list of almost nothing but links leads elsewhere.
bool IsLinkList(const HtmlTree& tree, NodeId id) {
  constexpr std::size_t kFewestLinks = 4;
  constexpr std::size_t kLinkedPercent = 90;
  TextShare share;
  Measure(tree, id, false, share);
  return share.links >= kFewestLinks && share.linked * 100 >= share.text * kLinkedPercent;
}

// A tool or another policy is named: `@create_order`, `@refund(`, `#Order-changes`; not the handle
// of a company or a tag.
bool NamesSomething(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != '@' && text[i] != '#') continue;
    if (i > 0 && std::isalnum(static_cast<unsigned char>(text[i - 1]))) continue;
    for (std::size_t end = i + 1; end < text.size(); ++end) {
      const char c = text[end];
      if (c == '_' || (c == '(' && text[i] == '@') || (c == '-' && text[i] == '#'))
        return end > i + 1;
      if (!std::isalnum(static_cast<unsigned char>(c))) break;
    }
  }
  return false;
}

bool HasElement(const HtmlTree& tree, NodeId id, std::string_view name) {
  if (tree.node(id).name == name) return true;
  const std::vector<NodeId>& children = tree.node(id).children;
  return std::any_of(children.begin(), children.end(),
                     [&](NodeId child) { return HasElement(tree, child, name); });
}

bool HoldsWords(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '@';
  });
}

std::string_view WhyNoContent(const HtmlTree& tree, NodeId id) {
  const Node& node = tree.node(id);
  // What is hidden from screen readers alone is seen: signs beside the text, or, under a dialogue
  // that was open when the page was saved, all of it.
  if (node.attribute("aria-hidden") == "true" && !HoldsWords(tree.TextOf(id)))
    return "a decoration";
  if (const auto what = WhatOf(kElements, node.name); !what.empty()) return what;
  if (const auto what = WhatOf(kRoles, node.attribute("role")); !what.empty()) return what;
  // The head of the site is navigation; the head of an article holds its title.
  if (node.name == "header" && !HasElement(tree, id, "h1")) return "the page's head";
  if (node.name == "body" || node.name == "main" || node.name == "article") return {};
  for (const std::string_view key : {"class", "id"}) {
    if (const auto what = ClassCue(node.attribute(key)); !what.empty()) return what;
  }
  const bool lists = node.name == "ul" || node.name == "ol" || node.name == "div" ||
                     node.name == "section" || node.name == "p";
  return lists && IsLinkList(tree, id) ? "links to other pages" : std::string_view{};
}

std::vector<NodeId> AllNamed(const HtmlTree& tree, NodeId id, std::string_view name) {
  std::vector<NodeId> found;
  const Node& node = tree.node(id);
  if (node.name == name) return {id};
  for (const NodeId child : node.children) {
    const std::vector<NodeId> below = AllNamed(tree, child, name);
    found.insert(found.end(), below.begin(), below.end());
  }
  return found;
}

NodeId WithRole(const HtmlTree& tree, NodeId id, std::string_view role) {
  const Node& node = tree.node(id);
  if (node.attribute("role") == role) return id;
  for (const NodeId child : node.children) {
    const NodeId found = WithRole(tree, child, role);
    if (found != tree.root()) return found;
  }
  return tree.root();
}

}  // namespace

bool IsMachinery(const Node& node) {
  static constexpr std::array<std::string_view, 9> kNames = {
      "script", "style", "head", "title", "map", "meta", "link", "base", "param"};
  return std::find(kNames.begin(), kNames.end(), node.name) != kNames.end();
}

std::string_view Medium(const Node& node) {
  static constexpr std::array<Cue, 10> kMedia = {{{"iframe", "an embedded page"},
                                                  {"frame", "an embedded page"},
                                                  {"object", "an embedded document"},
                                                  {"embed", "an embedded document"},
                                                  {"svg", "a drawing"},
                                                  {"canvas", "a drawing"},
                                                  {"audio", "a recording"},
                                                  {"video", "a video"},
                                                  {"input", "a form"},
                                                  {"noscript", "text for pages without scripts"}}};
  return WhatOf(kMedia, node.name);
}

std::string TextAround(const HtmlTree& tree, NodeId within, NodeId content) {
  if (within == content) return "";
  const Node& node = tree.node(within);
  if (node.is_text()) return node.text;
  if (IsMachinery(node) || node.absence != Absence::None) return "";
  std::string out;
  for (const NodeId child : node.children) {
    out += TextAround(tree, child, content);
    if (!tree.node(child).is_text()) out += ' ';
  }
  return out;
}

NodeId MainContent(const HtmlTree& tree) {
  const NodeId body = tree.Find("body");
  NodeId main = tree.Find("main");
  if (main == tree.root()) main = WithRole(tree, tree.root(), "main");
  if (main == tree.root()) {
    const std::vector<NodeId> articles = AllNamed(tree, tree.root(), "article");
    if (articles.size() == 1) main = articles.front();
  }
  if (main == tree.root() || NamesSomething(TextAround(tree, body, main))) return body;
  return main;
}

std::optional<std::string> Boilerplate(const HtmlTree& tree, NodeId id) {
  const Absence absence = tree.node(id).absence;
  if (absence != Absence::None) return std::string(AbsenceName(absence));
  const std::string_view why = WhyNoContent(tree, id);
  if (why.empty() || NamesSomething(tree.TextOf(id))) return std::nullopt;
  return std::string(why);
}

}  // namespace proviso::importing
