// SPDX-License-Identifier: Apache-2.0
// Outlines: rows of examples and the <names> they fill.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace proviso::scenario {

// The cells of `| a | b |`, the first bar left out. `\|` is a bar.
std::vector<std::string> SplitRow(std::string_view text);

// The names between < and > that could be meant as names: no more than a few words.
std::vector<std::string> PlaceholdersIn(std::string_view text);

// `text` with each <name> replaced by the row's cell under that name; others stay.
std::string FillIn(std::string_view text, const std::vector<std::string>& names,
                   const std::vector<std::string>& cells);

}  // namespace proviso::scenario
