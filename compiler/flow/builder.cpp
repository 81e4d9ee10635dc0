// SPDX-License-Identifier: Apache-2.0
#include "compiler/flow/builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/value.h"

namespace proviso::compiler::flow {
namespace {

// Longer messages are cut in the picture; the line has all of it.
constexpr std::size_t kMaxTitle = 140;
constexpr std::size_t kMaxDetail = 90;

}  // namespace

Builder::Builder(const SourceSet& sources, const SourceIndex& index, const CheckedProgram& program,
                 const CheckedPolicy& policy)
    : sources_(sources), index_(index), program_(program), policy_(policy) {}

Flow Builder::Build() {
  flow_.policy = policy_.spec.name;
  flow_.file = policy_.span.file;
  Node start = At(NodeKind::Start, policy_.span, policy_.spec.name);
  start.section.clear();
  Add(std::move(start));
  Walk(policy_.body);
  // The end is drawn only when something leads to it.
  if (!open_.empty() || !waiting_marks_.empty()) {
    Node end;
    end.kind = NodeKind::End;
    end.title = Capitalized(OutcomeText(policy_.end_outcome));
    end.file = policy_.span.file;
    End(std::move(end));
  }
  AddEntries();
  ConnectMarks();
  return std::move(flow_);
}

Node Builder::At(NodeKind kind, const Span& span, std::string title) const {
  Node node;
  node.kind = kind;
  node.title = Shortened(std::move(title), kMaxTitle);
  node.file = span.file;
  node.line = sources_.LineOf(span);
  node.section = index_.SectionOf(span);
  return node;
}

std::size_t Builder::Add(Node node) {
  const std::size_t id = flow_.nodes.size();
  flow_.nodes.push_back(std::move(node));
  for (Exit& exit : open_) {
    flow_.edges.push_back({exit.node, id, std::move(exit.label), exit.by_default});
  }
  for (const MarkId mark : waiting_marks_) marks_.emplace(mark, id);
  waiting_marks_.clear();
  open_ = {{id, "", false}};
  last_ = id;
  return id;
}

void Builder::End(Node node) {
  Add(std::move(node));
  open_.clear();
}

void Builder::Detail(std::string text) {
  if (!last_) return;
  std::vector<std::string>& details = flow_.nodes[*last_].details;
  text = Shortened(std::move(text), kMaxDetail);
  if (std::find(details.begin(), details.end(), text) == details.end()) {
    details.push_back(std::move(text));
  }
}

void Builder::Walk(const CheckedBlock& block) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    WalkStep(block[i], i + 1 < block.size() ? &block[i + 1] : nullptr);
    // A condition that needs judgement is a Judge step and the If behind it; both are one node.
    const bool judged = block[i].kind == CheckedStep::Kind::Judge && i + 1 < block.size() &&
                        block[i + 1].kind == CheckedStep::Kind::If &&
                        block[i + 1].span == block[i].span;
    if (judged) {
      WalkIf(block[i + 1], true);
      ++i;
    }
  }
}

