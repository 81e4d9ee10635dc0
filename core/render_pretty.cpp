// SPDX-License-Identifier: Apache-2.0
// error[P101]: no policy is called `Send replacment`
//   --> send.policy:12:20
//    |
// 12 | Follow the steps in #send_replacment.
//    |                     ^^^^^^^^^^^^^^^^ what is meant
//    = did you mean `Send replacement`?
#include <fmt/format.h>

#include <algorithm>

#include "core/render.h"
#include "core/utf8.h"

namespace proviso {
namespace {

struct Style {
  std::string_view severity;
  std::string_view frame = "\x1b[34m";
  std::string_view bold = "\x1b[1m";
  std::string_view reset = "\x1b[0m";
};

Style StyleFor(Severity severity, bool color) {
  if (!color) return Style{"", "", "", ""};
  Style style;
  style.severity = severity == Severity::Error     ? "\x1b[1;31m"
                   : severity == Severity::Warning ? "\x1b[1;33m"
                                                   : "\x1b[1;36m";
  return style;
}

// A source line as it stands on the screen: tabs spread out, control characters visible, with the
// screen column of every byte.
struct ScreenLine {
  std::string text;
  std::vector<int> columns;        // of each source byte, and one past the end
  std::vector<std::size_t> bytes;  // offset in `text` of each source byte, and one past the end
};

ScreenLine Layout(std::string_view line, int tab_width) {
  ScreenLine screen;
  int column = 0;
  for (std::size_t i = 0; i < line.size();) {
    const CodePoint point = DecodeUtf8(line, i);
    for (std::size_t k = 0; k < point.length; ++k) {
      screen.columns.push_back(column);
      screen.bytes.push_back(screen.text.size());
    }
    if (point.value == U'\t') {
      const int width = tab_width - column % tab_width;
      screen.text.append(static_cast<std::size_t>(width), ' ');
      column += width;
    } else if (!point.valid || point.value < 0x20 || point.value == 0x7F) {
      AppendUtf8(screen.text, 0xFFFD);
      column += 1;
    } else {
      AppendUtf8(screen.text, point.value);
      column += DisplayWidth(point.value);
    }
    i += point.length;
  }
  screen.columns.push_back(column);
  screen.bytes.push_back(screen.text.size());
  return screen;
}

// Bytes looked at on either side of a place: a line of megabytes must not be laid out for each
// finding.
constexpr std::size_t kClipBytes = 2048;

struct Clip {
  std::size_t begin = 0;
  std::size_t length = 0;
};

Clip ClipAround(std::string_view line, std::size_t mark) {
  const auto continues = [line](std::size_t at) {
    return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80;
  };
  Clip clip;
  if (mark > kClipBytes) clip.begin = mark - kClipBytes;
  while (clip.begin < mark && continues(clip.begin)) ++clip.begin;
  std::size_t end = std::min(line.size(), mark + kClipBytes);
  while (continues(end)) ++end;
  clip.length = end - clip.begin;
  return clip;
}

// The part of a long line that is shown: source bytes [begin, end).
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Window WindowAround(const ScreenLine& screen, std::size_t mark, int max_width) {
  const std::size_t length = screen.columns.size() - 1;
  if (screen.columns.back() <= max_width) return {0, length};
  const int from = std::max(0, screen.columns[mark] - max_width / 2);
  const auto at = [&screen](int column) {
    return static_cast<std::size_t>(
        std::lower_bound(screen.columns.begin(), screen.columns.end(), column) -
        screen.columns.begin());
  };
  return {at(from), std::min(length, at(from + max_width))};
}

class PrettyPrinter {
 public:
  PrettyPrinter(const SourceSet& sources, const RenderOptions& options)
      : sources_(sources), options_(options) {}

  std::string Print(const Diagnostic& diagnostic) {
    style_ = StyleFor(diagnostic.severity, options_.color);
    gutter_ = GutterWidth(diagnostic);
    std::string out = fmt::format("{}{}[{}]{}: {}{}{}\n", style_.severity,
                                  SeverityName(diagnostic.severity), CodeText(diagnostic.id),
                                  style_.reset, style_.bold, diagnostic.message, style_.reset);
    last_row_.clear();
    if (diagnostic.primary.file != kNoFile) {
      out += Excerpt(diagnostic.primary, "", true, diagnostic.primary.file);
    }
    for (const DiagnosticLabel& label : diagnostic.labels) {
      if (label.span.file == kNoFile) continue;
      out += Excerpt(label.span, label.text, false, diagnostic.primary.file);
    }
    for (const std::string& note : diagnostic.notes) out += Remark("note", note);
    if (!diagnostic.choice.empty()) out += Remark("choice", diagnostic.choice);
    char letter = 'a';
    for (const DiagnosticFix& fix : diagnostic.fixes) {
      const bool one = diagnostic.fixes.size() == 1;
      out += Remark("fix", one ? FixText(fix) : fmt::format("{}) {}", letter++, FixText(fix)));
    }
    return out;
  }

