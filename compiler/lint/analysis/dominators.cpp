// SPDX-License-Identifier: Apache-2.0
// T. Lengauer, R. E. Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph" (1979), in
// its simple form; without recursion, because a policy may be tens of thousands of steps long.
#include "compiler/lint/analysis/dominators.h"

#include <algorithm>

#include "compiler/lint/analysis/reach.h"
#include "core/work.h"

namespace proviso::compiler::lint {
namespace {

class Finder {
 public:
  explicit Finder(const PolicyFlow& flow)
      : flow_(flow), found_(flow.nodes.size(), kNoNode), parent_(flow.nodes.size(), kNoNode) {}

  // A walk in depth: nodes in the order in which they are come to, and in which they are left.
  void Walk() {
    std::vector<std::pair<NodeIndex, std::size_t>> path;
    Enter(flow_.start, kNoNode, path);
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next == flow_.nodes[node].next.size()) {
        left_.push_back(node);
        path.pop_back();
        continue;
      }
      const NodeIndex other = flow_.nodes[node].next[next++];
      if (found_[other] == kNoNode) Enter(other, node, path);
    }
    CountWork(left_.size());
  }

  std::vector<NodeIndex> Above() {
    semi_ = found_;
    label_.resize(found_.size());
    for (NodeIndex n = 0; n < label_.size(); ++n) label_[n] = n;
    ancestor_.assign(found_.size(), kNoNode);
    std::vector<NodeIndex> above(found_.size(), kNoNode);
    std::vector<std::vector<NodeIndex>> waiting(found_.size());
    for (std::size_t i = entered_.size(); i-- > 1;) {
      const NodeIndex node = entered_[i];
      for (const NodeIndex from : flow_.previous[node]) {
        if (found_[from] == kNoNode) continue;
        semi_[node] = std::min(semi_[node], semi_[Best(from)]);
      }
      waiting[entered_[semi_[node]]].push_back(node);
      const NodeIndex parent = parent_[node];
      ancestor_[node] = parent;
      for (const NodeIndex other : waiting[parent]) {
        const NodeIndex best = Best(other);
        above[other] = semi_[best] < semi_[other] ? best : parent;
      }
      waiting[parent].clear();
    }
    for (std::size_t i = 1; i < entered_.size(); ++i) {
      const NodeIndex node = entered_[i];
      if (above[node] != entered_[semi_[node]]) above[node] = above[above[node]];
    }
    return above;
  }

  std::vector<NodeIndex> TakeOrder() {
    std::reverse(left_.begin(), left_.end());
    return std::move(left_);
  }

 private:
  void Enter(NodeIndex node, NodeIndex from, std::vector<std::pair<NodeIndex, std::size_t>>& path) {
    found_[node] = static_cast<NodeIndex>(entered_.size());
    parent_[node] = from;
    entered_.push_back(node);
    path.emplace_back(node, 0);
  }

  // The node of the lowest semi-dominator between `node` and the root of its tree. Shortens the
  // ways that it goes.
  NodeIndex Best(NodeIndex node) {
    if (ancestor_[node] == kNoNode) return node;
    std::vector<NodeIndex> path;
    for (NodeIndex at = node; ancestor_[ancestor_[at]] != kNoNode; at = ancestor_[at])
      path.push_back(at);
    CountWork(path.size());
    while (!path.empty()) {
      const NodeIndex at = path.back();
      const NodeIndex over = ancestor_[at];
      path.pop_back();
      if (semi_[label_[over]] < semi_[label_[at]]) label_[at] = label_[over];
      ancestor_[at] = ancestor_[over];
    }
    return label_[node];
  }

  const PolicyFlow& flow_;
  std::vector<NodeIndex> found_;   // number of a node in entered_
  std::vector<NodeIndex> parent_;  // in the walk
  std::vector<NodeIndex> entered_;
  std::vector<NodeIndex> left_;
  std::vector<NodeIndex> semi_;
  std::vector<NodeIndex> label_;
  std::vector<NodeIndex> ancestor_;
};

}  // namespace

Dominators::Dominators(const PolicyFlow& flow)
    : depth_(flow.nodes.size(), 0), number_(flow.nodes.size(), 0), size_(flow.nodes.size(), 0) {
  Finder finder(flow);
  finder.Walk();
  above_ = finder.Above();
  order_ = finder.TakeOrder();
  for (const NodeIndex node : order_) {
    depth_[node] = above_[node] == kNoNode ? 1 : depth_[above_[node]] + 1;
  }
  for (auto node = order_.rbegin(); node != order_.rend(); ++node) {
    ++size_[*node];
    if (above_[*node] != kNoNode) size_[above_[*node]] += size_[*node];
  }
  std::vector<std::uint32_t> next(flow.nodes.size(), 0);
  for (const NodeIndex node : order_) {
    if (above_[node] != kNoNode) {
      number_[node] = next[above_[node]];
      next[above_[node]] += size_[node];
    }
    next[node] = number_[node] + 1;
  }
}

}  // namespace proviso::compiler::lint
