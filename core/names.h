// SPDX-License-Identifier: Apache-2.0
// How names are compared: by their words (LANGUAGE section 1).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace proviso {

// The words of `text`, case-folded and joined by single spaces. White space and punctuation
// separate words, apart from an apostrophe, which does not count; so a name with them can be
// written as a reference (`#Customers_card`), which holds letters, digits, `_` and `-` only. `10%`
// and `$10` keep their signs. A last word that is one of `droppable_last_words` (case-folded;
// "policy" in English: the language pack knows them) does not count unless it is the only one.
std::string NormalizeName(std::string_view text,
                          std::span<const std::string> droppable_last_words = {});

// The name as a reference spells it, behind its `#`: its words with `_` between them, case kept.
// Empty for a name without letters and digits.
std::string ReferenceName(std::string_view name);

}  // namespace proviso
