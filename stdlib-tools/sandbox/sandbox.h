// SPDX-License-Identifier: Apache-2.0
// An in-memory shop and helpdesk that answers every tool of the standard catalogue, so that a
// policy can be tried without any account. State really changes; time and ids are deterministic.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "runtime/tool_interface.h"

namespace proviso {

// Not thread-safe: one instance serves one conversation at a time.
class Sandbox : public runtime::ToolHost {
 public:
  // The shop of data/shop.json, whose people and orders docs/tools.md lists.
  static std::unique_ptr<Sandbox> Standard();
  // Another shop in the same form. Fails ("json_syntax", "shop_data") with every mistake, a line
  // each.
  static Result<std::unique_ptr<Sandbox>> Create(std::string_view json);
  // Another shop in the same state; what happens in one does not happen in the other. Several
  // threads may clone one sandbox that no call changes.
  std::unique_ptr<Sandbox> Clone() const;
  ~Sandbox() override;

  // Arguments are checked against the tool's inputSchema first ("invalid_argument" names the
  // parameter). A call that carries the idempotency key of an earlier successful one gets that
  // result and changes nothing. Error codes: not_found, not_allowed, out_of_stock,
  // invalid_argument, unknown_tool, and what FailNext injected.
  runtime::ToolOutcome Call(const runtime::ToolCall& call) override;

  // The next `times` calls of the tool fail with `error` before anything happens.
  void FailNext(std::string_view tool, runtime::ToolError error, int times = 1);

  // ISO 8601, "2026-03-10T12:00:00Z". The sandbox never looks at the machine's clock. SetNow
  // refuses
  // ("time") what it cannot read.
  std::string now() const;
  Result<void> SetNow(std::string_view time);

  // The whole state, in the form Create reads.
  nlohmann::ordered_json Snapshot() const;
  // Names of the tools it answers, sorted.
  std::vector<std::string> ToolNames() const;
  bool Knows(std::string_view tool) const;
  // Whether the call can be meant for its tool of that name. A team's own tool that has the name
  // takes other parameters: what it answers the sandbox cannot know.
  bool Takes(const runtime::ToolCall& call) const;

 private:
  struct Impl;
  explicit Sandbox(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace proviso
