// SPDX-License-Identifier: Apache-2.0
#include "testing/coverage/sites.h"

#include <algorithm>
#include <array>
#include <optional>

#include "testing/code/words.h"

namespace proviso::coverage {
namespace {

using code::Node;
using Resumed = vm::StepTrace::Resumed;

constexpr std::size_t kTrue = 0;
constexpr std::size_t kFalse = 1;
constexpr std::size_t kUnknown = 2;

// Outcomes of questions that are not answers, behind the answers, in this order.
enum class NoAnswer : std::uint32_t { NotUnderstood, KnownAlready, Unfilled };

// Outcomes of calls, in this order. `Handled` is there only where the policy goes on after an
// error.
enum class CallOutcome : std::uint32_t { Result, NotFound, Failed, Retried, MissingArgument };

// Whether two ways of a branch lead to the same place, and so are one outcome.
bool Same(const Node& node, std::size_t a, std::size_t b) {
  return node.operand(a) == node.operand(b);
}

// Which outcome of a branch site a way (kTrue …) belongs to.
std::uint32_t WayToOutcome(const Node& node, std::size_t way) {
  if (way == kTrue) return 0;
  if (way == kFalse) return Same(node, kTrue, kFalse) ? 0 : 1;
  if (Same(node, kUnknown, kTrue)) return 0;
  if (Same(node, kUnknown, kFalse)) return WayToOutcome(node, kFalse);
  return WayToOutcome(node, kFalse) + 1;
}

std::uint32_t AnswerCount(const PromptSpec& prompt) {
  switch (prompt.kind) {
    case PromptKind::None:
    case PromptKind::Slot:
      return 1;
    case PromptKind::Choice:
      return static_cast<std::uint32_t>(prompt.options.size());
    case PromptKind::YesNo:
    case PromptKind::AnythingElse:
    case PromptKind::ConfirmValue:
      return 2;
    case PromptKind::Offer:
      return static_cast<std::uint32_t>(prompt.options.size()) + 1;
  }
  return 0;
}

std::optional<std::uint32_t> OptionNamed(const PromptSpec& prompt, const Value& label) {
  for (std::uint32_t i = 0; i < prompt.options.size(); ++i) {
    if (Value::String(prompt.options[i].label) == label) return i;
  }
  return std::nullopt;
}

// The outcome of the question's site that an answer is.
std::optional<std::uint32_t> AnswerOutcome(const PromptSpec& prompt, const vm::StepTrace& trace) {
  const bool accepted = trace.outcome == PromptOutcome::Accepted;
  switch (prompt.kind) {
    case PromptKind::None:
    case PromptKind::Slot:
      return 0;
    case PromptKind::Choice:
      return OptionNamed(prompt, trace.value);
    case PromptKind::YesNo:
    case PromptKind::AnythingElse:
    case PromptKind::ConfirmValue:
      return accepted ? 0 : 1;
    case PromptKind::Offer:
      if (!accepted) return static_cast<std::uint32_t>(prompt.options.size());
      return OptionNamed(prompt, trace.value);
  }
  return std::nullopt;
}

// Without the article that the author wrote before it.
std::string NounOf(const PromptSpec& prompt) {
  for (const std::string_view article : {"a ", "an ", "the "}) {
    if (prompt.noun.starts_with(article)) return prompt.noun.substr(article.size());
  }
  if (!prompt.noun.empty()) return prompt.noun;
  return prompt.slot_name.empty() ? "answer" : prompt.slot_name;
}

}  // namespace

std::string_view SiteKindName(SiteKind kind) {
  switch (kind) {
    case SiteKind::Condition:
      return "condition";
    case SiteKind::Question:
      return "question";
    case SiteKind::Attempts:
      return "attempts";
    case SiteKind::Applicable:
      return "applicable";
    case SiteKind::Call:
      return "call";
  }
  return "";
}

class Sites::Finder {
 public:
  explicit Finder(Sites& sites)
      : sites_(sites), module_(sites.code_.module()), feasible_(sites.code_) {}

  void Run() {
    for (const Node& node : sites_.code_.nodes()) Visit(node);
  }

 private:
  void Visit(const Node& node) {
    switch (node.op()) {
      case Opcode::Branch:
        return Branch(node);
      case Opcode::JumpIfSet:
        return JumpIfSet(node);
      case Opcode::Attempt:
        return Attempt(node);
      case Opcode::SkipUnlessApplicable:
        return Applicable(node);
      case Opcode::Ask:
        return Question(node);
      case Opcode::Call:
        return Call(node);
      default:
        return;
    }
  }

