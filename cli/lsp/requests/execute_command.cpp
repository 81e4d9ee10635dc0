// SPDX-License-Identifier: Apache-2.0
// workspace/executeCommand: the page of a diagnostic.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/lsp/requests/requests.h"

namespace proviso::lsp {
namespace {

Result<Json> Explain(const ServerState& state, const Json& params) {
  const std::vector<std::string> arguments = TextsField(params, "arguments");
  if (arguments.empty()) return InvalidParams("the code of a diagnostic is missing, such as P101");
  auto id = ParseCode(arguments.front());
  if (!id) id = ParseRuleName(arguments.front());
  if (!id) return InvalidParams(fmt::format("there is no diagnostic {}", arguments.front()));
  return Json{{"code", CodeText(*id)},
              {"rule", RuleName(*id)},
              {"page", state.options.page ? state.options.page(*id) : std::string{}}};
}

}  // namespace

Result<Json> ExecuteCommand(ServerState& state, const Json& params) {
  const std::string command = TextField(params, "command").value_or("");
  if (command == kExplainCommand) return Explain(state, params);
  return InvalidParams(fmt::format("there is no command `{}`", command));
}

}  // namespace proviso::lsp
