// SPDX-License-Identifier: Apache-2.0
#include "bytecode/verifier.h"

#include <fmt/format.h>

#include "bytecode/internal/verify_tables.h"
#include "bytecode/opcodes.h"
#include "bytecode/source_lines.h"

namespace proviso {
namespace {

class CodeVerifier {
 public:
  explicit CodeVerifier(const Module& module) : module_(module) {}

  VerifyResult Run() {
    result_.heights.assign(module_.code.size(), kNotReached);
    starts_.assign(module_.code.size(), false);
    FindInstructions();
    internal::VerifyTables(module_, starts_,
                           [this](std::string what) { Report(std::nullopt, std::move(what)); });
    // Bounds first: the walk below looks into the tables that operands name.
    if (result_.ok()) CheckOperands();
    if (result_.ok()) WalkAllPaths();
    return std::move(result_);
  }

 private:
  void Report(std::optional<std::uint32_t> pc, std::string what) {
    if (result_.problems.size() >= kMaxVerifyProblems) return;
    VerifyProblem problem;
    problem.what = std::move(what);
    problem.pc = pc;
    if (pc) {
      const PolicySpec* policy = PolicyAt(module_, *pc);
      if (policy != nullptr) problem.policy = policy->name;
      problem.line = LineAt(module_, *pc);
    }
    result_.problems.push_back(std::move(problem));
  }

  void FindInstructions() {
    if (module_.code.size() >= kNoIndex) return Report(std::nullopt, "the code is too long");
    for (std::uint32_t pc = 0; pc < module_.code.size();) {
      const auto instruction = InstructionAt(module_.code, pc);
      if (!instruction) {
        return Report(pc, fmt::format("byte {} starts no instruction that this program knows",
                                      static_cast<unsigned char>(module_.code[pc])));
      }
      starts_[pc] = true;
      pc += instruction->size;
    }
  }

  std::size_t TableSize(OperandKind kind) const {
    switch (kind) {
      case OperandKind::Constant:
        return module_.constants.size();
      case OperandKind::Variable:
        return module_.variables.size();
      case OperandKind::Template:
        return module_.templates.size();
      case OperandKind::Prompt:
        return module_.prompts.size();
      case OperandKind::Tool:
        return module_.tools.size();
      case OperandKind::CallSite:
        return module_.call_sites.size();
      case OperandKind::Field:
        return module_.fields.size();
      case OperandKind::Predicate:
        return module_.predicates.size();
      case OperandKind::Policy:
        return module_.policies.size();
      case OperandKind::Handoff:
        return module_.handoffs.size();
      case OperandKind::Judgement:
        return module_.judgements.size();
      case OperandKind::Type:
        return kValueTypeCount;
      default:
        return 0;
    }
  }

  bool IsStart(std::uint32_t pc) const { return pc < starts_.size() && starts_[pc]; }

  void CheckOperands() {
    for (std::uint32_t pc = 0; pc < module_.code.size();) {
      const Instruction instruction = *InstructionAt(module_.code, pc);
      const OpcodeInfo& info = InfoOf(instruction.opcode);
      for (std::size_t i = 0; i < info.operand_count(); ++i) {
        CheckOperand(pc, info, info.operands[i], instruction.operands[i]);
      }
      CheckPolicyOperands(pc, instruction);
      CheckOutcomeOperand(pc, instruction);
      pc += instruction.size;
    }
  }

  void CheckOperand(std::uint32_t pc, const OpcodeInfo& info, OperandKind kind,
                    std::uint32_t operand) {
    if (kind == OperandKind::Number) return;
    if (kind == OperandKind::Label || kind == OperandKind::OptionalLabel) {
      if (kind == OperandKind::OptionalLabel && operand == kNoIndex) return;
      if (IsStart(operand)) return;
      return Report(
          pc, fmt::format("`{}` goes to {}, where no instruction starts", info.mnemonic, operand));
    }
    if (operand >= TableSize(kind)) {
      Report(pc, fmt::format("`{}` names {} {}, there are {}", info.mnemonic, OperandKindName(kind),
                             operand, TableSize(kind)));
    }
  }

  void CheckPolicyOperands(std::uint32_t pc, const Instruction& instruction) {
    const OpcodeInfo& info = InfoOf(instruction.opcode);
    if (info.operands[0] != OperandKind::Policy) return;
    const std::uint32_t policy = instruction.operands[0];
    if (policy >= module_.policies.size()) return;
    const std::size_t entries = module_.policies[policy].entries.size();
    if (instruction.operands[1] >= entries) {
      Report(pc, fmt::format("`{}` enters policy `{}` at entry {}, it has {}", info.mnemonic,
                             module_.policies[policy].name, instruction.operands[1], entries));
    }
    if (instruction.opcode == Opcode::CallPolicy && instruction.operands[2] > 1) {
      Report(pc, fmt::format("`{}` has {} where 0 or 1 says whether the outcome is handled",
                             info.mnemonic, instruction.operands[2]));
    }
  }

