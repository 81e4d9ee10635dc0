// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "cli/import/internal/absent_text.h"
#include "cli/import/internal/words.h"
#include "cli/import/readers.h"

namespace proviso::importing {
namespace {

constexpr int kTabWidth = 4;
constexpr std::size_t kMaxHeadingBytes = 160;

int IndentOf(std::string_view line) {
  int width = 0;
  for (const char c : line) {
    if (c == '\t') {
      width += kTabWidth - width % kTabWidth;
    } else if (c == ' ') {
      ++width;
    } else {
      break;
    }
  }
  return width;
}

// A short first line right above a heading is the title of the page.
void TakeTitle(Page& page) {
  constexpr std::size_t kMaxTitleBytes = 80;
  if (page.blocks.size() < 2 || page.blocks[1].kind != Block::Kind::Heading) return;
  const Block& first = page.blocks.front();
  if (first.kind != Block::Kind::Line || !first.marker.empty()) return;
  if (first.text.size() > kMaxTitleBytes || first.text.find_first_of(".:@#") != std::string::npos) {
    return;
  }
  page.title = first.text;
  page.blocks.erase(page.blocks.begin());
}

}  // namespace

Result<Page> ReadPlainText(std::string_view document) {
  Page page;
  TakeFrontMatter(document, page);
  const std::string kept = WithoutAbsent(document, page);
  std::string_view text = kept;
  std::vector<int> indents;  // of the lines above that are not deeper
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::string clean = CleanText(std::string(line));
    if (clean.empty()) continue;
    const int indent = IndentOf(line);
    while (!indents.empty() && indents.back() > indent) indents.pop_back();
    if (indents.empty() || indents.back() < indent) indents.push_back(indent);
    // A heading without a mark shows only by what it says.
    const bool heading = clean.size() <= kMaxHeadingBytes && indent == 0 && !clean.ends_with('.') &&
                         clean.find(": ") == std::string::npos && clean[0] != '-' &&
                         Words::English().HeadingKind(clean).has_value();
    if (heading) {
      page.blocks.push_back({Block::Kind::Heading, 2, "", clean, false});
    } else {
      AddLine(page, static_cast<int>(indents.size()) - 1, "", clean);
    }
  }
  if (page.title.empty()) TakeTitle(page);
  return page;
}

}  // namespace proviso::importing
