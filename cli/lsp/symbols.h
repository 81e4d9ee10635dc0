// SPDX-License-Identifier: Apache-2.0
// Where one file names policies, sections, tools and values. Made from the syntax tree of that file
// alone, so it is there while other files are broken, and costs one parse.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/ast/ast.h"
#include "core/source.h"

namespace proviso::lsp {

enum class SymbolKind : std::uint8_t { Policy, Section, Tool, Parameter, Value };

// One place where something is named.
struct Occurrence {
  SymbolKind kind{};
  Span span;               // the name alone: without sigil, quotation marks or braces
  std::string key;         // what names are compared by: "send replacement", "order_id"
  std::string owner;       // Section: key of its policy; Parameter: its tool; Value: empty
  std::size_t policy = 0;  // index in Document::policies of the policy it stands in
  bool defines = false;    // a policy's heading, a section's title, a signature, what fills a value
  bool spelled = true;     // as a name that a rename may rewrite; false: in words of a sentence
};

struct FileSymbols {
  std::vector<Occurrence> occurrences;  // by place
  // What the file offers to others and takes from them: keys of policies, and of tools with '@'. A
  // tool of the catalogue is neither; a tool that has a signature here is offered, not taken.
  std::vector<std::string> offered;
  std::vector<std::string> taken;
};

// Names as they are compared.
std::string PolicyKey(std::string_view name);
std::string SectionKey(std::string_view title);

// All keys that a policy answers to, its own first.
std::vector<std::string> PolicyKeys(const ast::Policy& policy);
// The name in the policy's heading; empty when the file's name is its name.
Span PolicyNameSpan(const SourceFile& source, const ast::Policy& policy);

FileSymbols CollectSymbols(const SourceFile& source, const ast::Document& document,
                           const ToolCatalogue& catalogue);

}  // namespace proviso::lsp
