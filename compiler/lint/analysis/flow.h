// SPDX-License-Identifier: Apache-2.0
// The steps of a policy as a graph, made from the syntax tree: it is there even when the compiler
// refuses the policy, and every step is a place in the author's text. What sema decided about gates
// comes from the readings. Default outcomes of the machine (asking again, handing off) are not in
// it: rules look at what the author wrote.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/lint/analysis/acts.h"
#include "compiler/lint/rule.h"
#include "core/work.h"

namespace proviso::compiler::lint {

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = 0xFFFFFFFFu;

// Why a path ends at a node; None: it goes on.
enum class PathEnd : std::uint8_t { None, Policy, Gate, Stop, HandOff, Transfer };

struct FlowCall {
  const ast::ToolMention* mention = nullptr;
  const ToolFacts* tool = nullptr;
  const ast::Phrase* purpose = nullptr;  // may be null
};

struct FlowNode {
  const ast::Statement* statement = nullptr;  // null: the start, an end
  PathEnd end = PathEnd::None;
  // Of a condition: next[0] when it holds, next[1] when not; equal to each other without an effect.
  std::vector<NodeIndex> next;
  std::vector<FlowCall> calls;
  Facts facts = 0;        // true behind the node
  Facts facts_if_so = 0;  // Branch: true on the way next[0]
  Facts facts_if_not = 0;
  std::uint32_t callee = kNoNode;  // index of the policy that is followed
  bool comes_back = false;         // from it
  bool in_repeat = false;
  bool in_negative = false;            // under the branch of a negative outcome
  const ast::Branch* under = nullptr;  // the innermost condition over it
};

struct PolicyFlow {
  const ast::Policy* policy = nullptr;
  FileId file{};
  std::vector<FlowNode> nodes;
  NodeIndex start = 0;
  std::vector<std::vector<NodeIndex>> previous;  // the nodes from which an edge leads to each
  std::vector<bool> reachable;
  std::vector<Facts> before;  // on some path from any start, the callers' included
  std::vector<Facts> after;   // on some path behind the node, the callers' included
  Facts entry = 0;            // on some path of a caller before it
  Facts exit = 0;             // on some path of a caller behind it
  Facts summary = 0;          // done by it and what it follows
};

// All policies of a compilation.
class FlowBundle {
 public:
  explicit FlowBundle(const Context& context);
  FlowBundle(const FlowBundle&) = delete;
  FlowBundle& operator=(const FlowBundle&) = delete;

  const std::vector<PolicyFlow>& policies() const { return policies_; }
  // kNoNode when there is none of that name.
  std::uint32_t Find(std::string_view policy_name) const;
  const ToolFacts& Tool(const std::string& name);
  const Context& context() const { return context_; }
  bool IsGate(const ast::Statement& statement) const;

 private:
  void Solve();
  bool Summarize(PolicyFlow& flow);

  const Context& context_;
  std::map<std::string, ToolFacts, std::less<>> tools_;
  std::map<std::string, std::uint32_t, std::less<>> by_name_;
  std::set<std::pair<FileId, std::uint32_t>> gates_;  // lines
  std::vector<PolicyFlow> policies_;
};

// The nodes that can be reached from `from` (not itself, unless it lies in a circle), going on only
// where `passes` allows it; a node at which it is false is still in the result.
template <typename Passes>
std::vector<NodeIndex> ReachFrom(const PolicyFlow& flow, NodeIndex from, Passes passes) {
  std::vector<bool> seen(flow.nodes.size(), false);
  std::vector<NodeIndex> found;
  std::vector<NodeIndex> open(flow.nodes[from].next.begin(), flow.nodes[from].next.end());
  std::uint64_t steps = 0;
  while (!open.empty()) {
    const NodeIndex node = open.back();
    open.pop_back();
    ++steps;
    if (seen[node]) continue;
    seen[node] = true;
    found.push_back(node);
    if (!passes(flow.nodes[node])) continue;
    open.insert(open.end(), flow.nodes[node].next.begin(), flow.nodes[node].next.end());
  }
  CountWork(steps);
  return found;
}

template <typename Node>
const Node* As(const FlowNode& node) {
  return node.statement != nullptr ? std::get_if<Node>(&node.statement->node) : nullptr;
}

// Its head says what customers want who need it, so that a conversation can begin with it.
bool SaysWhen(const ast::Policy& policy);

// A question or offer: the customer speaks there.
bool IsTurn(const FlowNode& node);

// "If the user declines:" behind "If the user accepts:"; "Otherwise:" behind anything.
bool AreComplements(const ast::Statement& first, const ast::Statement& second);
// The branch is for an outcome that says no: a negated check, a failure, a refused offer.
bool IsNegative(const ast::Condition& condition);

}  // namespace proviso::compiler::lint
