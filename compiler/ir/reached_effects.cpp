// SPDX-License-Identifier: Apache-2.0
// Two passes over the instructions of all policies. Backwards, to a fixed point: the worst that can
// be reached from each instruction whatever was answered, also in policies that are called and
// behind the calls that this one returns to. Forwards from each question and answer: the same along
// the branches that this answer takes.
#include "compiler/ir/reached_effects.h"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "bytecode/opcodes.h"

namespace proviso::compiler::ir {
namespace {

// Instructions walked through before a question counts as if any answer had been given.
constexpr std::size_t kMaxWork = 4'000'000;

using NodeId = std::uint32_t;

// An instruction, or what stands for the end of a block that falls into another.
struct Node {
  const Instruction* instruction = nullptr;
  std::vector<NodeId> successors;  // of a branch: true, false, unknown
  std::uint32_t policy = 0;
};

struct Reached {
  ToolEffect inside = ToolEffect::Read;  // up to where the policy returns
  ToolEffect all = ToolEffect::Read;     // … and behind it, in the policies that called it
  bool returns = false;                  // the policy may return without a question in between

  friend bool operator==(const Reached&, const Reached&) = default;
};

void Raise(ToolEffect& worst, ToolEffect effect) {
  if (IsWorse(effect, worst)) worst = effect;
}

bool Returns(Opcode opcode) {
  return opcode == Opcode::Return || opcode == Opcode::EndPolicy || opcode == Opcode::ReturnTo;
}

class Reach {
 public:
  Reach(const std::vector<Function>& functions, Module& module)
      : functions_(functions), module_(module) {
    MakeNodes();
    Link();
    reached_.resize(nodes_.size());
    Settle();
  }

  void MarkPrompts() {
    for (NodeId id = 0; id < nodes_.size(); ++id) {
      if (OpcodeOf(id) != Opcode::Ask) continue;
      PromptSpec& prompt = PromptOf(id);
      Raise(prompt.accept_effect, Behind(id, PromptOutcome::Accepted));
      Raise(prompt.accept_effect, Behind(id, PromptOutcome::Provided));
      // The others are not declined: who turns a value down is asked for another one.
      const bool declinable = prompt.kind == PromptKind::YesNo ||
                              prompt.kind == PromptKind::Offer ||
                              prompt.kind == PromptKind::AnythingElse;
      if (declinable) Raise(prompt.decline_effect, Behind(id, PromptOutcome::Declined));
    }
  }

 private:
  Opcode OpcodeOf(NodeId id) const {
    const Instruction* instruction = nodes_[id].instruction;
    return instruction == nullptr ? Opcode::Nop : instruction->opcode;
  }
  std::uint32_t OperandOf(NodeId id, std::size_t i = 0) const {
    return nodes_[id].instruction->operands[i].raw();
  }
  PromptSpec& PromptOf(NodeId id) const { return module_.prompts[OperandOf(id)]; }
  NodeId EntryOf(NodeId id) const {
    const Function& function = functions_[OperandOf(id)];
    return starts_[OperandOf(id)][static_cast<std::size_t>(function.entries[OperandOf(id, 1)])];
  }
  // The customer is asked there, unless the value is known.
  bool Asks(NodeId id) const { return OpcodeOf(id) == Opcode::Ask && !PromptOf(id).skip_if_set; }

  void MakeNodes() {
    for (const Function& function : functions_) {
      std::vector<NodeId>& starts = starts_.emplace_back();
      NodeId next = static_cast<NodeId>(nodes_.size());
      for (const Block& block : function.blocks) {
        starts.push_back(next);
        next += static_cast<NodeId>(block.code.size()) + 1;
      }
      for (const Block& block : function.blocks) AddBlock(block, starts);
    }
  }

  void AddBlock(const Block& block, const std::vector<NodeId>& starts) {
    const auto policy = static_cast<std::uint32_t>(starts_.size() - 1);
    const auto add = [&](std::vector<NodeId>& successors, BlockId target) {
      if (target != kNoBlock) successors.push_back(starts[static_cast<std::size_t>(target)]);
    };
    for (const Instruction& instruction : block.code) {
      Node& node = nodes_.emplace_back();
      node.instruction = &instruction;
      node.policy = policy;
      for (const BlockId target : instruction.targets) add(node.successors, target);
      if (!EndsFlow(instruction.opcode))
        node.successors.push_back(static_cast<NodeId>(nodes_.size()));
    }
    Node& end = nodes_.emplace_back();
    end.policy = policy;
    add(end.successors, block.next);
  }

