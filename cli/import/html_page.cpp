// SPDX-License-Identifier: Apache-2.0
// From the tree of a web page to headings, lines and rows. Recursion follows the tree, whose depth
// is limited.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <utility>

#include "cli/import/internal/html_tree.h"
#include "cli/import/internal/main_content.h"
#include "cli/import/internal/word_processors.h"
#include "cli/import/internal/words.h"
#include "cli/import/readers.h"

namespace proviso::importing {
namespace {

constexpr std::size_t kMaxHeadingBytes = 160;

bool IsBlank(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; });
}

template <std::size_t N>
bool OneOf(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Elements that begin a line of their own.
bool IsBlockElement(std::string_view name) {
  static constexpr std::array<std::string_view, 52> kNames = {
      "address",  "article",    "aside",   "blockquote", "body",   "caption",  "center",   "col",
      "colgroup", "dd",         "details", "dialog",     "dir",    "div",      "dl",       "dt",
      "fieldset", "figcaption", "figure",  "footer",     "form",   "frameset", "h1",       "h2",
      "h3",       "h4",         "h5",      "h6",         "header", "hgroup",   "hr",       "html",
      "legend",   "li",         "listing", "main",       "menu",   "nav",      "noframes", "ol",
      "optgroup", "option",     "p",       "pre",        "search", "section",  "summary",  "table",
      "td",       "th",         "tr",      "ul"};
  return OneOf(name, kNames);
}

bool IsKnownInline(std::string_view name) {
  static constexpr std::array<std::string_view, 52> kNames = {
      "a",        "abbr",   "acronym", "b",      "bdi",    "bdo",   "big",  "br",     "button",
      "cite",     "code",   "data",    "del",    "dfn",    "em",    "font", "i",      "img",
      "ins",      "kbd",    "label",   "mark",   "math",   "meter", "nobr", "output", "picture",
      "progress", "q",      "rp",      "rt",     "ruby",   "s",     "samp", "select", "slot",
      "small",    "source", "span",    "strike", "strong", "sub",   "sup",  "tbody",  "textarea",
      "thead",    "tfoot",  "time",    "tt",     "u",      "var",   "wbr"};
  return OneOf(name, kNames);
}

int HeadingLevel(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? name[1] - '0' : 0;
}

class PageReader {
 public:
  PageReader(const HtmlTree& tree, Page& page, bool with_addresses = true)
      : tree_(tree), page_(page), with_addresses_(with_addresses) {}

  void Read(NodeId root) {
    Children(root);
    Flush();
  }

 private:
  const Node& At(NodeId id) const { return tree_.node(id); }

  // ---- the line that is being collected ----

  void AddText(std::string_view text) {
    if (preformatted_ == 0) {
      line_ += text;
    } else {
      for (const char c : text) {
        if (c == '\n') {
          Flush();
        } else {
          line_ += c;
        }
      }
    }
    if (IsBlank(text)) return;
    any_text_ = true;
    if (bold_depth_ == 0) all_bold_ = false;
  }

  void Flush() {
    if (any_text_) {
      if (quote_depth_ > 0) {
        page_.blocks.push_back({Block::Kind::Quote, level_, "", CleanText(line_), false});
      } else {
        AddLine(page_, level_, marker_, line_, all_bold_);
      }
      // What follows in the same member of a list stands below its first line.
      if (!marker_.empty()) ++level_;
      marker_.clear();
    }
    line_.clear();
    any_text_ = false;
    all_bold_ = true;
  }

  // ---- the tree ----

  void Children(NodeId id) {
    for (const NodeId child : At(id).children) Visit(child);
  }

  void Visit(NodeId id) {
    const Node& node = At(id);
    if (node.is_text()) return AddText(node.text);
    if (IsMachinery(node)) return;
    if (const auto why = Boilerplate(tree_, id)) return LeaveOut(id, *why);
    if (node.name == "img") return page_.LeaveOut("a picture", std::string(node.attribute("alt")));
    if (const std::string_view medium = Medium(node); !medium.empty()) return LeaveOut(id, medium);
    if (node.name == "br") return Flush();
    NameUnknown(node);
    if (IsInline(id)) return Inline(id);
    Flush();
    if (const int list_level = WordListLevel(node); list_level > 0) {
      WordListMember(id, list_level);
    } else if (const int level = HeadingLevel(node.name); level > 0) {
      Heading(id, level);
    } else if (node.name == "ul" || node.name == "ol") {
      List(id, node.name == "ol");
    } else if (node.name == "table") {
      Table(id);
    } else if (node.name == "dl") {
      Definitions(id);
    } else if (node.name == "blockquote") {
      ++quote_depth_;
      Children(id);
      Flush();
      --quote_depth_;
    } else if (node.name == "pre" && IsCode(id)) {
      LeaveOut(id, "code");
    } else if (node.name == "pre") {
      ++preformatted_;
      Children(id);
      Flush();
      --preformatted_;
    } else {
      Children(id);
      Flush();
    }
  }

  void LeaveOut(NodeId id, std::string_view why) {
    const std::string text = tree_.TextOf(id);
    // An embedded page or a video is missed though it holds no text; an empty form is not.
    const Node& node = At(id);
    const bool shows = node.absence == Absence::None && !Medium(node).empty() &&
                       node.name != "input" && node.name != "noscript";
    if (shows || !IsBlank(text)) page_.LeaveOut(std::string(why), text);
  }

  // Preformatted text is code when all of it is marked as such.
  bool IsCode(NodeId id) const {
    const Node& node = At(id);
    bool code = false;
    for (const NodeId child : node.children) {
      if (At(child).is_text() ? !IsBlank(At(child).text) : At(child).name != "code") return false;
      code = code || At(child).name == "code";
    }
    return code;
  }

  // Unknown elements are parts of the line, as browsers have it, unless they hold lines themselves.
  bool IsInline(NodeId id) const {
    const Node& node = At(id);
    return !IsBlockElement(node.name) && WordListLevel(node) <= 0 && !HoldsLines(id);
  }

  bool HoldsLines(NodeId id) const {
    const Node& node = At(id);
    // Google Docs wraps all it copies in a <b>; known elements are what they are.
    if (IsKnownInline(node.name)) return false;
    return std::any_of(node.children.begin(), node.children.end(), [&](NodeId child) {
      return IsBlockElement(At(child).name) || HoldsLines(child);
    });
  }

  // `<order_id>` in a page is mostly a placeholder that somebody typed, and no reader sees it. What
  // stands inside such an element stays. Word's own elements have a colon in their names.
  void NameUnknown(const Node& node) {
    if (IsBlockElement(node.name) || IsKnownInline(node.name)) return;
    if (node.name.find_first_of(":#") != std::string::npos) return;
    page_.LeaveOut("marks that HTML does not know (their text stays)", "<" + node.name + ">");
  }

  void Inline(NodeId id) {
    const Node& node = At(id);
    // The bullet or number of a member of Word's lists; its own reader has seen it.
    if (StyleSays(node, "mso-list", "ignore")) return;
    const bool bold = IsBold(node);
    bold_depth_ += bold ? 1 : 0;
    const std::size_t before = line_.size();
    if (node.name == "q") AddText("“");
    Children(id);
    if (node.name == "q") AddText("”");
    bold_depth_ -= bold ? 1 : 0;
    if (node.name == "a" && with_addresses_) AddAddress(node, before);
  }

  // The address of a link to somewhere else, unless it is what is shown.
  void AddAddress(const Node& link, std::size_t text_begin) {
    const std::string href(link.attribute("href"));
    if (!href.starts_with("http://") && !href.starts_with("https://")) return;
    if (text_begin > line_.size() || href.size() > kMaxHeadingBytes) return;
    const std::string shown = CleanText(line_.substr(text_begin));
    // The name of a policy or a tool is what is meant, wherever the link leads.
    if (shown.empty() || shown[0] == '#' || shown[0] == '@') return;
    if (href.find(shown) != std::string::npos || shown.find("://") != std::string::npos) return;
    AddText(fmt::format(" ({})", href));
  }

  void Heading(NodeId id, int level) {
    std::string text = InOneLine(id, false);
    if (text.empty()) return;
    page_.blocks.push_back({Block::Kind::Heading, level, "", std::move(text), false});
  }

  void List(NodeId id, bool numbered) {
    const int outer = level_;
    // A list below a line that announces it belongs to that line.
    const bool announced = !page_.blocks.empty() && page_.blocks.back().kind == Block::Kind::Line &&
                           page_.blocks.back().marker.empty() &&
                           page_.blocks.back().level == outer &&
                           page_.blocks.back().text.ends_with(':');
    const int inner = outer + (announced ? 1 : 0) + std::max(0, GoogleListLevel(At(id)));
    long number =
        std::max(1L, std::strtol(std::string(At(id).attribute("start")).c_str(), nullptr, 10));
    for (const NodeId child : At(id).children) {
      level_ = inner;
      if (At(child).name != "li" || At(child).absence != Absence::None) {
        Visit(child);
        continue;
      }
      marker_ = numbered ? fmt::format("{}.", number++ % 1000) : "-";
      Children(child);
      Flush();
      marker_.clear();
    }
    level_ = outer;
  }

  // Its bullet or number stands in a part of its own, as text.
  void WordListMember(NodeId id, int level) {
    const int outer = level_;
    level_ = outer + level - 1;
    const std::string mark = CleanText(TypedMark(id));
    const bool numbered = !mark.empty() && std::isdigit(static_cast<unsigned char>(mark[0])) != 0;
    marker_ = numbered ? mark : "-";
    Children(id);
    Flush();
    marker_.clear();
    level_ = outer;
  }

  std::string TypedMark(NodeId id) const {
    if (StyleSays(At(id), "mso-list", "ignore")) return tree_.TextOf(id);
    for (const NodeId child : At(id).children) {
      if (std::string found = TypedMark(child); !found.empty()) return found;
    }
    return "";
  }

  void Definitions(NodeId id) {
    std::string term;
    for (const NodeId child : At(id).children) {
      const bool seen = At(child).absence == Absence::None;
      if (At(child).name == "dt" && seen) {
        if (!term.empty()) AddLine(page_, level_, "-", term);
        term = InOneLine(child);
      } else if (At(child).name == "dd" && seen) {
        if (term.empty()) {
          Children(child);
          Flush();
        } else {
          AddLine(page_, level_, "-", Labelled(term, InOneLine(child)));
        }
        term.clear();
      } else {
        Visit(child);
      }
    }
    if (!term.empty()) AddLine(page_, level_, "-", term);
  }

  static std::string Labelled(const std::string& label, const std::string& text) {
    return label.ends_with(':') ? label + " " + text : label + ": " + text;
  }

  // ---- tables ----

  struct Row {
    std::vector<NodeId> cells;
    bool first_is_head = false;
    bool all_head = true;
  };

  // What stands in a table outside of its cells comes before it, as browsers have it.
  void CollectRows(NodeId id, std::vector<Row>& rows) {
    for (const NodeId child : At(id).children) {
      const std::string& name = At(child).name;
      if (At(child).absence != Absence::None) {
        Visit(child);
      } else if (name == "tr") {
        Row row;
        for (const NodeId cell : At(child).children) {
          const std::string& of = At(cell).name;
          if ((of != "td" && of != "th") || At(cell).absence != Absence::None) {
            Visit(cell);
            continue;
          }
          if (row.cells.empty()) row.first_is_head = of == "th";
          row.all_head = row.all_head && of == "th";
          row.cells.push_back(cell);
        }
        if (!row.cells.empty()) rows.push_back(std::move(row));
      } else if (name == "thead" || name == "tbody" || name == "tfoot") {
        CollectRows(child, rows);
      } else {
        Visit(child);
      }
    }
  }

  void Table(NodeId id) {
    std::vector<Row> rows;
    CollectRows(id, rows);
    Flush();
    std::size_t columns = 0;
    for (const Row& row : rows) columns = std::max(columns, row.cells.size());
    if (columns < 2 || At(id).attribute("role") == "presentation") {
      // A table for the sake of layout.
      for (const Row& row : rows) {
        for (const NodeId cell : row.cells) {
          Children(cell);
          Flush();
        }
      }
      return;
    }
    const bool definitions =
        columns == 2 && std::all_of(rows.begin(), rows.end(), [](const Row& row) {
          return row.first_is_head && !row.all_head && row.cells.size() == 2;
        });
    if (definitions) {
      for (const Row& row : rows) {
        AddLine(page_, level_, "-", Labelled(CellText(row.cells[0]), CellText(row.cells[1])));
      }
      return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      AddRow(rows[i], columns);
      if (i > 0) continue;
      std::string rule = "|";
      for (std::size_t column = 0; column < columns; ++column) rule += " --- |";
      page_.blocks.push_back({Block::Kind::Row, level_, "", std::move(rule), false});
    }
  }

  std::string CellText(NodeId cell) {
    std::string text = InOneLine(cell);
    std::replace(text.begin(), text.end(), '|', '/');
    return text;
  }

  // What stands below, read as everything else is; the members of a list are parted by semicolons.
  std::string InOneLine(NodeId id, bool with_addresses = true) {
    std::vector<Block> outside = std::exchange(page_.blocks, {});
    PageReader(tree_, page_, with_addresses).Read(id);
    const std::vector<Block> inside = std::exchange(page_.blocks, std::move(outside));
    std::string out;
    for (const Block& block : inside) {
      const bool member = !block.marker.empty() && !out.empty();
      if (!out.empty()) out += member && !out.ends_with('.') && !out.ends_with(':') ? "; " : " ";
      if (!block.marker.empty() && block.marker != "-") out += block.marker + " ";
      out += block.text;
    }
    return out;
  }

  void AddRow(const Row& row, std::size_t columns) {
    std::string text = "|";
    for (std::size_t column = 0; column < columns; ++column) {
      const std::string cell = column < row.cells.size() ? CellText(row.cells[column]) : "";
      text += cell.empty() ? "  |" : fmt::format(" {} |", cell);
    }
    page_.blocks.push_back({Block::Kind::Row, level_, "", std::move(text), false});
  }

  const HtmlTree& tree_;
  Page& page_;
  bool with_addresses_;
  std::string line_;
  std::string marker_;
  int level_ = 0;
  int bold_depth_ = 0;
  int quote_depth_ = 0;
  int preformatted_ = 0;
  bool any_text_ = false;
  bool all_bold_ = true;
};

// "Refunds | Help centre of Acme" -> "Refunds"
std::string WithoutSiteName(const std::string& title) {
  for (const std::string_view separator : {" | ", " – ", " — ", " - ", " · "}) {
    const std::size_t at = title.find(separator);
    if (at != std::string::npos && at > 0) return title.substr(0, at);
  }
  return title;
}

std::string TitleOf(const HtmlTree& tree, const Page& page) {
  std::string first;
  std::size_t level_ones = 0;
  for (const Block& block : page.blocks) {
    if (block.kind != Block::Kind::Heading || block.level != 1) continue;
    if (++level_ones == 1) first = block.text;
  }
  if (level_ones == 1) return first;
  const NodeId title = tree.Find("title");
  if (title == tree.root()) return "";
  const std::string text = WithoutSiteName(CleanText(tree.TextOf(title)));
  // pandoc calls what has no title "-".
  return text == "-" ? "" : text;
}

}  // namespace

Result<Page> ReadHtml(std::string_view text) {
  PROVISO_TRY(const HtmlTree tree, HtmlTree::Parse(text));
  Page page;
  const NodeId content = MainContent(tree);
  PageReader(tree, page).Read(content);
  page.title = TitleOf(tree, page);
  const std::string around = CleanText(TextAround(tree, tree.Find("body"), content));
  if (!around.empty()) page.LeaveOut("what stands around the article", around);
  return page;
}

}  // namespace proviso::importing
