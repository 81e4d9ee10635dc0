// SPDX-License-Identifier: Apache-2.0
// cmark knows neither ~~ nor what HTML means, and what is struck may begin in one node and end in
// another. So the texts of a paragraph are laid end to end, what is absent is found there, and what
// is left goes back into the nodes.
#include <cmark.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <string>

#include "cli/import/internal/absent_text.h"
#include "cli/import/internal/html_tree.h"

namespace proviso::importing {
namespace {

struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

bool IsSpace(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

std::string_view Literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view{} : text;
}

bool HoldsLiteral(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  return type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE ||
         type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK;
}

// A tag of HTML: `<s>`, `</s>`.
struct Tag {
  std::string name;
  bool closes = false;
  Absence absence = Absence::None;  // what the element is, when it opens
};

bool IsVoid(std::string_view name) {
  return name == "br" || name == "img" || name == "input" || name == "hr" || name == "wbr";
}

Tag ReadTag(std::string_view text) {
  Tag tag;
  std::size_t at = 1;
  tag.closes = at < text.size() && text[at] == '/';
  if (tag.closes) ++at;
  while (at < text.size() &&
         (std::isalnum(static_cast<unsigned char>(text[at])) || text[at] == '-')) {
    tag.name += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at++])));
  }
  if (tag.closes || tag.name.empty() || IsVoid(tag.name) || text.ends_with("/>")) return tag;
  // Without attributes its name says what it is; a page of tags is not parsed tag by tag.
  const bool plain = text.find_first_of(" \t\n") == std::string_view::npos;
  const bool named =
      tag.name == "s" || tag.name == "strike" || tag.name == "del" || tag.name == "template";
  if (plain && !named) return tag;
  const auto tree = HtmlTree::Parse(text);
  if (tree) tag.absence = tree->node(tree->Find(tag.name)).absence;
  return tag;
}

// Tags one after the other; what is no tag is passed over.
template <typename Visit>
void EachTag(std::string_view html, Visit visit) {
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    if (html.substr(at).starts_with("<!--")) {
      const std::size_t end = html.find("-->", at);
      at = end == std::string_view::npos ? html.size() : end;
      continue;
    }
    const std::size_t end = html.find('>', at);
    if (end == std::string_view::npos) return;
    visit(ReadTag(html.substr(at, end - at + 1)));
    at = end;
  }
}

