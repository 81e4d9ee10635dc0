// SPDX-License-Identifier: Apache-2.0
// P117 unit-mismatch: two measures that do not go together: a percentage where money is wanted,
// hours where days are, an amount of money compared with a plain number, two currencies in one
// policy.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "compiler/lint/amounts.h"
#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/names/rules.h"
#include "compiler/lint/value_types.h"
#include "compiler/sema/symbols.h"

namespace proviso::compiler::lint {
namespace {

bool IsMeasure(ValueType type) {
  return type == ValueType::Money || type == ValueType::Percent || type == ValueType::Duration ||
         type == ValueType::Number;
}

// Whether a value of type `have` may stand where `want` is wanted. A percentage may be given as a
// number.
bool GoTogether(ValueType want, ValueType have) {
  if (want == ValueType::Date || want == ValueType::Time)
    return have != ValueType::Money && have != ValueType::Percent;
  if (!IsMeasure(want) || !IsMeasure(have) || want == have) return true;
  return want == ValueType::Percent && have == ValueType::Number;
}

// "days" of "number_of_days" and of "48 hours": the first word of its class in the pack.
std::optional<std::string> TimeUnit(const Lexicon& lexicon, std::string_view word) {
  for (const std::string& unit : lexicon.List("time_units")) {
    const Words words = SplitWords(unit);
    if (std::find(words.begin(), words.end(), word) != words.end()) return words.front();
  }
  return std::nullopt;
}

class UnitMismatchChecker {
 public:
  UnitMismatchChecker(const Context& context, DiagnosticSink& sink)
      : context_(context), sink_(sink) {}

  void CheckStatement(const ast::Statement& statement) {
    if (const auto* branch = std::get_if<ast::Branch>(&statement.node);
        branch != nullptr && branch->condition != nullptr) {
      ForEachComparison(*branch->condition,
                        [this](const ast::Comparison& comparison, const Span& span) {
                          CheckComparison(comparison, span);
                        });
    }
    if (const auto* remember = std::get_if<ast::Remember>(&statement.node);
        remember != nullptr && remember->value != nullptr) {
      const std::optional<ValueType> type = TypeOf(*remember->value, context_);
      if (statement.as && statement.as->type && type)
        CheckPair(*statement.as->type, *type, remember->value->span, "{" + remember->name + "}");
    }
  }

  void CheckMention(const ast::ToolMention& mention, const InstructionLine& line) {
    const ToolDefinition* known =
        context_.catalogue != nullptr ? context_.catalogue->Find(mention.name) : nullptr;
    for (const ast::Argument& argument : mention.arguments) {
      if (argument.value == nullptr) continue;
      const ToolParameter* parameter =
          known != nullptr ? known->FindParameter(argument.name) : nullptr;
      const ValueType declared = parameter != nullptr ? parameter->type : ValueType::Text;
      const ValueType want = TypeOfParameter(argument.name, declared, context_.lexicon);
      const std::optional<ValueType> have = TypeOf(*argument.value, context_);
      if (have) CheckPair(want, *have, argument.value->span, argument.name);
      CheckTimeUnit(argument.name, argument.value->span, line);
    }
    CheckPurpose(mention, known, line);
  }

 private:
  std::string_view SourceOf(const Span& span) const {
    return context_.sources.file(span.file).Text(span);
  }

  void CheckPair(ValueType want, ValueType have, const Span& span, std::string_view name) {
    if (GoTogether(want, have)) return;
    sink_.Report(DiagnosticId::UnitMismatch, span,
                 fmt::format("`{}` is {}, and `{}` is {}", name, TypePhrase(want), SourceOf(span),
                             TypePhrase(have)));
  }

