// SPDX-License-Identifier: Apache-2.0
#include "testing/code/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace proviso::code {
namespace {

// "$answer.policy.2" holds how a question was answered.
bool IsOutcomeVariable(const Module& module, VariableId id) {
  return std::any_of(module.prompts.begin(), module.prompts.end(),
                     [id](const PromptSpec& prompt) { return prompt.outcome == id; });
}

std::string Spaced(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

// The author's name of a variable; the compiler's own say what they hold.
std::string VariableName(const Module& module, std::uint32_t id) {
  const std::string& name = module.variables[id].name;
  if (!name.starts_with('$')) return name;
  return Spaced(name.substr(1, name.find('.') - 1));
}

std::string DurationWords(std::int64_t seconds) {
  constexpr std::array<std::pair<std::int64_t, const char*>, 4> kUnits = {
      {{86'400, "days"}, {3'600, "hours"}, {60, "minutes"}, {1, "seconds"}}};
  for (const auto& [length, name] : kUnits) {
    if (seconds % length == 0) return fmt::format("{} {}", seconds / length, name);
  }
  return {};
}

class Phrase {
 public:
  explicit Phrase(const Code& code) : code_(code), module_(code.module()) {}

  std::string Condition(ExprId id, std::optional<bool> truth) const {
    const Expr& expr = code_.expr(id);
    switch (expr.op) {
      case Opcode::Not:
        return Condition(expr.inputs[0], truth ? std::optional<bool>(!*truth) : std::nullopt);
      case Opcode::And:
      case Opcode::Or:
        return Joined(expr, truth);
      case Opcode::Equal:
        return Equality(expr, truth);
      case Opcode::Less:
        return Order(expr, truth, "less than", "at least", "more than", "at most");
      case Opcode::LessEqual:
        return Order(expr, truth, "at most", "more than", "at least", "less than");
      case Opcode::Test:
        return Predicate(expr, truth);
      case Opcode::IsEmpty:
        return Said(Value(expr.inputs[0]), truth, "is missing", "is there");
      case Opcode::IsKnown:
        return Said(Value(expr.inputs[0]), truth, "is known", "is not known");
      case Opcode::IsSet:
        return Said(Braced(VariableName(module_, expr.operand)), truth, "is known", "is not known");
      case Opcode::Contains:
      case Opcode::OneOf: {
        const bool contains = expr.op == Opcode::Contains;
        const std::string object = Value(expr.inputs[1]);
        return Said(Value(expr.inputs[0]), truth, (contains ? "contains " : "is one of ") + object,
                    (contains ? "does not contain " : "is none of ") + object);
      }
      default:
        return Said(Value(id), truth, "is true", "is false");
    }
  }

  std::string Value(ExprId id) const {
    const Expr& expr = code_.expr(id);
    switch (expr.op) {
      case Opcode::PushConstant:
        return DisplayText(module_.constants[expr.operand].view());
      case Opcode::LoadVariable:
        return Braced(VariableName(module_, expr.operand));
      case Opcode::LoadOutcome:
        return "the outcome";
      case Opcode::FindField: {
        const FieldSpec& field = module_.fields[expr.operand];
        const std::string name = !field.noun.empty()   ? field.noun
                                 : field.paths.empty() ? "value"
                                                       : field.paths.front();
        std::string base = Value(expr.inputs[0]);
        if (base.starts_with('{')) base = base.substr(1, base.size() - 2);
        return Braced(base + "." + Spaced(name));
      }
      case Opcode::Elapsed:
        return "the time since " + Value(expr.inputs[0]);
      case Opcode::Count:
        return "the number of " + Value(expr.inputs[0]);
      case Opcode::Sum:
        return "the sum of " + Value(expr.inputs[0]);
      case Opcode::Add:
        return Value(expr.inputs[0]) + " + " + Value(expr.inputs[1]);
      case Opcode::Subtract:
        return Value(expr.inputs[0]) + " - " + Value(expr.inputs[1]);
      case Opcode::Multiply:
        return Value(expr.inputs[0]) + " * " + Value(expr.inputs[1]);
      case Opcode::Divide:
        return Value(expr.inputs[0]) + " / " + Value(expr.inputs[1]);
      default:
        return "the value";
    }
  }

 private:
  static std::string Braced(const std::string& name) { return "{" + name + "}"; }

  static std::string Said(const std::string& subject, std::optional<bool> truth,
                          const std::string& yes, const std::string& no) {
    if (!truth) return "it is not known whether " + subject + " " + yes;
    return subject + " " + (*truth ? yes : no);
  }

  std::string Joined(const Expr& expr, std::optional<bool> truth) const {
    // Not all of them are one by one what the whole is, so the whole is told.
    const std::string both = Condition(expr.inputs[0], true) +
                             (expr.op == Opcode::And ? " and " : " or ") +
                             Condition(expr.inputs[1], true);
    if (!truth) return "it is not known whether " + both;
    return *truth ? both : "not: " + both;
  }

  std::string Equality(const Expr& expr, std::optional<bool> truth) const {
    const Expr& left = code_.expr(expr.inputs[0]);
    const Expr& right = code_.expr(expr.inputs[1]);
    const bool outcome = left.op == Opcode::LoadVariable && right.op == Opcode::PushConstant &&
                         IsOutcomeVariable(module_, static_cast<VariableId>(left.operand));
    if (outcome) {
      const ValueView value = module_.constants[right.operand].view();
      if (value.kind() == ValueKind::Integer) return Reply(value.integer(), truth);
    }
    const std::string value = Value(expr.inputs[1]);
    return Said(Value(expr.inputs[0]), truth, "is " + value, "is not " + value);
  }
  static std::string Reply(std::int64_t outcome, std::optional<bool> truth) {
    switch (static_cast<PromptOutcome>(outcome)) {
      case PromptOutcome::Accepted:
        return Said("the customer", truth, "accepts", "does not accept");
      case PromptOutcome::Declined:
        return Said("the customer", truth, "declines", "does not decline");
      case PromptOutcome::Provided:
        return Said("a new value", truth, "is given", "is not given");
    }
    return {};
  }

  // `a < b` as it is read with the constant behind.
  std::string Order(const Expr& expr, std::optional<bool> truth, const char* yes, const char* no,
                    const char* turned_yes, const char* turned_no) const {
    const bool turned = code_.expr(expr.inputs[0]).op == Opcode::PushConstant;
    const ExprId subject = expr.inputs[turned ? 1 : 0];
    const ExprId limit = expr.inputs[turned ? 0 : 1];
    const std::string value = Limit(subject, limit);
    return Said(Value(subject), truth, fmt::format("is {} {}", turned ? turned_yes : yes, value),
                fmt::format("is {} {}", turned ? turned_no : no, value));
  }
  std::string Limit(ExprId subject, ExprId limit) const {
    const Expr& expr = code_.expr(limit);
    if (code_.expr(subject).op == Opcode::Elapsed && expr.op == Opcode::PushConstant) {
      const ValueView seconds = module_.constants[expr.operand].view();
      if (seconds.kind() == ValueKind::Integer) return DurationWords(seconds.integer());
    }
    return Value(limit);
  }

  std::string Predicate(const Expr& expr, std::optional<bool> truth) const {
    const PredicateSpec& spec = module_.predicates[expr.operand];
    std::string subject = Value(expr.inputs[0]);
    if (subject.starts_with('{')) subject = "the " + Spaced(subject.substr(1, subject.size() - 2));
    std::string words = "found";
    if (spec.form != PredicateForm::Exists) {
      words = !spec.equals.empty()  ? spec.equals.front()
              : !spec.words.empty() ? spec.words.front()
                                    : spec.field;
      for (std::size_t i = 1; i < spec.equals.size(); ++i) words += " or " + spec.equals[i];
    }
    return Said(subject, truth, "is " + words, "is not " + words);
  }

  const Code& code_;
  const Module& module_;
};

}  // namespace

std::string ConditionWords(const Code& code, ExprId id, std::optional<bool> truth) {
  return Phrase(code).Condition(id, truth);
}

std::string ValueWords(const Code& code, ExprId id) { return Phrase(code).Value(id); }

}  // namespace proviso::code
