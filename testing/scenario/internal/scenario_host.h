// SPDX-License-Identifier: Apache-2.0
// Answers the calls of one scenario: its Givens first, then what stands behind them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "testing/scenario/runner.h"

namespace proviso::scenario {

class ScenarioHost : public runtime::ToolHost {
 public:
  // The scenario must outlive the host.
  ScenarioHost(const Scenario& scenario, Backdrop backdrop);

  runtime::ToolOutcome Call(const runtime::ToolCall& call) override;

  // Calls that nothing answered since the last time this was asked.
  std::vector<runtime::ToolCall> TakeUnanswered();
  // Lines of Givens for tools that were called and never answered by them.
  std::vector<std::uint32_t> UnusedLines() const;

 private:
  struct Stub {
    const ToolGiven* given = nullptr;
    std::uint32_t line = 0;
    std::size_t weight = 0;  // how much `with` says
    std::size_t answer = 0;  // the one whose turn it is
    std::uint32_t given_out = 0;
    bool used = false;
  };
  Stub* Find(const runtime::ToolCall& call);

  Backdrop backdrop_;
  std::vector<Stub> stubs_;
  std::vector<runtime::ToolCall> unanswered_;
  std::set<std::string> called_;
};

}  // namespace proviso::scenario