  // Where control goes on when a policy returns, and who has to be looked at again when what is
  // reached from a node has changed.
  void Link() {
    dependents_.resize(nodes_.size());
    returns_to_.resize(functions_.size());
    gates_to_.resize(functions_.size());
    calls_in_.resize(functions_.size());
    std::vector<std::set<std::uint32_t>> heirs(functions_.size());  // that it goes to for good
    read_.resize(module_.variables.size());
    for (NodeId id = 0; id < nodes_.size(); ++id) {
      for (const NodeId successor : nodes_[id].successors) dependents_[successor].push_back(id);
      const Opcode opcode = OpcodeOf(id);
      if (opcode == Opcode::LoadVariable || opcode == Opcode::IsSet) read_[OperandOf(id)] = true;
      const bool leaves = opcode == Opcode::Transfer || opcode == Opcode::ReturnTo;
      if (leaves) heirs[nodes_[id].policy].insert(OperandOf(id));
      if (leaves || opcode == Opcode::CallPolicy) dependents_[EntryOf(id)].push_back(id);
      if (opcode != Opcode::CallPolicy) continue;
      returns_to_[OperandOf(id)].insert(nodes_[id].successors.front());
      calls_in_[nodes_[id].policy].push_back(id);
    }
    Close(heirs);
    for (NodeId id = 0; id < nodes_.size(); ++id) {
      if (!Returns(OpcodeOf(id))) continue;
      for (const NodeId next : NextOfReturn(id)) dependents_[next].push_back(id);
    }
  }

  // An heir returns to where the policy before it was called. A gate closes the callers as well, up
  // to one that handles outcomes.
  void Close(const std::vector<std::set<std::uint32_t>>& heirs) {
    bool changed = true;
    const auto join = [&changed](std::set<NodeId>& to, const std::set<NodeId>& from) {
      const std::size_t before = to.size();
      to.insert(from.begin(), from.end());
      changed = changed || to.size() != before;
    };
    while (changed) {
      changed = false;
      for (std::size_t policy = 0; policy < functions_.size(); ++policy) {
        for (const std::uint32_t heir : heirs[policy]) {
          if (heir == policy) continue;
          join(returns_to_[heir], returns_to_[policy]);
          join(gates_to_[heir], gates_to_[policy]);
        }
        for (const NodeId call : calls_in_[policy]) {
          std::set<NodeId>& gates = gates_to_[OperandOf(call)];
          if (OperandOf(call, 2) == 1) {
            join(gates, {nodes_[call].successors.front()});
          } else if (OperandOf(call) != policy) {
            join(gates, gates_to_[policy]);
          }
        }
      }
    }
  }

  std::set<NodeId> NextOfReturn(NodeId id) const {
    const std::uint32_t policy = nodes_[id].policy;
    if (OpcodeOf(id) == Opcode::EndPolicy) return gates_to_[policy];
    if (OpcodeOf(id) == Opcode::Return) return returns_to_[policy];
    std::set<NodeId> next = {EntryOf(id)};
    for (const NodeId call : calls_in_[OperandOf(id)]) next.insert(nodes_[call].successors.front());
    return next;
  }

  Reached Look(NodeId id) const {
    Reached reached;
    const Opcode opcode = OpcodeOf(id);
    if (Asks(id)) return reached;
    if (Returns(opcode)) {
      reached.returns = true;
      for (const NodeId next : NextOfReturn(id)) Raise(reached.all, reached_[next].all);
      return reached;
    }
    if (opcode == Opcode::Call) reached.inside = KnownEffect(nodes_[id].instruction->effect);
    bool goes_on = true;
    if (opcode == Opcode::CallPolicy || opcode == Opcode::Transfer) {
      const Reached& entered = reached_[EntryOf(id)];
      reached.inside = entered.inside;
      goes_on = entered.returns && opcode == Opcode::CallPolicy;
      reached.returns = entered.returns && opcode == Opcode::Transfer;
      if (opcode == Opcode::Transfer) reached.all = entered.all;
    }
    for (const NodeId successor : nodes_[id].successors) {
      if (!goes_on) break;
      Raise(reached.inside, reached_[successor].inside);
      Raise(reached.all, reached_[successor].all);
      reached.returns = reached.returns || reached_[successor].returns;
    }
    Raise(reached.all, reached.inside);
    return reached;
  }

