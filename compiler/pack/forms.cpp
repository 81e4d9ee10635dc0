// SPDX-License-Identifier: Apache-2.0
#include "compiler/pack/forms.h"

#include <fmt/format.h>

#include <algorithm>

namespace proviso::pack {
namespace {

constexpr std::string_view kSpace = " \t\r";

std::string_view Trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

std::vector<std::string> Split(std::string_view text, char sign) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t at = text.find(sign);
    const std::string_view part = Trimmed(text.substr(0, at));
    if (!part.empty()) parts.emplace_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

template <typename T>
const T& Found(const std::map<std::string, T, std::less<>>& all, std::string_view name) {
  static const T kNone;
  const auto found = all.find(name);
  return found == all.end() ? kNone : found->second;
}

}  // namespace

Result<void> Forms::Read(const EmbeddedFile& file) {
  std::string_view text = file.text;
  std::string kind;
  std::string name;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::string_view content = Trimmed(line);
    if (content.empty() || content.front() == '#') continue;
    const auto fail = [&](std::string_view what) {
      return Error{"pack_syntax", fmt::format("{}:{}: {}", file.name, number, what)};
    };
    if (kSpace.find(line.front()) == std::string_view::npos) {
      const std::size_t space = content.find(' ');
      kind = content.substr(0, space);
      if (space == std::string_view::npos) return fail(fmt::format("`{}` needs a name", kind));
      if (kind != "list" && kind != "pairs" && kind != "text")
        return fail(fmt::format("`{}` is none of list, pairs, text", kind));
      name = Trimmed(content.substr(space));
      const bool known = lists_.contains(name) && kind == "list";
      if (known || (pairs_.contains(name) && kind == "pairs") ||
          (texts_.contains(name) && kind == "text"))
        return fail("there are two of this name");
      continue;
    }
    if (kind.empty()) return fail("this line belongs to nothing");
    if (kind == "text") {
      if (texts_.contains(name)) return fail("a text is one line");
      texts_[name] = content;
      continue;
    }
    for (const std::string& part : Split(content, '|')) {
      std::vector<std::string> sides = Split(part, '>');
      // "do cliente >": left out.
      if (kind == "pairs" && sides.size() == 1 && part.ends_with('>')) sides.emplace_back();
      if (sides.size() != (kind == "list" ? 1U : 2U))
        return fail(kind == "list" ? "a phrase has no `>`" : "a pair is `from > to`");
      if (kind == "list") {
        lists_[name].push_back(Split(sides[0], ' '));
      } else {
        pairs_[name].emplace_back(Split(sides[0], ' '), Split(sides[1], ' '));
      }
    }
    const auto longer = [](const Words& a, const Words& b) { return a.size() > b.size(); };
    if (kind == "list") {
      std::stable_sort(lists_[name].begin(), lists_[name].end(), longer);
    } else {
      std::stable_sort(pairs_[name].begin(), pairs_[name].end(),
                       [&](const auto& a, const auto& b) { return longer(a.first, b.first); });
    }
  }
  return {};
}

const std::vector<Forms::Words>& Forms::List(std::string_view name) const {
  return Found(lists_, name);
}

bool Forms::Has(std::string_view list, std::string_view word) const {
  const std::vector<Words>& all = List(list);
  return std::any_of(all.begin(), all.end(), [&](const Words& phrase) {
    return phrase.size() == 1 && phrase.front() == word;
  });
}

const std::vector<std::pair<Forms::Words, Forms::Words>>& Forms::Pairs(
    std::string_view name) const {
  return Found(pairs_, name);
}

std::optional<std::string> Forms::Pair(std::string_view name, std::string_view word) const {
  for (const auto& [from, to] : Pairs(name)) {
    if (from.size() != 1 || from.front() != word) continue;
    return fmt::format("{}", fmt::join(to, " "));
  }
  return std::nullopt;
}

const std::string& Forms::Text(std::string_view name) const { return Found(texts_, name); }

}  // namespace proviso::pack
