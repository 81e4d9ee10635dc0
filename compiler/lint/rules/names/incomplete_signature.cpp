// SPDX-License-Identifier: Apache-2.0
// P120 incomplete-signature: a tool that is in no catalogue, written with values only; of what type
// its parameters are is not said.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/rules/names/rules.h"
#include "compiler/lint/value_types.h"
#include "compiler/sema/own_tools.h"
#include "compiler/sema/symbols.h"

namespace proviso::compiler::lint {
namespace {

std::string_view SignatureType(ValueType type) {
  switch (type) {
    case ValueType::Number:
    case ValueType::Percent:
      return "float";
    case ValueType::YesNo:
      return "bool";
    case ValueType::List:
      return "list";
    case ValueType::Json:
    case ValueType::Address:
      return "json";
    case ValueType::Money:
      return "money";
    default:
      return "str";
  }
}

class IncompleteSignatureRule final : public Rule {
 public:
  IncompleteSignatureRule() : Rule(DiagnosticId::IncompleteSignature, Category::Names) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    std::vector<const ast::ToolMention*> mentions;
    for (const ast::Document& document : context.documents) {
      for (const ast::Policy& policy : document.policies) {
        ForEachMention(policy.body, [&](const ast::ToolMention& mention) {
          const bool known =
              context.catalogue != nullptr && context.catalogue->Find(mention.name) != nullptr;
          if (!known && mention.has_parentheses) mentions.push_back(&mention);
        });
      }
    }
    for (const ast::ToolMention* mention : mentions)
      CheckMention(context, *mention, mentions, sink);
  }

 private:
  static bool IsTyped(const ast::ToolMention& mention) {
    return DeclarationOf(mention) == Declaration::Types;
  }

  static void CheckMention(const Context& context, const ast::ToolMention& mention,
                           const std::vector<const ast::ToolMention*>& all, DiagnosticSink& sink) {
    if (IsTyped(mention)) return;
    const bool described = std::any_of(all.begin(), all.end(), [&](const ast::ToolMention* other) {
      return other->name == mention.name && IsTyped(*other);
    });
    if (described) return;
    std::string parameters;
    for (const ast::Argument& argument : mention.arguments) {
      std::string type = argument.type_name;
      if (type.empty()) {
        const ValueType by_value = argument.value != nullptr
                                       ? TypeOf(*argument.value, context).value_or(ValueType::Text)
                                       : ValueType::Text;
        type = SignatureType(TypeOfParameter(argument.name, by_value, context.lexicon));
      }
      parameters += fmt::format("{}{}: {}", parameters.empty() ? "" : ", ", argument.name, type);
    }
    sink.Report(
            DiagnosticId::IncompleteSignature, mention.span,
            fmt::format("`@{}` has values here, and its signature stands nowhere", mention.name))
        .Note(fmt::format("write its parameters with their types once, as in `@{}({})`",
                          mention.name, parameters))
        .Fix("write the signature; the values are then found by their names", mention.span,
             fmt::format("@{}({})", mention.name, parameters));
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeIncompleteSignatureRule() {
  return std::make_unique<IncompleteSignatureRule>();
}

}  // namespace proviso::compiler::lint
