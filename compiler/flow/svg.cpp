// SPDX-License-Identifier: Apache-2.0
#include "compiler/flow/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "compiler/flow/layout.h"
#include "compiler/flow/svg_shapes.h"
#include "compiler/flow/text_metrics.h"
#include "core/xml_text.h"

namespace proviso::compiler::flow {
namespace {

constexpr double kHeadSize = 10.5;
constexpr double kTitleSize = 13;
constexpr double kDetailSize = 11.5;
constexpr double kLabelSize = 11.5;
constexpr double kTextWidth = 230;
constexpr double kLabelWidth = 130;
constexpr double kLineFactor = 1.3;
constexpr double kMargin = 10;

enum class TextClass { Head, Title, Detail };

struct TextLine {
  std::string text;
  TextClass kind = TextClass::Title;
};

double SizeOf(TextClass kind) {
  return kind == TextClass::Head ? kHeadSize : kind == TextClass::Title ? kTitleSize : kDetailSize;
}

std::vector<TextLine> LinesOf(const Node& node) {
  std::vector<TextLine> lines{{HeadOf(node), TextClass::Head}};
  for (std::string& line : WrapToWidth(node.title, kTitleSize, kTextWidth)) {
    lines.push_back({std::move(line), TextClass::Title});
  }
  for (const std::string& detail : node.details) {
    for (std::string& line : WrapToWidth(detail, kDetailSize, kTextWidth)) {
      lines.push_back({std::move(line), TextClass::Detail});
    }
  }
  return lines;
}

double HeightOf(const std::vector<TextLine>& lines) {
  double height = 0;
  for (const TextLine& line : lines) height += SizeOf(line.kind) * kLineFactor;
  return height;
}

// What the outline takes above and below the text.
struct Room {
  double above = 9;
  double below = 9;
};
Room RoomOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::Offer:
      return {16, 9};
    case NodeKind::Gate:
    case NodeKind::Decision:
    case NodeKind::Judgement:
      return {11, 11};
    default:
      return {};
  }
}

Size SizeOfBox(const Node& node, const std::vector<TextLine>& lines) {
  double width = 60;
  for (const TextLine& line : lines) {
    // The head is bold and stands beside the number of the line.
    const double factor = line.kind == TextClass::Head ? 1.12 : 1.0;
    const double extra = line.kind == TextClass::Head && node.line > 0 ? 34 : 0;
    width = std::max(width, TextWidth(line.text, SizeOf(line.kind)) * factor + extra);
  }
  const Room room = RoomOf(node.kind);
  return {width + 2 * SidePadding(node.kind), HeightOf(lines) + room.above + room.below};
}

std::string BoxText(const Node& node, const std::vector<TextLine>& lines, const Size& size) {
  std::string out;
  double y = -size.height / 2 + RoomOf(node.kind).above;
  for (const TextLine& line : lines) {
    const double font = SizeOf(line.kind);
    const std::string_view name = line.kind == TextClass::Head    ? "head"
                                  : line.kind == TextClass::Title ? "title"
                                                                  : "detail";
    const std::string text =
        line.kind == TextClass::Head && node.line > 0
            ? fmt::format("{} <tspan class=\"number\" dx=\"3\">line {}</tspan>", XmlText(line.text),
                          node.line)
            : XmlText(line.text);
    out += fmt::format("<text class=\"{}\" y=\"{:.1f}\">{} </text>", name, y + font, text);
    y += font * kLineFactor;
  }
  return out;
}

// What a screen reader says of a box: its words in the order in which they are seen.
std::string Spoken(const Node& node, const std::vector<TextLine>& lines) {
  std::string out;
  for (const TextLine& line : lines) {
    out += (out.empty() ? "" : " ") + line.text;
    if (line.kind == TextClass::Head && node.line > 0) out += fmt::format(" line {}", node.line);
  }
  return out;
}

