// SPDX-License-Identifier: Apache-2.0
// Every policy text that the project has, for tests of what holds for all of them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace proviso::format_test {

// Files that refer to each other stand in one bundle: name and text of each.
using Bundle = std::vector<std::pair<std::string, std::string>>;

std::vector<Bundle> Samples();
std::vector<Bundle> GoldenInputs();          // of every golden test
std::vector<Bundle> ConversationPolicies();  // written in conversation files
std::vector<Bundle> DocumentExamples();      // ```policy in docs/
std::vector<Bundle> FuzzInputs();            // corpora and found failures, of policy texts

// Data beside the project, in PROVISO_SHARED or ../shared; nullopt when it is not there.
std::optional<std::vector<Bundle>> PublishedPages();
std::optional<std::vector<Bundle>> Procedures();
std::optional<std::vector<Bundle>> SharedPolicies();

}  // namespace proviso::format_test
