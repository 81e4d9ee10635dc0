// SPDX-License-Identifier: Apache-2.0
// Does the customer want to talk to a person?
#pragma once

#include <string_view>
#include <vector>

#include "runtime/understanding/phrases.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

// How sure it is that they do, 0 to 1; 0 when nothing says so. "A person stole my parcel" and "are
// you a person?" do not ask for one. `hits`: what the cue table found.
double WantsPerson(const Message& message, const std::vector<PhraseHit>& hits,
                   std::string_view language);

}  // namespace proviso::understanding
