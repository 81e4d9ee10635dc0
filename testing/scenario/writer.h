// SPDX-License-Identifier: Apache-2.0
// Scenarios as text, in the canonical form: what is written here reads back as the same data.
#pragma once

#include <string>

#include "testing/scenario/scenario.h"

namespace proviso::scenario {

// The whole file, with a line feed at its end.
std::string WriteFile(const File& file);
// `Scenario: …` and its lines, indented by two.
std::string WriteScenario(const Scenario& scenario);
// One line, without indentation and line feed: `Given @order_get returns {"paid": true}`,
// `Agent asks for the email`, `Then @cancel was called once`. `keyword` replaces Given or Then
// ("And"); steps of the conversation have none.
std::string WriteGiven(const Given& given, const std::string& keyword = "Given");
std::string WriteStep(const Step& step, const std::string& keyword = "Then");

// JSON on one line as people write it: {"paid": true, "items": [1, 2]}.
std::string JsonText(const Json& json);

}  // namespace proviso::scenario
