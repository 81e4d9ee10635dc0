// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/analysis/flow_builder.h"

#include <algorithm>

#include "compiler/lint/analysis/node_facts.h"
#include "core/names.h"

namespace proviso::compiler::lint {
namespace {

class Builder {
 public:
  Builder(FlowBundle& bundle, PolicyFlow& flow) : bundle_(bundle), flow_(flow) {}

  void Build() {
    CollectOffers(flow_.policy->body);
    const NodeIndex end = AddEnd(PathEnd::Policy);
    const NodeIndex first = BuildBlock(flow_.policy->body, end);
    flow_.start = Add({});
    flow_.nodes[flow_.start].next = {first};
    for (const auto& [node, title] : jumps_) {
      if (const auto section = sections_.find(NormalizeName(title)); section != sections_.end()) {
        flow_.nodes[node].next = {section->second};
        continue;
      }
      // "step 6": by the number.
      const auto step = marks_.find(title.substr(title.rfind(' ') + 1));
      if (step != marks_.end()) flow_.nodes[node].next = {step->second};
    }
  }

 private:
  NodeIndex Add(FlowNode node) {
    flow_.nodes.push_back(std::move(node));
    return static_cast<NodeIndex>(flow_.nodes.size() - 1);
  }
  NodeIndex AddEnd(PathEnd end) {
    FlowNode node;
    node.end = end;
    return Add(std::move(node));
  }
  FlowNode NodeFor(const ast::Statement& statement) const {
    FlowNode node;
    node.statement = &statement;
    node.in_repeat = in_repeat_;
    node.in_negative = in_negative_;
    node.under = under_;
    return node;
  }

  // The options of an offer are carried out where the policy says so; without such a line, at the
  // offer itself.
  void CollectOffers(const ast::Block& block) {
    for (const auto& statement : block) {
      if (const auto* offer = std::get_if<ast::Offer>(&statement->node)) {
        for (const ast::OfferOption& option : offer->options) {
          for (const ast::ToolMention& tool : option.tools) option_tools_.push_back(&tool);
        }
        for (const ast::ToolMention& tool : offer->tools) option_tools_.push_back(&tool);
      }
      if (std::holds_alternative<ast::ApplyOffer>(statement->node)) applies_offer_ = true;
      CollectOffers(statement->body);
      if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
        CollectOffers(branch->otherwise);
    }
  }

  // From the last statement to the first, so that what follows is there already.
  NodeIndex BuildBlock(const ast::Block& block, NodeIndex follow) {
    std::vector<NodeIndex> entries(block.size() + 1, follow);
    for (std::size_t i = block.size(); i-- > 0;) {
      // In flat text the step behind "For each …:" is the one that is repeated.
      const bool outer = in_repeat_;
      if (i > 0 && IsBareRepeat(*block[i - 1])) in_repeat_ = true;
      entries[i] = BuildStatement(block, i, entries);
      in_repeat_ = outer;
    }
    return entries[0];
  }

  static bool IsBareRepeat(const ast::Statement& statement) {
    return std::holds_alternative<ast::Repeat>(statement.node) && statement.body.empty();
  }

  NodeIndex BuildStatement(const ast::Block& block, std::size_t i,
                           const std::vector<NodeIndex>& entries) {
    const ast::Statement& statement = *block[i];
    const NodeIndex follow = entries[i + 1];
    if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) {
      return BuildBranch(block, i, *branch, entries);
    }
    FlowNode node = NodeFor(statement);
    ReadNodeFacts(bundle_, statement, node);
    if (const auto* apply = std::get_if<ast::ApplyOffer>(&statement.node)) {
      AddCalls(apply->tools, node);
      for (const ast::ToolMention* tool : option_tools_) AddCall(*tool, nullptr, node);
    } else if (const auto* offer = std::get_if<ast::Offer>(&statement.node);
               offer != nullptr && !applies_offer_) {
      for (const ast::OfferOption& option : offer->options) AddCalls(option.tools, node);
      AddCalls(offer->tools, node);
    } else if (const auto* use = std::get_if<ast::Use>(&statement.node)) {
      for (const ast::ToolMention& tool : use->calls) AddCall(tool, &use->purpose, node);
    } else if (const auto* item = std::get_if<ast::Item>(&statement.node)) {
      AddCalls(item->tools, node);
    }
    for (const FlowCall& call : node.calls) node.facts |= call.tool->facts;
    if (std::holds_alternative<ast::Repeat>(statement.node))
      return BuildRepeat(statement, std::move(node), follow);
    return Connect(block, i, std::move(node), entries);
  }

