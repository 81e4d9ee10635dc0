// SPDX-License-Identifier: Apache-2.0
// Where boxes and lines go. Graphviz finds the places; it is given sizes and never a text, so its
// result does not depend on the fonts of the machine.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/result.h"

namespace proviso::compiler::flow {

struct Point {
  double x = 0;
  double y = 0;
};
struct Size {
  double width = 0;
  double height = 0;
};
struct LayoutEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  Size label;  // zero: none
};

struct PlacedEdge {
  std::vector<Point> curve;  // a Bézier path: start, then three points for each piece; may be empty
  Point tip;                 // where the arrow's head ends
  Point label;               // the middle of the label
};
struct Placement {
  Size size;
  std::vector<Point> centers;  // of the boxes
  std::vector<PlacedEdge> edges;
};

// More boxes than this take too long to place, and nobody can read them.
inline constexpr std::size_t kMaxPlacedBoxes = 600;

// True when the program was built with Graphviz.
bool CanPlace();
// From top to bottom; y grows downwards, the unit is a CSS pixel. Codes: "no_graphviz",
// "flow_too_large", "layout_failed". Thread-safe (one at a time: Graphviz keeps global state).
Result<Placement> Place(std::span<const Size> boxes, std::span<const LayoutEdge> edges);

}  // namespace proviso::compiler::flow
