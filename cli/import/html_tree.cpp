// SPDX-License-Identifier: Apache-2.0
#include "cli/import/internal/html_tree.h"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <mutex>

#include "cli/import/page.h"

namespace proviso::importing {

std::string_view Node::attribute(std::string_view key) const {
  for (const auto& [name_of, value] : attributes) {
    if (name_of == key) return value;
  }
  return {};
}

bool Node::has_attribute(std::string_view key) const {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const auto& attribute) { return attribute.first == key; });
}

namespace {

std::string Lower(const xmlChar* text) {
  std::string out = text == nullptr ? "" : reinterpret_cast<const char*>(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// Comments by which Word and the clipboard speak to programs.
bool IsProgramsOwn(std::string_view comment) {
  return comment.starts_with("[if ") || comment.starts_with("[endif") ||
         comment == "StartFragment" || comment == "EndFragment";
}

void Ignore(void* /*context*/, const char* /*message*/, ...) {}

}  // namespace

// Receives the parser's events. When a limit is reached the parser is told to stop.
class HtmlTreeBuilder {
 public:
  HtmlTree tree;
  std::string problem;  // "too_deep", "too_large" or empty
  xmlParserCtxtPtr parser = nullptr;

  static void Start(void* self, const xmlChar* name, const xmlChar** attributes) {
    static_cast<HtmlTreeBuilder*>(self)->OnStart(name, attributes);
  }
  static void End(void* self, const xmlChar* /*name*/) {
    auto& builder = *static_cast<HtmlTreeBuilder*>(self);
    if (builder.open_.size() > 1) builder.open_.pop_back();
  }
  static void Comment(void* self, const xmlChar* text) {
    static_cast<HtmlTreeBuilder*>(self)->OnComment(
        text == nullptr ? "" : reinterpret_cast<const char*>(text));
  }
  static void Text(void* self, const xmlChar* text, int length) {
    static_cast<HtmlTreeBuilder*>(self)->OnText(
        {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
  }

 private:
  void Stop(const char* why) {
    if (problem.empty()) problem = why;
    xmlStopParser(parser);
  }

  NodeId Add(Node node) {
    const auto id = static_cast<NodeId>(tree.nodes_.size());
    tree.nodes_.push_back(std::move(node));
    tree.nodes_[static_cast<std::size_t>(open_.back())].children.push_back(id);
    if (tree.nodes_.size() >= HtmlTree::kMaxNodes) Stop("too_large");
    return id;
  }

  void OnStart(const xmlChar* name, const xmlChar** attributes) {
    if (!problem.empty()) return;
    Node node;
    node.name = Lower(name);
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      const xmlChar* value = attributes[1];
      node.attributes.emplace_back(Lower(attributes[0]),
                                   value == nullptr ? "" : reinterpret_cast<const char*>(value));
    }
    open_.push_back(Add(std::move(node)));
    if (open_.size() > HtmlTree::kMaxDepth) Stop("too_deep");
  }

  void OnComment(std::string_view text) {
    if (!problem.empty() || IsProgramsOwn(text)) return;
    Node node;
    node.name = "#comment";
    node.text = text;
    node.absence = Absence::Comment;
    Add(std::move(node));
  }

  void OnText(std::string_view text) {
    if (!problem.empty()) return;
    const std::vector<NodeId>& siblings = tree.node(open_.back()).children;
    if (!siblings.empty() && tree.node(siblings.back()).is_text()) {
      tree.nodes_[static_cast<std::size_t>(siblings.back())].text += text;
      return;
    }
    Node node;
    node.text = text;
    Add(std::move(node));
  }

  std::vector<NodeId> open_{NodeId{0}};
};

Result<HtmlTree> HtmlTree::Parse(std::string_view text) {
  if (text.size() > kMaxDocumentBytes) {
    return Error{"too_large",
                 fmt::format("the page is larger than {} MB", kMaxDocumentBytes >> 20)};
  }
  HtmlTreeBuilder builder;
  if (text.empty()) return std::move(builder.tree);
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });

  xmlSAXHandler events{};
  events.startElement = HtmlTreeBuilder::Start;
  events.endElement = HtmlTreeBuilder::End;
  events.characters = HtmlTreeBuilder::Text;
  events.cdataBlock = HtmlTreeBuilder::Text;
  events.ignorableWhitespace = HtmlTreeBuilder::Text;
  events.comment = HtmlTreeBuilder::Comment;
  events.error = Ignore;
  events.warning = Ignore;

  struct FreeParser {
    void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
  };
  const std::unique_ptr<htmlParserCtxt, FreeParser> parser(
      htmlCreatePushParserCtxt(&events, &builder, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (!parser) return Error{"too_large", "there is not enough memory for the page"};
  builder.parser = parser.get();
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  // In one piece: a piece that ends inside a character would make the parser doubt the encoding.
  htmlParseChunk(parser.get(), text.data(), static_cast<int>(text.size()), 0);
  htmlParseChunk(parser.get(), nullptr, 0, 1);
  if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
  parser->myDoc = nullptr;

  if (builder.problem == "too_deep") {
    return Error{"too_deep", fmt::format("elements of the page are nested more than {} levels deep",
                                         kMaxDepth)};
  }
  if (builder.problem == "too_large") {
    return Error{"too_large", fmt::format("the page has more than {} elements", kMaxNodes)};
  }
  builder.tree.MarkAbsent();
  return std::move(builder.tree);
}

NodeId HtmlTree::Find(std::string_view name) const {
  // Nodes are stored in document order.
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    if (nodes_[i].name == name) return static_cast<NodeId>(i);
  }
  return root();
}

std::string HtmlTree::TextOf(NodeId id) const {
  const Node& from = node(id);
  if (from.is_text() || from.name == "#comment") return from.text;
  if (from.name == "script" || from.name == "style") return "";
  std::string out;
  for (const NodeId child : from.children) {
    // What is struck or hidden is read in one piece; inside of text that is seen it is not there.
    if (node(child).absence != Absence::None && from.absence == Absence::None) continue;
    out += TextOf(child);
    if (!node(child).is_text()) out += ' ';
  }
  return out;
}

}  // namespace proviso::importing