  void CheckComparison(const ast::Comparison& comparison, const Span& span) {
    if (comparison.left == nullptr) return;
    const std::optional<ValueType> left = TypeOf(*comparison.left, context_);
    if (!left) return;
    for (const ast::ExprPtr& value : comparison.right) {
      const std::optional<ValueType> right =
          value != nullptr ? TypeOf(*value, context_) : std::nullopt;
      if (!right || GoTogether(*left, *right)) continue;
      Diagnostic& diagnostic =
          sink_.Report(DiagnosticId::UnitMismatch, span,
                       fmt::format("`{}` is {}, and `{}` is {}", SourceOf(comparison.left->span),
                                   TypePhrase(*left), SourceOf(value->span), TypePhrase(*right)));
      if (*left == ValueType::Money && *right == ValueType::Number)
        diagnostic.Note("say in which currency, as in `$80.00` or `80 EUR`");
      return;
    }
  }

  // The parameters of the tool, from the catalogue or as written.
  std::vector<std::pair<std::string, ValueType>> ParametersOf(const ast::ToolMention& mention,
                                                              const ToolDefinition* known) const {
    std::vector<std::pair<std::string, ValueType>> parameters;
    if (known != nullptr) {
      for (const ToolParameter& parameter : known->parameters) {
        parameters.emplace_back(parameter.name,
                                TypeOfParameter(parameter.name, parameter.type, context_.lexicon));
      }
      return parameters;
    }
    for (const ast::Argument& argument : mention.arguments) {
      const ValueType declared = ParseValueType(argument.type_name).value_or(ValueType::Text);
      parameters.emplace_back(argument.name,
                              TypeOfParameter(argument.name, declared, context_.lexicon));
    }
    return parameters;
  }

  // "@set_discount(percent: int) to give a $10 discount": the sentence gives money to a tool that
  // takes a percentage and no money, or the reverse.
  void CheckPurpose(const ast::ToolMention& mention, const ToolDefinition* known,
                    const InstructionLine& line) {
    const auto parameters = ParametersOf(mention, known);
    const auto takes = [&](ValueType type) {
      return std::any_of(parameters.begin(), parameters.end(),
                         [type](const auto& parameter) { return parameter.second == type; });
    };
    const auto written = [&](std::string_view name) {
      return std::any_of(mention.arguments.begin(), mention.arguments.end(),
                         [&](const ast::Argument& argument) {
                           return argument.name == name && argument.value != nullptr;
                         });
    };
    for (const auto& [name, type] : parameters) {
      const bool measure = type == ValueType::Percent || type == ValueType::Money;
      if (!measure || written(name)) continue;
      const ValueType other = type == ValueType::Percent ? ValueType::Money : ValueType::Percent;
      if (takes(other)) continue;
      const std::vector<Amount> amounts = AmountsBehind(mention, line);
      const auto of = [&](ValueType wanted) {
        const AmountKind kind =
            wanted == ValueType::Percent ? AmountKind::Percent : AmountKind::Money;
        return std::find_if(amounts.begin(), amounts.end(),
                            [kind](const Amount& amount) { return amount.kind == kind; });
      };
      if (of(type) != amounts.end() || of(other) == amounts.end()) continue;
      const Amount& wrong = *of(other);
      sink_.Report(DiagnosticId::UnitMismatch, line.SpanOf(wrong.begin, wrong.end),
                   fmt::format("`{}` of `@{}` is {}, and {} is {}", name, mention.name,
                               TypePhrase(type), wrong.Text(), TypePhrase(other)));
    }
    for (const auto& [name, type] : parameters) {
      if (!written(name))
        CheckTimeUnit(name, {line.span.file, mention.span.end, line.span.end}, line);
    }
  }

  std::vector<Amount> AmountsBehind(const ast::ToolMention& mention,
                                    const InstructionLine& line) const {
    std::vector<Amount> amounts;
    for (const Amount& amount : AmountsIn(line.text, context_.lexicon)) {
      const std::size_t begin = line.span.begin + amount.begin;
      if (begin > mention.span.end && !line.InCondition(amount.begin)) amounts.push_back(amount);
    }
    return amounts;
  }

