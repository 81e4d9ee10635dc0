// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/probes.h"

#include <algorithm>
#include <set>

namespace proviso::explore {
namespace {

using code::Expr;
using code::ExprId;

// Assignments and confirmations that a value is followed through.
constexpr int kMaxAliasDepth = 3;

// A variable or a field of one, as it stands inside a larger expression.
struct Leaf {
  VariableId variable{};
  std::vector<FieldId> fields;
  bool elapsed = false;
};

bool IsComparison(Opcode op) {
  return op == Opcode::Equal || op == Opcode::Less || op == Opcode::LessEqual ||
         op == Opcode::Contains || op == Opcode::OneOf;
}

class Finder {
 public:
  explicit Finder(const code::Code& code) : code_(code) {}

  Probes Run() {
    FindSources();
    for (const Expr& expr : code_.exprs()) Visit(expr);
    return std::move(probes_);
  }

 private:
  // Where the value of a variable comes from when it is another variable's.
  void FindSources() {
    for (const code::Node& node : code_.nodes()) {
      if (node.taken.empty()) continue;
      if (node.op() == Opcode::StoreVariable) {
        AddSources(static_cast<VariableId>(node.operand()), node.taken.front());
      } else if (node.op() == Opcode::Ask) {
        const PromptSpec& prompt = code_.module().prompts[node.operand()];
        if (prompt.kind == PromptKind::ConfirmValue) AddSources(prompt.slot, node.taken.front());
      }
    }
  }
  void AddSources(VariableId target, ExprId value) {
    for (Leaf& leaf : Leaves(value)) sources_[target].push_back(std::move(leaf));
  }

  std::vector<Leaf> Leaves(ExprId id) const {
    const Expr& expr = code_.expr(id);
    if (expr.op == Opcode::LoadVariable)
      return {Leaf{static_cast<VariableId>(expr.operand), {}, false}};
    std::vector<Leaf> out;
    for (const ExprId input : expr.inputs) {
      for (Leaf& leaf : Leaves(input)) out.push_back(std::move(leaf));
    }
    for (Leaf& leaf : out) {
      if (expr.op == Opcode::FindField) leaf.fields.push_back(static_cast<FieldId>(expr.operand));
      if (expr.op == Opcode::Elapsed) leaf.elapsed = true;
    }
    return out;
  }

  void Visit(const Expr& expr) {
    if (expr.op == Opcode::FindField) {
      Probe probe;
      probe.fields.push_back(static_cast<FieldId>(expr.operand));
      Add(expr.inputs.front(), probe, false);
    } else if (expr.op == Opcode::Test) {
      Probe probe;
      probe.predicate = static_cast<PredicateId>(expr.operand);
      Add(expr.inputs.front(), probe, false);
    } else if (IsComparison(expr.op)) {
      VisitComparison(expr, 0, 1);
      VisitComparison(expr, 1, 0);
    }
  }

  void VisitComparison(const Expr& expr, std::size_t side, std::size_t other) {
    Probe probe;
    probe.comparison = expr.op;
    const Expr& against = code_.expr(expr.inputs[other]);
    if (against.op == Opcode::PushConstant) {
      probe.constant = code_.module().constants[against.operand];
    } else {
      probe.compared_otherwise = true;
    }
    Add(expr.inputs[side], probe, true);
  }

  void Add(ExprId value, const Probe& probe, bool inside) {
    for (const Leaf& leaf : Leaves(value)) {
      Probe one = probe;
      one.fields.insert(one.fields.begin(), leaf.fields.begin(), leaf.fields.end());
      one.elapsed = inside && leaf.elapsed;
      Add(leaf.variable, one, 0);
    }
  }

  void Add(VariableId variable, const Probe& probe, int depth) {
    std::vector<Probe>& known = probes_[variable];
    if (std::find(known.begin(), known.end(), probe) == known.end()) known.push_back(probe);
    const auto sources = sources_.find(variable);
    if (sources == sources_.end() || depth == kMaxAliasDepth) return;
    for (const Leaf& leaf : sources->second) {
      Probe one = probe;
      one.fields.insert(one.fields.begin(), leaf.fields.begin(), leaf.fields.end());
      Add(leaf.variable, one, depth + 1);
    }
  }

  const code::Code& code_;
  std::map<VariableId, std::vector<Leaf>> sources_;
  Probes probes_;
};

}  // namespace

Probes FindProbes(const code::Code& code) { return Finder(code).Run(); }

}  // namespace proviso::explore
