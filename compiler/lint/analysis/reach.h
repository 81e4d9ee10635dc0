// SPDX-License-Identifier: Apache-2.0
// What can be reached in the graph of a policy, answered for all its nodes at once. Rules ask this
// at every node of a kind, and a walk for each would cost the square of the policy's length; these
// cost its length. Ways begin at a node's successors whatever the node is, and go on behind a node
// only where `passes` is true for it, as in ReachFrom.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "compiler/lint/analysis/flow.h"

namespace proviso::compiler::lint {

using Passes = std::function<bool(const FlowNode&)>;
inline bool PassesAll(const FlowNode& /*node*/) { return true; }

// Nodes with their places in the text, the first place first.
std::vector<NodeIndex> InOrder(std::vector<std::pair<std::uint32_t, NodeIndex>> places);

// For every node the first of `wanted`, in their order, that it reaches; kNoNode when it reaches
// none.
std::vector<NodeIndex> FirstReached(const PolicyFlow& flow, const std::vector<NodeIndex>& wanted,
                                    const Passes& passes);
// For every node the first of `sources`, in their order, that reaches it; kNoNode when none does.
std::vector<NodeIndex> FirstReaching(const PolicyFlow& flow, const std::vector<NodeIndex>& sources,
                                     const Passes& passes);

// Which nodes lie in a circle: those that reach themselves.
class Circles {
 public:
  Circles(const PolicyFlow& flow, const Passes& passes);

  // Nodes of one component reach each other.
  std::uint32_t ComponentOf(NodeIndex node) const { return components_[node]; }
  // At a node that does not pass, only whether a circle of passing nodes leads back to it.
  bool InCircle(NodeIndex node) const;

 private:
  void Walk(NodeIndex root);
  bool LeadsBack(NodeIndex node) const;

  const PolicyFlow& flow_;
  std::vector<bool> passes_;
  std::vector<std::uint32_t> components_;
  std::vector<std::uint32_t> sizes_;  // by component
  std::vector<std::uint32_t> order_;  // of the walk, 0: not come to yet
  std::vector<std::uint32_t> low_;
  std::vector<NodeIndex> stack_;
  std::uint32_t next_ = 1;
};

// Whether one node reaches another one, all nodes passing. Costs the steps that lie between them.
class Ahead {
 public:
  explicit Ahead(const PolicyFlow& flow);
  bool Leads(NodeIndex from, NodeIndex to);

 private:
  const PolicyFlow& flow_;
  Circles circles_;
  std::vector<NodeIndex> highest_;   // that a node reaches
  std::vector<std::uint32_t> seen_;  // the round in which a node was come to
  std::uint32_t round_ = 0;
};

}  // namespace proviso::compiler::lint
