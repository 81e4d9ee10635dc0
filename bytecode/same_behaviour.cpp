// SPDX-License-Identifier: Apache-2.0
#include "bytecode/same_behaviour.h"

#include "bytecode/encode.h"

namespace proviso {

Module WithoutPlaces(Module module) {
  module.compiler_version.clear();
  module.files.clear();
  module.source_map.clear();
  module.named_tools.clear();
  for (PolicySpec& policy : module.policies) {
    policy.file = 0;
    policy.line = 0;
  }
  return module;
}

bool SameBehaviour(const Module& a, const Module& b) {
  return Encode(WithoutPlaces(a)) == Encode(WithoutPlaces(b));
}

}  // namespace proviso
