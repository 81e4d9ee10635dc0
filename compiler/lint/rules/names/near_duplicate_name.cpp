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

void AddOnce(std::vector<Named>& names, const std::string& name, const Span& span) {
  const bool known = std::any_of(names.begin(), names.end(),
                                 [&](const Named& other) { return other.name == name; });
  if (!known && !name.empty()) names.push_back({name, span});
}

void ReportPairs(const std::vector<Named>& names, std::string_view what, std::string_view sign,
                 DiagnosticSink& sink) {
  // Sorting would bring like names together only when they begin alike; there are few names in a
  // bundle.
  constexpr std::size_t kMostNames = 2000;
  for (std::size_t i = 0; i < names.size() && i < kMostNames; ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (!LookLikeOne(names[i].name, names[k].name)) continue;
      sink.Report(DiagnosticId::NearDuplicateName, names[i].span,
                  fmt::format("the {} `{}{}` and `{}{}` differ by a slip only", what, sign,
                              names[i].name, sign, names[k].name))
          .Label(names[k].span, "the other one")
          .Note("if one is meant, spell it one way; if two, give them names that nobody mixes up");
      break;
    }
  }
}

class NearDuplicateNameRule final : public Rule {
 public:
  NearDuplicateNameRule() : Rule(DiagnosticId::NearDuplicateName, Category::Names) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    std::vector<Named> tools;
    std::vector<Named> policies;
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) {
        if (!policy.is_example) AddOnce(policies, policy.name, policy.name_span);
        AddTools(context, policy, tools);
        ReportPairs(Sections(policy), "sections", "", sink);
        ReportPairs(Values(context, policy), "values", "", sink);
      }
    }
    ReportPairs(tools, "tools", "@", sink);
    ReportPairs(policies, "policies", "#", sink);
  }

 private:
  static void AddTools(const Context& context, const ast::Policy& policy,
                       std::vector<Named>& tools) {
    ForEachMention(policy.body, [&](const ast::ToolMention& mention) {
      const bool known =
          context.catalogue != nullptr && context.catalogue->Find(mention.name) != nullptr;
      if (!known) AddOnce(tools, mention.name, mention.span);
    });
  }

  static std::vector<Named> Sections(const ast::Policy& policy) {
    std::vector<Named> sections;
    ForEachStatement(policy.body, [&](const ast::Statement& statement) {
      if (const auto* section = std::get_if<ast::Section>(&statement.node))
        AddOnce(sections, section->title.text, section->title.span);
    });
    return sections;
  }

  // The names that the author gave, and those of what is asked for; "item" and "items" are two
  // values.
  static std::vector<Named> Values(const Context& context, const ast::Policy& policy) {
    std::vector<Named> values;
    ForEachStatement(policy.body, [&](const ast::Statement& statement) {
      if (statement.as) AddOnce(values, statement.as->name, statement.as->span);
      if (const auto* remember = std::get_if<ast::Remember>(&statement.node))
        AddOnce(values, remember->name, statement.span);
      const auto* ask = std::get_if<ast::Ask>(&statement.node);
      if (ask == nullptr || statement.as) return;
      for (const ast::Phrase& noun : ask->nouns) {
        const Noun read = context.lexicon.ReadNoun(noun.words);
        if (!read.known) AddOnce(values, read.slot, noun.span);
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
