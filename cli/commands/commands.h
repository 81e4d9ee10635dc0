// SPDX-License-Identifier: Apache-2.0
// One function per verb: adds it to the application. Each lives in a file of its name.
#pragma once

#include "cli/invocation.h"

namespace proviso::cli {

void AddCheckCommand(CLI::App& app, Invocation& invocation);
void AddLintCommand(CLI::App& app, Invocation& invocation);
void AddExplainCommand(CLI::App& app, Invocation& invocation);
void AddFmtCommand(CLI::App& app, Invocation& invocation);
void AddBuildCommand(CLI::App& app, Invocation& invocation);
void AddInspectCommand(CLI::App& app, Invocation& invocation);
void AddRunCommand(CLI::App& app, Invocation& invocation);
void AddChatCommand(CLI::App& app, Invocation& invocation);
void AddNewCommand(CLI::App& app, Invocation& invocation);
void AddImportCommand(CLI::App& app, Invocation& invocation);
void AddTestCommand(CLI::App& app, Invocation& invocation);
void AddToolsCommand(CLI::App& app, Invocation& invocation);
void AddLspCommand(CLI::App& app, Invocation& invocation);
void AddCompletionCommand(CLI::App& app, Invocation& invocation);

}  // namespace proviso::cli
