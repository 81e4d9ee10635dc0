// SPDX-License-Identifier: Apache-2.0
// Head fields that a document brings along: in YAML front matter, of which what people write there
// is read (scalars, lists, folded texts), or as lines at its top.
#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include "cli/import/internal/words.h"
#include "cli/import/readers.h"

namespace proviso::importing {
namespace {

struct Setting {
  std::string key;
  std::vector<std::string> parts;  // of a list, or of a folded text
  bool list = false;
  bool nested = false;  // holds settings of its own, which no head field has

  std::string Text() const {
    std::string out;
    for (const std::string& part : parts) {
      if (!out.empty()) out += list ? ", " : " ";
      out += part;
    }
    return out;
  }
};

std::string Unquoted(std::string text) {
  text = CleanText(text);
  const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') &&
                      text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// Without a comment of YAML behind the value.
std::string Scalar(std::string_view text) {
  const std::string clean = CleanText(std::string(text));
  if (clean.starts_with('"') || clean.starts_with('\'')) return Unquoted(clean);
  return clean.substr(0, clean.find(" #"));
}

void AddScalarOrList(std::string_view text, Setting& setting) {
  const std::string clean = CleanText(std::string(text));
  if (!clean.starts_with('[') || !clean.ends_with(']')) {
    // `>` and `|` announce a text on the lines below.
    if (clean.find_first_not_of(">|+-") == std::string::npos) return;
    setting.parts.push_back(Scalar(clean));
    return;
  }
  setting.list = true;
  std::string_view rest = std::string_view(clean).substr(1, clean.size() - 2);
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    std::string part = Scalar(rest.substr(0, comma));
    if (!part.empty()) setting.parts.push_back(std::move(part));
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
  }
}

bool IsIndented(std::string_view line) { return line.starts_with(' ') || line.starts_with('\t'); }

// `key:` at the start of a line; npos when there is none.
std::size_t KeyEnd(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || IsIndented(line)) return std::string::npos;
  const bool ends =
      colon + 1 == line.size() || std::isspace(static_cast<unsigned char>(line[colon + 1]));
  return ends && line[0] != '#' && line[0] != '-' ? colon : std::string::npos;
}

void AddBelow(const std::string& line, Setting& setting) {
  if (line.starts_with("- ")) {
    setting.list = true;
    setting.parts.push_back(Scalar(line.substr(2)));
    return;
  }
  setting.nested = setting.nested || (setting.parts.empty() && KeyEnd(line) != std::string::npos);
  setting.parts.push_back(Unquoted(line));
}

// Empty when the text is something else between two rules.
std::vector<Setting> ReadSettings(std::string_view text) {
  std::vector<Setting> settings;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string clean = CleanText(std::string(line));
    if (clean.empty() || clean[0] == '#') continue;
    if (const std::size_t colon = KeyEnd(line); colon != std::string::npos) {
      settings.push_back({Unquoted(std::string(line.substr(0, colon))), {}, false, false});
      AddScalarOrList(line.substr(colon + 1), settings.back());
    } else if (settings.empty()) {
      return {};
    } else {
      AddBelow(clean, settings.back());
    }
  }
  return settings;
}

// The title of the document, under the names that front matter has for it.
bool IsTitle(std::string_view key) { return key == "title" || key == "name"; }

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

void AddHead(Page& page, const std::string& key, const std::string& value) {
  const bool known = std::any_of(page.head.begin(), page.head.end(),
                                 [&](const HeadValue& one) { return one.key == key; });
  if (known) return page.LeaveOut("a second value of a head field", key + ": " + value);
  page.head.push_back({key, value});
}

// The length of the front matter with its two rules, or 0. Both rules stand alone on their lines.
std::size_t FrontMatterLength(std::string_view text, std::string_view& inside) {
  const auto line_at = [&](std::size_t at) {
    std::string_view line = text.substr(at, text.find('\n', at) - at);
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())))
      line.remove_suffix(1);
    return line;
  };
  if (line_at(0) != "---") return 0;
  const std::size_t begin = text.find('\n');
  if (begin == std::string_view::npos) return 0;
  for (std::size_t at = begin + 1; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string_view line = line_at(at);
    if (line == "---" || line == "...") {
      inside = text.substr(begin + 1, at - begin - 1);
      return end == std::string_view::npos ? text.size() : end + 1;
    }
    if (end == std::string_view::npos) return 0;
    at = end + 1;
  }
  return 0;
}

// "When: the customer …" -> when; nullopt for other lines.
std::optional<HeadValue> HeadValueOf(const Block& block) {
  if (block.kind != Block::Kind::Line) return std::nullopt;
  const std::size_t colon = block.text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto key = Words::English().HeadFieldKey(block.text.substr(0, colon));
  if (!key) return std::nullopt;
  return HeadValue{*key, CleanText(block.text.substr(colon + 1))};
}

bool IsTitleLine(const Block& block) {
  constexpr std::size_t kMaxTitleBytes = 80;
  return block.kind == Block::Kind::Line && block.marker.empty() &&
         block.text.size() <= kMaxTitleBytes &&
         block.text.find_first_of(".:@#") == std::string::npos;
}

}  // namespace

void TakeFrontMatter(std::string_view& text, Page& page) {
  std::string_view inside;
  const std::size_t length = FrontMatterLength(text, inside);
  if (length == 0) return;
  const std::vector<Setting> settings = ReadSettings(inside);
  if (settings.empty()) return;
  std::string others;
  for (const Setting& setting : settings) {
    const std::string value = setting.Text();
    if (value.empty()) continue;
    std::string label = setting.key;
    std::replace(label.begin(), label.end(), '_', ' ');
    std::replace(label.begin(), label.end(), '-', ' ');
    const auto key = Words::English().HeadFieldKey(label);
    if (IsTitle(Lower(setting.key)) && page.title.empty()) {
      page.title = value;
    } else if (key && !setting.nested) {
      AddHead(page, *key, value);
    } else {
      others += (others.empty() ? "" : "; ") + setting.key + ": " + value;
    }
  }
  if (!others.empty()) page.LeaveOut("settings at the top", others);
  text.remove_prefix(length);
}

void TakeHeadLines(Page& page) {
  std::vector<Block>& blocks = page.blocks;
  std::size_t at = 0;
  if (!blocks.empty() && blocks[0].kind == Block::Kind::Heading && blocks[0].level == 1) at = 1;
  if (at == 0 && blocks.size() > 1 && IsTitleLine(blocks[0]) && HeadValueOf(blocks[1])) {
    if (page.title.empty()) page.title = blocks[0].text;
    blocks.erase(blocks.begin());
  }
  const std::size_t begin = at;
  while (at < blocks.size()) {
    std::optional<HeadValue> value = HeadValueOf(blocks[at]);
    if (!value) break;
    // The members of a list below the key.
    std::size_t end = at + 1;
    while (value->value.empty() && end < blocks.size() && blocks[end].kind == Block::Kind::Line &&
           blocks[end].level > blocks[at].level) {
      ++end;
    }
    std::string members;
    for (std::size_t i = at + 1; i < end; ++i) {
      members += (members.empty() ? "" : ", ") + blocks[i].text;
    }
    if (value->value.empty()) value->value = members;
    if (value->value.empty()) break;
    AddHead(page, value->key, value->value);
    at = end;
  }
  blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(begin),
               blocks.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace proviso::importing
