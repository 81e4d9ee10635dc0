// SPDX-License-Identifier: Apache-2.0
// How wide text is in a sans-serif font that nobody knows: an upper estimate.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace proviso::compiler::flow {

// In pixels, at `font_size` pixels.
double TextWidth(std::string_view text, double font_size);
// Lines that are not wider than `width`, broken at spaces and, in long names, behind `_`.
std::vector<std::string> WrapToWidth(std::string_view text, double font_size, double width);

}  // namespace proviso::compiler::flow
