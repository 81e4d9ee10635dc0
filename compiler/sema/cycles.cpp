// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/cycles.h"

#include <fmt/format.h>

#include <cstdint>
#include <vector>

namespace proviso::compiler {

namespace {

struct Edge {
  std::uint32_t to = 0;
  Span span;
};

// Calls and transfers to the top of a policy that can be reached before any question; true when
// control can run through the block without one.
bool SilentEdges(const CheckedBlock& block, std::vector<Edge>& edges) {
  for (const CheckedStep& step : block) {
    switch (step.kind) {
      case CheckedStep::Kind::Ask:
        return false;
      case CheckedStep::Kind::CallPolicy:
      case CheckedStep::Kind::Transfer:
        if (step.entry == 0) edges.push_back({Raw(step.policy), step.span});
        if (step.kind == CheckedStep::Kind::Transfer) return false;
        break;
      case CheckedStep::Kind::If: {
        const bool through = SilentEdges(step.body, edges);
        const bool around = SilentEdges(step.otherwise, edges);
        if (!through && !around) return false;
        break;
      }
      case CheckedStep::Kind::GoTo:
      case CheckedStep::Kind::ReturnTo:
      case CheckedStep::Kind::End:
      case CheckedStep::Kind::EndPolicy:
      case CheckedStep::Kind::HandOff:
      case CheckedStep::Kind::Judge:
        return false;
      case CheckedStep::Kind::Say:
      case CheckedStep::Kind::Note:
      case CheckedStep::Kind::Call:
      case CheckedStep::Kind::Assign:
      case CheckedStep::Kind::Clear:
      case CheckedStep::Kind::Attempt:
      case CheckedStep::Kind::Mark:
        break;
    }
  }
  return true;
}

enum class Colour : std::uint8_t { White, Grey, Black };

// Depth-first search with an explicit stack: a bundle may chain thousands of policies.
void Search(std::uint32_t start, const std::vector<std::vector<Edge>>& graph,
            std::vector<Colour>& colours, const CheckedProgram& program, DiagnosticSink& sink) {
  struct Frame {
    std::uint32_t node = 0;
    std::size_t next = 0;
  };
  std::vector<Frame> stack{{start, 0}};
  colours[start] = Colour::Grey;
  while (!stack.empty()) {
    Frame& frame = stack.back();
    if (frame.next == graph[frame.node].size()) {
      colours[frame.node] = Colour::Black;
      stack.pop_back();
      continue;
    }
    const Edge edge = graph[frame.node][frame.next++];
    if (colours[edge.to] == Colour::Grey) {
      sink.Report(DiagnosticId::PolicyCycle, edge.span,
                  fmt::format(
                      "`{}` comes back to `{}` without a question to the customer in between",
                      program.policies[frame.node].spec.name, program.policies[edge.to].spec.name))
          .Note(
              "the conversation would never end; ask something in between, or drop one of the "
              "references");
    } else if (colours[edge.to] == Colour::White) {
      colours[edge.to] = Colour::Grey;
      stack.push_back({edge.to, 0});
    }
  }
}

}  // namespace

void ReportCycles(const CheckedProgram& program, DiagnosticSink& sink) {
  std::vector<std::vector<Edge>> graph(program.policies.size());
  for (std::size_t i = 0; i < program.policies.size(); ++i)
    SilentEdges(program.policies[i].body, graph[i]);
  std::vector<Colour> colours(program.policies.size(), Colour::White);
  for (std::uint32_t i = 0; i < program.policies.size(); ++i) {
    if (colours[i] == Colour::White) Search(i, graph, colours, program, sink);
  }
}

}  // namespace proviso::compiler
