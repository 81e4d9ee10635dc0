// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/internal/outline.h"

#include <algorithm>
#include <optional>

#include "core/names.h"
#include "testing/scenario/internal/line_values.h"

namespace proviso::scenario {
namespace {

constexpr std::size_t kMaxNameBytes = 60;

struct Hole {
  std::size_t begin = 0;  // of <
  std::size_t end = 0;    // behind >
  std::string name;
};

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == ' ' || static_cast<unsigned char>(c) >= 0x80;
}

std::optional<Hole> NextHole(std::string_view text, std::size_t from) {
  for (std::size_t open = text.find('<', from); open != std::string_view::npos;
       open = text.find('<', open + 1)) {
    std::size_t end = open + 1;
    while (end < text.size() && end - open <= kMaxNameBytes && IsNameByte(text[end])) ++end;
    if (end >= text.size() || text[end] != '>' || end == open + 1 || text[open + 1] == ' ') {
      continue;
    }
    return Hole{open, end + 1, std::string(text.substr(open + 1, end - open - 1))};
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> SplitRow(std::string_view text) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '|') {
      cell += '|';
      ++i;
    } else if (text[i] == '|') {
      cells.emplace_back(TrimSpaces(cell));
      cell.clear();
    } else {
      cell += text[i];
    }
  }
  // A last bar that was forgotten is no reason to lose the cell.
  if (!TrimSpaces(cell).empty()) cells.emplace_back(TrimSpaces(cell));
  return cells;
}

std::vector<std::string> PlaceholdersIn(std::string_view text) {
  std::vector<std::string> names;
  for (auto hole = NextHole(text, 0); hole; hole = NextHole(text, hole->end)) {
    names.push_back(hole->name);
  }
  return names;
}

std::string FillIn(std::string_view text, const std::vector<std::string>& names,
                   const std::vector<std::string>& cells) {
  std::string out;
  std::size_t at = 0;
  for (auto hole = NextHole(text, 0); hole; hole = NextHole(text, hole->end)) {
    const std::string wanted = NormalizeName(hole->name);
    const auto name = std::find_if(names.begin(), names.end(), [&](const std::string& one) {
      return NormalizeName(one) == wanted;
    });
    const auto column = static_cast<std::size_t>(name - names.begin());
    if (column >= cells.size()) continue;
    out += text.substr(at, hole->begin - at);
    out += cells[column];
    at = hole->end;
  }
  out += text.substr(at);
  return out;
}

}  // namespace proviso::scenario
