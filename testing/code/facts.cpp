// SPDX-License-Identifier: Apache-2.0
#include "testing/code/facts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace proviso::code {
namespace {

// More values than this are "any".
constexpr std::size_t kMaxValues = 24;

bool ByBytes(const Value& a, const Value& b) { return a.bytes() < b.bytes(); }

std::string Loose(ValueView value) {
  std::string out;
  for (const char c : DisplayText(value)) {
    if (c == ' ' || c == '-' || c == '_') continue;
    out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  }
  return out;
}

// Whether the VM may take two constants for equal, and whether it may not. Where they look alike
// only loosely both are kept open.
bool MayEqual(const Value& a, const Value& b) {
  return a == b || Loose(a.view()) == Loose(b.view());
}
bool MayDiffer(const Value& a, const Value& b) { return !(a == b); }

}  // namespace

Possible Possible::Of(const Value& value) {
  if (value.view().is_null()) return Null();
  return {false, false, {value}};
}

Possible Possible::OneOf(std::vector<Value> values) {
  if (values.size() > kMaxValues) return NotNull();
  std::sort(values.begin(), values.end(), ByBytes);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return {false, false, std::move(values)};
}

Possible Possible::Truths(bool yes, bool no, bool unknown) {
  std::vector<Value> values;
  if (yes) values.push_back(Value::Bool(true));
  if (no) values.push_back(Value::Bool(false));
  Possible out = OneOf(std::move(values));
  out.null = unknown;
  return out;
}

bool Possible::MayBe(bool truth) const {
  return any || std::find(values.begin(), values.end(), Value::Bool(truth)) != values.end();
}

void Possible::Join(const Possible& other) {
  null = null || other.null;
  any = any || other.any;
  if (any) {
    values.clear();
    return;
  }
  values.insert(values.end(), other.values.begin(), other.values.end());
  Possible joined = OneOf(std::move(values));
  any = joined.any;
  values = std::move(joined.values);
}

void Possible::Meet(const Possible& other) {
  null = null && other.null;
  if (other.any) return;
  if (any) {
    any = false;
    values = other.values;
    return;
  }
  std::erase_if(values, [&](const Value& value) {
    return std::find(other.values.begin(), other.values.end(), value) == other.values.end();
  });
}

Possible Facts::Variable(VariableId variable) const {
  const auto found = variables_.find(variable);
  if (found != variables_.end() && !found->second.any) return found->second;
  const proviso::Variable& declared = code_->module().variables[Raw(variable)];
  // What a start gives is converted to its type, or left out.
  if (declared.from_start && declared.type == ValueType::YesNo) {
    return Possible::Truths(true, true, found == variables_.end() || found->second.null);
  }
  return found == variables_.end() ? Possible{} : found->second;
}

Possible Facts::Evaluate(ExprId id) const {
  const Expr& expr = code_->expr(id);
  const auto found = exprs_.find(id);
  Possible possible = Compute(expr);
  if (found != exprs_.end()) possible.Meet(found->second);
  return possible;
}

