// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/completion_context.h"

#include <algorithm>
#include <array>

namespace proviso::lsp {
namespace {

using Place = CompletionContext::Place;

bool IsNameByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         byte >= 0x80;
}

// Dashes and quotation marks are several bytes long and no part of a name.
constexpr std::array<std::string_view, 2> kOpening = {"\xE2\x80\x9C", "\xE2\x80\x9E"};
constexpr std::array<std::string_view, 2> kClosing = {"\xE2\x80\x9D", "\xE2\x80\x9F"};
constexpr std::array<std::string_view, 4> kDashes = {"\xE2\x80\x93", "\xE2\x80\x94", "-", "/"};

std::size_t LengthOfAny(std::string_view text, const auto& candidates) {
  for (const std::string_view candidate : candidates) {
    if (text.starts_with(candidate)) return candidate.size();
  }
  return 0;
}

bool IsPunctuation(std::string_view text) {
  return LengthOfAny(text, kOpening) + LengthOfAny(text, kClosing) + LengthOfAny(text, kDashes) > 0;
}

class Scanner {
 public:
  // `line`: the text in front of the cursor.
  explicit Scanner(std::string_view line) : line_(line) {}

  CompletionContext Scan() {
    while (at_ < line_.size()) {
      if (Step()) return found_;
    }
    Conclude();
    return found_;
  }

 private:
  struct Open {
    enum class Kind : std::uint8_t { Arguments, Braces, Brackets, Quote };
    Kind kind{};
    std::size_t inside = 0;  // where its inside begins
    std::string tool;
  };

  // True when the answer is known.
  bool Step() {
    const std::string_view rest = line_.substr(at_);
    const char c = rest[0];
    const bool quoted = !open_.empty() && open_.back().kind == Open::Kind::Quote;
    if (const std::size_t size = LengthOfAny(rest, kOpening)) {
      Push(Open::Kind::Quote, size);
    } else if (const std::size_t closing = LengthOfAny(rest, kClosing)) {
      PopQuote();
      at_ += closing;
    } else if (c == '"') {
      if (quoted) {
        PopQuote();
        ++at_;
      } else {
        Push(Open::Kind::Quote, 1);
      }
    } else if (c == '{') {
      Push(Open::Kind::Braces, 1);
    } else if (c == '[' && quoted) {
      Push(Open::Kind::Brackets, 1);
    } else if (c == '}' || c == ']' || c == ')') {
      Pop(c);
    } else if (c == '@' && !quoted) {
      return Tool();
    } else if (c == '#' && open_.empty()) {
      return Policy();
    } else {
      ++at_;
    }
    return false;
  }

  void Push(Open::Kind kind, std::size_t size, std::string tool = {}) {
    at_ += size;
    open_.push_back({kind, at_, std::move(tool)});
  }

  void Pop(char closer) {
    ++at_;
    if (open_.empty()) return;
    const Open::Kind kind = open_.back().kind;
    const bool fits = (closer == '}' && kind == Open::Kind::Braces) ||
                      (closer == ']' && kind == Open::Kind::Brackets) ||
                      (closer == ')' && kind == Open::Kind::Arguments);
    if (fits) open_.pop_back();
  }

  void PopQuote() {
    const auto quote = std::find_if(open_.rbegin(), open_.rend(), [](const Open& open) {
      return open.kind == Open::Kind::Quote;
    });
    if (quote != open_.rend()) open_.erase(quote.base() - 1, open_.end());
  }

  std::size_t NameEnd(std::size_t from, bool dashes) const {
    std::size_t end = from;
    while (end < line_.size()) {
      const bool dash = dashes && line_[end] == '-';
      if (!dash && (!IsNameByte(line_[end]) || IsPunctuation(line_.substr(end)))) break;
      ++end;
    }
    return end;
  }

  bool Tool() {
    const std::size_t begin = at_ + 1;
    const std::size_t end = NameEnd(begin, false);
    if (end == line_.size()) return Found(Place::Tool, begin);
    at_ = end;
    if (line_[end] == '(') {
      Push(Open::Kind::Arguments, 1, std::string(line_.substr(begin, end - begin)));
    }
    return false;
  }

