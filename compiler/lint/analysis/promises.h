// SPDX-License-Identifier: Apache-2.0
// What a message tells the customer that was done or will be done.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/analysis/acts.h"

namespace proviso::compiler::lint {

struct Promise {
  Facts kept_by = 0;   // any of these acts
  bool done = false;   // "has been refunded", not "will be refunded"
  std::string phrase;  // as the pack spells it
};

// Sentences that ask, deny or suppose promise nothing.
std::vector<Promise> PromisesIn(const Lexicon& lexicon, std::string_view text);

}  // namespace proviso::compiler::lint
