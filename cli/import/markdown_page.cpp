// SPDX-License-Identifier: Apache-2.0
#include <cmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "cli/import/internal/absent_text.h"
#include "cli/import/readers.h"

namespace proviso::importing {
namespace {

// cmark takes quadratic time for a few hostile forms; a procedure is far smaller than this.
constexpr std::size_t kMaxMarkdownBytes = std::size_t{1} << 20;

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

std::string Literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? "" : text;
}

bool IsTableRow(const std::string& text) {
  const std::string clean = CleanText(text);
  return clean.size() > 2 && clean.front() == '|' && clean.back() == '|';
}

// The rule below the head of a table is written in one way.
std::string TableRow(const std::string& text) {
  std::string clean = CleanText(text);
  if (clean.find_first_not_of("|-: ") != std::string::npos) return clean;
  std::string rule = "|";
  for (auto bars = std::count(clean.begin(), clean.end(), '|'); bars > 1; --bars) rule += " --- |";
  return rule;
}

// A line that an editor broke, as opposed to one that ends where its author ended it.
bool IsWrapped(const std::string& line) {
  constexpr std::size_t kNarrowestText = 60;
  const std::string clean = CleanText(line);
  return clean.size() >= kNarrowestText &&
         std::string_view(".:;!?").find(clean.back()) == std::string_view::npos;
}

class MarkdownReader {
 public:
  MarkdownReader(std::string_view text, Page& page) : page_(page), lines_of_text_(LinesOf(text)) {}

  // cmark walks the document without recursion, and so do we.
  void Read(cmark_node* document) {
    const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(document));
    for (;;) {
      const cmark_event_type event = cmark_iter_next(iterator.get());
      if (event == CMARK_EVENT_DONE) break;
      cmark_node* node = cmark_iter_get_node(iterator.get());
      if (event == CMARK_EVENT_ENTER) {
        Enter(node);
      } else {
        Exit(node);
      }
    }
  }

 private:
  struct OpenList {
    bool numbered = false;
    int number = 1;
    int level = 0;
  };

