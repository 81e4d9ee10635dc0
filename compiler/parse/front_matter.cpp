// SPDX-License-Identifier: Apache-2.0
// What is no step before any line is read: what the author took out, and a YAML head.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/parse/internal/document_builder.h"
#include "core/plain_text.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

// "use_when" -> "use when"
std::string KeyOf(std::string_view text) {
  std::string key = FoldCase(PlainText(text));
  std::replace_if(
      key.begin(), key.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
  return key;
}

std::string ValueOf(std::string_view text) {
  const std::string value = PlainText(text);
  return std::string(StripQuotes(value));
}

// "[a, b]"
std::vector<std::string> InlineList(std::string_view value) {
  std::vector<std::string> items;
  if (value.size() < 2 || value.front() != '[' || value.back() != ']') return items;
  value = value.substr(1, value.size() - 2);
  while (!value.empty()) {
    const std::size_t comma = std::min(value.find(','), value.size());
    if (std::string item = ValueOf(value.substr(0, comma)); !item.empty()) {
      items.push_back(std::move(item));
    }
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
  return items;
}

void AddToValue(ast::HeadField& field, const std::string& text) {
  if (text.empty()) return;
  if (!field.value.empty()) field.value += field.items.empty() ? " " : ", ";
  field.value += text;
}

}  // namespace

void DocumentBuilder::AddLeftOut() {
  const auto add_lines = [this](std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t number = first; number <= last; ++number) {
      if (!IsBlankText(source_.Line(number))) continue;  // the line holds something else
      ast::LineLayout line;
      line.number = number;
      line.role = ast::LineRole::LeftOut;
      line.text_begin = source_.LineStart(number);
      line.comment = line.text_begin + static_cast<std::uint32_t>(source_.Line(number).size());
      if (document_.layout.empty() || document_.layout.back().number < number)
        document_.layout.push_back(line);
    }
  };
  const FrontMatter& front = regions_.front_matter;
  if (front.last_line != 0) add_lines(front.first_line, front.last_line);
  for (const LeftOut& region : regions_.left_out) {
    AddRemark(region.kind, region.begin, region.end);
    document_.verbatim.push_back(Span{file_, region.begin, region.end});
    const std::uint32_t last = source_.LineOf(std::max(region.begin, region.end - 1));
    add_lines(source_.LineOf(region.begin), last);
    if (region.closed) continue;
    const std::uint32_t first = source_.LineOf(region.begin);
    sink_
        .Report(
            DiagnosticId::LeftOutToTheEnd,
            Span{file_, region.begin,
                 std::min(region.end, source_.LineStart(first) +
                                          static_cast<std::uint32_t>(written_.Line(first).size()))},
            fmt::format("this {} is not closed, so that everything behind it is left out",
                        region.kind == ast::RemarkKind::Code      ? "code"
                        : region.kind == ast::RemarkKind::Comment ? "comment"
                                                                  : "struck text"))
        .Note("close it where it ends");
  }
}

// Known keys are head fields, the rest is documentation.
void DocumentBuilder::ReadFrontMatter() {
  const FrontMatter& front = regions_.front_matter;
  if (front.last_line == 0) return;
  for (const std::uint32_t fence : {front.first_line, front.last_line}) {
    const std::uint32_t begin = written_.LineStart(fence);
    AddRemark(ast::RemarkKind::Separator, begin,
              begin + static_cast<std::uint32_t>(written_.Line(fence).size()));
  }
  ast::HeadField* open = nullptr;  // takes the lines below its key
  for (std::uint32_t number = front.first_line + 1; number < front.last_line; ++number) {
    const std::string_view line = written_.Line(number);
    if (IsBlankText(line)) continue;
    const std::uint32_t begin = written_.LineStart(number);
    const std::uint32_t end = begin + static_cast<std::uint32_t>(line.size());
    const bool list = line.find_first_not_of(" \t") != std::string_view::npos &&
                      line.substr(line.find_first_not_of(" \t")).starts_with("- ");
    const std::size_t colon = line.find(':');
    if (line.front() == '#') {
      AddRemark(ast::RemarkKind::Comment, begin, end);
      continue;
    }
    if (list || line.front() == ' ' || line.front() == '\t' || colon == std::string_view::npos) {
      if (open == nullptr) {
        AddRemark(ast::RemarkKind::Prose, begin, end);
        continue;
      }
      const std::string text = ValueOf(list ? line.substr(line.find("- ") + 2) : line);
      AddToValue(*open, text);
      if (list) open->items.push_back(text);
      open->span.end = end;
      continue;
    }
    const std::string key = KeyOf(line.substr(0, colon));
    std::optional<std::string> canonical = phrases_.words().HeadField(key);
    if (phrases_.words().IsLayoutWord("title", key)) canonical = "policy";
    open = nullptr;
    if (!canonical) {
      AddRemark(ast::RemarkKind::Prose, begin, end);
      continue;
    }
    ast::HeadField field;
    field.key = *canonical;
    field.span = Span{file_, begin, end};
    const std::string value = PlainText(line.substr(colon + 1));
    field.items = InlineList(value);
    // "|" and ">" say that the value stands in the lines below.
    if (value.find_first_not_of("|>-+") != std::string::npos) field.value = ValueOf(value);
    front_head_.push_back(std::move(field));
    open = &front_head_.back();
  }
}

}  // namespace proviso::parse
