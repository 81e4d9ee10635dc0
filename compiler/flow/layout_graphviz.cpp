// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <graphviz/gvc.h>

#include <mutex>
#include <string>

#include "compiler/flow/layout.h"

#if defined(__SANITIZE_ADDRESS__)
#define PROVISO_LEAK_CHECK 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PROVISO_LEAK_CHECK 1
#endif
#endif
#if defined(PROVISO_LEAK_CHECK)
#include <sanitizer/lsan_interface.h>
#endif

namespace proviso::compiler::flow {
namespace {

constexpr double kPointsPerInch = 72.0;

// Graphviz 2.42 never frees the list of plug-ins of a context nor some 400 bytes of each line that
// leads back. The first is why one context is kept; the leak checker is asked to look away from
// both.
class LeaksOfGraphviz {
 public:
#if defined(PROVISO_LEAK_CHECK)
  LeaksOfGraphviz() { __lsan_disable(); }
  ~LeaksOfGraphviz() { __lsan_enable(); }
#else
  LeaksOfGraphviz() {}
  ~LeaksOfGraphviz() {}
#endif
  LeaksOfGraphviz(const LeaksOfGraphviz&) = delete;
  LeaksOfGraphviz& operator=(const LeaksOfGraphviz&) = delete;
};

GVC_t* Context() {
  static GVC_t* const context = gvContext();
  return context;
}

// The C interface takes char* everywhere and changes none of it.
char* Mutable(const char* text) { return const_cast<char*>(text); }
char* Mutable(const std::string& text) { return const_cast<char*>(text.c_str()); }

class Graph {
 public:
  Graph() : graph_(agopen(Mutable("flow"), Agdirected, nullptr)) {
    // The curves of a large flow are not worth minutes: the number of improving rounds is bounded.
    for (const auto& [name, value] :
         {std::pair("rankdir", "TB"), std::pair("nodesep", "0.35"), std::pair("ranksep", "0.42"),
          std::pair("nslimit", "4"), std::pair("nslimit1", "4"), std::pair("mclimit", "0.6"),
          std::pair("splines", "spline")}) {
      agattr(graph_, AGRAPH, Mutable(name), Mutable(value));
    }
    agattr(graph_, AGNODE, Mutable("shape"), Mutable("box"));
    agattr(graph_, AGNODE, Mutable("fixedsize"), Mutable("true"));
    agattr(graph_, AGNODE, Mutable("label"), Mutable(""));
    width_ = agattr(graph_, AGNODE, Mutable("width"), Mutable("1"));
    height_ = agattr(graph_, AGNODE, Mutable("height"), Mutable("1"));
    label_ = agattr(graph_, AGEDGE, Mutable("label"), Mutable(""));
  }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  ~Graph() {
    if (placed_) gvFreeLayout(Context(), graph_);
    agclose(graph_);
  }

  void AddBox(const Size& size) {
    Agnode_t* node = agnode(graph_, Mutable(fmt::format("n{}", nodes_.size())), 1);
    agxset(node, width_, Mutable(fmt::format("{:.4f}", size.width / kPointsPerInch)));
    agxset(node, height_, Mutable(fmt::format("{:.4f}", size.height / kPointsPerInch)));
    nodes_.push_back(node);
  }

  void AddEdge(const LayoutEdge& edge) {
    Agedge_t* added = agedge(graph_, nodes_[edge.from], nodes_[edge.to],
                             Mutable(fmt::format("e{}", edges_.size())), 1);
    if (edge.label.width > 0) {
      // An empty table of a fixed size keeps the room free without a font.
      const std::string room = fmt::format(
          "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\" "
          "FIXEDSIZE=\"TRUE\" WIDTH=\"{:.0f}\" HEIGHT=\"{:.0f}\"><TR><TD></TD></TR></TABLE>",
          edge.label.width, edge.label.height);
      char* html = agstrdup_html(graph_, Mutable(room));
      agxset(added, label_, html);
      agstrfree(graph_, html);
    }
    edges_.push_back(added);
  }

  bool Place() {
    const LeaksOfGraphviz ignored;
    agseterr(AGERR);
    placed_ = gvLayout(Context(), graph_, "dot") == 0;
    return placed_;
  }

  Placement Read() const {
    Placement placement;
    const boxf bounds = GD_bb(graph_);
    placement.size = {bounds.UR.x - bounds.LL.x, bounds.UR.y - bounds.LL.y};
    // Graphviz counts upwards.
    const auto at = [&](const pointf& p) { return Point{p.x - bounds.LL.x, bounds.UR.y - p.y}; };
    for (Agnode_t* node : nodes_) placement.centers.push_back(at(ND_coord(node)));
    for (Agedge_t* edge : edges_) {
      PlacedEdge placed;
      const splines* curves = ED_spl(edge);
      if (curves != nullptr && curves->size > 0) {
        const bezier& curve = curves->list[0];
        for (std::size_t i = 0; i < static_cast<std::size_t>(curve.size); ++i) {
          placed.curve.push_back(at(curve.list[i]));
        }
        placed.tip = curve.eflag != 0 ? at(curve.ep) : placed.curve.back();
      }
      if (ED_label(edge) != nullptr) placed.label = at(ED_label(edge)->pos);
      placement.edges.push_back(std::move(placed));
    }
    return placement;
  }

 private:
  Agraph_t* graph_;
  Agsym_t* width_ = nullptr;
  Agsym_t* height_ = nullptr;
  Agsym_t* label_ = nullptr;
  std::vector<Agnode_t*> nodes_;
  std::vector<Agedge_t*> edges_;
  bool placed_ = false;
};

}  // namespace

bool CanPlace() { return true; }

Result<Placement> Place(std::span<const Size> boxes, std::span<const LayoutEdge> edges) {
  if (boxes.size() > kMaxPlacedBoxes) {
    return Error{"flow_too_large",
                 fmt::format("the flow has {} steps, and a picture can show {} at most; split the "
                             "policy, or use --format mermaid or dot",
                             boxes.size(), kMaxPlacedBoxes)};
  }
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  Graph graph;
  for (const Size& box : boxes) graph.AddBox(box);
  for (const LayoutEdge& edge : edges) graph.AddEdge(edge);
  if (!graph.Place()) {
    return Error{"layout_failed", "Graphviz could not place the flow; use --format mermaid or dot"};
  }
  return graph.Read();
}

}  // namespace proviso::compiler::flow
