// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/own_tools.h"

#include <fmt/format.h>

#include <algorithm>

namespace proviso::compiler {

namespace {

const ast::Argument* Find(const ast::ToolMention& mention, std::string_view name) {
  const auto found =
      std::find_if(mention.arguments.begin(), mention.arguments.end(),
                   [&](const ast::Argument& argument) { return argument.name == name; });
  return found != mention.arguments.end() ? &*found : nullptr;
}

// A literal has its type; what a path leads to is taken as it is.
ValueType TypeOfValue(const ast::Expr& value) {
  if (const auto* literal = std::get_if<ast::Literal>(&value.node)) return literal->type;
  return std::holds_alternative<ast::ListLiteral>(value.node) ? ValueType::List : ValueType::Json;
}

ValueType WrittenType(const ast::Argument& argument, DiagnosticSink& sink) {
  const std::optional<ValueType> type = ParseValueType(argument.type_name);
  if (!type) {
    sink.Report(DiagnosticId::UnknownType, argument.span,
                fmt::format("`{}` is not a type", argument.type_name))
        .Note(
            "types are str, int, float, bool, list, json and those of the language: text, yes/no, "
            "number, "
            "percent, money, date, time, duration, email, phone, address, order number");
  }
  return type.value_or(ValueType::Text);
}

// What a built-in parameter is known by helps to find its value, as long as it is of the same kind.
void Describe(ToolParameter& parameter, const ToolDefinition& built_in) {
  const ToolParameter* known = built_in.FindParameter(parameter.name);
  if (known == nullptr || !SignatureTypeFits(*known, parameter.type)) return;
  const bool required = parameter.required;
  parameter = *known;
  parameter.required = required;
}

}  // namespace

Declaration DeclarationOf(const ast::ToolMention& mention) {
  if (!mention.has_parentheses) return Declaration::None;
  bool typed = mention.arguments.empty();
  for (const ast::Argument& argument : mention.arguments) {
    if (argument.name.empty()) return Declaration::None;
    if (argument.type_name.empty() && argument.value == nullptr) return Declaration::None;
    typed = typed || !argument.type_name.empty();
  }
  return typed ? Declaration::Types : Declaration::Values;
}

std::string WrittenSignature(const ast::ToolMention& mention) {
  std::string text = "@" + mention.name + "(";
  for (std::size_t i = 0; i < mention.arguments.size(); ++i) {
    const ast::Argument& argument = mention.arguments[i];
    const std::string_view type = argument.type_name.empty() && argument.value != nullptr
                                      ? SignatureTypeOf(TypeOfValue(*argument.value))
                                      : std::string_view(argument.type_name);
    text += fmt::format("{}{}{}: {}", i > 0 ? ", " : "", argument.name,
                        argument.optional ? "?" : "", type);
  }
  return text + ")";
}

ToolDefinition DeclaredTool(const ast::ToolMention& mention, const Lexicon& lexicon,
                            DiagnosticSink& sink) {
  ToolDefinition tool;
  tool.name = mention.name;
  for (const ast::Argument& argument : mention.arguments) {
    ToolParameter parameter;
    parameter.name = argument.name;
    parameter.type =
        argument.type_name.empty() ? TypeOfValue(*argument.value) : WrittenType(argument, sink);
    parameter.required = !argument.optional;
    tool.parameters.push_back(std::move(parameter));
  }
  const ToolNameReading reading = lexicon.ReadToolName(mention.name);
  if (!reading.noun.empty()) tool.nouns.push_back(reading.noun);
  return tool;
}

bool SignatureFits(const ast::ToolMention& mention, const ToolDefinition& known) {
  for (const ast::Argument& argument : mention.arguments) {
    const ToolParameter* parameter = known.FindParameter(argument.name);
    if (parameter == nullptr) return false;
    if (argument.type_name.empty()) continue;
    const std::optional<ValueType> type = ParseValueType(argument.type_name);
    if (!type || !SignatureTypeFits(*parameter, *type)) return false;
  }
  return std::all_of(known.parameters.begin(), known.parameters.end(),
                     [&](const ToolParameter& parameter) {
                       return !parameter.required || Find(mention, parameter.name) != nullptr;
                     });
}

bool SameSignature(const ast::ToolMention& a, const ast::ToolMention& b) {
  return a.arguments.size() == b.arguments.size() &&
         std::all_of(a.arguments.begin(), a.arguments.end(), [&](const ast::Argument& argument) {
           const ast::Argument* other = Find(b, argument.name);
           if (other == nullptr || other->optional != argument.optional) return false;
           const bool typed = !argument.type_name.empty() && !other->type_name.empty();
           return !typed || ParseValueType(argument.type_name).value_or(ValueType::Text) ==
                                ParseValueType(other->type_name).value_or(ValueType::Text);
         });
}

ToolDefinition Narrowed(const ToolDefinition& built_in, const ToolDefinition& declared) {
  ToolDefinition tool = built_in;
  std::erase_if(tool.parameters, [&](const ToolParameter& parameter) {
    return declared.FindParameter(parameter.name) == nullptr;
  });
  for (ToolParameter& parameter : tool.parameters) {
    parameter.required = parameter.required || declared.FindParameter(parameter.name)->required;
  }
  std::erase_if(tool.preconditions, [&](const ToolPrecondition& condition) {
    return tool.FindParameter(condition.parameter) == nullptr;
  });
  return tool;
}

ToolDefinition Replaced(const ToolDefinition& built_in, const ToolDefinition& declared) {
  ToolDefinition tool = declared;
  for (ToolParameter& parameter : tool.parameters) Describe(parameter, built_in);
  tool.title = built_in.title;
  tool.description = built_in.description;
  tool.effect = built_in.effect;
  if (!built_in.nouns.empty()) tool.nouns = built_in.nouns;
  tool.predicates = built_in.predicates;
  tool.reason_field = built_in.reason_field;
  tool.personal_data = built_in.personal_data;
  for (const ToolPrecondition& condition : built_in.preconditions) {
    if (tool.FindParameter(condition.parameter) != nullptr) tool.preconditions.push_back(condition);
  }
  return tool;
}

void JoinDeclarations(ToolDefinition& tool, const ToolDefinition& other) {
  for (ToolParameter& parameter : tool.parameters) {
    if (other.FindParameter(parameter.name) == nullptr) parameter.required = false;
  }
  for (const ToolParameter& parameter : other.parameters) {
    const auto known =
        std::find_if(tool.parameters.begin(), tool.parameters.end(),
                     [&](const ToolParameter& one) { return one.name == parameter.name; });
    if (known == tool.parameters.end()) {
      tool.parameters.push_back(parameter);
      tool.parameters.back().required = false;
    } else if (known->type != parameter.type) {
      known->type = ValueType::Json;
    }
  }
}

std::string_view SignatureTypeOf(ValueType type) {
  switch (type) {
    case ValueType::Text:
    case ValueType::OrderNumber:
    case ValueType::Choice:
    case ValueType::Item:
      return "str";
    case ValueType::YesNo:
      return "bool";
    default:
      return ValueTypeName(type);
  }
}

}  // namespace proviso::compiler
