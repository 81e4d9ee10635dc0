// SPDX-License-Identifier: Apache-2.0
// P504 name-style: names of one kind written in several styles: `get_order` beside `getOrder`,
// `#Send_it` beside `#send-it`. References may be respelt, because names are compared by their
// words; the name of a tool is a contract with whoever runs it.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/mentions.h"
#include "compiler/lint/rules/style/rules.h"
#include "compiler/sema/symbols.h"

namespace proviso::compiler::lint {
namespace {

enum class Style : std::uint8_t { Plain, Snake, Kebab, Camel };

std::string_view StyleName(Style style) {
  switch (style) {
    case Style::Plain:
      return "one word";
    case Style::Snake:
      return "snake_case";
    case Style::Kebab:
      return "kebab-case";
    case Style::Camel:
      return "camelCase";
  }
  return "";
}

Style NameStyleOf(std::string_view name) {
  if (name.find('_') != std::string_view::npos) return Style::Snake;
  if (name.find('-') != std::string_view::npos) return Style::Kebab;
  for (std::size_t i = 1; i < name.size(); ++i) {
    const bool hump = std::isupper(static_cast<unsigned char>(name[i])) != 0 &&
                      std::islower(static_cast<unsigned char>(name[i - 1])) != 0;
    if (hump) return Style::Camel;
  }
  return Style::Plain;
}

struct Named {
  std::string name;
  Span span;
  Style style = Style::Plain;
};

class Names {
 public:
  void Add(std::string name, const Span& span) {
    const Style style = NameStyleOf(name);
    if (style == Style::Plain) return;
    all_.push_back({std::move(name), span, style});
  }

  // Calls `report` once for each different name that is not in the style of most.
  template <typename ReportOdd>
  void ForEachOdd(ReportOdd report) const {
    std::map<Style, std::map<std::string, const Named*>> by_style;
    for (const Named& named : all_) by_style[named.style].try_emplace(named.name, &named);
    if (by_style.size() < 2) return;
    const auto usual = std::max_element(
        by_style.begin(), by_style.end(),
        [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    for (const auto& [style, names] : by_style) {
      if (style == usual->first) continue;
      for (const auto& [name, named] : names) report(*named, *usual->second.begin()->second);
    }
  }

  const std::vector<Named>& all() const { return all_; }

 private:
  std::vector<Named> all_;
};

std::string Respelt(std::string_view name, Style style) {
  std::string out(name);
  if (style == Style::Snake) std::replace(out.begin(), out.end(), '-', '_');
  if (style == Style::Kebab) std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

class NameStyleRule final : public Rule {
 public:
  NameStyleRule() : Rule(DiagnosticId::NameStyle, Category::Style) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    Names tools;
    Names references;
    Names values;
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) {
        ForEachMention(policy.body, [&](const ast::ToolMention& mention) {
          tools.Add(mention.name, mention.span);
        });
        ForEachPolicyMention(policy.body, [&](const ast::PolicyMention& mention) {
          AddReference(context, mention, references);
        });
        ForEachStatement(policy.body, [&](const ast::Statement& statement) {
          if (statement.as)
            values.Add(WrittenName(context, statement.as->span), statement.as->span);
        });
      }
    }
    tools.ForEachOdd(
        [&](const Named& odd, const Named& usual) { Report("tool", "@", odd, usual, sink); });
    values.ForEachOdd(
        [&](const Named& odd, const Named& usual) { Report("value", "", odd, usual, sink); });
    references.ForEachOdd([&](const Named& odd, const Named& usual) {
      Diagnostic& diagnostic = Report("reference", "", odd, usual, sink);
      if (odd.style == Style::Camel || usual.style == Style::Camel) return;
      DiagnosticFix fix;
      fix.description = fmt::format("write it as {}", Respelt(odd.name, usual.style));
      fix.safety = FixSafety::Safe;
      for (const Named& same : references.all()) {
        if (same.name == odd.name && same.span.file == odd.span.file)
          fix.edits.push_back({same.span, Respelt(same.name, usual.style)});
      }
      diagnostic.Fix(std::move(fix));
    });
  }

 private:
  // "as {kidCount: number}": the tree has it in small letters.
  static std::string WrittenName(const Context& context, const Span& span) {
    const std::string_view text = context.sources.file(span.file).Text(span);
    const std::size_t begin = std::min(text.find_first_not_of("{ ", text.find('{')), text.size());
    const std::size_t end = std::min(text.find_first_of(":} ", begin), text.size());
    return std::string(text.substr(begin, end - begin));
  }

  // The name as written, without the section behind it.
  static void AddReference(const Context& context, const ast::PolicyMention& mention,
                           Names& references) {
    const std::string_view text = context.sources.file(mention.span.file).Text(mention.span);
    const std::size_t end = std::min(text.find_first_of(" /"), text.size());
    references.Add(std::string(text.substr(0, end)),
                   {mention.span.file, mention.span.begin,
                    mention.span.begin + static_cast<std::uint32_t>(end)});
  }

  static Diagnostic& Report(std::string_view what, std::string_view sign, const Named& odd,
                            const Named& usual, DiagnosticSink& sink) {
    return sink
        .Report(DiagnosticId::NameStyle, odd.span,
                fmt::format("the {} `{}{}` is in {}, and `{}{}` in {}", what, sign, odd.name,
                            StyleName(odd.style), sign, usual.name, StyleName(usual.style)))
        .Label(usual.span, fmt::format("in {}", StyleName(usual.style)));
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeNameStyleRule() { return std::make_unique<NameStyleRule>(); }

}  // namespace proviso::compiler::lint