  NodeIndex Connect(const ast::Block& block, std::size_t i, FlowNode node,
                    const std::vector<NodeIndex>& entries) {
    const ast::Statement& statement = *block[i];
    const NodeIndex follow = entries[i + 1];
    if (std::holds_alternative<ast::Stop>(statement.node)) {
      node.end = PathEnd::Stop;
    } else if (std::holds_alternative<ast::HandOff>(statement.node)) {
      node.end = PathEnd::HandOff;
    } else if (std::holds_alternative<ast::Again>(statement.node)) {
      // It goes on where it has been before, with nothing that would be new there.
      node.end = PathEnd::Stop;
    } else if (const auto* go = std::get_if<ast::GoTo>(&statement.node)) {
      if (go->skip > 0) {
        node.next = {entries[std::min<std::size_t>(i + 1 + go->skip, block.size())]};
      } else {
        const NodeIndex jump = Add(std::move(node));
        jumps_.emplace_back(jump, go->section.text);
        return jump;
      }
    } else if (const auto* other = std::get_if<ast::FollowPolicy>(&statement.node)) {
      node.callee = bundle_.Find(other->policy.name);
      node.comes_back = other->use == ast::PolicyUse::Call;
      if (node.comes_back) {
        node.next = {BuildBlock(statement.body, follow)};
      } else {
        node.end = PathEnd::Transfer;
      }
    } else {
      node.next = {BuildBlock(statement.body, follow)};
      // "…, or ask for a new one": the second way is for when the first yields nothing.
      const bool has_other_way = i + 1 < block.size() && block[i + 1]->joined == ast::Joined::Or;
      if (has_other_way) node.next.push_back(entries[i + 2]);
    }
    const auto* section = std::get_if<ast::Section>(&statement.node);
    const NodeIndex index = Add(std::move(node));
    if (!statement.mark.empty()) marks_.emplace(statement.mark, index);
    if (section != nullptr) sections_[NormalizeName(section->title.text)] = index;
    return index;
  }

  NodeIndex BuildRepeat(const ast::Statement& statement, FlowNode node, NodeIndex follow) {
    const NodeIndex index = Add(std::move(node));
    const bool outer = in_repeat_;
    in_repeat_ = true;
    const NodeIndex body = BuildBlock(statement.body, index);
    in_repeat_ = outer;
    flow_.nodes[index].next = {body, follow};
    return index;
  }

  NodeIndex BuildBranch(const ast::Block& block, std::size_t i, const ast::Branch& branch,
                        const std::vector<NodeIndex>& entries) {
    const ast::Statement& statement = *block[i];
    FlowNode node = NodeFor(statement);
    if (branch.condition != nullptr) ReadConditionFacts(bundle_, *branch.condition, node);
    const bool paired =
        i + 1 < block.size() && !branch.has_otherwise && AreComplements(statement, *block[i + 1]);
    const NodeIndex behind = paired ? entries[i + 2] : entries[i + 1];
    const NodeIndex then_end = bundle_.IsGate(statement) ? AddEnd(PathEnd::Gate) : behind;
    const bool negative = branch.condition != nullptr && IsNegative(*branch.condition);
    const NodeIndex then = Under(branch, negative, statement.body, then_end);
    NodeIndex otherwise = entries[i + 1];
    if (branch.has_otherwise) otherwise = Under(branch, !negative, branch.otherwise, behind);
    // The second of a pair is only come to when its condition holds.
    const bool second = i > 0 && AreComplements(*block[i - 1], statement);
    node.next = {then};
    if (!second || branch.has_otherwise) node.next.push_back(otherwise);
    return Add(std::move(node));
  }

  NodeIndex Under(const ast::Branch& branch, bool negative, const ast::Block& block,
                  NodeIndex follow) {
    const bool outer = in_negative_;
    const ast::Branch* outer_branch = under_;
    in_negative_ = outer || negative;
    under_ = &branch;
    const NodeIndex first = BuildBlock(block, follow);
    in_negative_ = outer;
    under_ = outer_branch;
    return first;
  }

  void AddCalls(const std::vector<ast::ToolMention>& tools, FlowNode& node) {
    for (const ast::ToolMention& tool : tools) AddCall(tool, nullptr, node);
  }
  void AddCall(const ast::ToolMention& mention, const ast::Phrase* purpose, FlowNode& node) {
    node.calls.push_back({&mention, &bundle_.Tool(mention.name), purpose});
  }

  FlowBundle& bundle_;
  PolicyFlow& flow_;
  std::vector<const ast::ToolMention*> option_tools_;
  bool applies_offer_ = false;
  bool in_repeat_ = false;
  bool in_negative_ = false;
  const ast::Branch* under_ = nullptr;
  std::map<std::string, NodeIndex, std::less<>> sections_;
  std::map<std::string, NodeIndex, std::less<>> marks_;
  std::vector<std::pair<NodeIndex, std::string>> jumps_;
};

}  // namespace

void BuildFlow(FlowBundle& bundle, PolicyFlow& flow) { Builder(bundle, flow).Build(); }

}  // namespace proviso::compiler::lint
