// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/actions.h"

#include <algorithm>
#include <unordered_map>

namespace proviso::understanding {
namespace {

using Groups = std::unordered_map<std::string_view, int>;

Groups MakeGroups(std::initializer_list<std::string_view> rows) {
  Groups groups;
  int group = 0;
  for (std::string_view row : rows) {
    ++group;
    while (!row.empty()) {
      const std::size_t end = std::min(row.find('|'), row.size());
      groups.emplace(row.substr(0, end), group);
      row.remove_prefix(std::min(end + 1, row.size()));
    }
  }
  return groups;
}

const Groups& GroupsOf(std::string_view language) {
#define PROVISO_ACTION(words) words,
  static const Groups english = MakeGroups({
#include "runtime/understanding/en/actions.def"
  });
  static const Groups portuguese = MakeGroups({
#include "runtime/understanding/pt/actions.def"
  });
#undef PROVISO_ACTION
  static const Groups none;
  if (language == "en") return english;
  return language == "pt" ? portuguese : none;
}

}  // namespace

int ActionOf(std::string_view language, std::string_view folded) {
  const Groups& groups = GroupsOf(language);
  const auto it = groups.find(folded);
  return it == groups.end() ? 0 : it->second;
}

}  // namespace proviso::understanding
