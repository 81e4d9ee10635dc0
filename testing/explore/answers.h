// SPDX-License-Identifier: Apache-2.0
// Answers that a tool may give, made for what the policy asks of them: every predicate true, false
// and unknown, every field there and missing, amounts at and around each limit, nothing found,
// errors.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "runtime/tool_interface.h"
#include "testing/explore/phrasebook.h"
#include "testing/explore/probes.h"

namespace proviso::explore {

// How many things an answer differs in from the ordinary one.
enum class Variety : std::uint8_t {
  One = 1,
  Two = 2,
};

struct AnswerOptions {
  const ToolCatalogue* catalogue = nullptr;  // how results are really written; may be null
  std::string_view now;                      // ISO 8601 instant
  Variety variety = Variety::One;
  std::size_t limit = 120;  // answers per call at most
};

// The ordinary answer first, errors last. In a fixed order.
std::vector<runtime::ToolOutcome> AnswersFor(const code::Code& code, const Probes& probes,
                                             CallSiteId site, const AnswerOptions& options);

}  // namespace proviso::explore
