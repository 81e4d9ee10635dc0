// SPDX-License-Identifier: Apache-2.0
// P119 misspelt-tool: a tool with a signature compiles whatever it is called, as one of the
// author's own; so a slip in the name of a known tool goes unnoticed, and the call reaches nobody.
#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "compiler/lint/rules/names/rules.h"
#include "compiler/lint/similar_names.h"
#include "compiler/sema/symbols.h"

namespace proviso::compiler::lint {
namespace {

class MisspeltToolRule final : public Rule {
 public:
  MisspeltToolRule() : Rule(DiagnosticId::MisspeltTool, Category::Names) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    if (context.catalogue == nullptr) return;
    const std::vector<const ToolDefinition*> known = context.catalogue->All();
    // Made when a name is looked for: most texts have no tool of their own.
    std::optional<SimilarNames> similar;
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) {
        ForEachMention(policy.body, [&](const ast::ToolMention& mention) {
          // Without parentheses it is an unknown tool, which the compiler reports.
          if (mention.has_parentheses && context.catalogue->Find(mention.name) == nullptr)
            CheckMention(mention, known, similar, sink);
        });
      }
    }
  }

 private:
  static std::vector<std::string> NamesOf(const std::vector<const ToolDefinition*>& tools) {
    std::vector<std::string> names;
    for (const ToolDefinition* tool : tools) names.push_back(tool->name);
    return names;
  }

  static void CheckMention(const ast::ToolMention& mention,
                           const std::vector<const ToolDefinition*>& known,
                           std::optional<SimilarNames>& similar, DiagnosticSink& sink) {
    for (const ast::Argument& argument : mention.arguments) {
      if (argument.type_name.empty()) return;  // no signature: an unknown tool as well
    }
    if (!similar) similar.emplace(NamesOf(known));
    const auto alike = similar->FirstAlike(mention.name);
    if (!alike) return;
    const ToolDefinition* tool = known[*alike];
    const Span name{mention.span.file, mention.span.begin,
                    mention.span.begin + static_cast<std::uint32_t>(mention.name.size()) + 1};
    sink.Report(DiagnosticId::MisspeltTool, name,
                fmt::format("`@{}` is in no catalogue; `@{}` of {} is", mention.name, tool->name,
                            tool->platform))
        .Note("its signature makes it a tool of your own, that nobody has connected to anything")
        .Fix(fmt::format("call `@{}`", tool->name), name, "@" + tool->name);
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeMisspeltToolRule() { return std::make_unique<MisspeltToolRule>(); }

}  // namespace proviso::compiler::lint
