// SPDX-License-Identifier: Apache-2.0
#include "testing/code/liveness.h"

#include <algorithm>

namespace proviso::code {
namespace {

using Set = std::vector<bool>;

void Put(Set& set, VariableId id, bool value) {
  if (!IsNone(id)) set[Raw(id)] = value;
}

// Backwards over one instruction: what it writes is not read before, what it reads is.
void Apply(const Module& module, const Node& node, Set& live) {
  const auto variable = static_cast<VariableId>(node.operand());
  switch (node.op()) {
    case Opcode::StoreVariable:
    case Opcode::ClearVariable:
      Put(live, variable, false);
      return;
    case Opcode::LoadVariable:
    case Opcode::IsSet:
    case Opcode::JumpIfSet:
    case Opcode::Attempt:
      Put(live, variable, true);
      return;
    case Opcode::Ask: {
      const PromptSpec& prompt = module.prompts[node.operand()];
      Put(live, prompt.outcome, false);
      Put(live, prompt.option_value, false);
      Put(live, prompt.slot, prompt.skip_if_set);
      return;
    }
    case Opcode::Call: {
      const CallSite& site = module.call_sites[node.operand()];
      Put(live, site.result, false);
      Put(live, site.error, false);
      return;
    }
    default:
      return;
  }
}

bool LeavesPolicy(Opcode op) {
  return op == Opcode::Return || op == Opcode::EndPolicy || op == Opcode::ReturnTo;
}

// Successors, also into and out of policies. Which call a policy returns to is not tracked.
std::vector<std::uint32_t> AllSuccessors(const Code& code, const Node& node) {
  std::vector<std::uint32_t> out = code.Successors(node);
  const bool enters = node.op() == Opcode::CallPolicy || node.op() == Opcode::Transfer ||
                      node.op() == Opcode::ReturnTo;
  if (enters) {
    out.push_back(Raw(code.module().policies[node.operand(0)].entries[node.operand(1)]));
  }
  if (LeavesPolicy(node.op())) {
    out.insert(out.end(), code.return_points().begin(), code.return_points().end());
  }
  return out;
}

}  // namespace

Liveness::Liveness(const Code& code) : all_(code.module().variables.size(), true) {
  const std::size_t count = code.module().variables.size();
  for (const Node& node : code.nodes()) before_.emplace(node.pc, Set(count, false));
  for (bool changed = true; changed;) {
    changed = false;
    for (auto node = code.nodes().rbegin(); node != code.nodes().rend(); ++node) {
      Set live(count, false);
      for (const std::uint32_t successor : AllSuccessors(code, *node)) {
        const auto found = before_.find(successor);
        if (found == before_.end()) continue;
        for (std::size_t i = 0; i < count; ++i) live[i] = live[i] || found->second[i];
      }
      Apply(code.module(), *node, live);
      Set& known = before_[node->pc];
      if (live == known) continue;
      known = std::move(live);
      changed = true;
    }
  }
}

const Set& Liveness::Before(std::uint32_t pc) const {
  const auto found = before_.find(pc);
  return found == before_.end() ? all_ : found->second;
}

}  // namespace proviso::code
