// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "cli/checking.h"
#include "cli/commands/commands.h"
#include "cli/flags.h"

namespace proviso::cli {

Verb CheckVerb(const Invocation& invocation) {
  auto options = std::make_shared<CheckOptions>();
  Verb verb{"check", "Say what is wrong or doubtful in policies"};
  verb.options = {FilesArgument(options->files,
                                "Policy files or directories, checked as one bundle; - is stdin")};
  verb.Add(CheckFlags(*options));
  verb.example = "  proviso check policies/ --strict --format github";
  verb.run = [options, &invocation] { return CheckPolicies(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
