// SPDX-License-Identifier: Apache-2.0
#include "bytecode/source_lines.h"

#include <algorithm>

namespace proviso {

const SourceMapEntry* FindSource(const Module& module, std::uint32_t pc) {
  const auto& map = module.source_map;
  const auto after =
      std::upper_bound(map.begin(), map.end(), pc,
                       [](std::uint32_t at, const SourceMapEntry& entry) { return at < entry.pc; });
  return after == map.begin() ? nullptr : &*(after - 1);
}

std::uint32_t LineAt(const Module& module, std::uint32_t pc) {
  const SourceMapEntry* entry = FindSource(module, pc);
  return entry == nullptr ? 0 : entry->line;
}

const PolicySpec* PolicyAt(const Module& module, std::uint32_t pc) {
  const PolicySpec* best = nullptr;
  for (const PolicySpec& policy : module.policies) {
    if (policy.entries.empty() || Raw(policy.entries[0]) > pc) continue;
    if (best == nullptr || Raw(policy.entries[0]) > Raw(best->entries[0])) best = &policy;
  }
  return best;
}

}  // namespace proviso