Possible Facts::Compute(const Expr& expr) const {
  const auto input = [&](std::size_t i) { return Evaluate(expr.inputs[i]); };
  const auto truths = [](const Possible& p) {
    return std::array<bool, 3>{p.MayBe(true), p.MayBe(false), p.null || p.any};
  };
  switch (expr.op) {
    case Opcode::PushConstant:
      return Possible::Of(code_->module().constants[expr.operand]);
    case Opcode::LoadVariable:
      return Variable(static_cast<VariableId>(expr.operand));
    case Opcode::LoadOutcome:
      return outcome_;
    case Opcode::IsSet:
    case Opcode::IsKnown: {
      const Possible p =
          expr.op == Opcode::IsSet ? Variable(static_cast<VariableId>(expr.operand)) : input(0);
      return Possible::Truths(p.any || !p.values.empty(), p.null, false);
    }
    case Opcode::IsEmpty: {
      const Possible p = input(0);
      return Possible::Truths(p.null || p.any, p.any || !p.values.empty(), false);
    }
    case Opcode::Not: {
      const auto [yes, no, unknown] = truths(input(0));
      return Possible::Truths(no, yes, unknown);
    }
    case Opcode::And: {
      const auto a = truths(input(0));
      const auto b = truths(input(1));
      const bool unknown = (a[2] && (b[0] || b[2])) || (b[2] && (a[0] || a[2]));
      return Possible::Truths(a[0] && b[0], a[1] || b[1], unknown);
    }
    case Opcode::Or: {
      const auto a = truths(input(0));
      const auto b = truths(input(1));
      const bool unknown = (a[2] && (b[1] || b[2])) || (b[2] && (a[1] || a[2]));
      return Possible::Truths(a[0] || b[0], a[1] && b[1], unknown);
    }
    case Opcode::Equal: {
      const Possible a = input(0);
      const Possible b = input(1);
      bool yes = a.any || b.any;
      bool no = yes;
      for (const Value& one : a.values) {
        for (const Value& other : b.values) {
          yes = yes || MayEqual(one, other);
          no = no || MayDiffer(one, other);
        }
      }
      return Possible::Truths(yes, no, a.null || b.null);
    }
    case Opcode::Test: {
      const PredicateSpec& spec = code_->module().predicates[expr.operand];
      const Possible p = input(0);
      const bool something = p.any || !p.values.empty();
      if (spec.form == PredicateForm::Exists) return Possible::Truths(something, true, false);
      return Possible::Truths(something, something, true);
    }
    case Opcode::Less:
    case Opcode::LessEqual:
    case Opcode::Contains:
    case Opcode::OneOf:
      return Possible::Truths(true, true, true);
    case Opcode::Count:
      return Possible::NotNull();
    case Opcode::Coalesce: {
      Possible a = input(0);
      const Possible b = input(1);
      if (!a.null) return a;
      a.null = false;
      a.Join(b);
      return a;
    }
    case Opcode::FindField: {
      const Possible base = input(0);
      return base.any || !base.values.empty() ? Possible{} : Possible::Null();
    }
    default:
      return Possible{};
  }
}

bool Facts::Narrow(ExprId id, const Possible& possible) {
  const Expr& expr = code_->expr(id);
  Possible now = Evaluate(id);
  now.Meet(possible);
  if (now.nothing()) return false;
  if (expr.op == Opcode::PushConstant) return true;
  if (expr.op == Opcode::LoadOutcome) {
    outcome_ = now;
    return true;
  }
  if (expr.op == Opcode::LoadVariable) {
    variables_[static_cast<VariableId>(expr.operand)] = now;
    return true;
  }
  exprs_[id] = now;
  if (expr.op == Opcode::FindField && !now.null) {
    return Narrow(expr.inputs.front(), Possible::NotNull());
  }
  return true;
}

bool Facts::AssumeNotNull(ExprId id) { return Narrow(id, Possible::NotNull()); }

bool Facts::Assume(ExprId id, std::optional<bool> truth) {
  const Possible wanted = truth ? Possible::Of(Value::Bool(*truth)) : Possible{false, true, {}};
  const Possible now = Evaluate(id);
  // What is no truth value counts as unknown.
  const bool possible = truth ? now.MayBe(*truth) : now.null || now.any;
  if (!possible) return false;
  const Expr& expr = code_->expr(id);
  if (truth && !Narrow(id, wanted)) return false;
  if (!truth && expr.op != Opcode::LoadVariable && !now.any && !Narrow(id, wanted)) return false;
  return AssumeInputs(expr, truth);
}

