// SPDX-License-Identifier: Apache-2.0
#include "compiler/emit/emit.h"

#include <span>
#include <vector>

#include "bytecode/assembler.h"
#include "compiler/emit/tested_results.h"
#include "compiler/ir/lower.h"
#include "compiler/ir/reached_effects.h"
#include "compiler/ir/simplify.h"
#include "compiler/ir/tables.h"

namespace proviso::compiler {

namespace {

class FunctionEmitter {
 public:
  FunctionEmitter(const ir::Function& function, Assembler& assembler)
      : function_(function), assembler_(assembler), reached_(ir::ReachableBlocks(function)) {
    for (std::size_t i = 0; i < function.blocks.size(); ++i)
      labels_.push_back(assembler_.NewLabel());
  }

  // Blocks in the order in which control falls from one into the next, so that few jumps are
  // needed.
  std::vector<CodeLabel> Run() {
    std::vector<bool> placed(function_.blocks.size(), false);
    for (const ir::BlockId entry : function_.entries) PlaceChain(entry, placed);
    for (std::size_t i = 0; i < function_.blocks.size(); ++i)
      PlaceChain(static_cast<ir::BlockId>(i), placed);
    std::vector<CodeLabel> entries;
    for (const ir::BlockId entry : function_.entries) entries.push_back(LabelOf(entry));
    return entries;
  }

 private:
  CodeLabel LabelOf(ir::BlockId id) const { return labels_[static_cast<std::size_t>(id)]; }

  void PlaceChain(ir::BlockId id, std::vector<bool>& placed) {
    while (id != ir::kNoBlock) {
      const std::size_t index = static_cast<std::size_t>(id);
      if (!reached_[index] || placed[index]) return;
      placed[index] = true;
      const ir::Block& block = function_.blocks[index];
      assembler_.Bind(LabelOf(id));
      for (const ir::Instruction& instruction : block.code) EmitInstruction(instruction);
      const bool ends = !block.code.empty() && EndsFlow(block.code.back().opcode);
      if (ends) return;
      const std::size_t next = static_cast<std::size_t>(block.next);
      if (placed[next]) {
        assembler_.Emit(Opcode::Jump, LabelOf(block.next));
        return;
      }
      id = block.next;
    }
  }

  void EmitInstruction(const ir::Instruction& instruction) {
    assembler_.MarkLine(instruction.file, instruction.line);
    const OpcodeInfo& info = InfoOf(instruction.opcode);
    std::array<Operand, kMaxOperands> operands = instruction.operands;
    std::size_t target = 0;
    for (std::size_t i = 0; i < kMaxOperands; ++i) {
      const bool label =
          info.operands[i] == OperandKind::Label || info.operands[i] == OperandKind::OptionalLabel;
      if (!label) continue;
      const ir::BlockId block = instruction.targets[target++];
      operands[i] = block == ir::kNoBlock ? Operand(kNoLabel) : Operand(LabelOf(block));
    }
    assembler_.Emit(instruction.opcode, operands[0], operands[1], operands[2]);
  }

  const ir::Function& function_;
  Assembler& assembler_;
  std::vector<bool> reached_;
  std::vector<CodeLabel> labels_;
};

}  // namespace

Module Emit(const CheckedProgram& program, const SourceSet& sources) {
  Module module;
  module.language = program.language;
  module.compiler_version = PROVISO_VERSION;
  module.files = program.files;
  module.texts = program.texts;
  module.words = program.words;
  module.variables = program.variables;
  module.tools = program.tools;
  module.named_tools = program.named_tools;
  Assembler assembler(module);
  ir::Tables tables(module, assembler);
  std::vector<ir::Function> functions;
  for (const CheckedPolicy& policy : program.policies) {
    const std::size_t first_site = module.call_sites.size();
    ir::Function function = ir::Lower(policy, sources, tables);
    MarkTested(policy, program.words, std::span(module.call_sites).subspan(first_site));
    ir::ThreadJumps(function);
    functions.push_back(std::move(function));
    module.policies.push_back(policy.spec);
  }
  ir::MarkReachedEffects(functions, module);
  std::vector<std::vector<CodeLabel>> entries;
  for (const ir::Function& function : functions)
    entries.push_back(FunctionEmitter(function, assembler).Run());
  assembler.Finish();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (const CodeLabel entry : entries[i])
      module.policies[i].entries.push_back(assembler.Address(entry));
  }
  return module;
}

}  // namespace proviso::compiler