  // "days: int … by 48 hours".
  void CheckTimeUnit(std::string_view parameter, const Span& where, const InstructionLine& line) {
    std::optional<std::string> want;
    for (const std::string& word : IdentifierWords(parameter)) {
      if (const auto unit = TimeUnit(context_.lexicon, word)) want = unit;
    }
    if (!want) return;
    std::optional<Span> wrong;
    for (std::size_t i = 1; i < line.words.size(); ++i) {
      const LineWord& count = line.words[i - 1];
      const LineWord& word = line.words[i];
      if (count.span.begin < where.begin || word.span.end > where.end || word.condition) continue;
      const auto unit = TimeUnit(context_.lexicon, word.text);
      const bool counted = count.text.find_first_not_of("0123456789") == std::string::npos;
      if (!unit || !counted) continue;
      if (*unit == *want) return;
      wrong = Cover(count.span, word.span);
    }
    if (!wrong) return;
    sink_.Report(
        DiagnosticId::UnitMismatch, *wrong,
        fmt::format("`{}` counts {}, and here are `{}`", parameter, *want, SourceOf(*wrong)));
  }

  const Context& context_;
  DiagnosticSink& sink_;
};

// ---- currencies ----

std::optional<std::string> CurrencyOf(const Lexicon& lexicon, const std::string& written) {
  if (written == "$") return "usd";
  if (written == "\xE2\x82\xAC") return "eur";
  if (written == "\xC2\xA3") return "gbp";
  if (written == "\xC2\xA5") return "jpy";
  const Words words = SplitWords(written);
  for (const std::string& currency : lexicon.List("currency_classes")) {
    const Words names = SplitWords(currency);
    if (!words.empty() && std::find(names.begin(), names.end(), words.front()) != names.end())
      return names.front();
  }
  return std::nullopt;
}

struct Money {
  Span span;
  std::string text;
};

void CheckCurrencies(const Context& context, const std::vector<const InstructionLine*>& lines,
                     DiagnosticSink& sink) {
  std::map<std::string, std::vector<Money>> found;
  for (const InstructionLine* line : lines) {
    for (const LineWord& word : line->words) {
      if (context.lexicon.Is("currency_mentions", word.text)) return;  // it is about currencies
    }
    // The source, not the masked text: a message promises money too.
    for (const Amount& amount : AmountsIn(line->source, context.lexicon)) {
      if (amount.kind != AmountKind::Money) continue;
      if (const auto currency = CurrencyOf(context.lexicon, amount.currency)) {
        found[*currency].push_back({line->SpanOf(amount.begin, amount.end), amount.Text()});
      }
    }
  }
  if (found.size() < 2) return;
  const auto main = std::max_element(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.second.size() < b.second.size();
  });
  for (const auto& [currency, amounts] : found) {
    if (currency == main->first) continue;
    const Money& other = amounts.front();
    sink.Report(
            DiagnosticId::UnitMismatch, other.span,
            fmt::format("{} and {} are in two currencies", other.text, main->second.front().text))
        .Label(main->second.front().span, "the other currency")
        .Note("amounts in two currencies cannot be compared or added");
  }
}

class UnitMismatchRule final : public Rule {
 public:
  UnitMismatchRule() : Rule(DiagnosticId::UnitMismatch, Category::Names) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    const std::vector<InstructionLine>& lines = InstructionLines(context);
    UnitMismatchChecker checker(context, sink);
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies)
        CheckPolicy(context, policy, lines, checker, sink);
    }
  }

 private:
  static void CheckPolicy(const Context& context, const ast::Policy& policy,
                          const std::vector<InstructionLine>& lines, UnitMismatchChecker& checker,
                          DiagnosticSink& sink) {
    std::vector<const InstructionLine*> own;
    for (const InstructionLine& line : lines) {
      if (line.policy == &policy) own.push_back(&line);
    }
    ForEachStatement(policy.body,
                     [&](const ast::Statement& statement) { checker.CheckStatement(statement); });
    ForEachMention(policy.body, [&](const ast::ToolMention& mention) {
      for (const InstructionLine* line : own) {
        if (line->span.begin <= mention.span.begin && mention.span.begin < line->span.end)
          checker.CheckMention(mention, *line);
      }
    });
    CheckCurrencies(context, own, sink);
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeUnitMismatchRule() { return std::make_unique<UnitMismatchRule>(); }

}  // namespace proviso::compiler::lint