std::string BoxElement(const Node& node, const std::vector<TextLine>& lines, const Size& size,
                       const Point& at, const std::string& id, bool interactive) {
  std::string attributes =
      fmt::format("class=\"{}\" id=\"{}\" transform=\"translate({:.1f},{:.1f})\"", ClassesOf(node),
                  id, at.x + kMargin, at.y + kMargin);
  if (node.line > 0) {
    attributes += fmt::format(" data-line=\"{}\" data-file=\"{}\"", node.line,
                              static_cast<std::uint32_t>(node.file));
  }
  if (!node.more_lines.empty()) {
    attributes += fmt::format(" data-more=\"{}\"", fmt::join(node.more_lines, " "));
  }
  if (interactive) {
    attributes += fmt::format(" role=\"button\" tabindex=\"-1\" aria-label=\"{}\"",
                              XmlText(Spoken(node, lines)));
  }
  const std::string title =
      interactive ? std::string() : fmt::format("<title>{}</title>", XmlText(Spoken(node, lines)));
  return fmt::format("<g {}>{}{}{}</g>\n", attributes, title, OutlineOf(node, size),
                     BoxText(node, lines, size));
}

std::string ArrowHead(const Point& from, const Point& tip) {
  const double dx = tip.x - from.x;
  const double dy = tip.y - from.y;
  const double length = std::max(0.001, std::sqrt(dx * dx + dy * dy));
  const double ux = dx / length;
  const double uy = dy / length;
  const double half = 3.6;
  return fmt::format(
      "<polygon class=\"arrow\" points=\"{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}\"/>", tip.x,
      tip.y, from.x - uy * half, from.y + ux * half, from.x + uy * half, from.y - ux * half);
}

std::string EdgeElement(const Edge& edge, const PlacedEdge& placed,
                        const std::vector<std::string>& label, const std::string& prefix) {
  if (placed.curve.empty()) return {};
  std::vector<Point> curve = placed.curve;
  for (Point& p : curve) p = {p.x + kMargin, p.y + kMargin};
  const Point tip{placed.tip.x + kMargin, placed.tip.y + kMargin};
  std::string path = fmt::format("M{:.1f},{:.1f}", curve.front().x, curve.front().y);
  for (std::size_t i = 1; i + 2 < curve.size(); i += 3) {
    path += fmt::format(" C{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}", curve[i].x, curve[i].y,
                        curve[i + 1].x, curve[i + 1].y, curve[i + 2].x, curve[i + 2].y);
  }
  std::string out = fmt::format(
      "<g class=\"edge{}\" data-from=\"{}n{}\" data-to=\"{}n{}\"><path class=\"line\" d=\"{}\"/>{}",
      edge.by_default ? " by-default" : "", prefix, edge.from, prefix, edge.to, path,
      ArrowHead(curve.back(), tip));
  double y =
      placed.label.y + kMargin - static_cast<double>(label.size()) * kLabelSize * kLineFactor / 2;
  for (const std::string& line : label) {
    out += fmt::format("<text class=\"label\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
                       placed.label.x + kMargin, y + kLabelSize, XmlText(line));
    y += kLabelSize * kLineFactor;
  }
  return out + "</g>\n";
}

struct Drawing {
  Size size;
  std::string elements;
};

Result<Drawing> Draw(const Flow& flow, const SvgOptions& options) {
  std::vector<std::vector<TextLine>> texts;
  std::vector<Size> boxes;
  for (const Node& node : flow.nodes) {
    texts.push_back(LinesOf(node));
    boxes.push_back(SizeOfBox(node, texts.back()));
  }
  std::vector<std::vector<std::string>> labels;
  std::vector<LayoutEdge> edges;
  for (const Edge& edge : flow.edges) {
    labels.push_back(WrapToWidth(edge.label, kLabelSize, kLabelWidth));
    Size room;
    for (const std::string& line : labels.back()) {
      room.width = std::max(room.width, TextWidth(line, kLabelSize) + 8);
      room.height += kLabelSize * kLineFactor;
    }
    edges.push_back({edge.from, edge.to, room});
  }
  PROVISO_TRY(const Placement placement, Place(boxes, edges));
  Drawing drawing;
  drawing.size = {placement.size.width + 2 * kMargin, placement.size.height + 2 * kMargin};
  for (std::size_t i = 0; i < flow.edges.size(); ++i) {
    drawing.elements +=
        EdgeElement(flow.edges[i], placement.edges[i], labels[i], options.id_prefix);
  }
  for (std::size_t i = 0; i < flow.nodes.size(); ++i) {
    drawing.elements += BoxElement(flow.nodes[i], texts[i], boxes[i], placement.centers[i],
                                   fmt::format("{}n{}", options.id_prefix, i), options.interactive);
  }
  return drawing;
}

}  // namespace

