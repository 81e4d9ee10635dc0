// SPDX-License-Identifier: Apache-2.0
#include "bytecode/module.h"

namespace proviso {

std::vector<std::string> ToolNames(const Module& module) {
  std::vector<std::string> names = module.named_tools;
  for (const ToolSpec& tool : module.tools) names.push_back(tool.name);
  return names;
}

}  // namespace proviso