void Builder::WalkStep(const CheckedStep& step, const CheckedStep* next) {
  switch (step.kind) {
    case CheckedStep::Kind::Say:
      Add(At(NodeKind::Message, step.span, PlainText(step.text)));
      return;
    case CheckedStep::Kind::Note:
      Add(At(NodeKind::Note, step.span, PlainText(step.text)));
      return;
    case CheckedStep::Kind::Ask:
      AddAsk(step);
      return;
    case CheckedStep::Kind::Call:
      AddCall(step);
      return;
    case CheckedStep::Kind::If:
      WalkIf(step, false);
      return;
    case CheckedStep::Kind::Assign:
      Add(At(NodeKind::Remember, step.span,
             OutcomeText(program_.variables[Raw(step.variable)].name)));
      if (step.value.kind == CheckedExpr::Kind::Constant) {
        Detail("= " + DisplayText(step.value.constant.view()));
      }
      return;
    case CheckedStep::Kind::Mark:
      waiting_marks_.push_back(step.mark);
      return;
    case CheckedStep::Kind::GoTo:
      GoTo(step.mark);
      return;
    case CheckedStep::Kind::CallPolicy:
      Add(At(NodeKind::PolicyCall, step.span, PolicyName(step.policy)));
      return;
    case CheckedStep::Kind::Transfer:
    case CheckedStep::Kind::ReturnTo: {
      Node node = At(NodeKind::Transfer, step.span, PolicyName(step.policy));
      const bool back = step.kind == CheckedStep::Kind::ReturnTo;
      if (back) node.details.push_back("back to it as: " + OutcomeText(step.outcome));
      End(std::move(node));
      return;
    }
    case CheckedStep::Kind::EndPolicy: {
      const bool gate = step.outcome != policy_.end_outcome;
      End(At(gate ? NodeKind::Gate : NodeKind::End, step.span,
             Capitalized(OutcomeText(step.outcome))));
      return;
    }
    case CheckedStep::Kind::End:
      End(At(NodeKind::End, step.span, Capitalized(OutcomeText(step.outcome))));
      return;
    case CheckedStep::Kind::HandOff:
      AddHandOff(step);
      return;
    case CheckedStep::Kind::Judge:
      if (next == nullptr || next->kind != CheckedStep::Kind::If || next->span != step.span) {
        Add(At(NodeKind::Judgement, step.span, step.question));
      }
      return;
    case CheckedStep::Kind::Clear:
    case CheckedStep::Kind::Attempt:
      return;  // counters of the machine
  }
}

void Builder::AddAsk(const CheckedStep& step) {
  const PromptSpec& prompt = step.prompt;
  NodeKind kind = NodeKind::Question;
  // A yes-or-no question is its words, a value is what it is called.
  const bool words = prompt.noun.empty() || prompt.kind == PromptKind::YesNo;
  std::string title = words ? PlainText(step.text) : prompt.noun;
  switch (prompt.kind) {
    case PromptKind::Choice:
      kind = NodeKind::Choice;
      break;
    case PromptKind::Offer:
      kind = NodeKind::Offer;
      if (prompt.options.size() > 1) title = "One of these";
      break;
    case PromptKind::ConfirmValue:
      kind = NodeKind::Confirmation;
      break;
    default:
      break;
  }
  // "Ask for name and email" is one line, so it is one box.
  const bool same_line = last_ && open_.size() == 1 && open_.front().node == *last_ &&
                         waiting_marks_.empty() && open_.front().label.empty() &&
                         kind == NodeKind::Question && prompt.kind == PromptKind::Slot &&
                         flow_.nodes[*last_].kind == NodeKind::Question &&
                         flow_.nodes[*last_].file == step.span.file &&
                         flow_.nodes[*last_].line == sources_.LineOf(step.span);
  if (same_line) {
    Node& node = flow_.nodes[*last_];
    node.title = Shortened(node.title + ", " + title, kMaxTitle);
    return;
  }
  Add(At(kind, step.span, Capitalized(std::move(title))));
  AddLinesBelow(step);
  if (prompt.kind == PromptKind::Choice || prompt.options.size() > 1) {
    for (const PromptOption& option : prompt.options) {
      std::string text = option.label;
      if (!option.values.empty()) text += fmt::format(" ({})", fmt::join(option.values, " or "));
      Detail("• " + text);
    }
  }
}

// The lines that the question takes up: its list, and the options that were offered before.
void Builder::AddLinesBelow(const CheckedStep& step) {
  Node& node = flow_.nodes[*last_];
  const auto add = [&](const Span& span) {
    const std::uint32_t line = sources_.LineOf(span);
    if (span.file == node.file && line != node.line) node.more_lines.push_back(line);
  };
  if (const ast::Statement* statement = index_.FindStatement(step.span)) {
    for (const auto& inner : statement->body) {
      if (std::holds_alternative<ast::Item>(inner->node)) add(inner->span);
    }
  }
  const ast::Statement* offer =
      step.prompt.kind == PromptKind::Offer ? index_.OfferBefore(step.span) : nullptr;
  if (offer == nullptr) return;
  add(offer->span);
  for (const ast::OfferOption& option : std::get<ast::Offer>(offer->node).options) add(option.span);
}