 private:
  std::size_t GutterWidth(const Diagnostic& diagnostic) const {
    std::uint32_t line = 1;
    if (diagnostic.primary.file != kNoFile) line = sources_.LineOf(diagnostic.primary);
    for (const DiagnosticLabel& label : diagnostic.labels) {
      if (label.span.file != kNoFile) line = std::max(line, sources_.LineOf(label.span));
    }
    return std::to_string(line).size();
  }

  std::string Gutter(std::string_view number, std::string_view sign) const {
    return fmt::format("{}{:>{}} {}{}", style_.frame, number, gutter_, sign, style_.reset);
  }

  std::string Remark(std::string_view kind, std::string_view text) const {
    return fmt::format("{} {}: {}\n", Gutter("", "="), kind, text);
  }

  static std::string FixText(const DiagnosticFix& fix) {
    if (fix.edits.size() != 1) return fix.description;
    const std::string& replacement = fix.edits.front().replacement;
    if (replacement.empty() || replacement.find('\n') != std::string::npos) return fix.description;
    // "write `#Order_desk`" says it already.
    if (fix.description.find("`" + replacement + "`") != std::string::npos) return fix.description;
    return fmt::format("{}: `{}`", fix.description, replacement);
  }

  std::string Excerpt(const Span& span, std::string_view label, bool primary, FileId primary_file) {
    const SourceFile& file = sources_.file(span.file);
    const LineColumn place = file.Locate(span.begin);
    std::string out;
    if (primary || span.file != primary_file) {
      out += fmt::format("{} {}:{}:{}\n", Gutter("", "-->"), file.name(), place.line, place.column);
      out += Gutter("", "|") + "\n";
      last_row_.clear();
    }
    const std::string_view whole = file.Line(place.line);
    const std::size_t in_whole =
        std::min<std::size_t>(span.begin - file.LineStart(place.line), whole.size());
    const Clip clip = ClipAround(whole, in_whole);
    const std::string_view line = whole.substr(clip.begin, clip.length);
    const ScreenLine screen = Layout(line, options_.tab_width);
    const std::size_t begin = in_whole - clip.begin;
    const std::size_t length = span.end > span.begin ? span.end - span.begin : 0;
    const std::size_t end = std::clamp<std::size_t>(begin + length, begin, line.size());
    const Window window = WindowAround(screen, begin, options_.max_width);
    const std::string_view before = clip.begin + window.begin > 0 ? "…" : "";
    const std::string_view after = clip.begin + window.end < whole.size() ? "…" : "";
    // Marks of one line stand below each other, below the line.
    std::string row =
        fmt::format("{} {}{}{}\n", Gutter(std::to_string(place.line), "|"), before,
                    screen.text.substr(screen.bytes[window.begin],
                                       screen.bytes[window.end] - screen.bytes[window.begin]),
                    after);
    if (row != last_row_) out += row;
    last_row_ = std::move(row);
    const int indent =
        screen.columns[begin] - screen.columns[window.begin] + (before.empty() ? 0 : 1);
    const int marked =
        std::max(1, screen.columns[std::min(end, window.end)] - screen.columns[begin]);
    std::string marks(static_cast<std::size_t>(marked), primary ? '^' : '-');
    // A span that goes on below is marked to the end of its first line.
    if (in_whole + length > whole.size() + 1) marks += "…";
    out += fmt::format("{} {}{}{}{}{}{}\n", Gutter("", "|"),
                       std::string(static_cast<std::size_t>(indent), ' '),
                       primary ? style_.severity : style_.frame, marks, label.empty() ? "" : " ",
                       label, style_.reset);
    return out;
  }

  const SourceSet& sources_;
  const RenderOptions& options_;
  Style style_;
  std::string last_row_;  // the source line that was printed last for this diagnostic
  std::size_t gutter_ = 1;
};

}  // namespace

std::string RenderPretty(const SourceSet& sources, std::span<const Diagnostic> diagnostics,
                         const RenderOptions& options) {
  std::string out;
  PrettyPrinter printer(sources, options);
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!out.empty()) out.push_back('\n');
    out += printer.Print(diagnostic);
  }
  return out;
}

}  // namespace proviso
