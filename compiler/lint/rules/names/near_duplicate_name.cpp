// SPDX-License-Identifier: Apache-2.0
// P118 near-duplicate-name: two tools, values, sections or policies whose names differ by a slip.
// Two tools that the catalogue knows both are two tools; a misspelt one beside a known one is
// P119's.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/names/rules.h"
#include "compiler/lint/similar_names.h"
#include "compiler/sema/symbols.h"

namespace proviso::compiler::lint {
namespace {

struct Named {
  std::string name;
  Span span;  // where it stands first
};

// In the order of the text, each once.
class Names {
 public:
  void AddOnce(const std::string& name, const Span& span) {
    if (!name.empty() && known_.insert(name).second) list_.push_back({name, span});
  }
  const std::vector<Named>& list() const { return list_; }

 private:
  std::vector<Named> list_;
  std::set<std::string> known_;
};

void ReportPairs(const Names& all, std::string_view what, std::string_view sign,
                 DiagnosticSink& sink) {
  const std::vector<Named>& names = all.list();
  if (names.size() < 2) return;
  std::vector<std::string> spelled;
  for (const Named& each : names) spelled.push_back(each.name);
  const SimilarNames similar(std::move(spelled));
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto other = similar.FirstAlike(names[i].name, i);
    if (!other) continue;
    sink.Report(DiagnosticId::NearDuplicateName, names[i].span,
                fmt::format("the {} `{}{}` and `{}{}` differ by a slip only", what, sign,
                            names[i].name, sign, names[*other].name))
        .Label(names[*other].span, "the other one")
        .Note("if one is meant, spell it one way; if two, give them names that nobody mixes up");
  }
}

class NearDuplicateNameRule final : public Rule {
 public:
  NearDuplicateNameRule() : Rule(DiagnosticId::NearDuplicateName, Category::Names) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    Names tools;
    Names policies;
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) {
        if (!policy.is_example) policies.AddOnce(policy.name, policy.name_span);
        AddTools(context, policy, tools);
        ReportPairs(Sections(policy), "sections", "", sink);
        ReportPairs(Values(context, policy), "values", "", sink);
      }
    }
    ReportPairs(tools, "tools", "@", sink);
    ReportPairs(policies, "policies", "#", sink);
  }

 private:
  static void AddTools(const Context& context, const ast::Policy& policy, Names& tools) {
    ForEachMention(policy.body, [&](const ast::ToolMention& mention) {
      const bool known =
          context.catalogue != nullptr && context.catalogue->Find(mention.name) != nullptr;
      if (!known) tools.AddOnce(mention.name, mention.span);
    });
  }

  static Names Sections(const ast::Policy& policy) {
    Names sections;
    ForEachStatement(policy.body, [&](const ast::Statement& statement) {
      if (const auto* section = std::get_if<ast::Section>(&statement.node))
        sections.AddOnce(section->title.text, section->title.span);
    });
    return sections;
  }

  // The names that the author gave, and those of what is asked for; "item" and "items" are two
  // values.
  static Names Values(const Context& context, const ast::Policy& policy) {
    Names values;
    ForEachStatement(policy.body, [&](const ast::Statement& statement) {
      if (statement.as) values.AddOnce(statement.as->name, statement.as->span);
      if (const auto* remember = std::get_if<ast::Remember>(&statement.node))
        values.AddOnce(remember->name, statement.span);
      const auto* ask = std::get_if<ast::Ask>(&statement.node);
      if (ask == nullptr || statement.as) return;
      for (const ast::Phrase& noun : ask->nouns) {
        const Noun read = context.lexicon.ReadNoun(noun.words);
        if (!read.known) values.AddOnce(read.slot, noun.span);
      }
    });
    return values;
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeNearDuplicateNameRule() {
  return std::make_unique<NearDuplicateNameRule>();
}

}  // namespace proviso::compiler::lint
