// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/actions.h"

#include <unordered_map>

#include "runtime/understanding/phrases.h"

namespace proviso::understanding {
namespace {

using Groups = std::unordered_map<std::string_view, int>;

Groups MakeGroups(std::initializer_list<std::string_view> rows) {
  Groups groups;
  int group = 0;
  for (const std::string_view row : rows) {
    ++group;
    EachPart(row, '|', [&](std::string_view word) { groups.emplace(word, group); });
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
