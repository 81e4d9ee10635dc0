// SPDX-License-Identifier: Apache-2.0
// What of a web page is its content.
#pragma once

#include <optional>
#include <string>

#include "cli/import/internal/html_tree.h"

namespace proviso::importing {

// <main> or the only <article>, unless a tool or a policy is named outside of it; else the body.
NodeId MainContent(const HtmlTree& tree);

// The text below `within` that does not stand in `content`.
std::string TextAround(const HtmlTree& tree, NodeId within, NodeId content);

// Why an element is no content ("navigation", "a form", "hidden text"), or nullopt. An element in
// which a tool or a policy is named is content unless its author took it out.
std::optional<std::string> Boilerplate(const HtmlTree& tree, NodeId id);

// True for what never holds text for people to read (scripts, styles): left out without a word.
bool IsMachinery(const Node& node);
// What an element shows that is no text ("a video"); empty for others.
std::string_view Medium(const Node& node);

}  // namespace proviso::importing
