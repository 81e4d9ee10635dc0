// SPDX-License-Identifier: Apache-2.0
// A flow as a picture. What tells the kinds apart is the outline and a word in every box; colour
// comes on top. Colours are those of the reader's light or dark scheme.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/flow/flow.h"
#include "core/result.h"

namespace proviso::compiler::flow {

struct SvgOptions {
  // Ids are "<prefix>n3"; a page with several pictures gives each its own.
  std::string id_prefix = "f";
  // Boxes can be focused and say what they are; for a page that has a script.
  bool interactive = false;
};

// One <svg> element without style and legend, for a page that has SvgStyle() once.
Result<std::string> RenderSvgFigure(const Flow& flow, const SvgOptions& options);
// The rules for the classes of figures.
std::string_view SvgStyle();
// A whole file: the flows one below the other, their names, the style and a legend.
Result<std::string> RenderSvg(std::span<const Flow> flows);

// What a legend shows: an example of each outline that the flows use.
std::vector<Node> LegendOf(std::span<const Flow> flows);
// One example as a small <svg> element.
std::string RenderLegendEntry(const Node& node);

}  // namespace proviso::compiler::flow
