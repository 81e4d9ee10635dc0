// SPDX-License-Identifier: Apache-2.0
// Whether an output of the conversation fits a line of the scenario, and the line that would.
#pragma once

#include <optional>
#include <string>

#include "bytecode/module.h"
#include "runtime/session/events.h"
#include "testing/scenario/scenario.h"

namespace proviso::scenario {

// What the agent says in an output: the text of a say or an ask; null for others.
const std::string* SpokenText(const session::Output& output);
// The line of the policy it comes from; 0 when there is none.
std::uint32_t PolicyLine(const session::Output& output);

// Does the output satisfy this line of the conversation (IsCheck is false)?
bool FitsStep(const Step& step, const session::Output& output, const Module& module);
// Could it have been meant by the line: the same sort of thing, said otherwise?
bool IsCandidate(const Step& step, const session::Output& output);
// A line of the conversation that the output fits; nullopt for results and the like.
std::optional<Step> StepFor(const session::Output& output);

// Does the question ask for what these words name?
bool AsksForName(const std::string& words, const session::AskOutput& ask, const Module& module);
bool FitsHandoff(const Step& step, const session::HandoffOutput& handoff);
bool FitsCall(const Step& step, const session::CallOutput& call);

}  // namespace proviso::scenario
