// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "compiler/flow/render.h"
#include "core/utf8.h"

namespace proviso::compiler::flow {

namespace {

constexpr std::size_t kWrap = 34;

std::string Quoted(std::string_view text) {
  std::string out;
  for (const char c : RepairUtf8(text)) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  }
  return out;
}

struct Look {
  std::string_view shape;
  std::string_view fill;
  std::string_view line;
  int width = 1;
};

Look LookOf(const Node& node) {
  switch (node.kind) {
    case NodeKind::Start:
    case NodeKind::End:
      return {"oval", "#ffffff", "#5b6470"};
    case NodeKind::Entry:
      return {"cds", "#e6f6f8", "#0b6b77"};
    case NodeKind::Question:
    case NodeKind::Confirmation:
    case NodeKind::Choice:
      return {"parallelogram", "#e3f0ff", "#1f5fa8"};
    case NodeKind::Offer:
      return {"hexagon", "#f1e8ff", "#6a3fb5"};
    case NodeKind::Decision:
      return {"diamond", "#ffffff", "#1c2530"};
    case NodeKind::Judgement:
      return {"Mdiamond", "#ffffff", "#b42318"};
    case NodeKind::Message:
      return {"box", "#ffffff", "#5b6470"};
    case NodeKind::Note:
      return {"note", "#ffffff", "#5b6470"};
    case NodeKind::PolicyCall:
      return {"component", "#e6f6f8", "#0b6b77"};
    case NodeKind::Transfer:
      return {"rarrow", "#e6f6f8", "#0b6b77"};
    case NodeKind::HandOff:
      return {"house", "#ddf4e8", "#11734b", 2};
    case NodeKind::Gate:
      return {"octagon", "#ffe1de", "#b42318"};
    case NodeKind::Fact:
    case NodeKind::Remember:
      return {"box", "#eef2f5", "#5b6470"};
    case NodeKind::Call:
      break;
  }
  switch (node.effect) {
    case ToolEffect::Read:
      return {"box", "#eef2f5", "#5b6470"};
    case ToolEffect::Money:
      return {"box3d", "#ffe9d1", "#b54708", 3};
    case ToolEffect::Irreversible:
      return {"box3d", "#ffe1de", "#b42318", 4};
    default:
      return {"box3d", "#fff3d6", "#9a6700", 2};
  }
}

std::string LabelOf(const Node& node) {
  std::string out = Quoted(HeadOf(node));
  for (const std::string& line : Wrap(node.title, kWrap)) out += "\\n" + Quoted(line);
  for (const std::string& detail : node.details) {
    for (const std::string& line : Wrap(detail, kWrap)) out += "\\n" + Quoted(line);
  }
  if (node.line > 0) out += fmt::format("\\nline {}", node.line);
  return out;
}

void AddFlow(std::string& out, const Flow& flow, const std::string& prefix,
             std::string_view indent) {
  for (std::size_t i = 0; i < flow.nodes.size(); ++i) {
    const Node& node = flow.nodes[i];
    const Look look = LookOf(node);
    const std::string_view style = node.by_default                  ? "filled,dashed"
                                   : node.kind == NodeKind::Message ? "filled,rounded"
                                                                    : "filled";
    out += fmt::format(
        "{}{}{} [shape={}, style=\"{}\", fillcolor=\"{}\", color=\"{}\", penwidth={}, "
        "label=\"{}\"];\n",
        indent, prefix, i, look.shape, style, look.fill, look.line, look.width, LabelOf(node));
  }
  for (const Edge& edge : flow.edges) {
    out += fmt::format("{}{}{} -> {}{}", indent, prefix, edge.from, prefix, edge.to);
    std::string attributes =
        edge.label.empty() ? "" : fmt::format("label=\"{}\"", Quoted(edge.label));
    if (edge.by_default) attributes += attributes.empty() ? "style=dashed" : ", style=dashed";
    out += attributes.empty() ? ";\n" : fmt::format(" [{}];\n", attributes);
  }
}

}  // namespace

std::string RenderDot(std::span<const Flow> flows) {
  std::string out =
      "digraph policy {\n"
      "  rankdir=TB;\n"
      "  node [fontname=\"Helvetica\", fontsize=11, fontcolor=\"#1c2530\"];\n"
      "  edge [fontname=\"Helvetica\", fontsize=10, color=\"#5b6470\"];\n";
  for (std::size_t i = 0; i < flows.size(); ++i) {
    if (flows.size() == 1) {
      AddFlow(out, flows[i], "n", "  ");
      continue;
    }
    out += fmt::format("  subgraph cluster_{} {{\n    label=\"{}\";\n", i, Quoted(flows[i].policy));
    AddFlow(out, flows[i], fmt::format("p{}n", i), "    ");
    out += "  }\n";
  }
  return out + "}\n";
}

}  // namespace proviso::compiler::flow
