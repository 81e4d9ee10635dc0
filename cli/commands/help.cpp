// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>
#include <vector>

#include "cli/commands/commands.h"

namespace proviso::cli {

Verb HelpVerb(const Invocation& invocation) {
  auto path = std::make_shared<std::vector<std::string>>();
  Verb verb{"help", "Say how a verb is used, or what there is"};
  verb.options = {{.names = "VERB",
                   .target = path.get(),
                   .description = "The verb, and a verb of it; none: all of them",
                   .completes = {ValueKind::Verb}}};
  verb.example = "  proviso help check\n  proviso help tools list";
  verb.run = [path, &invocation] { return invocation.help(*path); };
  return verb;
}

}  // namespace proviso::cli
