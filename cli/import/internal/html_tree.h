// SPDX-License-Identifier: Apache-2.0
// HTML as a tree with limits. libxml2's parser is asked for events only, so that what is built, and
// how deep and large it may get, is decided here. No type of libxml2 shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace proviso::importing {

enum class NodeId : std::uint32_t {};

// Why a reader of the page does not see something.
enum class Absence : std::uint8_t { None, Struck, Hidden, Comment };
// "struck-through text"; empty for None.
std::string_view AbsenceName(Absence absence);

struct Node {
  std::string name;  // lower case; empty for text, "#comment" for a comment
  std::string text;
  std::vector<std::pair<std::string, std::string>> attributes;  // names in lower case
  std::vector<NodeId> children;
  Absence absence = Absence::None;  // of the element itself; what is inside goes with it

  bool is_text() const { return name.empty(); }
  std::string_view attribute(std::string_view key) const;  // empty when absent
  bool has_attribute(std::string_view key) const;
};

class HtmlTree {
 public:
  // Browsers stop at 512 as well; no page that people read comes near.
  static constexpr std::size_t kMaxDepth = 256;
  static constexpr std::size_t kMaxNodes = 1'000'000;

  // `text` is UTF-8. Any text is a tree; the error is "too_deep" or "too_large".
  static Result<HtmlTree> Parse(std::string_view text);

  NodeId root() const { return NodeId{0}; }
  const Node& node(NodeId id) const { return nodes_[static_cast<std::size_t>(id)]; }
  // The first element of that name in document order, or root() when there is none.
  NodeId Find(std::string_view name) const;
  // All text below that a reader sees, words separated by spaces. Of what is absent itself, its
  // text.
  std::string TextOf(NodeId id) const;

 private:
  friend class HtmlTreeBuilder;
  // Sets `absence` of every node.
  void MarkAbsent();

  std::vector<Node> nodes_{Node{"#root", "", {}, {}, Absence::None}};
};

}  // namespace proviso::importing
