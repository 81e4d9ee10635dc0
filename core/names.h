// SPDX-License-Identifier: Apache-2.0
// How names are compared: by their words (LANGUAGE section 1).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace proviso {

// The words of `text`, case-folded and joined by single spaces; `_`, `-`, dashes and white space
// separate words, a leading `#` or `@` is dropped. A last word that is one of
// `droppable_last_words` (case-folded; "policy" in English: the language pack knows them) does not
// count unless it is the only one.
std::string NormalizeName(std::string_view text,
                          std::span<const std::string> droppable_last_words = {});

}  // namespace proviso