  // Values only rise, and only a few times.
  void Settle() {
    std::deque<NodeId> open;
    std::vector<bool> queued(nodes_.size(), true);
    for (NodeId id = static_cast<NodeId>(nodes_.size()); id-- > 0;) open.push_back(id);
    const auto enqueue = [&](NodeId id) {
      if (queued[id]) return;
      queued[id] = true;
      open.push_back(id);
    };
    while (!open.empty()) {
      const NodeId id = open.front();
      open.pop_front();
      queued[id] = false;
      const Reached now = Look(id);
      if (now == reached_[id]) continue;
      reached_[id] = now;
      for (const NodeId dependent : dependents_[id]) enqueue(dependent);
    }
  }

  // The same along the branches that the answer takes.
  ToolEffect Behind(NodeId ask, PromptOutcome outcome);

  const std::vector<Function>& functions_;
  Module& module_;
  std::vector<Node> nodes_;
  std::vector<std::vector<NodeId>> starts_;  // of the blocks of each policy
  std::vector<std::vector<NodeId>> dependents_;
  std::vector<std::set<NodeId>> returns_to_;  // of each policy: behind the calls of it
  std::vector<std::set<NodeId>> gates_to_;    // … where a gate in it hands back to
  std::vector<std::vector<NodeId>> calls_in_;
  std::vector<Reached> reached_;
  std::vector<bool> read_;  // variable
  std::size_t work_ = 0;
};

// The operand stack as far as it depends on the answer; nothing where it does not.
class Answered {
 public:
  Answered(const PromptSpec& prompt, PromptOutcome outcome, const Module& module)
      : variable_(Raw(prompt.outcome)),
        outcome_(Value::Integer(static_cast<std::int64_t>(outcome))),
        module_(module) {
    // Who declines chooses nothing: the machine empties the slot.
    const bool chooses = prompt.kind == PromptKind::Offer && !IsNone(prompt.slot);
    if (chooses && outcome == PromptOutcome::Declined) emptied_ = Raw(prompt.slot);
  }

  bool Changes(const Instruction& instruction) const {
    const bool writes =
        instruction.opcode == Opcode::StoreVariable || instruction.opcode == Opcode::ClearVariable;
    const std::uint32_t written = writes ? instruction.operands[0].raw() : kNoIndex;
    return writes && (written == variable_ || written == emptied_);
  }

  // Of a branch: the truth of what it tests.
  std::optional<bool> Top() const {
    return stack_.empty() || !stack_.back() ? std::nullopt : stack_.back()->truth;
  }

  // `returned`: the constant that the last policy returned with, kNoIndex when it is not known.
  void Pass(const Instruction& instruction, std::uint32_t returned) {
    switch (instruction.opcode) {
      case Opcode::PushConstant:
        return Push({module_.constants[instruction.operands[0].raw()], std::nullopt});
      case Opcode::LoadVariable:
        if (instruction.operands[0].raw() == variable_) return Push({outcome_, std::nullopt});
        return PushUnknown();
      case Opcode::LoadOutcome:
        if (returned == kNoIndex) return PushUnknown();
        return Push({module_.constants[returned], std::nullopt});
      case Opcode::IsSet:
        if (instruction.operands[0].raw() == variable_) return PushTruth(true);
        if (instruction.operands[0].raw() == emptied_) return PushTruth(false);
        return PushUnknown();
      case Opcode::Not: {
        const auto truth = PopTruth();
        return PushTruth(truth ? std::optional(!*truth) : std::nullopt);
      }
      case Opcode::And:
      case Opcode::Or: {
        const bool wins = instruction.opcode == Opcode::Or;  // whatever the other side is
        const auto one = PopTruth();
        const auto two = PopTruth();
        if (one == wins || two == wins) return PushTruth(wins);
        return PushTruth(one && two ? one : std::nullopt);
      }
      case Opcode::Equal: {
        const auto one = PopEntry();
        const auto two = PopEntry();
        const bool known = one && two && one->value && two->value;
        return PushTruth(known ? std::optional(AreSame(*one->value, *two->value)) : std::nullopt);
      }
      default: {
        const OpcodeInfo& info = InfoOf(instruction.opcode);
        if (info.pops < 0) return stack_.clear();
        for (int i = 0; i < info.pops; ++i) PopEntry();
        for (int i = 0; i < info.pushes; ++i) PushUnknown();
      }
    }
  }