void Builder::AddCall(const CheckedStep& step) {
  const bool known = Raw(step.tool) < program_.tools.size();
  Node node =
      At(NodeKind::Call, step.span, "@" + (known ? program_.tools[Raw(step.tool)].name : "?"));
  if (known) node.effect = program_.tools[Raw(step.tool)].effect;
  Add(std::move(node));
  if (step.only_if_applicable) Detail("only when its conditions hold");
}

void Builder::AddHandOff(const CheckedStep& step) {
  const ast::Statement* statement = index_.FindStatement(step.span);
  const bool written =
      statement != nullptr && std::holds_alternative<ast::HandOff>(statement->node);
  const std::uint32_t line = sources_.LineOf(step.span);
  // Several options that a person completes, or several answers nobody wrote about: one person.
  const auto shared = default_hand_offs_.find({step.span.file, line});
  if (!written && shared != default_hand_offs_.end() && waiting_marks_.empty()) {
    for (Exit& exit : open_) {
      flow_.edges.push_back({exit.node, shared->second, std::move(exit.label), true});
    }
    open_.clear();
    return;
  }
  const std::string title = written       ? (step.to.empty() ? "A colleague" : Capitalized(step.to))
                            : in_options_ ? "Completes the option, which has no tool"
                                          : "The policy does not say what to do";
  Node node = At(NodeKind::HandOff, step.span, title);
  node.by_default = !written;
  if (written) {
    const auto& hand_off = std::get<ast::HandOff>(statement->node);
    if (!hand_off.reason.empty())
      node.details.push_back(Shortened(hand_off.reason.text, kMaxDetail));
  } else {
    for (Exit& exit : open_) exit.by_default = true;
    default_hand_offs_.emplace(std::pair(step.span.file, line), flow_.nodes.size());
  }
  End(std::move(node));
}

void Builder::GoTo(MarkId mark) {
  for (Exit& exit : open_) jumps_.emplace_back(std::move(exit), mark);
  for (const MarkId waiting : waiting_marks_) mark_leads_to_[waiting] = mark;
  waiting_marks_.clear();
  open_.clear();
}

std::string Builder::PolicyName(PolicyId policy) const {
  return Raw(policy) < program_.policies.size() ? program_.policies[Raw(policy)].spec.name : "?";
}

void Builder::ConnectMarks() {
  for (const auto& [exit, jumped] : jumps_) {
    MarkId mark = jumped;
    // A mark in front of a jump is that jump's target; the count guards against a circle of them.
    for (std::size_t i = 0; i <= mark_leads_to_.size() && mark_leads_to_.contains(mark); ++i) {
      mark = mark_leads_to_.at(mark);
    }
    const auto found = marks_.find(mark);
    if (found != marks_.end()) {
      flow_.edges.push_back({exit.node, found->second, exit.label, exit.by_default});
    }
  }
}

namespace {

// The policies that go to entry `entry` of `policy`.
void CollectCallers(const CheckedBlock& block, PolicyId policy, std::uint32_t entry, bool& found) {
  for (const CheckedStep& step : block) {
    const bool goes = step.kind == CheckedStep::Kind::CallPolicy ||
                      step.kind == CheckedStep::Kind::Transfer ||
                      step.kind == CheckedStep::Kind::ReturnTo;
    found = found || (goes && step.policy == policy && step.entry == entry);
    for (const CheckedBlock* inner : {&step.body, &step.otherwise, &step.unknown}) {
      if (!found) CollectCallers(*inner, policy, entry, found);
    }
  }
}

}  // namespace

void Builder::AddEntries() {
  const auto self = static_cast<PolicyId>(&policy_ - program_.policies.data());
  for (std::size_t i = 0; i < policy_.entries.size(); ++i) {
    std::vector<std::string> callers;
    for (const CheckedPolicy& other : program_.policies) {
      bool found = false;
      CollectCallers(other.body, self, static_cast<std::uint32_t>(i + 1), found);
      if (found) callers.push_back(other.spec.name);
    }
    if (callers.empty()) continue;
    open_.clear();
    Add(At(NodeKind::Entry, policy_.entries[i].span, fmt::format("{}", fmt::join(callers, ", "))));
    flow_.nodes.back().section.clear();
    GoTo(policy_.entries[i].mark);
  }
}

}  // namespace proviso::compiler::flow