bool Facts::AssumeInputs(const Expr& expr, std::optional<bool> truth) {
  const auto not_null = [&](std::size_t i) { return AssumeNotNull(expr.inputs[i]); };
  switch (expr.op) {
    case Opcode::Not:
      return Assume(expr.inputs[0], truth ? std::optional<bool>(!*truth) : std::nullopt);
    case Opcode::And:
      if (truth != true) return true;
      return Assume(expr.inputs[0], true) && Assume(expr.inputs[1], true);
    case Opcode::Or:
      if (truth != false) return true;
      return Assume(expr.inputs[0], false) && Assume(expr.inputs[1], false);
    case Opcode::Equal:
      return AssumeEqual(expr, truth);
    case Opcode::IsEmpty:
      return truth != false || not_null(0);
    case Opcode::IsKnown:
      return truth == true ? not_null(0) : Narrow(expr.inputs[0], Possible::Null());
    case Opcode::IsSet: {
      const auto variable = static_cast<VariableId>(expr.operand);
      Possible now = Variable(variable);
      now.Meet(truth == true ? Possible::NotNull() : Possible::Null());
      if (now.nothing()) return false;
      variables_[variable] = now;
      return true;
    }
    case Opcode::Test: {
      const bool exists = code_->module().predicates[expr.operand].form == PredicateForm::Exists;
      return !truth || (exists && !*truth) || not_null(0);
    }
    case Opcode::Less:
    case Opcode::LessEqual:
      return !truth || (not_null(0) && not_null(1));
    default:
      return true;
  }
}

// With a constant on one side the other is that, is not that, or is Null.
bool Facts::AssumeEqual(const Expr& expr, std::optional<bool> truth) {
  for (std::size_t side = 0; side < 2; ++side) {
    if (truth && !AssumeNotNull(expr.inputs[side])) return false;
    const Expr& constant = code_->expr(expr.inputs[1 - side]);
    if (constant.op != Opcode::PushConstant) continue;
    const Value& value = code_->module().constants[constant.operand];
    if (value.view().is_null()) continue;
    if (!truth) return Narrow(expr.inputs[side], Possible::Null());
    Possible now = Evaluate(expr.inputs[side]);
    if (*truth && now.any) {
      now = Possible::Of(value);
    } else {
      std::erase_if(now.values, [&](const Value& one) {
        return *truth ? !MayEqual(one, value) : !MayDiffer(one, value);
      });
    }
    if (!Narrow(expr.inputs[side], now)) return false;
  }
  return true;
}

bool Facts::Mentions(ExprId id, VariableId variable) const {
  const Expr& expr = code_->expr(id);
  const bool names = expr.op == Opcode::LoadVariable || expr.op == Opcode::IsSet;
  if (names) return expr.operand == Raw(variable);
  return std::any_of(expr.inputs.begin(), expr.inputs.end(),
                     [&](ExprId input) { return Mentions(input, variable); });
}

void Facts::Set(VariableId variable, const Possible& possible) {
  if (IsNone(variable)) return;
  std::erase_if(exprs_, [&](const auto& entry) { return Mentions(entry.first, variable); });
  if (possible.is_top()) {
    variables_.erase(variable);
  } else {
    variables_[variable] = possible;
  }
}

void Facts::SetOutcome(const Possible& possible) {
  outcome_ = possible;
  // Expressions over the last outcome are few; those over it and a variable do not occur.
  std::erase_if(exprs_, [&](const auto& entry) {
    const Expr& expr = code_->expr(entry.first);
    return std::any_of(expr.inputs.begin(), expr.inputs.end(), [&](ExprId input) {
      return code_->expr(input).op == Opcode::LoadOutcome || !code_->expr(input).inputs.empty();
    });
  });
}

void Facts::KeepOnly(const std::vector<bool>& live) {
  std::erase_if(variables_, [&](const auto& entry) { return !live[Raw(entry.first)]; });
  std::erase_if(exprs_, [&](const auto& entry) {
    for (std::uint32_t i = 0; i < live.size(); ++i) {
      if (!live[i] && Mentions(entry.first, static_cast<VariableId>(i))) return true;
    }
    return false;
  });
}

void Facts::Join(const Facts& other) {
  for (auto entry = variables_.begin(); entry != variables_.end();) {
    entry->second.Join(other.Variable(entry->first));
    entry = entry->second.is_top() ? variables_.erase(entry) : std::next(entry);
  }
  for (auto entry = exprs_.begin(); entry != exprs_.end();) {
    const auto found = other.exprs_.find(entry->first);
    if (found != other.exprs_.end()) entry->second.Join(found->second);
    const bool gone = found == other.exprs_.end() || entry->second.is_top();
    entry = gone ? exprs_.erase(entry) : std::next(entry);
  }
  outcome_.Join(other.outcome_);
}

}  // namespace proviso::code
