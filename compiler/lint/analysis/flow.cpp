// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/analysis/flow.h"

#include <algorithm>
#include <deque>
#include <optional>

#include "compiler/lint/analysis/flow_builder.h"
#include "compiler/lint/analysis/words.h"
#include "core/names.h"
#include "core/work.h"

namespace proviso::compiler::lint {
namespace {

// Numbers to look at, each waiting once at most; all of them at first, in the given order.
class Worklist {
 public:
  enum class Order : std::uint8_t { Ascending, Descending };

  explicit Worklist(std::size_t size, Order order = Order::Ascending) : waiting_(size, true) {
    for (std::uint32_t i = 0; i < size; ++i) {
      open_.push_back(order == Order::Ascending ? i : static_cast<std::uint32_t>(size) - 1 - i);
    }
  }
  void Add(std::uint32_t number) {
    if (waiting_[number]) return;
    waiting_[number] = true;
    open_.push_back(number);
  }
  std::optional<std::uint32_t> TakeOldest() {
    if (open_.empty()) return std::nullopt;
    const std::uint32_t number = open_.front();
    open_.pop_front();
    return Taken(number);
  }
  std::optional<std::uint32_t> TakeNewest() {
    if (open_.empty()) return std::nullopt;
    const std::uint32_t number = open_.back();
    open_.pop_back();
    return Taken(number);
  }
  std::uint64_t taken() const { return taken_; }

 private:
  std::uint32_t Taken(std::uint32_t number) {
    waiting_[number] = false;
    ++taken_;
    return number;
  }

  std::deque<std::uint32_t> open_;
  std::vector<bool> waiting_;
  std::uint64_t taken_ = 0;
};

// Facts in the direction of the edges.
void Spread(const PolicyFlow& flow, std::vector<Facts>& before, Facts entry) {
  before.assign(flow.nodes.size(), 0);
  before[flow.start] = entry;
  Worklist open(flow.nodes.size());
  while (const auto n = open.TakeNewest()) {
    if (!flow.reachable[*n]) continue;
    const FlowNode& node = flow.nodes[*n];
    const Facts behind = before[*n] | node.facts;
    for (std::size_t i = 0; i < node.next.size(); ++i) {
      const Facts there = behind | (i == 0 ? node.facts_if_so : i == 1 ? node.facts_if_not : 0);
      const NodeIndex next = node.next[i];
      if ((before[next] | there) == before[next]) continue;
      before[next] |= there;
      open.Add(next);
    }
  }
  CountWork(open.taken());
}

void SpreadBack(const PolicyFlow& flow, std::vector<Facts>& after, Facts exit) {
  after.assign(flow.nodes.size(), 0);
  // Nodes are made from the end of the text to its start: in that order a node comes behind those
  // that follow it, circles apart.
  Worklist open(flow.nodes.size(), Worklist::Order::Descending);
  while (const auto n = open.TakeNewest()) {
    const FlowNode& node = flow.nodes[*n];
    Facts facts = node.end == PathEnd::Policy || node.end == PathEnd::Gate ? exit : 0;
    for (const NodeIndex next : node.next) facts |= after[next] | flow.nodes[next].facts;
    if ((after[*n] | facts) == after[*n]) continue;
    after[*n] |= facts;
    for (const NodeIndex before : flow.previous[*n]) open.Add(before);
  }
  CountWork(open.taken());
}

std::vector<std::vector<NodeIndex>> Previous(const PolicyFlow& flow) {
  std::vector<std::vector<NodeIndex>> previous(flow.nodes.size());
  for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
    for (const NodeIndex next : flow.nodes[n].next) previous[next].push_back(n);
  }
  return previous;
}

std::vector<bool> Reachable(const PolicyFlow& flow) {
  std::vector<bool> reached(flow.nodes.size(), false);
  reached[flow.start] = true;
  for (const NodeIndex node : ReachFrom(flow, flow.start, [](const FlowNode&) { return true; }))
    reached[node] = true;
  return reached;
}

// What is said about all conversations of the policy: "Requires: a customer who is logged in".
Facts HeadFacts(const ast::Policy& policy, const Lexicon& lexicon) {
  for (const ast::HeadField& field : policy.head) {
    if (field.key == "requires" && HasPhrase(lexicon, "identity_checks", SplitWords(field.value))) {
      return Bit(Fact::Proven);
    }
  }
  return 0;
}

}  // namespace

FlowBundle::FlowBundle(const Context& context) : context_(context) {
  for (const LineReading& reading : context.readings) {
    if (reading.kind == ReadingKind::Gate) gates_.emplace(reading.file, reading.line);
  }
  for (const ast::Document& document : context.documents) {
    for (const ast::Policy& policy : document.policies) {
      const auto index = static_cast<std::uint32_t>(policies_.size());
      policies_.push_back({});
      policies_.back().policy = &policy;
      policies_.back().file = document.file;
      by_name_.emplace(NormalizeName(policy.name, context.lexicon.droppable_policy_words()), index);
      for (const std::string& alias : policy.aliases) {
        by_name_.emplace(NormalizeName(alias, context.lexicon.droppable_policy_words()), index);
      }
    }
  }
  for (PolicyFlow& flow : policies_) {
    BuildFlow(*this, flow);
    flow.previous = Previous(flow);
    flow.reachable = Reachable(flow);
  }
  Solve();
}

