// SPDX-License-Identifier: Apache-2.0
// Who answers the calls of a conversation: a stub file, the sandbox, or the other end of the line.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cli/bundle.h"
#include "runtime/session/session.h"
#include "runtime/session/stub_host.h"
#include "runtime/tool_interface.h"
#include "stdlib-tools/sandbox/sandbox.h"

namespace proviso::cli {

// Nothing is checked against the machine's clock: a shop's days are its own.
struct OpenedHost {
  std::unique_ptr<runtime::ToolHost> host;  // none: external tools
  session::Instant now;                     // where a conversation's clock stands at its start
  std::function<void(session::Instant)> clock_moved;
};

OpenedHost NoHost();
// The program and the catalogue say which names a stub file may speak of.
Result<session::StubHost> ReadStubs(const std::string& path, const LoadedProgram& loaded,
                                    std::istream& in);
Result<OpenedHost> OpenStubs(const std::string& path, const LoadedProgram& loaded,
                             std::istream& in);
// Fails with the file's name and what Sandbox::Create says.
Result<std::unique_ptr<Sandbox>> ReadSandbox(const std::optional<std::string>& path,
                                             std::istream& in);
// The sandbox with its own data, or with those of a file. Its clock is the conversation's.
Result<OpenedHost> OpenSandbox(const std::optional<std::string>& path, std::istream& in);

// Session options for a conversation with this host.
session::SessionOptions OptionsFor(const OpenedHost& host);

}  // namespace proviso::cli