  // Outcomes are texts.
  void CheckOutcomeOperand(std::uint32_t pc, const Instruction& instruction) {
    std::uint32_t constant = 0;
    switch (instruction.opcode) {
      case Opcode::Return:
      case Opcode::EndPolicy:
      case Opcode::End:
        constant = instruction.operands[0];
        break;
      case Opcode::ReturnTo:
        constant = instruction.operands[2];
        break;
      default:
        return;
    }
    if (constant < module_.constants.size() && !module_.constants[constant].view().is_string()) {
      Report(pc, fmt::format("`{}` has an outcome that is not a text",
                             InfoOf(instruction.opcode).mnemonic));
    }
  }

  int Pops(const Instruction& instruction) const {
    const OpcodeInfo& info = InfoOf(instruction.opcode);
    if (info.pops != kDeclaredElsewhere) return info.pops;
    const auto holes = [this](TemplateId id) {
      return static_cast<int>(module_.templates[Raw(id)].hole_names.size());
    };
    const std::uint32_t operand = instruction.operands[0];
    switch (info.operands[0]) {
      case OperandKind::Template:
        return holes(static_cast<TemplateId>(operand));
      case OperandKind::Prompt:
        return holes(module_.prompts[operand].text);
      case OperandKind::Handoff:
        return holes(module_.handoffs[operand].reason);
      case OperandKind::CallSite:
        return static_cast<int>(module_.call_sites[operand].parameters.size());
      default:
        return 0;
    }
  }

  // Simulates heights over every path from every entry. Each instruction is visited once, because a
  // second arrival must find the same height.
  void WalkAllPaths() {
    for (const PolicySpec& policy : module_.policies) {
      for (const Label entry : policy.entries) Reach(Raw(entry), 0, Raw(entry));
    }
    while (!work_.empty() && result_.ok()) {
      const std::uint32_t pc = work_.back();
      work_.pop_back();
      Visit(pc);
    }
  }

  void Reach(std::uint32_t pc, int height, std::uint32_t from) {
    if (pc >= module_.code.size()) return Report(from, "the code runs on behind its last byte");
    std::int8_t& known = result_.heights[pc];
    if (known == kNotReached) {
      known = static_cast<std::int8_t>(height);
      work_.push_back(pc);
    } else if (known != height) {
      Report(pc, fmt::format("the stack holds {} values here on one path and {} on another", known,
                             height));
    }
  }

  void Visit(std::uint32_t pc) {
    const Instruction instruction = *InstructionAt(module_.code, pc);
    const OpcodeInfo& info = InfoOf(instruction.opcode);
    const int before = result_.heights[pc];
    const int pops = Pops(instruction);
    if (before < pops) {
      return Report(
          pc, fmt::format("`{}` takes {} values, the stack holds {}", info.mnemonic, pops, before));
    }
    const int after = before - pops + info.pushes;
    if (after > kMaxStackHeight) {
      return Report(pc, fmt::format("the stack holds more than {} values", kMaxStackHeight));
    }
    if (EmptiesStack(instruction.opcode) && after != 0) {
      return Report(pc, fmt::format("`{}` leaves {} values on the stack, none may be left",
                                    info.mnemonic, after));
    }
    if (instruction.opcode == Opcode::SkipUnlessApplicable) {
      return VisitApplicable(pc, instruction, before);
    }
    for (std::size_t i = 0; i < info.operand_count(); ++i) {
      const bool label =
          info.operands[i] == OperandKind::Label || info.operands[i] == OperandKind::OptionalLabel;
      if (label && instruction.operands[i] != kNoIndex) Reach(instruction.operands[i], after, pc);
    }
    if (!EndsFlow(instruction.opcode)) Reach(pc + instruction.size, after, pc);
  }

  // Looks at the arguments without taking them, and drops them only on the way to the label.
  void VisitApplicable(std::uint32_t pc, const Instruction& instruction, int before) {
    const int arguments =
        static_cast<int>(module_.call_sites[instruction.operands[0]].parameters.size());
    if (before < arguments) {
      return Report(pc, fmt::format("`{}` looks at {} arguments, the stack holds {}",
                                    InfoOf(instruction.opcode).mnemonic, arguments, before));
    }
    Reach(instruction.operands[1], before - arguments, pc);
    Reach(pc + instruction.size, before, pc);
  }

  const Module& module_;
  VerifyResult result_;
  std::vector<bool> starts_;
  std::vector<std::uint32_t> work_;
};

}  // namespace

std::string VerifyProblem::Describe() const {
  std::string where;
  if (pc) where = fmt::format("at {:04}", *pc);
  if (!policy.empty()) where += fmt::format(" (policy `{}`, line {})", policy, line);
  return where.empty() ? what : where + ": " + what;
}

VerifyResult Verify(const Module& module) { return CodeVerifier(module).Run(); }

}  // namespace proviso
