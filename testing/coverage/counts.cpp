// SPDX-License-Identifier: Apache-2.0
#include "testing/coverage/counts.h"

namespace proviso::coverage {

bool IsStep(Opcode op) { return op != Opcode::Jump && op != Opcode::Return; }

Counts::Counts(const Sites& sites) : sites_(&sites), outcomes_(sites.outcome_count(), 0) {}

void Counts::Record(const vm::StepTrace& trace, const vm::StepResult& after) {
  std::vector<std::uint32_t> reached;
  sites_->Reached(trace, after, reached);
  for (const std::uint32_t outcome : reached) ++outcomes_[outcome];
  // Going on behind a question is not coming to its line again.
  std::pair<std::uint32_t, std::uint32_t> here{kNoIndex, 0};
  if (const code::Node* waited = sites_->code().At(trace.resumed_at)) {
    here = {waited->file, waited->line};
  }
  for (const std::uint32_t pc : trace.executed) {
    const code::Node* node = sites_->code().At(pc);
    if (node == nullptr || !IsStep(node->op()) || std::pair(node->file, node->line) == here)
      continue;
    here = {node->file, node->line};
    ++lines_[here];
  }
}

void Counts::Add(const Counts& other) {
  for (std::size_t i = 0; i < outcomes_.size(); ++i) outcomes_[i] += other.outcomes_[i];
  for (const auto& [line, count] : other.lines_) lines_[line] += count;
}

std::uint64_t Counts::Line(std::uint32_t file, std::uint32_t line) const {
  const auto found = lines_.find({file, line});
  return found == lines_.end() ? 0 : found->second;
}

}  // namespace proviso::coverage
