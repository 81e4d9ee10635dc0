// SPDX-License-Identifier: Apache-2.0
#include "cli/import/internal/style_sheet.h"

#include <algorithm>
#include <cctype>

namespace proviso::importing {
namespace {

constexpr long kInlineWeight = 1'000'000;
constexpr long kImportantWeight = 1'000'000'000;
constexpr std::size_t kMaxRules = 50'000;

bool IsSpace(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

bool IsNameByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

std::string Lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::vector<std::string_view> SplitAt(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(Trimmed(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

// Without `/* … */` and the marks by which old pages hid their styles.
std::string WithoutComments(std::string_view css) {
  std::string out;
  while (!css.empty()) {
    if (css.starts_with("/*")) {
      const std::size_t end = css.find("*/", 2);
      css.remove_prefix(end == std::string_view::npos ? css.size() : end + 2);
    } else if (css.starts_with("<!--")) {
      css.remove_prefix(4);
    } else if (css.starts_with("-->")) {
      css.remove_prefix(3);
    } else {
      out += css.front();
      css.remove_prefix(1);
    }
  }
  return out;
}

// Behind the bracket that closes the one at `open`.
std::size_t BehindBlock(std::string_view css, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < css.size(); ++i) {
    if (css[i] == '{') ++depth;
    if (css[i] == '}' && --depth == 0) return i + 1;
  }
  return css.size();
}

// Rules inside hold for everybody who reads the page on a screen.
bool HoldsAlways(std::string_view at_rule) {
  const std::string condition = Lower(at_rule);
  return condition == "@media screen" || condition == "@media all" ||
         condition == "@media only screen";
}

}  // namespace

void StyleSheet::Read(std::string_view css) {
  const std::string text = WithoutComments(css);
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t mark = rest.find_first_of("{};");
    if (mark == std::string_view::npos) return;
    const std::string_view head = Trimmed(rest.substr(0, mark));
    if (rest[mark] != '{') {
      rest.remove_prefix(mark + 1);  // `@import …;`, or the end of a block whose rules were read
    } else if (head.starts_with('@')) {
      rest.remove_prefix(HoldsAlways(head) ? mark + 1 : BehindBlock(rest, mark));
    } else {
      const std::size_t end = BehindBlock(rest, mark);
      AddRules(head, rest.substr(mark + 1, end - mark - 1));
      rest.remove_prefix(end);
    }
  }
}

std::vector<StyleSheet::Declared> StyleSheet::Declarations(std::string_view text) {
  std::vector<Declared> out;
  for (const std::string_view part : SplitAt(text, ';')) {
    const std::size_t colon = part.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string property = Lower(Trimmed(part.substr(0, colon)));
    const std::string value = Lower(part.substr(colon + 1));
    const auto says = [&](std::string_view word) { return value.find(word) != std::string::npos; };
    Declared declared;
    declared.important = says("!important") || says("! important");
    if (property == "display") {
      declared.property = Property::Display;
      declared.absent = says("none");
    } else if (property == "visibility") {
      declared.property = Property::Visibility;
      declared.absent = says("hidden") || says("collapse");
    } else if (property == "text-decoration" || property == "text-decoration-line") {
      declared.property = Property::Decoration;
      declared.absent = says("line-through");
    } else if (property == "mso-hide") {
      declared.property = Property::WordHide;
      declared.absent = says("all");
    } else {
      continue;
    }
    out.push_back(declared);
  }
  return out;
}

bool StyleSheet::ReadSelector(std::string_view text, Rule& rule) {
  std::size_t at = 0;
  const auto name = [&] {
    const std::size_t begin = at;
    while (at < text.size() && IsNameByte(text[at])) ++at;
    return text.substr(begin, at - begin);
  };
  rule.type = Lower(name());
  rule.weight = rule.type.empty() ? 0 : 1;
  while (at < text.size()) {
    const char mark = text[at++];
    const std::string_view word = name();
    if (word.empty()) return false;
    if (mark == '.') {
      rule.classes.emplace_back(word);
      rule.weight += 100;
    } else if (mark == '#' && rule.id.empty()) {
      rule.id = word;
      rule.weight += 10'000;
    } else {
      return false;
    }
  }
  return !rule.type.empty() || !rule.id.empty() || !rule.classes.empty();
}

void StyleSheet::AddRules(std::string_view selectors, std::string_view declarations) {
  const std::vector<Declared> declared = Declarations(declarations);
  if (declared.empty()) return;
  for (const std::string_view selector : SplitAt(selectors, ',')) {
    Rule rule;
    if (rules_.size() >= kMaxRules || !ReadSelector(selector, rule)) continue;
    rule.declared = declared;
    const std::string key = !rule.id.empty()        ? "#" + rule.id
                            : !rule.classes.empty() ? "." + rule.classes.front()
                                                    : rule.type;
    by_key_.emplace(key, rules_.size());
    rules_.push_back(std::move(rule));
  }
}

bool StyleSheet::Fits(const Rule& rule, const Node& node) {
  if (!rule.type.empty() && rule.type != node.name) return false;
  if (!rule.id.empty() && rule.id != node.attribute("id")) return false;
  const std::string classes = " " + std::string(node.attribute("class")) + " ";
  return std::all_of(rule.classes.begin(), rule.classes.end(), [&](const std::string& one) {
    return classes.find(" " + one + " ") != std::string::npos;
  });
}

// Of equal weights the later one wins.
void StyleSheet::Weigh(const std::vector<Declared>& declared, long weight, Winners& winners) {
  for (const Declared& one : declared) {
    const long own = weight + (one.important ? kImportantWeight : 0);
    Winner& winner = winners[static_cast<std::size_t>(one.property)];
    if (own >= winner.weight) winner = {own, one.absent};
  }
}

void StyleSheet::Look(const std::string& key, const Node& node, Winners& winners) const {
  const auto [begin, end] = by_key_.equal_range(key);
  for (auto entry = begin; entry != end; ++entry) {
    const Rule& rule = rules_[entry->second];
    if (Fits(rule, node)) Weigh(rule.declared, rule.weight, winners);
  }
}

Absence StyleSheet::Of(const Node& node) const {
  Winners winners{};
  if (!rules_.empty()) {
    Look(node.name, node, winners);
    for (const std::string_view one : SplitAt(node.attribute("class"), ' ')) {
      if (!one.empty()) Look("." + std::string(one), node, winners);
    }
    if (node.has_attribute("id")) Look("#" + std::string(node.attribute("id")), node, winners);
  }
  if (node.has_attribute("style")) {
    Weigh(Declarations(node.attribute("style")), kInlineWeight, winners);
  }
  const auto says = [&](Property property) {
    return winners[static_cast<std::size_t>(property)].absent;
  };
  if (says(Property::Decoration)) return Absence::Struck;
  const bool hidden =
      says(Property::Display) || says(Property::Visibility) || says(Property::WordHide);
  return hidden ? Absence::Hidden : Absence::None;
}

}  // namespace proviso::importing
