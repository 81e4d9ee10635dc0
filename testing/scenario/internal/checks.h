// SPDX-License-Identifier: Apache-2.0
// The lines that look back: Then …
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/session/session.h"
#include "testing/scenario/runner.h"

namespace proviso::scenario {

struct History {
  const Scenario& scenario;
  const std::vector<Entry>& transcript;
  const session::Session& session;
  const std::string& outcome;  // empty while the conversation goes on
};

// The failure, without its place in the scenario; nullopt when the check holds.
std::optional<Failure> RunCheck(const Step& step, const History& history);

// "once", "twice", "5 times".
std::string TimesText(std::size_t count);
// The first thing in which `actual` does not do for `expected`: "`percent` is 10, not 15"; empty
// when there is none.
std::string JsonDifference(const Json& expected, const Json& actual, const std::string& path = "");

}  // namespace proviso::scenario
