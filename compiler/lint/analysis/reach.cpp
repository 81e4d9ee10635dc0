// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/analysis/reach.h"

#include <algorithm>

#include "core/work.h"

namespace proviso::compiler::lint {
namespace {

// Gives every node the first of `origins` from which the edges lead to it; `edges_of` gives those
// of a node. A node that has its origin keeps it, so each is walked through once.
template <typename EdgesOf>
std::vector<NodeIndex> Spread(const PolicyFlow& flow, EdgesOf edges_of,
                              const std::vector<NodeIndex>& origins, const Passes& passes) {
  std::vector<NodeIndex> first(flow.nodes.size(), kNoNode);
  std::vector<NodeIndex> open;
  std::uint64_t steps = 0;
  for (const NodeIndex origin : origins) {
    open.assign(1, origin);
    while (!open.empty()) {
      const NodeIndex node = open.back();
      open.pop_back();
      for (const NodeIndex other : edges_of(node)) {
        ++steps;
        if (first[other] != kNoNode) continue;
        first[other] = origin;
        if (passes(flow.nodes[other])) open.push_back(other);
      }
    }
  }
  CountWork(steps);
  return first;
}

}  // namespace

std::vector<NodeIndex> InOrder(std::vector<std::pair<std::uint32_t, NodeIndex>> places) {
  std::stable_sort(places.begin(), places.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<NodeIndex> nodes;
  nodes.reserve(places.size());
  for (const auto& [place, node] : places) nodes.push_back(node);
  return nodes;
}

std::vector<NodeIndex> FirstReached(const PolicyFlow& flow, const std::vector<NodeIndex>& wanted,
                                    const Passes& passes) {
  return Spread(
      flow, [&](NodeIndex node) -> const auto& { return flow.previous[node]; }, wanted, passes);
}

std::vector<NodeIndex> FirstReaching(const PolicyFlow& flow, const std::vector<NodeIndex>& sources,
                                     const Passes& passes) {
  return Spread(
      flow, [&](NodeIndex node) -> const auto& { return flow.nodes[node].next; }, sources, passes);
}

Circles::Circles(const PolicyFlow& flow, const Passes& passes)
    : flow_(flow),
      components_(flow.nodes.size(), 0),
      order_(flow.nodes.size(), 0),
      low_(flow.nodes.size(), 0) {
  passes_.reserve(flow.nodes.size());
  for (const FlowNode& node : flow.nodes) passes_.push_back(passes(node));
  for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
    if (order_[n] == 0) Walk(n);
  }
}

// Tarjan's components, without recursion: a policy may be tens of thousands of steps long.
void Circles::Walk(NodeIndex root) {
  std::vector<std::pair<NodeIndex, std::size_t>> path;
  std::uint64_t steps = 0;
  const auto enter = [&](NodeIndex node) {
    order_[node] = low_[node] = next_++;
    stack_.push_back(node);
    path.emplace_back(node, 0);
  };
  enter(root);
  while (!path.empty()) {
    ++steps;
    const NodeIndex node = path.back().first;
    const std::vector<NodeIndex>& next = flow_.nodes[node].next;
    if (passes_[node] && path.back().second < next.size()) {
      const NodeIndex other = next[path.back().second++];
      if (order_[other] == 0) {
        enter(other);
      } else if (low_[other] != 0) {
        low_[node] = std::min(low_[node], order_[other]);
      }
      continue;
    }
    path.pop_back();
    if (!path.empty()) low_[path.back().first] = std::min(low_[path.back().first], low_[node]);
    if (low_[node] != order_[node]) continue;
    const auto component = static_cast<std::uint32_t>(sizes_.size());
    sizes_.push_back(0);
    for (NodeIndex member = kNoNode; member != node;) {
      member = stack_.back();
      stack_.pop_back();
      components_[member] = component;
      low_[member] = 0;  // closed: no later node may lean on it
      ++sizes_.back();
    }
  }
  CountWork(steps);
}

bool Circles::InCircle(NodeIndex node) const {
  if (!passes_[node]) return LeadsBack(node);
  const auto& next = flow_.nodes[node].next;
  return sizes_[components_[node]] > 1 || std::find(next.begin(), next.end(), node) != next.end();
}

bool Circles::LeadsBack(NodeIndex node) const {
  const auto reached = ReachFrom(flow_, node, [this](const FlowNode& other) {
    return passes_[static_cast<std::size_t>(&other - flow_.nodes.data())];
  });
  return std::find(reached.begin(), reached.end(), node) != reached.end();
}

Ahead::Ahead(const PolicyFlow& flow)
    : flow_(flow), circles_(flow, PassesAll), seen_(flow.nodes.size(), 0) {
  std::vector<NodeIndex> all(flow.nodes.size());
  for (NodeIndex n = 0; n < all.size(); ++n) all[n] = static_cast<NodeIndex>(all.size() - 1 - n);
  highest_ = FirstReached(flow, all, PassesAll);
}

// Steps that come later have lower numbers. Where no way from a node goes back behind `to`, it
// cannot be reached from there: that leaves the steps between the two, and circles around them.
bool Ahead::Leads(NodeIndex from, NodeIndex to) {
  const std::uint32_t wanted = circles_.ComponentOf(to);
  ++round_;
  std::vector<NodeIndex> open{from};
  std::uint64_t steps = 0;
  bool found = false;
  while (!open.empty() && !found) {
    const NodeIndex node = open.back();
    open.pop_back();
    ++steps;
    found = circles_.ComponentOf(node) == wanted;
    for (const NodeIndex next : flow_.nodes[node].next) {
      const bool passed = highest_[next] == kNoNode || highest_[next] < to;
      found = found || next == to;
      if (passed || seen_[next] == round_) continue;
      seen_[next] = round_;
      open.push_back(next);
    }
  }
  CountWork(steps);
  return found;
}

}  // namespace proviso::compiler::lint