  void Add(const Node& node, SiteKind kind, std::vector<Outcome> outcomes) {
    const bool reached = feasible_.Reached(node.pc);
    for (Outcome& outcome : outcomes) outcome.possible = outcome.possible && reached;
    Site site;
    site.kind = kind;
    site.pc = node.pc;
    site.file = node.file;
    site.line = node.line;
    site.policy = module_.policies[Raw(sites_.code_.PolicyOf(node.pc))].name;
    site.outcomes = std::move(outcomes);
    site.first = sites_.outcome_count_;
    sites_.outcome_count_ += static_cast<std::uint32_t>(site.outcomes.size());
    sites_.by_pc_.emplace(node.pc, sites_.sites_.size());
    sites_.sites_.push_back(std::move(site));
  }

  Outcome Possibly(const Node& node, std::uint32_t target, std::string words) const {
    return {std::move(words), OutcomeClass::Branch, feasible_.Taken(node.pc, target)};
  }

  void Branch(const Node& node) {
    constexpr std::array<std::optional<bool>, 3> kTruths = {true, false, std::nullopt};
    std::vector<Outcome> outcomes;
    for (std::size_t way = 0; way < kTruths.size(); ++way) {
      // One that leads where an earlier one does is told by that one's words.
      if (WayToOutcome(node, way) < outcomes.size()) continue;
      outcomes.push_back(
          Possibly(node, node.operand(way),
                   code::ConditionWords(sites_.code_, node.taken.front(), kTruths[way])));
    }
    // A condition all of whose ways are one decides nothing.
    if (outcomes.size() > 1) Add(node, SiteKind::Condition, std::move(outcomes));
  }

  void JumpIfSet(const Node& node) {
    const std::string name = "{" + module_.variables[node.operand()].name + "}";
    Add(node, SiteKind::Condition,
        {Possibly(node, node.operand(1), name + " is known"),
         Possibly(node, node.next_pc(), name + " is not known")});
  }

  void Attempt(const Node& node) {
    const std::string noun = AskedNext(node);
    Add(node, SiteKind::Attempts,
        {Possibly(node, node.next_pc(), "the " + noun + " is asked for again"),
         Possibly(node, node.operand(2), "the " + noun + " was asked for often enough")});
  }
  // What the first question behind a counter asks for.
  std::string AskedNext(const Node& attempt) const {
    for (const Node* node = sites_.code_.At(attempt.next_pc()); node != nullptr;
         node = sites_.code_.At(node->next_pc())) {
      if (node->op() == Opcode::Ask) return NounOf(module_.prompts[node->operand()]);
      if (EndsFlow(node->op())) break;
    }
    return "value";
  }

  std::string ToolOf(const Node& node) const {
    return "@" + module_.tools[Raw(module_.call_sites[node.operand()].tool)].name;
  }

  void Applicable(const Node& node) {
    Add(node, SiteKind::Applicable,
        {Possibly(node, node.next_pc(), ToolOf(node) + " can be used"),
         Possibly(node, node.operand(1), ToolOf(node) + " cannot be used and is left out")});
  }

  void Question(const Node& node) {
    const PromptSpec& prompt = module_.prompts[node.operand()];
    const std::string noun = NounOf(prompt);
    std::vector<Outcome> outcomes;
    switch (prompt.kind) {
      case PromptKind::None:
      case PromptKind::Slot:
        outcomes.push_back({"the customer gives the " + noun});
        break;
      case PromptKind::Choice:
        for (const PromptOption& option : prompt.options) {
          outcomes.push_back({"the customer chooses " + option.label});
        }
        break;
      case PromptKind::YesNo:
      case PromptKind::AnythingElse:
        outcomes = {{"the customer says yes"}, {"the customer says no"}};
        break;
      case PromptKind::ConfirmValue:
        outcomes = {{"the customer keeps the " + noun}, {"the customer gives another " + noun}};
        break;
      case PromptKind::Offer:
        for (const PromptOption& option : prompt.options) {
          outcomes.push_back({"the customer takes " + option.label});
        }
        outcomes.push_back({"the customer declines the offer"});
        break;
    }
    // An answer that cannot be given any more, because it is known whenever this is reached.
    const bool waits = feasible_.Taken(node.pc, node.pc);
    for (Outcome& outcome : outcomes) outcome.possible = waits;
    outcomes.push_back(Default("the answer is not understood", true));
    outcomes.push_back(Default("the " + noun + " is known already", prompt.skip_if_set));
    outcomes.push_back(Default("a value to show is missing", !node.taken.empty()));
    Add(node, SiteKind::Question, std::move(outcomes));
  }

  void Call(const Node& node) {
    const CallSite& site = module_.call_sites[node.operand()];
    const ToolSpec& tool = module_.tools[Raw(site.tool)];
    const std::string name = ToolOf(node);
    const bool handled = node.operand(1) != kNoIndex;
    const bool required =
        std::find(site.required.begin(), site.required.end(), true) != site.required.end();
    // That a call returns is no branch, unless the policy says what happens when it does not.
    const OutcomeClass by_policy = handled ? OutcomeClass::Branch : OutcomeClass::Default;
    Add(node, SiteKind::Call,
        {{name + " answers", by_policy, true},
         {name + " finds nothing", OutcomeClass::Default, site.not_found_is_result},
         {name + " fails", by_policy, true},
         {name + " is tried again", OutcomeClass::Default, tool.retry.attempts > 1},
         {"an argument of " + name + " is missing", OutcomeClass::Default, required}});
  }

