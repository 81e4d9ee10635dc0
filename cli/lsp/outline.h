// SPDX-License-Identifier: Apache-2.0
// A document as a tree of headings: policies, sections, and the steps that shape the conversation.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/lsp/parsed_file.h"

namespace proviso::lsp {

// SymbolKind of the protocol.
enum class OutlineKind : std::uint8_t {
  Policy = 5,        // class
  Section = 3,       // namespace
  Question = 8,      // field
  Call = 12,         // function
  Offer = 10,        // enum
  Option = 22,       // enum member
  Branch = 17,       // boolean
  OtherPolicy = 11,  // interface
  HandOff = 24,      // event
};

struct OutlineItem {
  OutlineKind kind{};
  std::string name;
  Span extent;     // with everything below
  Span selection;  // its own words; inside of `extent`
  std::vector<OutlineItem> children;
};

std::vector<OutlineItem> OutlineOf(const ParsedFile& file);

}  // namespace proviso::lsp