// Elements of HTML that say how text looks; `<order_id>` is a placeholder that somebody typed.
bool IsMarkUp(std::string_view name) {
  static constexpr std::string_view kNames[] = {
      "a",   "abbr", "b",   "big", "code",   "del", "em",     "font", "i",       "ins",
      "kbd", "mark", "p",   "s",   "samp",   "div", "small",  "span", "sub",     "sup",
      "u",   "var",  "wbr", "q",   "strike", "tt",  "strong", "cite", "details", "summary"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

// An absent element that a piece of HTML has opened and not closed yet.
struct Open {
  std::string name;
  int depth = 0;
  Absence absence = Absence::None;
  std::string text;

  void See(const Tag& tag) {
    if (depth == 0) {
      if (tag.absence == Absence::None) return;
      name = tag.name;
      absence = tag.absence;
      depth = 1;
    } else if (tag.name == name && !IsVoid(name)) {
      depth += tag.closes ? -1 : 1;
    }
  }
};

class Remover {
 public:
  explicit Remover(Page& page) : page_(page) {}

  void Run(cmark_node* document) {
    const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(document));
    for (;;) {
      const cmark_event_type event = cmark_iter_next(iterator.get());
      if (event == CMARK_EVENT_DONE) break;
      cmark_node* node = cmark_iter_get_node(iterator.get());
      const cmark_node_type type = cmark_node_get_type(node);
      const bool line = type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING;
      if (event == CMARK_EVENT_ENTER) {
        Enter(node, type);
      } else if (line) {
        Line();
      }
    }
    Close();
  }

 private:
  struct Piece {
    cmark_node* node;
    std::size_t begin;
  };

  void Enter(cmark_node* node, cmark_node_type type) {
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
      flat_ += ' ';
    } else if (!HoldsLiteral(node)) {
      return;
    } else if (open_.depth > 0) {
      Swallow(node, type);
    } else if (type == CMARK_NODE_HTML_BLOCK) {
      // What is closed in the same block, the reader of HTML sees for itself.
      EachTag(Literal(node), [&](const Tag& tag) { open_.See(tag); });
      if (open_.depth == 0) return;
      open_.text =
          Literal(node).substr(std::min(Literal(node).size(), Literal(node).find('>') + 1));
      cmark_node_set_literal(node, "");
    } else if (type != CMARK_NODE_CODE_BLOCK) {
      pieces_.push_back({node, flat_.size()});
      flat_ += Literal(node);
      // Marks in code are no marks, but they must not move what stands behind them.
      eligible_.resize(flat_.size(), type == CMARK_NODE_TEXT);
    }
    eligible_.resize(flat_.size(), false);
  }

  // Inside of an element that an earlier block has opened.
  void Swallow(cmark_node* node, cmark_node_type type) {
    const std::string text(Literal(node));
    if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
      EachTag(text, [&](const Tag& tag) { open_.See(tag); });
    } else {
      open_.text += ' ' + text;
    }
    cmark_node_set_literal(node, "");
    if (open_.depth == 0) Close();
  }

  void Close() {
    if (open_.absence != Absence::None) {
      page_.LeaveOut(std::string(AbsenceName(open_.absence)), open_.text);
    }
    open_ = {};
  }

  void Line() {
    std::vector<bool> gone(flat_.size(), false);
    Struck(gone);
    Elements(gone);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const std::size_t end = i + 1 < pieces_.size() ? pieces_[i + 1].begin : flat_.size();
      const std::size_t length = std::min(end - pieces_[i].begin, Literal(pieces_[i].node).size());
      std::string left;
      for (std::size_t at = pieces_[i].begin; at < pieces_[i].begin + length; ++at) {
        if (!gone[at]) left += flat_[at];
      }
      if (left.size() != length) cmark_node_set_literal(pieces_[i].node, left.c_str());
    }
    pieces_.clear();
    flat_.clear();
    eligible_.clear();
  }

  void Struck(std::vector<bool>& gone) {
    std::string text = flat_;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '~' && !eligible_[i]) text[i] = '.';
    }
    for (const Stretch& stretch : StruckStretches(text)) {
      std::fill(gone.begin() + static_cast<std::ptrdiff_t>(stretch.begin),
                gone.begin() + static_cast<std::ptrdiff_t>(stretch.end), true);
      page_.LeaveOut(std::string(AbsenceName(Absence::Struck)),
                     flat_.substr(stretch.begin + 2, stretch.end - stretch.begin - 4));
    }
  }

  // Struck and hidden elements with what is in them, comments, and the tags of mark-up.
  void Elements(std::vector<bool>& gone) {
    Open open;
    std::size_t begin = 0;
    const auto take = [&](std::size_t from, std::size_t to) {
      std::fill(gone.begin() + static_cast<std::ptrdiff_t>(from),
                gone.begin() + static_cast<std::ptrdiff_t>(to), true);
    };
    for (const Piece& piece : pieces_) {
      if (cmark_node_get_type(piece.node) != CMARK_NODE_HTML_INLINE) continue;
      const std::string_view html = Literal(piece.node);
      const std::size_t end = piece.begin + html.size();
      if (html.starts_with("<!--")) {
        if (open.depth == 0)
          page_.LeaveOut(
              std::string(AbsenceName(Absence::Comment)),
              std::string(html.substr(4, html.size() - std::min<std::size_t>(html.size(), 7))));
        take(piece.begin, end);
        continue;
      }
      const Tag tag = ReadTag(html);
      const int before = open.depth;
      open.See(tag);
      if (before == 0 && open.depth == 1) begin = end;
      if (before == 1 && open.depth == 0) {
        page_.LeaveOut(std::string(AbsenceName(open.absence)),
                       flat_.substr(begin, piece.begin - begin));
        take(begin, piece.begin);
      }
      if (IsMarkUp(tag.name) || open.absence != Absence::None) take(piece.begin, end);
      if (open.depth == 0) open = {};
    }
    if (open.depth == 0) return;
    page_.LeaveOut(std::string(AbsenceName(open.absence)), flat_.substr(begin));
    take(begin, flat_.size());
  }

  Page& page_;
  Open open_;
  std::vector<Piece> pieces_;
  std::string flat_;
  std::vector<bool> eligible_;
};

}  // namespace

std::vector<Stretch> StruckStretches(std::string_view text) {
  std::vector<Stretch> out;
  std::size_t open = std::string_view::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] == '\n')
      open = std::string_view::npos;
    if (text[i] != '~') continue;
    std::size_t end = i;
    while (end < text.size() && text[end] == '~') ++end;
    // Three are the fence of a block of code.
    const bool two = end - i == 2;
    if (two && open != std::string_view::npos && !IsSpace(text[i - 1])) {
      out.push_back({open, end});
      open = std::string_view::npos;
    } else if (two && open == std::string_view::npos && end < text.size() && !IsSpace(text[end])) {
      open = i;
    }
    i = end - 1;
  }
  return out;
}

void TakeOutAbsent(cmark_node* document, Page& page) { Remover(page).Run(document); }

std::string WithoutAbsent(std::string_view text, Page& page) {
  std::string rest;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find("<!--", at);
    rest += text.substr(at, begin - at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = text.find("-->", begin + 4);
    if (end == std::string_view::npos) {
      rest += text.substr(begin);  // never closed: typed, not meant
      break;
    }
    page.LeaveOut(std::string(AbsenceName(Absence::Comment)),
                  std::string(text.substr(begin + 4, end - begin - 4)));
    at = end + 3;
  }
  std::string out;
  std::size_t at = 0;
  for (const Stretch& stretch : StruckStretches(rest)) {
    out += rest.substr(at, stretch.begin - at);
    page.LeaveOut(std::string(AbsenceName(Absence::Struck)),
                  rest.substr(stretch.begin + 2, stretch.end - stretch.begin - 4));
    at = stretch.end;
  }
  return out + rest.substr(at);
}

}  // namespace proviso::importing
