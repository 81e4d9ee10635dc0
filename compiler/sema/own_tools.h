// SPDX-License-Identifier: Apache-2.0
// Tools as the text describes them: `@t(order_id: str, days: 90)` declares each parameter and binds
// those with values. Where a built-in tool has the name, what is known of it helps as far as it
// fits.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/ast/ast.h"
#include "compiler/vocabulary/lexicon.h"
#include "core/diagnostic.h"

namespace proviso::compiler {

// What a mention says about its tool's parameters. Values alone declare a tool only where nothing
// else does: behind a tool that is known they are the arguments of a call.
enum class Declaration : std::uint8_t { None, Values, Types };
Declaration DeclarationOf(const ast::ToolMention& mention);

// "@t(order_id: str, days: 90)", as the author wrote it.
std::string WrittenSignature(const ast::ToolMention& mention);

// The tool that the mention declares. Reports types that do not exist; they are read as text.
ToolDefinition DeclaredTool(const ast::ToolMention& mention, const Lexicon& lexicon,
                            DiagnosticSink& sink);

// Whether the parameters with types are those of the known tool.
bool SignatureFits(const ast::ToolMention& mention, const ToolDefinition& known);

// In any order; `str` and `text` are one type, and the type of a value is only its own.
bool SameSignature(const ast::ToolMention& a, const ast::ToolMention& b);

// A built-in tool that takes only the declared parameters: a team's own may not know the others.
ToolDefinition Narrowed(const ToolDefinition& built_in, const ToolDefinition& declared);
// A team's own tool that has the name of a built-in one, of other parameters: what it does to the
// world and the words of its results stay, its results may have any form.
ToolDefinition Replaced(const ToolDefinition& built_in, const ToolDefinition& declared);

// A second mention with values: what only one of the two gives may be left out.
void JoinDeclarations(ToolDefinition& tool, const ToolDefinition& other);

// The spelling of a value's type in a signature.
std::string_view SignatureTypeOf(ValueType type);

}  // namespace proviso::compiler
