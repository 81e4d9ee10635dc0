// SPDX-License-Identifier: Apache-2.0
// What every path to a node has come by. A set for each node would cost the square of the policy's
// length; here each key keeps the places behind which it is known, and they are few.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "compiler/lint/analysis/dominators.h"
#include "compiler/lint/analysis/flow.h"

namespace proviso::compiler::lint {

class EveryPath {
 public:
  using Key = std::uint32_t;
  // `keys`: what a node makes known to those behind it, by node. In a circle that is entered at two
  // places less may be known than really is, never more.
  EveryPath(const PolicyFlow& flow, const std::vector<std::vector<Key>>& keys);

  // Whether every path from the start to `node` passes one that makes `key` known, itself excepted.
  bool Knows(NodeIndex node, Key key) const;

 private:
  // Nodes are told apart by their numbers in the tree of dominators, in which those behind which a
  // key is known are ranges.
  using Ranges = std::map<std::uint32_t, std::uint32_t>;  // first number, behind the last one
  void Add(Key key, NodeIndex node);
  bool KnownBehind(Key key, NodeIndex node) const;
  void JoinPaths(NodeIndex node, const std::vector<NodeIndex>& previous);

  const std::vector<std::vector<Key>>& keys_;
  Dominators dominators_;
  std::vector<std::vector<Key>> joined_;  // by node: known on all ways to it, by different nodes
  std::map<Key, Ranges> known_;
};

}  // namespace proviso::compiler::lint
