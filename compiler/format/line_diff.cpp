// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <dtl/dtl.hpp>
#include <vector>

namespace proviso {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t kContext = 3;  // lines shown around a change

Lines LinesOf(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
      lines.push_back(std::string(text) + "\n\\ No newline at end of file");
      break;
    }
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

struct Edit {
  char sign = ' ';
  std::string line;
};

std::vector<Edit> EditsOf(std::string_view old_text, std::string_view new_text) {
  // Deletions first, as people expect a changed line to be shown.
  dtl::Diff<std::string> diff(LinesOf(old_text), LinesOf(new_text), true);
  diff.compose();
  std::vector<Edit> edits;
  for (const auto& [line, info] : diff.getSes().getSequence()) {
    const char sign = info.type == dtl::SES_ADD ? '+' : info.type == dtl::SES_DELETE ? '-' : ' ';
    edits.push_back({sign, line});
  }
  return edits;
}

// Writes the edits [begin, end) behind a head that says where they stand.
class HunkWriter {
 public:
  explicit HunkWriter(const std::vector<Edit>& edits) : edits_(edits) {}

  std::string Write(std::size_t begin, std::size_t end) {
    Skip(begin);
    const std::size_t old_first = old_line_;
    const std::size_t new_first = new_line_;
    std::string body;
    for (std::size_t i = begin; i < end; ++i) {
      body += edits_[i].sign;
      body += edits_[i].line;
      body += '\n';
    }
    Skip(end);
    return "@@ -" + Range(old_first, old_line_) + " +" + Range(new_first, new_line_) + " @@\n" +
           body;
  }

 private:
  void Skip(std::size_t to) {
    for (; at_ < to; ++at_) {
      if (edits_[at_].sign != '+') ++old_line_;
      if (edits_[at_].sign != '-') ++new_line_;
    }
  }
  // A side without lines is named by the line in front of it.
  static std::string Range(std::size_t first, std::size_t end) {
    return fmt::format("{},{}", end > first ? first + 1 : first, end - first);
  }

  const std::vector<Edit>& edits_;
  std::size_t at_ = 0;
  std::size_t old_line_ = 0;
  std::size_t new_line_ = 0;
};

}  // namespace

std::string UnifiedDiff(std::string_view old_name, std::string_view old_text,
                        std::string_view new_name, std::string_view new_text) {
  if (old_text == new_text) return "";
  const std::vector<Edit> edits = EditsOf(old_text, new_text);
  const auto next_change = [&](std::size_t from) {
    while (from < edits.size() && edits[from].sign == ' ') ++from;
    return from;
  };
  std::string out = fmt::format("--- {}\n+++ {}\n", old_name, new_name);
  HunkWriter writer(edits);
  std::size_t done = 0;
  for (std::size_t change = next_change(0); change < edits.size();) {
    const std::size_t begin = std::max(done, change - std::min(change, kContext));
    std::size_t end = change;  // behind the last change of the hunk
    while (change < edits.size() && change - end <= 2 * kContext) {
      end = change + 1;
      change = next_change(end);
    }
    done = std::min(end + kContext, edits.size());
    out += writer.Write(begin, done);
  }
  return out;
}

}  // namespace proviso
