// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/regions.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/plain_text.h"

namespace proviso::parse {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kShortestFence = 3;

struct Pair {
  std::string_view open;
  std::string_view close;
  ast::RemarkKind kind;
};

constexpr std::array<Pair, 5> kPairs = {{
    {"<!--", "-->", ast::RemarkKind::Comment},
    {"~~", "~~", ast::RemarkKind::Struck},
    {"<s>", "</s>", ast::RemarkKind::Struck},
    {"<del>", "</del>", ast::RemarkKind::Struck},
    {"<strike>", "</strike>", ast::RemarkKind::Struck},
}};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool StartsAt(std::string_view text, std::size_t at, std::string_view with) {
  if (text.size() - at < with.size()) return false;
  return std::equal(with.begin(), with.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char a, char b) { return a == Lower(b); });
}

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::size_t SkipSpace(std::string_view text, std::size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

// Where the text behind "- " or "1. " begins: code can stand in a list.
std::size_t SkipBullet(std::string_view line, std::size_t at) {
  std::size_t end = at;
  if (end < line.size() && (line[end] == '-' || line[end] == '*' || line[end] == '+')) {
    ++end;
  } else {
    while (end < line.size() && line[end] >= '0' && line[end] <= '9') ++end;
    if (end == at || end == line.size() || (line[end] != '.' && line[end] != ')')) return at;
    ++end;
  }
  return end < line.size() && IsSpace(line[end]) ? SkipSpace(line, end) : at;
}

struct Fence {
  char mark = 0;
  std::size_t length = 0;
  explicit operator bool() const { return mark != 0; }
};

// The fence that the line opens. A mark behind the fence makes it a piece of code within a line.
Fence FenceOf(std::string_view line, std::size_t at) {
  if (at == line.size() || (line[at] != '`' && line[at] != '~')) return {};
  const char mark = line[at];
  std::size_t end = at;
  while (end < line.size() && line[end] == mark) ++end;
  if (end - at < kShortestFence || line.find(mark, end) != std::string_view::npos) return {};
  return {mark, end - at};
}

bool Closes(std::string_view line, const Fence& fence) {
  std::size_t at = SkipSpace(line, 0);
  const std::size_t begin = at;
  while (at < line.size() && line[at] == fence.mark) ++at;
  return at - begin >= fence.length && SkipSpace(line, at) == line.size();
}

std::string_view LineWithoutMark(const SourceFile& source, std::uint32_t number) {
  std::string_view line = source.Line(number);
  if (number == 1 && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  while (!line.empty() && IsSpace(line.back())) line.remove_suffix(1);
  return line;
}

// "key: value", a comment, more of the value above, or "- value" in the list of a key without one.
bool IsFrontMatterLine(std::string_view line, bool& lists) {
  if (!line.empty() && (line.front() == '#' || IsSpace(line.front()))) return true;
  if (line.starts_with("- ")) return lists;
  lists = !line.empty() && line.back() == ':';
  if (line.empty()) return true;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const bool plain = std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                                 [](char c) { return c != '"' && c != '@' && c != '`'; });
  return plain && (colon + 1 == line.size() || IsSpace(line[colon + 1]));
}

FrontMatter FindFrontMatter(const SourceFile& source) {
  std::uint32_t first = 1;
  while (first <= source.line_count() && LineWithoutMark(source, first).empty()) ++first;
  if (first > source.line_count() || LineWithoutMark(source, first) != "---") return {};
  bool keyed = false;
  bool lists = false;
  for (std::uint32_t number = first + 1; number <= source.line_count(); ++number) {
    const std::string_view line = LineWithoutMark(source, number);
    if (line == "---" || line == "...") return keyed ? FrontMatter{first, number} : FrontMatter{};
    if (!IsFrontMatterLine(line, lists)) return {};
    keyed = keyed || line.find(':') != std::string_view::npos;
  }
  return {};
}

class Finder {
 public:
  explicit Finder(const SourceFile& source) : source_(source), text_(source.text()) {}

  Regions Run() {
    regions_.front_matter = FindFrontMatter(source_);
    std::uint32_t number = regions_.front_matter.last_line;
    while (++number <= source_.line_count()) {
      if (!Fenced(number)) Scan(number);
      // What began in this line may have ended in a later one.
      if (at_ > source_.LineStart(number)) number = std::max(number, source_.LineOf(at_ - 1));
    }
    return std::move(regions_);
  }

 private:
  std::string_view Rest(std::uint32_t number) const {
    const std::uint32_t begin = std::max(at_, source_.LineStart(number));
    const std::string_view line = source_.Line(number);
    return line.substr(std::min<std::size_t>(begin - source_.LineStart(number), line.size()));
  }

  bool Fenced(std::uint32_t number) {
    const std::string_view line = Rest(number);
    const std::size_t start = SkipSpace(line, 0);
    std::size_t place = SkipBullet(line, start);
    Fence fence = FenceOf(line, place);
    if (!fence) return false;
    std::uint32_t last = number + 1;
    while (last <= source_.line_count() && !Closes(source_.Line(last), fence)) ++last;
    const bool closed = last <= source_.line_count();
    const auto begin = static_cast<std::uint32_t>(line.data() - text_.data() + start);
    const std::uint32_t end =
        closed ? source_.LineStart(last) + static_cast<std::uint32_t>(source_.Line(last).size())
               : static_cast<std::uint32_t>(text_.size());
    Add({begin, end, ast::RemarkKind::Code, closed});
    return true;
  }

  void Scan(std::uint32_t number) {
    std::uint32_t end =
        source_.LineStart(number) + static_cast<std::uint32_t>(source_.Line(number).size());
    std::uint32_t place = std::max(at_, source_.LineStart(number));
    for (; place < end; ++place) {
      const char c = text_[place];
      if (c == '/' && IsComment(place)) return;
      if (c != '<' && c != '~') continue;
      for (const Pair& pair : kPairs) {
        if (!StartsAt(text_, place, pair.open)) continue;
        if (!Take(place, pair)) break;
        place = at_ - 1;
        if (place >= end) {  // it ended in a later line, whose rest is read here, too
          const std::uint32_t line = source_.LineOf(place);
          end = source_.LineStart(line) + static_cast<std::uint32_t>(source_.Line(line).size());
        }
        break;
      }
    }
  }

  bool IsComment(std::uint32_t place) const {
    if (place + 1 >= text_.size() || text_[place + 1] != '/') return false;
    return place == 0 || text_[place - 1] == '\n' || IsSpace(text_[place - 1]);
  }

  bool Take(std::uint32_t begin, const Pair& pair) {
    const std::size_t from = begin + pair.open.size();
    if (pair.open == pair.close) {
      // Struck text ends with its paragraph: two tildes without a second pair are tildes.
      const std::size_t close = FindInParagraph(pair.close, from);
      if (close == std::string_view::npos) return false;
      std::size_t end = close + pair.close.size();
      while (end < text_.size() && text_[end] == pair.close.front()) ++end;
      return Add({begin, static_cast<std::uint32_t>(end), pair.kind, true});
    }
    std::size_t close = from;
    while (close < text_.size() && !StartsAt(text_, close, pair.close)) ++close;
    const bool closed = close < text_.size();
    const std::size_t end = closed ? close + pair.close.size() : text_.size();
    return Add({begin, static_cast<std::uint32_t>(end), pair.kind, closed});
  }

  std::size_t FindInParagraph(std::string_view what, std::size_t from) const {
    bool blank = false;
    for (std::size_t i = from; i < text_.size(); ++i) {
      if (text_[i] == '\n') {
        if (blank) return std::string_view::npos;
        blank = true;
      } else if (!IsSpace(text_[i])) {
        blank = false;
        if (StartsAt(text_, i, what)) return i;
      }
    }
    return std::string_view::npos;
  }

  bool Add(const LeftOut& region) {
    regions_.left_out.push_back(region);
    at_ = region.end;
    return true;
  }

  const SourceFile& source_;
  std::string_view text_;
  Regions regions_;
  std::uint32_t at_ = 0;  // behind what was found last
};

}  // namespace

Regions FindRegions(const SourceFile& source) { return Finder(source).Run(); }

std::optional<SourceFile> LiveText(const SourceFile& source, const Regions& regions) {
  const FrontMatter& front = regions.front_matter;
  if (regions.left_out.empty() && front.last_line == 0) return std::nullopt;
  std::string text(source.text());
  const auto blank = [&text](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      // A stray carriage return is no character of a line: it says no depth and parts no words.
      if (text[i] != '\n') text[i] = '\r';
    }
  };
  if (front.last_line != 0) {
    const std::uint32_t last = source.LineStart(front.last_line);
    blank(source.LineStart(front.first_line), last + source.Line(front.last_line).size());
  }
  for (const LeftOut& region : regions.left_out) blank(region.begin, region.end);
  return SourceFile(source.name(), std::move(text));
}

}  // namespace proviso::parse