  bool Policy() {
    const std::size_t begin = at_ + 1;
    const std::size_t end = NameEnd(begin, true);
    if (end == line_.size()) return Found(Place::Policy, begin);
    at_ = std::max(end, begin);
    if (end == begin) return false;  // a heading's mark
    std::size_t dash = end;
    while (dash < line_.size() && line_[dash] == ' ') ++dash;
    const std::size_t size = LengthOfAny(line_.substr(dash), kDashes);
    if (size == 0) return false;
    std::size_t title = dash + size;
    while (title < line_.size() && line_[title] == ' ') ++title;
    if (line_.substr(title).find_first_of(".,;:\"") != std::string_view::npos) return false;
    found_.policy = std::string(line_.substr(begin, end - begin));
    return Found(Place::Section, title);
  }

  bool Found(Place place, std::size_t begin) {
    found_.place = place;
    found_.begin = static_cast<std::uint32_t>(begin);
    return true;
  }

  void Conclude() {
    if (open_.empty()) {
      std::size_t begin = line_.size();
      while (begin > 0 && IsNameByte(line_[begin - 1]) && !IsPunctuation(line_.substr(begin - 1)))
        --begin;
      found_.before = std::string(line_.substr(0, begin));
      Found(Place::Words, begin);
      return;
    }
    const Open& open = open_.back();
    switch (open.kind) {
      case Open::Kind::Arguments:
        InArguments(open);
        break;
      case Open::Kind::Braces:
        InBraces(open);
        break;
      case Open::Kind::Brackets:
        Found(Place::Placeholder, open.inside);
        break;
      case Open::Kind::Quote:
        found_.before = std::string(line_.substr(0, open.inside));
        Found(Place::Quoted, open.inside);
        break;
    }
  }

  void InArguments(const Open& open) {
    found_.tool = open.tool;
    std::size_t begin = open.inside;
    for (std::size_t comma = line_.find(',', begin); comma != std::string_view::npos;
         comma = line_.find(',', begin)) {
      const std::string_view argument = line_.substr(begin, comma - begin);
      const std::size_t first = std::min(argument.find_first_not_of(' '), argument.size());
      const std::size_t last = std::min(argument.find_first_of(" ?:=", first), argument.size());
      found_.given.emplace_back(argument.substr(first, last - first));
      begin = comma + 1;
    }
    const std::size_t sign = line_.find_first_of(":=", begin);
    const bool value = sign != std::string_view::npos;
    begin = value ? sign + 1 : begin;
    while (begin < line_.size() && line_[begin] == ' ') ++begin;
    Found(value ? Place::ArgumentValue : Place::Parameter, begin);
  }

  void InBraces(const Open& open) {
    const std::string_view inside = line_.substr(open.inside);
    const std::size_t colon = inside.find(':');
    if (colon != std::string_view::npos) {
      std::size_t begin = open.inside + colon + 1;
      while (begin < line_.size() && line_[begin] == ' ') ++begin;
      Found(Place::Type, begin);
      return;
    }
    std::size_t begin = line_.size();
    while (begin > open.inside && (IsNameByte(line_[begin - 1]) || line_[begin - 1] == '.'))
      --begin;
    const std::string_view path = line_.substr(begin);
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) {
      Found(Place::Value, begin);
      return;
    }
    found_.path = std::string(path.substr(0, dot));
    Found(Place::Field, begin + dot + 1);
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::vector<Open> open_;
  CompletionContext found_;
};

}  // namespace

CompletionContext ContextAt(const ParsedFile& file, std::uint32_t offset) {
  const std::string_view text = file.text();
  const std::uint32_t start = file.lines().LineStart(file.lines().LineOf(offset));
  CompletionContext context = Scanner(text.substr(start, offset - start)).Scan();
  context.begin += start;
  context.end = offset;
  // What is left of the word behind the cursor is replaced as well.
  const bool word = context.place != Place::Section && context.place != Place::Quoted &&
                    context.place != Place::Placeholder;
  while (word && context.end < text.size() && IsNameByte(text[context.end]) &&
         !IsPunctuation(text.substr(context.end))) {
    ++context.end;
  }
  return context;
}

}  // namespace proviso::lsp
