// SPDX-License-Identifier: Apache-2.0
// The public face of tools towards the runtime: one call in, one result or error out. Implemented
// by the sandbox, by stub files, later by platform connectors and MCP servers.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "core/value.h"

namespace proviso::runtime {

struct ToolCall {
  std::string tool;             // "check_reshipment_eligibility"
  Value args;                   // Map
  std::string idempotency_key;  // equal for a repeated step with equal arguments
  int attempt = 1;              // 1 for the first try
};

// A tool that failed. Codes used by the VM: not_found, not_allowed, invalid_argument, out_of_stock,
// not_stubbed, timeout, unavailable, rate_limited. Others are allowed and are final unless the
// catalogue's retry policy lists them.
struct ToolError {
  std::string code;
  std::string message;  // plain words, may be shown to the agent who takes over

  bool operator==(const ToolError&) const = default;
};

using ToolOutcome = std::variant<Value, ToolError>;

// Answers calls. Not thread-safe: one instance serves one conversation at a time.
class ToolHost {
 public:
  virtual ~ToolHost() = default;
  // Never throws; every failure is a ToolError.
  virtual ToolOutcome Call(const ToolCall& call) = 0;
};

}  // namespace proviso::runtime
