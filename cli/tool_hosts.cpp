// SPDX-License-Identifier: Apache-2.0
#include "cli/tool_hosts.h"

#include <chrono>
#include <utility>
#include <vector>

namespace proviso::cli {
namespace {

session::Instant MachineTime() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace

OpenedHost NoHost() { return {nullptr, MachineTime(), {}}; }

Result<session::StubHost> ReadStubs(const std::string& path, const LoadedProgram& loaded,
                                    std::istream& in) {
  PROVISO_TRY(const InputFile file, ReadInput(path, in));
  std::vector<std::string> known = ToolNames(loaded.program->module());
  for (const ToolDefinition* tool : loaded.catalogue.All()) known.push_back(tool->name);
  return session::StubHost::Parse(file.text, file.name, known);
}

Result<OpenedHost> OpenStubs(const std::string& path, const LoadedProgram& loaded,
                             std::istream& in) {
  PROVISO_TRY(session::StubHost stubs, ReadStubs(path, loaded, in));
  OpenedHost opened = NoHost();
  opened.host = std::make_unique<session::StubHost>(std::move(stubs));
  return opened;
}

Result<std::unique_ptr<Sandbox>> ReadSandbox(const std::optional<std::string>& path,
                                             std::istream& in) {
  if (!path) return Sandbox::Standard();
  PROVISO_TRY(const InputFile file, ReadInput(*path, in));
  auto created = Sandbox::Create(file.text);
  if (!created) return Error{created.error().code, file.name + ": " + created.error().message};
  return created;
}

Result<OpenedHost> OpenSandbox(const std::optional<std::string>& path, std::istream& in) {
  PROVISO_TRY(std::unique_ptr<Sandbox> sandbox, ReadSandbox(path, in));
  OpenedHost opened;
  PROVISO_TRY(opened.now, session::ParseInstant(sandbox->now()));
  // The host owns the sandbox and outlives the session that calls this.
  opened.clock_moved = [shop = sandbox.get()](session::Instant now) {
    // An instant that was formatted here is one that can be read.
    static_cast<void>(shop->SetNow(session::FormatInstant(now)));
  };
  opened.host = std::move(sandbox);
  return opened;
}

session::SessionOptions OptionsFor(const OpenedHost& host) {
  session::SessionOptions options;
  options.now = host.now;
  options.clock_moved = host.clock_moved;
  return options;
}

}  // namespace proviso::cli
