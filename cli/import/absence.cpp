// SPDX-License-Identifier: Apache-2.0
// What the author of a page took out or its reader does not see (LANGUAGE section 1).
#include "cli/import/internal/style_sheet.h"

namespace proviso::importing {
namespace {

// Elements by which text is struck or, in what pandoc makes of a Word file, marked as deleted.
bool IsStruckElement(const Node& node) {
  if (node.name == "del" || node.name == "s" || node.name == "strike") return true;
  const std::string_view classes = node.attribute("class");
  return node.name == "span" && (classes == "deletion" || classes == "paragraph-deletion");
}

// What pandoc makes of a comment in the margin of a Word file.
bool IsMarginComment(const Node& node) {
  return node.name == "span" && node.attribute("class") == "comment-start";
}

bool IsHiddenElement(const Node& node) {
  return node.has_attribute("hidden") || node.name == "template";
}

}  // namespace

void HtmlTree::MarkAbsent() {
  StyleSheet styles;
  for (const Node& node : nodes_) {
    if (node.name != "style" || node.attribute("media") == "print") continue;
    for (const NodeId child : node.children) styles.Read(this->node(child).text);
  }
  for (Node& node : nodes_) {
    if (node.is_text() || node.absence != Absence::None) continue;
    node.absence = styles.Of(node);
    if (IsStruckElement(node)) node.absence = Absence::Struck;
    if (IsHiddenElement(node)) node.absence = Absence::Hidden;
    if (IsMarginComment(node)) node.absence = Absence::Comment;
    // A page that is hidden until its script has run is seen all the same.
    if (node.name == "html" || node.name == "body") node.absence = Absence::None;
  }
}

std::string_view AbsenceName(Absence absence) {
  switch (absence) {
    case Absence::None:
      break;
    case Absence::Struck:
      return "struck-through text";
    case Absence::Hidden:
      return "hidden text";
    case Absence::Comment:
      return "a comment";
  }
  return "";
}

}  // namespace proviso::importing
