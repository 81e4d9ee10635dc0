// SPDX-License-Identifier: Apache-2.0
#include "testing/code/graph.h"

#include <algorithm>
#include <set>

#include "bytecode/source_lines.h"
#include "bytecode/verifier.h"

namespace proviso::code {
namespace {

std::size_t TakenCount(const Module& module, const Instruction& instruction) {
  const OpcodeInfo& info = InfoOf(instruction.opcode);
  const std::uint32_t operand = instruction.operands[0];
  // `applicable` looks at the arguments of the call that follows; its own count is 0.
  if (instruction.opcode == Opcode::SkipUnlessApplicable) {
    return module.call_sites[operand].parameters.size();
  }
  if (info.pops != kDeclaredElsewhere) return static_cast<std::size_t>(info.pops);
  const auto holes = [&](TemplateId id) { return module.templates[Raw(id)].hole_names.size(); };
  switch (instruction.opcode) {
    case Opcode::Ask:
      return holes(module.prompts[operand].text);
    case Opcode::HandOff:
      return holes(module.handoffs[operand].reason);
    case Opcode::Call:
      return module.call_sites[operand].parameters.size();
    default:
      return holes(static_cast<TemplateId>(operand));
  }
}

std::vector<std::uint32_t> LabelsOf(const Instruction& instruction) {
  std::vector<std::uint32_t> labels;
  const OpcodeInfo& info = InfoOf(instruction.opcode);
  for (std::size_t i = 0; i < kMaxOperands; ++i) {
    const bool label =
        info.operands[i] == OperandKind::Label || info.operands[i] == OperandKind::OptionalLabel;
    if (label && instruction.operands[i] != kNoIndex) labels.push_back(instruction.operands[i]);
  }
  return labels;
}

}  // namespace

// Runs over the code once in order and keeps the operand stack as expressions. Where paths meet,
// what is on the stack is not known; the compiler leaves nothing there.
class Code::Builder {
 public:
  explicit Builder(Code& code)
      : code_(code), module_(code.module_), heights_(Verify(module_).heights) {}

  void Run() {
    FindTargets();
    std::uint32_t expected = kNoIndex;
    for (std::uint32_t pc = 0; pc < module_.code.size();) {
      const auto instruction = InstructionAt(module_.code, pc);
      if (!instruction) return;
      const bool reached = pc < heights_.size() && heights_[pc] != kNotReached;
      if (reached) {
        if (pc != expected || targets_.contains(pc)) Forget(static_cast<std::size_t>(heights_[pc]));
        Add(pc, *instruction);
        expected = EndsFlow(instruction->opcode) ? kNoIndex : pc + instruction->size;
      }
      pc += instruction->size;
    }
  }

 private:
  void FindTargets() {
    for (const PolicySpec& policy : module_.policies) {
      for (const Label entry : policy.entries) targets_.insert(Raw(entry));
    }
    for (std::uint32_t pc = 0; pc < module_.code.size();) {
      const auto instruction = InstructionAt(module_.code, pc);
      if (!instruction) return;
      for (const std::uint32_t label : LabelsOf(*instruction)) targets_.insert(label);
      pc += instruction->size;
    }
  }

  void Forget(std::size_t height) {
    stack_.clear();
    for (std::size_t i = 0; i < height; ++i) {
      code_.exprs_.push_back(Expr{});
      stack_.push_back(static_cast<ExprId>(code_.exprs_.size() - 1));
    }
  }

  void Add(std::uint32_t pc, const Instruction& instruction) {
    Node node;
    node.pc = pc;
    node.instruction = instruction;
    if (const SourceMapEntry* source = FindSource(module_, pc)) {
      node.file = source->file;
      node.line = source->line;
    }
    const std::size_t count = std::min(TakenCount(module_, instruction), stack_.size());
    node.taken.assign(stack_.end() - static_cast<std::ptrdiff_t>(count), stack_.end());
    // `applicable` only looks at the arguments when the call is made.
    if (instruction.opcode != Opcode::SkipUnlessApplicable) stack_.resize(stack_.size() - count);
    if (InfoOf(instruction.opcode).pushes > 0) {
      const bool has_operand = InfoOf(instruction.opcode).operand_count() > 0;
      const std::uint32_t operand = has_operand ? instruction.operands[0] : 0;
      stack_.push_back(code_.Intern(Expr{instruction.opcode, operand, node.taken}));
    }
    if (instruction.opcode == Opcode::CallPolicy) code_.return_points_.push_back(node.next_pc());
    code_.by_pc_.emplace(pc, code_.nodes_.size());
    code_.nodes_.push_back(std::move(node));
  }

  Code& code_;
  const Module& module_;
  std::vector<std::int8_t> heights_;
  std::set<std::uint32_t> targets_;
  std::vector<ExprId> stack_;
};

Code::Code(const Module& module) : module_(module) { Builder(*this).Run(); }

ExprId Code::Intern(Expr expr) {
  const auto found = interned_.find(expr);
  if (found != interned_.end()) return found->second;
  const auto id = static_cast<ExprId>(exprs_.size());
  exprs_.push_back(expr);
  interned_.emplace(std::move(expr), id);
  return id;
}

const Node* Code::At(std::uint32_t pc) const {
  const auto found = by_pc_.find(pc);
  return found == by_pc_.end() ? nullptr : &nodes_[found->second];
}

std::vector<std::uint32_t> Code::Successors(const Node& node) const {
  std::vector<std::uint32_t> out = LabelsOf(node.instruction);
  if (!EndsFlow(node.op())) out.push_back(node.next_pc());
  return out;
}

PolicyId Code::PolicyOf(std::uint32_t pc) const {
  std::uint32_t best = 0;
  std::uint32_t best_entry = 0;
  for (std::uint32_t i = 0; i < module_.policies.size(); ++i) {
    const std::uint32_t entry = Raw(module_.policies[i].entries.front());
    if (entry <= pc && entry >= best_entry) {
      best = i;
      best_entry = entry;
    }
  }
  return static_cast<PolicyId>(best);
}

}  // namespace proviso::code