Result<std::string> RenderSvgFigure(const Flow& flow, const SvgOptions& options) {
  PROVISO_TRY(const Drawing drawing, Draw(flow, options));
  return fmt::format(
      "<svg class=\"flow\" xmlns=\"http://www.w3.org/2000/svg\" role=\"group\" aria-label=\"Flow "
      "of {}\" "
      "width=\"{:.0f}\" height=\"{:.0f}\" viewBox=\"0 0 {:.0f} {:.0f}\">\n{}</svg>\n",
      XmlText(flow.policy), drawing.size.width, drawing.size.height, drawing.size.width,
      drawing.size.height, drawing.elements);
}

std::vector<Node> LegendOf(std::span<const Flow> flows) {
  std::vector<Node> legend;
  std::set<std::string> seen;
  for (const Flow& flow : flows) {
    for (const Node& node : flow.nodes) {
      if (!seen.insert(ClassesOf(node)).second) continue;
      Node example;
      example.kind = node.kind;
      example.effect = node.effect;
      example.by_default = node.by_default;
      // The words of the head, so that it reads as in the picture; a default says why it is dashed.
      example.title = HeadOf(node) + (node.by_default ? " (not written in the policy)" : "");
      legend.push_back(std::move(example));
    }
  }
  std::stable_sort(legend.begin(), legend.end(), [](const Node& a, const Node& b) {
    return std::pair(a.kind, a.effect) < std::pair(b.kind, b.effect);
  });
  return legend;
}

std::string RenderLegendEntry(const Node& node) {
  const Size size{58, 30};
  return fmt::format(
      "<svg class=\"flow\" width=\"64\" height=\"36\" viewBox=\"-32 -18 64 36\" "
      "aria-hidden=\"true\">"
      "<g class=\"{}\">{}</g></svg>",
      ClassesOf(node), OutlineOf(node, size));
}

Result<std::string> RenderSvg(std::span<const Flow> flows) {
  std::string body;
  double width = 320;
  double y = 0;
  for (std::size_t i = 0; i < flows.size(); ++i) {
    PROVISO_TRY(const Drawing drawing, Draw(flows[i], {fmt::format("f{}", i), false}));
    body += fmt::format("<text class=\"policy-name\" x=\"{:.0f}\" y=\"{:.1f}\">{}</text>\n",
                        kMargin, y + 26, XmlText(flows[i].policy));
    body +=
        fmt::format("<g transform=\"translate(0,{:.1f})\">\n{}</g>\n", y + 36, drawing.elements);
    y += 36 + drawing.size.height + 20;
    width = std::max(width, drawing.size.width);
  }
  const std::vector<Node> legend = LegendOf(flows);
  constexpr double kEntryWidth = 250;
  constexpr double kEntryHeight = 42;
  const auto columns =
      std::max<std::size_t>(1, static_cast<std::size_t>((width - kMargin) / kEntryWidth));
  for (std::size_t i = 0; i < legend.size(); ++i) {
    const double x = kMargin + static_cast<double>(i % columns) * kEntryWidth;
    const double top = y + 14 + static_cast<double>(i / columns) * kEntryHeight;
    body += fmt::format(
        "<g class=\"{}\" transform=\"translate({:.1f},{:.1f})\">{}<text class=\"legend\" x=\"40\" "
        "y=\"4\">{}</text></g>\n",
        ClassesOf(legend[i]), x + 32, top + 18, OutlineOf(legend[i], {58, 30}),
        XmlText(legend[i].title));
  }
  y += 24 + static_cast<double>((legend.size() + columns - 1) / columns) * kEntryHeight;
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"flow\" width=\"{0:.0f}\" "
      "height=\"{1:.0f}\" "
      "viewBox=\"0 0 {0:.0f} {1:.0f}\">\n<style>\n{2}.flow {{ background: var(--paper); "
      "}}\n</style>\n{3}</svg>\n",
      width, y, SvgStyle(), body);
}

}  // namespace proviso::compiler::flow
