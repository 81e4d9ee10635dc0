// SPDX-License-Identifier: Apache-2.0
#include "compiler/flow/svg_shapes.h"

#include <fmt/format.h>

#include <algorithm>

namespace proviso::compiler::flow {
namespace {

constexpr double kSlant = 14;   // of a question
constexpr double kPoint = 26;   // of a decision
constexpr double kCorner = 12;  // cut off a gate

std::string Polygon(std::initializer_list<Point> points) {
  std::string list;
  for (const Point& p : points)
    list += fmt::format("{}{:.1f},{:.1f}", list.empty() ? "" : " ", p.x, p.y);
  return fmt::format("<polygon class=\"outline\" points=\"{}\"/>", list);
}

std::string Box(double x, double y, double width, double height, double radius,
                std::string_view name = "outline") {
  return fmt::format(
      "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
      "rx=\"{:.1f}\"/>",
      name, x, y, width, height, radius);
}

// A bar on the left tells a call from a look-up; two bars: money; three: it cannot be undone.
int BarsOf(ToolEffect effect) {
  switch (effect) {
    case ToolEffect::Read:
      return 0;
    case ToolEffect::Money:
      return 2;
    case ToolEffect::Irreversible:
      return 3;
    default:
      return 1;
  }
}

std::string Call(const Node& node, double x, double y, const Size& size) {
  std::string out = Box(x, y, size.width, size.height, 3);
  for (int bar = 0; bar < BarsOf(node.effect); ++bar) {
    out += Box(x + 4 + bar * 6, y + 5, 3.5, size.height - 10, 1, "bar");
  }
  return out;
}

}  // namespace

std::string ClassesOf(const Node& node) {
  std::string out = fmt::format("node {}", NodeKindName(node.kind));
  if (node.kind == NodeKind::Call) {
    out += fmt::format(" effect-{}", ToolEffectName(node.effect));
  }
  if (node.by_default) out += " by-default";
  return out;
}

double SidePadding(NodeKind kind) {
  switch (kind) {
    case NodeKind::Question:
    case NodeKind::Confirmation:
    case NodeKind::Choice:
      return kSlant + 10;
    case NodeKind::Decision:
    case NodeKind::Judgement:
      return kPoint + 4;
    case NodeKind::HandOff:
      return 32;
    case NodeKind::Call:
    case NodeKind::Transfer:
    case NodeKind::Entry:
      return 26;
    case NodeKind::PolicyCall:
    case NodeKind::Message:
      return 20;
    default:
      return 16;
  }
}

std::string OutlineOf(const Node& node, const Size& size) {
  const double w = size.width / 2;
  const double h = size.height / 2;
  switch (node.kind) {
    case NodeKind::Start:
    case NodeKind::End:
      return Box(-w, -h, size.width, size.height, h);
    case NodeKind::Question:
    case NodeKind::Confirmation:
    case NodeKind::Choice:
      return Polygon({{-w + kSlant, -h}, {w, -h}, {w - kSlant, h}, {-w, h}});
    case NodeKind::Offer:
      // A stack of cards: one of them is taken.
      return Box(-w + 8, -h, size.width - 8, size.height - 8, 5, "card") +
             Box(-w + 4, -h + 4, size.width - 8, size.height - 8, 5, "card") +
             Box(-w, -h + 8, size.width - 8, size.height - 8, 5);
    case NodeKind::Decision:
    case NodeKind::Judgement:
      return Polygon({{-w, 0},
                      {-w + kPoint, -h},
                      {w - kPoint, -h},
                      {w, 0},
                      {w - kPoint, h},
                      {-w + kPoint, h}});
    case NodeKind::Message:
      // A speech bubble; its tail points to the left, because lines come in above and leave below.
      return fmt::format(
          "<path class=\"outline\" d=\"M{0:.1f},{2:.1f} H{1:.1f} a9,9 0 0 1 9,9 V{3:.1f} a9,9 0 0 "
          "1 -9,9 "
          "H{0:.1f} a9,9 0 0 1 -9,-9 V{5:.1f} l-9,-6 l9,-5 V{4:.1f} a9,9 0 0 1 9,-9 Z\"/>",
          -w + 18, w - 9, -h, h - 9, -h + 9, std::min(h - 9, -h + 26));
    case NodeKind::Note:
      return Polygon({{-w, -h}, {w - 12, -h}, {w, -h + 12}, {w, h}, {-w, h}}) +
             fmt::format("<path class=\"fold\" d=\"M{:.1f},{:.1f} v12 h12\"/>", w - 12, -h);
    case NodeKind::PolicyCall:
      return Box(-w, -h, size.width, size.height, 0) +
             fmt::format(
                 "<path class=\"fold\" d=\"M{0:.1f},{1:.1f} V{2:.1f} M{3:.1f},{1:.1f} V{2:.1f}\"/>",
                 -w + 7, -h, h, w - 7);
    case NodeKind::Transfer:
      return Polygon({{-w, -h}, {w - 16, -h}, {w, 0}, {w - 16, h}, {-w, h}});
    case NodeKind::Entry:
      return Polygon({{-w, -h}, {w, -h}, {w, h}, {-w, h}, {-w + 14, 0}});
    case NodeKind::HandOff:
      // Head and shoulders of a person carry the box.
      return fmt::format(
                 "<path class=\"outline\" d=\"M{0:.1f},{2:.1f} V{3:.1f} q0,-14 14,-14 H{1:.1f} "
                 "q14,0 14,14 V{2:.1f} Z\"/>",
                 -w, w - 14, h, -h + 14) +
             fmt::format(
                 "<circle class=\"person\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.6\"/>"
                 "<path class=\"person\" d=\"M{:.1f},{:.1f} a6.5,6.5 0 0 1 13,0 Z\"/>",
                 -w + 15, -h + 11, -w + 8.5, -h + 23);
    case NodeKind::Gate:
      return Polygon({{-w, -h + kCorner},
                      {-w + kCorner, -h},
                      {w - kCorner, -h},
                      {w, -h + kCorner},
                      {w, h - kCorner},
                      {w - kCorner, h},
                      {-w + kCorner, h},
                      {-w, h - kCorner}});
    case NodeKind::Fact:
    case NodeKind::Remember:
      return Box(-w, -h, size.width, size.height, 3);
    case NodeKind::Call:
      break;
  }
  return Call(node, -w, -h, size);
}

}  // namespace proviso::compiler::flow
