// SPDX-License-Identifier: Apache-2.0
// What type a value of the text has, as far as its name or its spelling says.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/ast/ast.h"
#include "compiler/lint/rule.h"

namespace proviso::compiler::lint {

// A literal's own type; that of a variable; what the noun of a path says. nullopt: nobody knows.
std::optional<ValueType> TypeOf(const ast::Expr& expr, const Context& context);
// What a parameter takes: by its name where the pack knows it ("percent: int" is a percentage),
// else as declared.
ValueType TypeOfParameter(std::string_view name, ValueType declared, const Lexicon& lexicon);

// Every condition below, joined ones taken apart.
void ForEachComparison(const ast::Condition& condition,
                       const std::function<void(const ast::Comparison&, const Span&)>& visit);

// "an amount of money", "a number": for messages.
std::string_view TypePhrase(ValueType type);

}  // namespace proviso::compiler::lint