std::uint32_t FlowBundle::Find(std::string_view policy_name) const {
  const auto found =
      by_name_.find(NormalizeName(policy_name, context_.lexicon.droppable_policy_words()));
  return found != by_name_.end() ? found->second : kNoNode;
}

const ToolFacts& FlowBundle::Tool(const std::string& name) {
  const auto found = tools_.find(name);
  if (found != tools_.end()) return found->second;
  return tools_.emplace(name, ReadToolFacts(name, context_.catalogue, context_.lexicon))
      .first->second;
}

bool FlowBundle::IsGate(const ast::Statement& statement) const {
  return gates_.contains({statement.span.file, context_.sources.LineOf(statement.span)});
}

// Policies call each other: what the called one does counts as done at the call, and what its
// callers did and will do counts as known in it. Facts only grow, and there are few of them, so
// this ends; a policy is looked at again only when something that it depends on has grown.
void FlowBundle::Solve() {
  std::vector<std::vector<std::uint32_t>> callers(policies_.size());
  for (std::uint32_t p = 0; p < policies_.size(); ++p) {
    for (const FlowNode& node : policies_[p].nodes) {
      if (node.callee != kNoNode) callers[node.callee].push_back(p);
    }
  }
  Worklist stale(policies_.size());
  while (const auto p = stale.TakeOldest()) {
    if (!Summarize(policies_[*p])) continue;
    for (const std::uint32_t caller : callers[*p]) stale.Add(caller);
  }
  for (PolicyFlow& flow : policies_) flow.entry = HeadFacts(*flow.policy, context_.lexicon);
  Worklist unsettled(policies_.size());
  while (const auto p = unsettled.TakeOldest()) {
    PolicyFlow& flow = policies_[*p];
    Spread(flow, flow.before, flow.entry);
    SpreadBack(flow, flow.after, flow.exit);
    for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
      const FlowNode& node = flow.nodes[n];
      if (node.callee == kNoNode || !flow.reachable[n]) continue;
      PolicyFlow& callee = policies_[node.callee];
      const Facts entry = callee.entry | flow.before[n];
      const Facts exit = callee.exit | (node.comes_back ? flow.after[n] : 0);
      if (entry == callee.entry && exit == callee.exit) continue;
      callee.entry = entry;
      callee.exit = exit;
      unsettled.Add(node.callee);
    }
  }
}

// What the policy does, with what it follows; false when that is known already.
bool FlowBundle::Summarize(PolicyFlow& flow) {
  Facts summary = 0;
  for (NodeIndex n = 0; n < flow.nodes.size(); ++n) {
    FlowNode& node = flow.nodes[n];
    if (node.callee != kNoNode) node.facts |= policies_[node.callee].summary;
    if (flow.reachable[n]) summary |= node.facts;
  }
  if (summary == flow.summary) return false;
  flow.summary = summary;
  return true;
}

bool IsTurn(const FlowNode& node) {
  return As<ast::Ask>(node) != nullptr || As<ast::Again>(node) != nullptr ||
         As<ast::AskYesNo>(node) != nullptr || As<ast::Choose>(node) != nullptr ||
         As<ast::ConfirmValue>(node) != nullptr || As<ast::Offer>(node) != nullptr ||
         As<ast::Wait>(node) != nullptr || As<ast::Judge>(node) != nullptr;
}

bool SaysWhen(const ast::Policy& policy) {
  return std::any_of(policy.head.begin(), policy.head.end(), [](const ast::HeadField& field) {
    return field.key == "when" || field.key == "examples";
  });
}

bool AreComplements(const ast::Statement& first, const ast::Statement& second) {
  const auto* one = std::get_if<ast::Branch>(&first.node);
  const auto* two = std::get_if<ast::Branch>(&second.node);
  if (one == nullptr || two == nullptr || one->condition == nullptr) return false;
  if (two->condition == nullptr) return true;
  const auto* a = std::get_if<ast::CustomerAnswer>(&one->condition->node);
  const auto* b = std::get_if<ast::CustomerAnswer>(&two->condition->node);
  if (a != nullptr && b != nullptr) return a->accepted != b->accepted;
  const auto* p = std::get_if<ast::PredicateCondition>(&one->condition->node);
  const auto* q = std::get_if<ast::PredicateCondition>(&two->condition->node);
  return p != nullptr && q != nullptr && p->negated != q->negated &&
         p->predicate.words == q->predicate.words;
}

bool IsNegative(const ast::Condition& condition) {
  const auto any = [](const std::vector<ast::ConditionPtr>& parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [](const ast::ConditionPtr& part) { return IsNegative(*part); });
  };
  if (const auto* all = std::get_if<ast::AllOf>(&condition.node)) return any(all->parts);
  if (const auto* some = std::get_if<ast::AnyOf>(&condition.node)) return any(some->parts);
  if (const auto* negated = std::get_if<ast::NotCondition>(&condition.node))
    return !IsNegative(*negated->operand);
  if (const auto* answer = std::get_if<ast::CustomerAnswer>(&condition.node))
    return !answer->accepted;
  if (const auto* predicate = std::get_if<ast::PredicateCondition>(&condition.node))
    return predicate->negated;
  if (const auto* comparison = std::get_if<ast::Comparison>(&condition.node)) {
    return comparison->negated || comparison->op == ast::CompareOp::IsEmpty ||
           comparison->op == ast::CompareOp::IsNot || comparison->op == ast::CompareOp::OlderThan;
  }
  return std::holds_alternative<ast::ToolFails>(condition.node);
}

}  // namespace proviso::compiler::lint
