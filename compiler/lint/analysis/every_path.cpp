// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/analysis/every_path.h"

#include <algorithm>

#include "compiler/lint/analysis/reach.h"
#include "core/work.h"

namespace proviso::compiler::lint {

EveryPath::EveryPath(const PolicyFlow& flow, const std::vector<std::vector<Key>>& keys)
    : keys_(keys), dominators_(flow), joined_(flow.nodes.size()) {
  for (const NodeIndex node : dominators_.order()) {
    for (const Key key : keys[node]) Add(key, node);
  }
  for (const NodeIndex node : dominators_.order()) JoinPaths(node, flow.previous[node]);
}

bool EveryPath::Knows(NodeIndex node, Key key) const {
  if (std::find(joined_[node].begin(), joined_[node].end(), key) != joined_[node].end())
    return true;
  const NodeIndex above = dominators_.Above(node);
  return above != kNoNode && KnownBehind(key, above);
}

// Ranges lie in each other or apart; the outermost ones are enough.
void EveryPath::Add(Key key, NodeIndex node) {
  if (KnownBehind(key, node)) return;
  Ranges& ranges = known_[key];
  const auto [begin, end] = dominators_.RangeOf(node);
  ranges.erase(ranges.lower_bound(begin), ranges.lower_bound(end));
  ranges.emplace(begin, end);
}

bool EveryPath::KnownBehind(Key key, NodeIndex node) const {
  const auto found = known_.find(key);
  if (found == known_.end()) return false;
  const std::uint32_t number = dominators_.RangeOf(node).first;
  const auto behind = found->second.upper_bound(number);
  return behind != found->second.begin() && number < std::prev(behind)->second;
}

// Where ways meet, what all of them know is known: that can only be what the shortest one knows.
void EveryPath::JoinPaths(NodeIndex node, const std::vector<NodeIndex>& previous) {
  std::vector<NodeIndex> ways;
  for (const NodeIndex way : previous) {
    // Whoever comes back to the node has passed it before.
    if (dominators_.IsReached(way) && !dominators_.Dominates(node, way)) ways.push_back(way);
  }
  if (ways.size() < 2) return;
  const auto shortest = std::min_element(
      ways.begin(), ways.end(),
      [this](NodeIndex a, NodeIndex b) { return dominators_.Depth(a) < dominators_.Depth(b); });
  const NodeIndex above = dominators_.Above(node);
  std::vector<Key> both;
  std::uint64_t steps = 0;
  for (NodeIndex at = *shortest; at != above && at != kNoNode; at = dominators_.Above(at)) {
    ++steps;
    both.insert(both.end(), keys_[at].begin(), keys_[at].end());
    both.insert(both.end(), joined_[at].begin(), joined_[at].end());
  }
  std::sort(both.begin(), both.end());
  both.erase(std::unique(both.begin(), both.end()), both.end());
  for (const NodeIndex way : ways) {
    steps += both.size();
    std::erase_if(both, [&](Key key) { return !KnownBehind(key, way); });
  }
  CountWork(steps);
  for (const Key key : both) Add(key, node);
  joined_[node] = std::move(both);
}

}  // namespace proviso::compiler::lint
