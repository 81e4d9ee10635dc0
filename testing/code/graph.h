// SPDX-License-Identifier: Apache-2.0
// A module's code as a graph whose instructions know what they take: `branch` its condition, `call`
// its arguments, as expressions over variables. What coverage, exploration and proofs about paths
// start from.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "bytecode/module.h"
#include "bytecode/opcodes.h"

namespace proviso::code {

enum class ExprId : std::uint32_t {};

// A value as it was made on the operand stack. Equal expressions have equal ids.
struct Expr {
  Opcode op = Opcode::Nop;  // Nop: not known, made on several paths
  std::uint32_t operand =
      0;  // of the instruction that pushed it: a variable, a constant, a field …
  std::vector<ExprId> inputs;  // what that instruction took

  auto operator<=>(const Expr&) const = default;
};

struct Node {
  std::uint32_t pc = 0;
  Instruction instruction;
  std::vector<ExprId> taken;  // in the order they were pushed
  std::uint32_t file = 0;
  std::uint32_t line = 0;

  Opcode op() const { return instruction.opcode; }
  std::uint32_t operand(std::size_t index = 0) const { return instruction.operands[index]; }
  std::uint32_t next_pc() const { return pc + instruction.size; }
};

// Only code that an entry of a policy reaches. The module must have passed the verifier and must
// outlive this. Immutable.
class Code {
 public:
  explicit Code(const Module& module);

  const Module& module() const { return module_; }
  const std::vector<Node>& nodes() const { return nodes_; }  // by pc, ascending
  // nullptr where no reached instruction starts.
  const Node* At(std::uint32_t pc) const;
  const Expr& expr(ExprId id) const { return exprs_[static_cast<std::size_t>(id)]; }
  const std::vector<Expr>& exprs() const { return exprs_; }

  // Where control may go without leaving the policy's own code: fall-through, labels; after a
  // call_policy what follows it.
  std::vector<std::uint32_t> Successors(const Node& node) const;
  // pcs behind all call_policy instructions: where a policy may return to.
  const std::vector<std::uint32_t>& return_points() const { return return_points_; }
  // The policy that owns `pc`: the one whose first entry is nearest before it.
  PolicyId PolicyOf(std::uint32_t pc) const;

 private:
  class Builder;
  ExprId Intern(Expr expr);

  const Module& module_;
  std::vector<Node> nodes_;
  std::map<std::uint32_t, std::size_t> by_pc_;
  std::vector<Expr> exprs_;
  std::map<Expr, ExprId> interned_;
  std::vector<std::uint32_t> return_points_;
};

}  // namespace proviso::code
