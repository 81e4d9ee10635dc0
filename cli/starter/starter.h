// SPDX-License-Identifier: Apache-2.0
// Starter folders: what `proviso new` writes. The templates lie in cli/templates; each is also a
// test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace proviso::starter {

struct Template {
  std::string name;  // "cancel-and-retain"
  std::string says;  // one line
};
// In the order of `proviso new --list`.
std::vector<Template> Templates();

struct StarterFile {
  std::string path;  // below the folder, "policies/refund.policy"
  std::string text;
  std::string says;     // one line
  bool shared = false;  // belongs to the folder, not to this policy: an existing one is kept
};

struct Starter {
  std::string stem;  // "order_refund", the name of the policy's files
  std::vector<StarterFile> files;
};

// The files for a policy of that name. Codes: "bad_name" (empty, too long, a path),
// "unknown_template" (with the nearest names).
Result<Starter> MakeStarter(const std::string& policy_name, const std::string& template_name);

// The template that `policy_name` names itself ("Refund"), else "blank".
std::string TemplateFor(const std::string& policy_name);

}  // namespace proviso::starter
