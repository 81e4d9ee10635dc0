// SPDX-License-Identifier: Apache-2.0
// Shell completion scripts, made from the tables of options so that they cannot drift from them.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"

namespace proviso::cli {

struct CompletionOption {
  std::vector<std::string> names;    // "-q", "--quiet"
  std::vector<std::string> choices;  // the values it allows, when they are a list
  bool takes_value = false;
  bool takes_file = false;  // the value is a file
  std::string description;
};
struct CompletionCommand {
  std::string path;  // "" for the program, "tools list"
  std::string description;
  std::vector<CompletionOption> options;
  std::vector<std::string> subcommands;  // last words of their paths
  std::vector<std::string> arguments;    // what may stand as an argument, when that is a list
  std::vector<ValueKind> takes;          // what an argument may be otherwise
};
// The program and every verb, parents before children.
std::vector<CompletionCommand> CollectCommands(const Program& program);

std::string BashCompletion(const std::vector<CompletionCommand>& commands);
std::string ZshCompletion(const std::vector<CompletionCommand>& commands);
std::string FishCompletion(const std::vector<CompletionCommand>& commands);

}  // namespace proviso::cli
