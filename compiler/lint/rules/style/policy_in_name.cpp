// SPDX-License-Identifier: Apache-2.0
// P505 policy-in-name: the name of a policy, or a reference to one, that ends in "policy". The word
// does not count when names are compared.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/mentions.h"
#include "compiler/lint/rules/style/rules.h"

namespace proviso::compiler::lint {
namespace {

bool IsSeparator(char c) { return c == ' ' || c == '_' || c == '-'; }

class PolicyInNameRule final : public Rule {
 public:
  PolicyInNameRule() : Rule(DiagnosticId::PolicyInName, Category::Style) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) {
        // The name of a policy of a page is the page's, not what stands in the text.
        const std::string_view written =
            context.sources.file(policy.name_span.file).Text(policy.name_span);
        const std::size_t size = policy.name.size();
        if (written.ends_with(policy.name)) {
          CheckName(context,
                    {policy.name_span.file, policy.name_span.end - static_cast<std::uint32_t>(size),
                     policy.name_span.end},
                    FixSafety::Unsafe, sink);
        }
        ForEachPolicyMention(policy.body, [&](const ast::PolicyMention& mention) {
          CheckName(context, NameOf(context, mention), FixSafety::Safe, sink);
        });
      }
    }
  }

 private:
  // Without the section: "#A_policy – B", "#A_policy/B".
  static Span NameOf(const Context& context, const ast::PolicyMention& mention) {
    const std::string_view text = context.sources.file(mention.span.file).Text(mention.span);
    const std::size_t end = std::min(text.find_first_of(" /"), text.size());
    return {mention.span.file, mention.span.begin,
            mention.span.begin + static_cast<std::uint32_t>(end)};
  }

  static void CheckName(const Context& context, const Span& name, FixSafety safety,
                        DiagnosticSink& sink) {
    const std::string_view text = context.sources.file(name.file).Text(name);
    const Words words = SplitWords(text);
    const Words& dropped = context.lexicon.droppable_policy_words();
    if (words.size() < 2 ||
        std::find(dropped.begin(), dropped.end(), words.back()) == dropped.end())
      return;
    if (text.size() <= words.back().size() ||
        !IsSeparator(text[text.size() - words.back().size() - 1]))
      return;
    const std::size_t cut = text.size() - words.back().size() - 1;
    const Span last{name.file, name.begin + static_cast<std::uint32_t>(cut), name.end};
    sink.Report(DiagnosticId::PolicyInName, name,
                fmt::format("`{}` ends in a word that does not count", text))
        .Note("names are the same with and without it, so it only makes this one longer")
        .Fix(fmt::format("write `{}`", text.substr(0, cut)), last, "", safety);
  }
};

}  // namespace

std::unique_ptr<const Rule> MakePolicyInNameRule() { return std::make_unique<PolicyInNameRule>(); }

}  // namespace proviso::compiler::lint
