// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "compiler/flow/render.h"
#include "core/utf8.h"

namespace proviso::compiler::flow {
namespace {

constexpr std::size_t kWrap = 32;

// Inside a quoted label Mermaid reads Markdown and HTML; entity codes (`#35;`) are the only escape
// it has. Everything that is not a letter, a digit or plain punctuation goes through one.
std::string Label(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = DecodeUtf8(text, i);
    i += point.length;
    const char32_t c = point.valid ? point.value : U'\uFFFD';
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
        std::u32string_view(U" .,:!?'()/%$+=…“”‘’").find(c) != std::u32string_view::npos;
    if (plain || (c > 0xA0 && c != 0xFFFE && c != 0xFFFF)) {
      AppendUtf8(out, c);
    } else if (c >= 0x20) {
      out += fmt::format("#{};", static_cast<std::uint32_t>(c));
    } else {
      out.push_back(' ');
    }
  }
  return out;
}

struct Shape {
  std::string_view open;
  std::string_view close;
};

Shape ShapeOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::Start:
    case NodeKind::Entry:
    case NodeKind::End:
      return {"([", "])"};
    case NodeKind::Question:
    case NodeKind::Confirmation:
    case NodeKind::Choice:
      return {"[/", "/]"};
    case NodeKind::Offer:
      return {"{{", "}}"};
    case NodeKind::Decision:
    case NodeKind::Judgement:
      return {"{", "}"};
    case NodeKind::Message:
    case NodeKind::Note:
      return {"(", ")"};
    case NodeKind::PolicyCall:
    case NodeKind::Transfer:
      return {"[[", "]]"};
    case NodeKind::HandOff:
      return {"[\\", "/]"};
    case NodeKind::Gate:
      return {">", "]"};
    case NodeKind::Call:
    case NodeKind::Fact:
    case NodeKind::Remember:
      break;
  }
  return {"[", "]"};
}

// The styles are few: what needs the eye stands out by a thicker or broken line as well.
std::string_view ClassOf(const Node& node) {
  if (node.by_default) return "default_step";
  switch (node.kind) {
    case NodeKind::Question:
    case NodeKind::Confirmation:
    case NodeKind::Choice:
      return "question";
    case NodeKind::Offer:
      return "offer";
    case NodeKind::Call:
      return node.effect == ToolEffect::Read           ? "call_read"
             : node.effect == ToolEffect::Money        ? "call_money"
             : node.effect == ToolEffect::Irreversible ? "call_irreversible"
                                                       : "call_write";
    case NodeKind::Decision:
      return "decision";
    case NodeKind::Judgement:
      return "judgement";
    case NodeKind::HandOff:
      return "hand_off";
    case NodeKind::Gate:
      return "gate";
    case NodeKind::PolicyCall:
    case NodeKind::Transfer:
    case NodeKind::Entry:
      return "policy";
    default:
      return "plain";
  }
}

constexpr std::string_view kClasses =
    "  classDef plain fill:#ffffff,stroke:#5b6470,color:#1c2530\n"
    "  classDef question fill:#e3f0ff,stroke:#1f5fa8,color:#0f2d52\n"
    "  classDef offer fill:#f1e8ff,stroke:#6a3fb5,color:#331a5e\n"
    "  classDef call_read fill:#eef2f5,stroke:#5b6470,color:#1c2530\n"
    "  classDef call_write fill:#fff3d6,stroke:#9a6700,color:#4a3200,stroke-width:2px\n"
    "  classDef call_money fill:#ffe9d1,stroke:#b54708,color:#5c2400,stroke-width:3px\n"
    "  classDef call_irreversible fill:#ffe1de,stroke:#b42318,color:#5f110b,stroke-width:4px\n"
    "  classDef decision fill:#ffffff,stroke:#1c2530,color:#1c2530\n"
    "  classDef judgement fill:#ffffff,stroke:#b42318,color:#5f110b,stroke-dasharray:5 3\n"
    "  classDef hand_off fill:#ddf4e8,stroke:#11734b,color:#083d27,stroke-width:2px\n"
    "  classDef gate fill:#ffe1de,stroke:#b42318,color:#5f110b\n"
    "  classDef policy fill:#e6f6f8,stroke:#0b6b77,color:#063b42\n"
    "  classDef default_step fill:#ffffff,stroke:#11734b,color:#083d27,stroke-dasharray:4 3\n";

std::string LabelOf(const Node& node) {
  std::string out = fmt::format("<b>{}</b>", Label(HeadOf(node)));
  for (const std::string& line : Wrap(node.title, kWrap)) out += "<br>" + Label(line);
  for (const std::string& detail : node.details) {
    for (const std::string& line : Wrap(detail, kWrap)) out += "<br><i>" + Label(line) + "</i>";
  }
  if (node.line > 0) out += fmt::format("<br>line {}", node.line);
  return out;
}

void AddFlow(std::string& out, const Flow& flow, const std::string& prefix,
             std::string_view indent) {
  for (std::size_t i = 0; i < flow.nodes.size(); ++i) {
    const Node& node = flow.nodes[i];
    const Shape shape = ShapeOf(node.kind);
    out += fmt::format("{}{}{}{}\"{}\"{}:::{}\n", indent, prefix, i, shape.open, LabelOf(node),
                       shape.close, ClassOf(node));
  }
  for (const Edge& edge : flow.edges) {
    const std::string_view arrow = edge.by_default ? "-.->" : "-->";
    const std::string label = edge.label.empty() ? "" : fmt::format("|\"{}\"|", Label(edge.label));
    out +=
        fmt::format("{}{}{} {}{} {}{}\n", indent, prefix, edge.from, arrow, label, prefix, edge.to);
  }
}

}  // namespace

std::string RenderMermaid(std::span<const Flow> flows) {
  std::string out = "flowchart TD\n";
  for (std::size_t i = 0; i < flows.size(); ++i) {
    if (flows.size() == 1) {
      AddFlow(out, flows[i], "n", "  ");
      continue;
    }
    out += fmt::format("  subgraph p{}[\"{}\"]\n", i, Label(flows[i].policy));
    AddFlow(out, flows[i], fmt::format("p{}n", i), "    ");
    out += "  end\n";
  }
  out += kClasses;
  return out;
}

}  // namespace proviso::compiler::flow