 private:
  // Texts as the machine compares them: by their letters and digits.
  static bool AreSame(const Value& one, const Value& two) {
    if (one == two) return true;
    const auto plain = [](std::string_view text) {
      std::string letters;
      for (const char c : text) {
        if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0) letters += c;
      }
      return letters;
    };
    const bool texts = one.view().is_string() && two.view().is_string();
    return texts && plain(one.view().text()) == plain(two.view().text());
  }

  struct Entry {
    std::optional<Value> value;
    std::optional<bool> truth;
  };
  void Push(Entry entry) { stack_.emplace_back(std::move(entry)); }
  void PushUnknown() { stack_.emplace_back(std::nullopt); }
  void PushTruth(std::optional<bool> truth) {
    if (!truth) return PushUnknown();
    Push({std::nullopt, truth});
  }
  std::optional<Entry> PopEntry() {
    if (stack_.empty()) return std::nullopt;
    std::optional<Entry> top = std::move(stack_.back());
    stack_.pop_back();
    return top;
  }
  std::optional<bool> PopTruth() {
    const auto entry = PopEntry();
    return entry ? entry->truth : std::nullopt;
  }

  std::uint32_t variable_;
  std::uint32_t emptied_ = kNoIndex;  // the slot that the answer leaves empty
  Value outcome_;
  const Module& module_;
  std::vector<std::optional<Entry>> stack_;
};

// Where the walk is, and with which outcome (a constant) the last policy returned.
struct Stop {
  NodeId id = 0;
  std::uint32_t returned = kNoIndex;

  friend auto operator<=>(const Stop&, const Stop&) = default;
};

ToolEffect Reach::Behind(NodeId ask, PromptOutcome outcome) {
  // Where nothing asks for the answer it takes no branch of its own.
  const PromptSpec& prompt = PromptOf(ask);
  const bool told = !IsNone(prompt.outcome) && read_[Raw(prompt.outcome)];
  const bool emptied =
      outcome == PromptOutcome::Declined && !IsNone(prompt.slot) && read_[Raw(prompt.slot)];
  if (!told && !emptied) return reached_[ask + 1].all;
  ToolEffect worst = ToolEffect::Read;
  std::set<Stop> seen;
  std::vector<Stop> open = {{ask + 1, kNoIndex}};
  while (!open.empty()) {
    if (work_ > kMaxWork) return reached_[ask + 1].all;
    Stop at = open.back();
    open.pop_back();
    // Blocks begin with an empty stack.
    Answered answered(prompt, outcome, module_);
    // Nothing worse lies behind: nothing is left to find.
    while (IsWorse(reached_[at.id].all, worst) && seen.insert(at).second && !Asks(at.id)) {
      ++work_;
      const Opcode opcode = OpcodeOf(at.id);
      const std::vector<NodeId>& next = nodes_[at.id].successors;
      const Instruction* instruction = nodes_[at.id].instruction;
      if (instruction != nullptr && answered.Changes(*instruction)) {
        Raise(worst, reached_[at.id].all);
        break;
      }
      if (Returns(opcode)) {
        const std::uint32_t constant = OperandOf(at.id, opcode == Opcode::ReturnTo ? 2 : 0);
        for (const NodeId target : NextOfReturn(at.id)) open.push_back({target, constant});
        break;
      }
      if (opcode == Opcode::Transfer) {
        open.push_back({EntryOf(at.id), at.returned});
        break;
      }
      if (opcode == Opcode::Branch && next.size() == 3 && answered.Top()) {
        open.push_back({*answered.Top() ? next[0] : next[1], at.returned});
        break;
      }
      if (opcode == Opcode::Call) Raise(worst, KnownEffect(instruction->effect));
      if (opcode == Opcode::CallPolicy) {
        Raise(worst, reached_[EntryOf(at.id)].inside);
        if (!reached_[EntryOf(at.id)].returns) break;
        at.returned = kNoIndex;
      }
      if (instruction != nullptr) answered.Pass(*instruction, at.returned);
      const bool falls = !next.empty() && next.back() == at.id + 1;
      for (const NodeId target : next) {
        if (!falls || target != at.id + 1) open.push_back({target, at.returned});
      }
      if (!falls) break;
      ++at.id;
    }
  }
  return worst;
}

}  // namespace

void MarkReachedEffects(const std::vector<Function>& functions, Module& module) {
  Reach(functions, module).MarkPrompts();
}

}  // namespace proviso::compiler::ir