  void Enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_LIST:
        lists_.push_back({cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
                          cmark_node_get_list_start(node), ListLevel()});
        break;
      case CMARK_NODE_ITEM:
        if (lists_.empty()) break;
        level_ = lists_.back().level;
        marker_ = lists_.back().numbered ? fmt::format("{}.", lists_.back().number++ % 1000) : "-";
        break;
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        AddText(Literal(node));
        break;
      case CMARK_NODE_HTML_INLINE:
        // `<email>` is a placeholder that somebody typed; `<br>` breaks the line.
        if (Literal(node).starts_with("<br")) {
          Break();
        } else {
          AddText(Literal(node));
        }
        break;
      case CMARK_NODE_SOFTBREAK:
        lines_.emplace_back(std::exchange(line_, {}), false);
        break;
      case CMARK_NODE_LINEBREAK:
        Break();
        break;
      case CMARK_NODE_STRONG:
        ++strong_;
        break;
      case CMARK_NODE_LINK:
        link_begins_.push_back(line_.size());
        break;
      case CMARK_NODE_IMAGE:
        ++images_;
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        ++quotes_;
        break;
      case CMARK_NODE_CODE_BLOCK:
        // What is only set off by white space is as likely a step.
        if (IsFenced(node)) {
          page_.LeaveOut("code", Literal(node));
        } else {
          Preformatted(Literal(node));
        }
        break;
      case CMARK_NODE_HTML_BLOCK:
        HtmlBlock(Literal(node));
        break;
      default:
        break;
    }
  }

  void Exit(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_PARAGRAPH:
        Paragraph();
        break;
      case CMARK_NODE_HEADING: {
        Break();
        std::string text;
        for (const auto& part : lines_) text += part.first + " ";
        text = CleanText(text);
        if (!text.empty()) {
          page_.blocks.push_back({Block::Kind::Heading, cmark_node_get_heading_level(node), "",
                                  std::move(text), false});
        }
        Clear();
        break;
      }
      case CMARK_NODE_LIST:
        if (!lists_.empty()) lists_.pop_back();
        level_ = lists_.empty() ? 0 : lists_.back().level + 1;
        break;
      case CMARK_NODE_ITEM:
        marker_.clear();
        break;
      case CMARK_NODE_STRONG:
        --strong_;
        break;
      case CMARK_NODE_LINK:
        AddAddress(node);
        break;
      case CMARK_NODE_IMAGE:
        --images_;
        page_.LeaveOut("a picture");
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        --quotes_;
        break;
      default:
        break;
    }
  }

  int ListLevel() const {
    if (!lists_.empty()) return lists_.back().level + 1;
    const bool announced = !page_.blocks.empty() && page_.blocks.back().kind == Block::Kind::Line &&
                           page_.blocks.back().marker.empty() && page_.blocks.back().level == 0 &&
                           page_.blocks.back().text.ends_with(':');
    return announced ? 1 : 0;
  }

  void AddText(const std::string& text) {
    if (images_ > 0 || text.empty()) return;
    line_ += text;
    if (strong_ == 0) bold_ = false;
  }

  void AddAddress(cmark_node* link) {
    if (link_begins_.empty()) return;
    const std::size_t begin = link_begins_.back();
    link_begins_.pop_back();
    const char* url = cmark_node_get_url(link);
    const std::string address = url == nullptr ? "" : url;
    const std::string shown = begin <= line_.size() ? CleanText(line_.substr(begin)) : line_;
    const bool elsewhere = address.starts_with("http://") || address.starts_with("https://");
    if (!elsewhere || shown.empty() || shown[0] == '#' || shown[0] == '@') return;
    if (address.find(shown) != std::string::npos) return;
    line_ += fmt::format(" ({})", address);
  }

  // The author wants a new line here.
  void Break() { lines_.emplace_back(std::exchange(line_, {}), true); }

  void Paragraph() {
    Break();
    std::string text;
    for (const auto& [part, hard] : lines_) {
      if (IsTableRow(part)) {
        Emit(std::exchange(text, {}));
        page_.blocks.push_back({Block::Kind::Row, level_, "", TableRow(part), false});
        continue;
      }
      text += part;
      text += ' ';
      if (hard || !IsWrapped(part)) Emit(std::exchange(text, {}));
    }
    Emit(text);
    Clear();
  }

  void Emit(const std::string& text) {
    if (CleanText(text).empty()) return;
    if (quotes_ > 0) {
      page_.blocks.push_back({Block::Kind::Quote, level_, "", CleanText(text), false});
    } else {
      AddLine(page_, level_, marker_, text, bold_);
    }
    if (!marker_.empty()) ++level_;
    marker_.clear();
  }

  void Clear() {
    lines_.clear();
    line_.clear();
    bold_ = true;
  }

  static std::vector<std::string_view> LinesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return lines;
  }

  bool IsFenced(cmark_node* node) const {
    const auto line = static_cast<std::size_t>(cmark_node_get_start_line(node));
    const auto column = static_cast<std::size_t>(cmark_node_get_start_column(node));
    if (line == 0 || line > lines_of_text_.size()) return false;
    const std::string_view text = lines_of_text_[line - 1];
    return column > 0 && column <= text.size() &&
           (text[column - 1] == '`' || text[column - 1] == '~');
  }

  void Preformatted(const std::string& text) {
    std::string line;
    for (const char c : text + "\n") {
      if (c == '\n') {
        Emit(std::exchange(line, {}));
      } else {
        line += c;
      }
    }
  }

  // Tables and the like, written in HTML.
  void HtmlBlock(const std::string& html) {
    auto below = ReadHtml(html);
    if (!below) return page_.LeaveOut("HTML", html);
    for (Block& block : below->blocks) {
      if (block.kind != Block::Kind::Heading) block.level += level_;
      page_.blocks.push_back(std::move(block));
    }
    for (const LeftOut& item : below->left_out) {
      page_.LeaveOut(item.what, item.sample, item.count);
    }
  }

  Page& page_;
  std::vector<std::string_view> lines_of_text_;
  std::vector<OpenList> lists_;
  std::vector<std::pair<std::string, bool>> lines_;  // text, ends in a break the author wants
  std::vector<std::size_t> link_begins_;
  std::string line_;
  std::string marker_;
  int level_ = 0;
  int strong_ = 0;
  int images_ = 0;
  int quotes_ = 0;
  bool bold_ = true;
};

}  // namespace

Result<Page> ReadMarkdown(std::string_view text) {
  if (text.size() > kMaxMarkdownBytes) {
    return Error{"too_large",
                 fmt::format("the Markdown text is larger than {} MB", kMaxMarkdownBytes >> 20)};
  }
  Page page;
  TakeFrontMatter(text, page);
  const std::unique_ptr<cmark_node, FreeNode> document(
      cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT));
  TakeOutAbsent(document.get(), page);
  MarkdownReader(text, page).Read(document.get());
  if (!page.title.empty()) return page;
  std::size_t level_ones = 0;
  for (const Block& block : page.blocks) {
    if (block.kind != Block::Kind::Heading || block.level != 1) continue;
    if (++level_ones == 1) page.title = block.text;
  }
  if (level_ones != 1) page.title.clear();
  return page;
}

}  // namespace proviso::importing