  static Outcome Default(std::string words, bool possible) {
    return {std::move(words), OutcomeClass::Default, possible};
  }

  Sites& sites_;
  const Module& module_;
  code::Feasibility feasible_;
};

Sites::Sites(const Module& module) : code_(module) { Finder(*this).Run(); }

const Site* Sites::At(std::uint32_t pc) const {
  const auto found = by_pc_.find(pc);
  return found == by_pc_.end() ? nullptr : &sites_[found->second];
}

const Site& Sites::SiteOf(std::uint32_t outcome) const {
  const auto after =
      std::upper_bound(sites_.begin(), sites_.end(), outcome,
                       [](std::uint32_t number, const Site& site) { return number < site.first; });
  return *std::prev(after);
}

const Outcome& Sites::outcome(std::uint32_t outcome) const {
  const Site& site = SiteOf(outcome);
  return site.outcomes[outcome - site.first];
}

bool Sites::Counts(std::uint32_t number) const {
  const Outcome& one = outcome(number);
  return one.possible && one.type == OutcomeClass::Branch;
}

namespace {

// What the event came to at the call or question that waited for it.
std::optional<std::uint32_t> ResumedOutcome(const Module& module, const Node& node,
                                            const vm::StepTrace& trace) {
  const auto call = [](CallOutcome outcome) { return static_cast<std::uint32_t>(outcome); };
  switch (trace.resumed) {
    case Resumed::Answered:
      return AnswerOutcome(module.prompts[node.operand()], trace);
    case Resumed::AskedAgain:
    case Resumed::NotUnderstood:
      return AnswerCount(module.prompts[node.operand()]) +
             static_cast<std::uint32_t>(NoAnswer::NotUnderstood);
    case Resumed::Result:
      return call(CallOutcome::Result);
    case Resumed::NotFound:
      return call(CallOutcome::NotFound);
    case Resumed::Failed:
      return call(CallOutcome::Failed);
    case Resumed::Retried:
      return call(CallOutcome::Retried);
    default:
      return std::nullopt;
  }
}

// The outcome of a site that runs on to `next`; kNoIndex: the step ends here, handed off with
// `code` unless that is empty.
std::optional<std::uint32_t> PassedOutcome(const Module& module, const Node& node,
                                           std::uint32_t next, std::string_view code) {
  switch (node.op()) {
    case Opcode::Branch:
      for (std::size_t way = 0; way <= kUnknown; ++way) {
        if (node.operand(way) == next) return WayToOutcome(node, way);
      }
      return std::nullopt;
    case Opcode::JumpIfSet:
      return next == node.operand(1) ? 0 : 1;
    case Opcode::Attempt:
      return next == node.operand(2) ? 1 : 0;
    case Opcode::SkipUnlessApplicable:
      return next == node.operand(1) ? 1 : 0;
    case Opcode::Ask: {
      const std::uint32_t answers = AnswerCount(module.prompts[node.operand()]);
      if (next != kNoIndex) return answers + static_cast<std::uint32_t>(NoAnswer::KnownAlready);
      if (code == "unfilled") return answers + static_cast<std::uint32_t>(NoAnswer::Unfilled);
      return std::nullopt;
    }
    case Opcode::Call:
      if (code != "missing_argument") return std::nullopt;
      return static_cast<std::uint32_t>(CallOutcome::MissingArgument);
    default:
      return std::nullopt;
  }
}

std::string_view HandoffCode(const vm::StepResult& after) {
  for (const vm::Effect& effect : after.effects) {
    if (const auto* handoff = std::get_if<vm::HandoffEffect>(&effect)) return handoff->code;
  }
  return {};
}

}  // namespace

void Sites::Reached(const vm::StepTrace& trace, const vm::StepResult& after,
                    std::vector<std::uint32_t>& out) const {
  const Module& module = code_.module();
  const auto add = [&](std::uint32_t pc, std::optional<std::uint32_t> outcome) {
    const Site* site = At(pc);
    if (site != nullptr && outcome && *outcome < site->outcomes.size()) {
      out.push_back(site->first + *outcome);
    }
  };
  if (const Node* waited = code_.At(trace.resumed_at)) {
    add(waited->pc, ResumedOutcome(module, *waited, trace));
  }
  const std::string_view handed_off = HandoffCode(after);
  for (std::size_t i = 0; i < trace.executed.size(); ++i) {
    const bool last = i + 1 == trace.executed.size();
    const Node* node = code_.At(trace.executed[i]);
    if (node == nullptr) continue;
    const std::uint32_t next = last ? kNoIndex : trace.executed[i + 1];
    add(node->pc, PassedOutcome(module, *node, next, last ? handed_off : std::string_view()));
  }
}

}  // namespace proviso::coverage
