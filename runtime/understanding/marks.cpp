// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/marks.h"

#include <algorithm>

#include "runtime/understanding/phrases.h"

namespace proviso::understanding {
namespace {

std::uint64_t Extend(std::uint64_t hash, std::uint32_t id) {
  return (hash ^ id) * 0x9E3779B97F4A7C15u;
}

MarkTable MakeEnglish() {
  MarkTable table;
#define PROVISO_MARK(tag, phrases) table.Add(Mark::tag, phrases);
#include "runtime/understanding/en/marks.def"
  return table;
}

MarkTable MakePortuguese() {
  MarkTable table;
#include "runtime/understanding/pt/marks.def"
#undef PROVISO_MARK
  return table;
}

}  // namespace

void MarkTable::Add(Mark mark, std::string_view phrases) {
  EachPart(phrases, '|', [&](std::string_view phrase) {
    std::uint64_t hash = 0;
    std::uint32_t length = 0;
    EachPart(phrase, ' ', [&](std::string_view word) {
      const auto id = static_cast<std::uint32_t>(ids_.size() + 1);
      hash = Extend(hash, ids_.emplace(word, id).first->second);
      ++length;
    });
    marks_[hash] |= Bit(mark);
    longest_ = std::max(longest_, length);
  });
}

std::vector<MarkHit> MarkTable::Find(const std::vector<Token>& tokens) const {
  std::vector<std::uint32_t> ids;
  ids.reserve(tokens.size());
  for (const Token& token : tokens) {
    const auto it = token.is_digits() ? ids_.end() : ids_.find(token.folded);
    ids.push_back(it == ids_.end() ? 0 : it->second);
  }
  std::vector<MarkHit> hits;
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::uint32_t n = 0; n < longest_ && i + n < ids.size() && ids[i + n] != 0; ++n) {
      hash = Extend(hash, ids[i + n]);
      if (const auto it = marks_.find(hash); it != marks_.end()) {
        hits.push_back({it->second, i, n + 1});
      }
    }
  }
  return hits;
}

const MarkTable& MarksOf(std::string_view language) {
  static const MarkTable english = MakeEnglish();
  static const MarkTable portuguese = MakePortuguese();
  static const MarkTable none;
  if (language == "en") return english;
  return language == "pt" ? portuguese : none;
}

}  // namespace proviso::understanding
