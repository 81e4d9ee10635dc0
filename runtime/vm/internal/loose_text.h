// SPDX-License-Identifier: Apache-2.0
// Texts and keys compared as people do: without case, spaces, hyphens and underscores. These run
// for every field of every tool result, so they allocate nothing while the text is ASCII.
#pragma once

#include <string>
#include <string_view>

namespace proviso::vm {

// `text` case-folded, without spaces, hyphens and underscores.
std::string Squash(std::string_view text);

// Whether Squash(text) equals `squashed`, which is squashed already.
bool SquashedEquals(std::string_view text, std::string_view squashed);
// Whether Squash(a) equals Squash(b).
bool LooselyEqual(std::string_view a, std::string_view b);
// Whether the words at the end of `key` are `squashed`: "ineligibility_reason" and "shippingReason"
// end in "reason", "treason" does not.
bool KeyEndsWith(std::string_view key, std::string_view squashed);

}  // namespace proviso::vm
