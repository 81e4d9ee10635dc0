// SPDX-License-Identifier: Apache-2.0
// Which nodes lie on every path from the start to a node: its dominators, as a tree.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "compiler/lint/analysis/flow.h"

namespace proviso::compiler::lint {

class Dominators {
 public:
  explicit Dominators(const PolicyFlow& flow);

  // The nodes that can be reached, each before those behind it (circles apart).
  const std::vector<NodeIndex>& order() const { return order_; }
  bool IsReached(NodeIndex node) const { return depth_[node] != 0; }
  // The nearest other node on every path to `node`; kNoNode at the start.
  NodeIndex Above(NodeIndex node) const { return above_[node]; }
  std::uint32_t Depth(NodeIndex node) const { return depth_[node]; }  // 1 at the start
  // Nodes are numbered so that those that a node dominates, itself first, are a range [first, end).
  std::pair<std::uint32_t, std::uint32_t> RangeOf(NodeIndex node) const {
    return {number_[node], number_[node] + size_[node]};
  }
  bool Dominates(NodeIndex node, NodeIndex other) const {
    const auto [begin, end] = RangeOf(node);
    return begin <= number_[other] && number_[other] < end;
  }

 private:
  std::vector<NodeIndex> order_;
  std::vector<NodeIndex> above_;
  std::vector<std::uint32_t> depth_;
  std::vector<std::uint32_t> number_;
  std::vector<std::uint32_t> size_;
};

}  // namespace proviso::compiler::lint
