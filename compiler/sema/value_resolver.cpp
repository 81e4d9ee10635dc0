// SPDX-License-Identifier: Apache-2.0
// Named values, fields of results, and expressions in braces (LANGUAGE section 4).
#include "compiler/sema/value_resolver.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/callers.h"
#include "compiler/sema/step_writer.h"
#include "compiler/vocabulary/phrasing.h"
#include "core/nearest.h"

namespace proviso::compiler {
namespace {

Opcode OpcodeOf(ast::BinaryOp op) {
  switch (op) {
    case ast::BinaryOp::Add:
      return Opcode::Add;
    case ast::BinaryOp::Subtract:
      return Opcode::Subtract;
    case ast::BinaryOp::Multiply:
      return Opcode::Multiply;
    case ast::BinaryOp::Divide:
      return Opcode::Divide;
    case ast::BinaryOp::Equal:
    case ast::BinaryOp::NotEqual:
      return Opcode::Equal;
    case ast::BinaryOp::Less:
    case ast::BinaryOp::Greater:
      return Opcode::Less;
    case ast::BinaryOp::LessEqual:
    case ast::BinaryOp::GreaterEqual:
      return Opcode::LessEqual;
    case ast::BinaryOp::Contains:
      return Opcode::Contains;
    case ast::BinaryOp::And:
      return Opcode::And;
    case ast::BinaryOp::Or:
      return Opcode::Or;
  }
  return Opcode::Nop;
}

}  // namespace

std::vector<KnownValue> ValueResolver::FindValues(const std::vector<std::string>& keys,
                                                  bool prefer_new) const {
  std::vector<KnownValue> found;
  for (const int tier : {1, 2}) {
    for (auto it = context_.scope.values.rbegin(); it != context_.scope.values.rend(); ++it) {
      const KnownValue& value = **it;
      // By what it is, or by the name that the author gave it: {quantity} for how many boxes.
      const bool matches =
          value.tier == tier && std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
            return value.key == key || (!IsNone(value.slot) && value.spelling == "{" + key + "}");
          });
      if (matches) found.push_back(value);
    }
  }
  if (prefer_new) {
    std::stable_partition(found.begin(), found.end(),
                          [](const KnownValue& value) { return value.is_new; });
  }
  return found;
}

std::vector<std::string> ValueResolver::AmountPaths(const Noun& noun,
                                                    std::string_view raw_name) const {
  const Words raw = IdentifierWords(raw_name);
  const Words shown = SplitWords(noun.display);
  std::vector<std::string> paths;
  // The slot's name is general ("amount"); what the author wrote is not.
  const Words& words = SnakeCase(raw) == noun.slot && !shown.empty() ? shown : raw;
  paths.push_back(SnakeCase(words));
  Words rest = words;
  // "the order total" is the order's `total`.
  while (rest.size() > 1 && !lexicon().EntityOf(rest.front()).empty()) rest.erase(rest.begin());
  paths.push_back(SnakeCase(rest));
  if (rest.size() == 1) {
    for (const std::string& path : lexicon().FieldPaths("amount." + rest.front())) {
      if (path.find('.') == std::string::npos) paths.push_back(path);
    }
  }
  return paths;
}

// "3 extras in the box" are a list of that name or a number: `extras_in_box`, `extra_count`.
void ValueResolver::AddCountFields(const ast::Phrase& counted, CheckedExpr& field) const {
  if (field.kind != CheckedExpr::Kind::Field) return;
  Words words;
  for (const std::string& word : counted.words) {
    if (!lexicon().Is("determiners", word)) words.push_back(word);
  }
  auto& paths = field.field.paths;
  const auto add = [&](std::string path) {
    if (!path.empty() && std::find(paths.begin(), paths.end(), path) == paths.end())
      paths.push_back(std::move(path));
  };
  add(SnakeCase(words));
  const Words head = lexicon().HeadWords(counted.words);
  if (head.empty()) return;
  const std::string name = SnakeCase(head);
  add(name);
  for (const std::string& pattern : lexicon().List("count_fields")) {
    const std::size_t star = pattern.find('*');
    if (star == std::string::npos) continue;
    add(pattern.substr(0, star) + name + pattern.substr(star + 1));
    // "item_count" of the items
    const std::string one = name.substr(0, name.size() - 1);
    add(pattern.substr(0, star) + one + pattern.substr(star + 1));
  }
}

FieldSpec ValueResolver::FieldFor(const Noun& noun, std::string_view raw_name) const {
  FieldSpec field;
  const auto add = [&](const std::string& path) {
    if (!path.empty() &&
        std::find(field.paths.begin(), field.paths.end(), path) == field.paths.end()) {
      field.paths.push_back(path);
    }
  };
  if (noun.known && noun.type == ValueType::Money) {
    // An amount is the one that the words name: a total is no fee, a price no refund.
    for (const std::string& path : AmountPaths(noun, raw_name)) add(path);
  } else {
    add(std::string(raw_name));
    if (!noun.is_id) add(noun.slot);
    for (const std::string& path : lexicon().FieldPaths(noun.key)) add(path);
  }
  field.type = noun.known ? noun.type : ValueType::Json;
  if (field.type == ValueType::Choice) field.type = ValueType::Text;
  field.self_if_scalar = noun.is_id;
  field.noun = noun.display;
  return field;
}

std::optional<KnownValue> ValueResolver::FieldOfResults(const Noun& noun, std::string_view raw_name,
                                                        bool* at_run_time, bool strict) const {
  const FieldSpec field = FieldFor(noun, raw_name);
  const auto make = [&](const KnownResult& result) {
    KnownValue value;
    value.key = noun.key;
    value.type = noun.type;
    value.is_new = result.is_new;
    FieldSpec own = field;
    // "the refund amount" in the result of @give_refund is its `amount`, "the ticket type" in that
    // of @find_ticket its `type`.
    Words rest = IdentifierWords(field.paths.front());
    const std::size_t whole = rest.size();
    const Words tool_words = IdentifierWords(result.tool->name);
    while (rest.size() > 1 &&
           std::find(tool_words.begin(), tool_words.end(), rest.front()) != tool_words.end()) {
      rest.erase(rest.begin());
    }
    const bool amount = noun.known && noun.type == ValueType::Money;
    const bool of_record = !strict && at_run_time == nullptr && !noun.is_id && rest.size() < whole;
    if (amount || of_record) own.paths.push_back(SnakeCase(rest));
    value.expr = CheckedExpr::FieldOf(CheckedExpr::Load(result.variable), std::move(own));
    value.spelling =
        fmt::format("{{{}.{}}}", context_.bundle.variables.at(result.variable).name, noun.key);
    return value;
  };
  const auto described = [&](const KnownResult& result) {
    return std::find_if(
        result.tool->result_fields.begin(), result.tool->result_fields.end(),
        [&](const ToolResultField& known) {
          if (std::find(field.paths.begin(), field.paths.end(), known.path) != field.paths.end()) {
            return true;
          }
          return known.path.find_first_of(".[") == std::string::npos &&
                 lexicon().ReadIdentifier(known.path).key == noun.key;
        });
  };
  for (auto it = context_.scope.results.rbegin(); it != context_.scope.results.rend(); ++it) {
    if (!it->has_schema) continue;
    const auto known = described(*it);
    if (known == it->tool->result_fields.end()) continue;
    KnownValue value = make(*it);
    if (!known->required) value.left_out_by = it->tool;
    return value;
  }
  // Results of unknown form are asked in turn: those that usually hold such a value or are called
  // by its words, then the nearest. `strict` leaves the others out: a call must not take a value by
  // chance.
  const std::string owner = lexicon().FieldOwner(noun.key);
  const Words key_words = IdentifierWords(noun.key);
  std::vector<const KnownResult*> likely;
  std::vector<const KnownResult*> others;
  for (auto it = context_.scope.results.rbegin(); it != context_.scope.results.rend(); ++it) {
    if (it->has_schema) continue;
    const Words result_words = SplitWords(it->noun);
    const bool named =
        std::any_of(key_words.begin(), key_words.end(), [&](const std::string& word) {
          return std::find(result_words.begin(), result_words.end(), word) != result_words.end();
        });
    const bool owns =
        !it->is_new && ((!owner.empty() && it->entity == owner) ||
                        (noun.is_id && !noun.entity.empty() && it->entity == noun.entity));
    (named || owns ? likely : others).push_back(&*it);
  }
  if (!strict) likely.insert(likely.end(), others.begin(), others.end());
  if (likely.empty()) return std::nullopt;
  if (at_run_time != nullptr) *at_run_time = true;
  KnownValue value = make(*likely.front());
  constexpr std::size_t kMostAsked = 4;
  for (std::size_t i = 1; i < likely.size() && i < kMostAsked; ++i) {
    std::vector<CheckedExpr> either;
    either.push_back(std::move(value.expr));
    either.push_back(make(*likely[i]).expr);
    value.expr = CheckedExpr::Apply(Opcode::Coalesce, std::move(either));
  }
  // In a message the exact name comes before a near one, and the latest result before others.
  if (at_run_time == nullptr) return value;
  std::size_t asked = 0;
  std::vector<CheckedExpr> exact;
  for (auto it = context_.scope.results.rbegin();
       it != context_.scope.results.rend() && asked < kMostAsked; ++it) {
    if (it->has_schema) continue;
    FieldSpec named = field;
    named.paths = {std::string(raw_name)};
    named.self_if_scalar = false;
    exact.push_back(CheckedExpr::FieldOf(CheckedExpr::Load(it->variable), std::move(named)));
    ++asked;
  }
  for (std::size_t i = exact.size(); i-- > 0;) {
    value.expr = CheckedExpr::Apply(Opcode::Coalesce, {std::move(exact[i]), std::move(value.expr)});
  }
  return value;
}

std::vector<std::string> ValueResolver::PathSteps(std::string_view path) {
  std::vector<std::string> steps;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t dot = std::min(path.find('.', begin), path.size());
    steps.push_back(JoinWords(IdentifierWords(path.substr(begin, dot - begin)), "_"));
    begin = dot + 1;
  }
  return steps;
}

std::optional<CheckedExpr> ValueResolver::FindPath(const std::vector<std::string>& steps) {
  if (steps.empty()) return std::nullopt;
  const std::string first = SnakeCase(IdentifierWords(steps.front()));
  std::optional<CheckedExpr> base;
  for (auto it = context_.scope.values.rbegin(); it != context_.scope.values.rend() && !base;
       ++it) {
    const KnownValue& value = **it;
    const bool named =
        value.spelling == "{" + first + "}" || value.spelling == "{" + steps.front() + "}";
    if (value.tier == 1 && named) base = value.expr;
  }
  for (auto it = context_.scope.results.rbegin(); it != context_.scope.results.rend() && !base;
       ++it) {
    const std::string& name = context_.bundle.variables.at(it->variable).name;
    // "{open_times.times}" of @open_times
    const bool of_tool = steps.size() > 1 && SnakeCase(IdentifierWords(it->tool->name)) == first;
    if (name == first || of_tool || SnakeCase(IdentifierWords(it->noun)) == first) {
      base = CheckedExpr::Load(it->variable);
    }
  }
  // "{member.status}" behind @find_member: the record that was looked up, unless the channel knows.
  if (!base && steps.size() > 1 && lexicon().Is("possessors", steps.front())) {
    for (auto it = context_.scope.results.rbegin(); it != context_.scope.results.rend() && !base;
         ++it) {
      const Words words = IdentifierWords(it->tool->name);
      if (std::find(words.begin(), words.end(), first) == words.end()) continue;
      const VariableId fact =
          context_.bundle.variables.Get(fmt::format("{}", fmt::join(steps, ".")), ValueType::Json);
      context_.bundle.variables.MarkFromStart(fact);
      CheckedExpr field = CheckedExpr::Load(it->variable);
      for (std::size_t i = 1; i < steps.size(); ++i) {
        const Noun noun = lexicon().ReadIdentifier(steps[i]);
        field = CheckedExpr::FieldOf(std::move(field), FieldFor(noun, steps[i]));
      }
      return CheckedExpr::Apply(Opcode::Coalesce, {CheckedExpr::Load(fact), std::move(field)});
    }
  }
  if (!base && (lexicon().Is("possessors", steps.front()) || first == "channel" || first == "now" ||
                first == "locale")) {
    // A fact of the channel, given when the conversation starts: {customer.authenticated}.
    std::string name = steps.front();
    for (std::size_t i = 1; i < steps.size(); ++i) name += "." + steps[i];
    const VariableId variable = context_.bundle.variables.Get(name, ValueType::Json);
    context_.bundle.variables.MarkFromStart(variable);
    return CheckedExpr::Load(variable);
  }
  if (!base) {
    // A value named by its field alone: {reason}.
    const Noun noun = lexicon().ReadIdentifier(steps.front());
    std::vector<KnownValue> values = FindValues({noun.slot, noun.key}, noun.is_new);
    if (!values.empty()) base = values.front().expr;
    if (!base) {
      if (std::optional<KnownValue> field = FieldOfResults(noun, steps.front(), nullptr))
        base = field->expr;
    }
  }
  if (!base) return std::nullopt;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const Noun noun = lexicon().ReadIdentifier(steps[i]);
    base = CheckedExpr::FieldOf(std::move(*base), FieldFor(noun, steps[i]));
  }
  return base;
}

std::optional<CheckedExpr> ValueResolver::BindPath(const Span& span,
                                                   const std::vector<std::string>& steps) {
  std::optional<CheckedExpr> base = FindPath(steps);
  if (base || steps.empty()) return base;
  base = callers_.AmongHeld([&] { return FindPath(steps); });
  if (base) {
    callers_.ReportHeld(span, fmt::format("`{{{}}}`", fmt::join(steps, ".")));
    return base;
  }
  std::vector<std::string> names;
  for (const auto& value : context_.scope.values)
    names.push_back(value->spelling.substr(1, value->spelling.size() - 2));
  Diagnostic& diagnostic = writer_.Report(
      DiagnosticId::ValueNeverSet, span,
      fmt::format("`{{{}}}` is not set on every way to this line", fmt::join(steps, ".")));
  const std::vector<std::string> nearest = NearestNames(steps.front(), names);
  const std::uint32_t end = span.begin + static_cast<std::uint32_t>(steps.front().size());
  const Span name_span{span.file, span.begin, end};
  const bool in_place =
      end <= span.end && context_.bundle.sources.file(span.file).Text(name_span) == steps.front();
  for (const std::string& name : nearest) {
    diagnostic.Note(fmt::format("did you mean `{{{}}}`?", name));
    if (in_place) diagnostic.Fix(fmt::format("use `{{{}}}`", name), name_span, name);
  }
  if (diagnostic.fixes.size() > 1) diagnostic.Choice("which value is meant?");
  diagnostic.Note("ask for it, or call the tool that gives it, before it is used");
  return std::nullopt;
}

// "Orders over 50 EUR": what the record as a whole comes to; of "anything" that of the latest.
std::optional<CheckedExpr> ValueResolver::AmountOfRecord(const ast::Phrase& noun) const {
  if (noun.words.empty()) return std::nullopt;
  const std::string& last = noun.words.back();
  const std::string one = context_.bundle.forms.Pair("singulars", last).value_or(last);
  const std::string entity = lexicon().EntityOf(one);
  const bool anything = lexicon().Is("any_things", last);
  for (auto it = context_.scope.results.rbegin(); it != context_.scope.results.rend(); ++it) {
    const bool itself = (!entity.empty() && it->entity == entity) || it->noun == one;
    if (itself || anything) return AmountOfRecord(*it, anything ? std::string() : one);
  }
  return std::nullopt;
}

CheckedExpr ValueResolver::AmountOfRecord(const KnownResult& record,
                                          const std::string& noun) const {
  FieldSpec amount;
  // A balance may be a field of its own record; an order is none of an order.
  if (!noun.empty() && record.entity.empty()) amount.paths.push_back(noun);
  for (const std::string& name : lexicon().List("amounts_of_record")) {
    if (!noun.empty()) amount.paths.push_back(noun + "_" + name);
    amount.paths.push_back(name);
  }
  amount.type = ValueType::Money;
  amount.noun = record.noun;
  return CheckedExpr::FieldOf(CheckedExpr::Load(record.variable), std::move(amount));
}

std::optional<CheckedExpr> ValueResolver::BindNounPath(const ast::Phrase& phrase, bool report) {
  const Noun noun = NounOf(phrase.words);
  if (noun.slot.empty()) return std::nullopt;
  for (const KnownValue& value : FindValues({noun.slot, noun.key}, noun.is_new)) {
    if (value.is_new == noun.is_new || value.tier == 1) return value.expr;
  }
  if (noun.known || !context_.scope.results.empty()) {
    if (std::optional<KnownValue> field = FieldOfResults(noun, noun.slot, nullptr)) {
      // "Balances above $25" are told of by a `balance`: the plural ends in a letter more.
      constexpr std::size_t kShortest = 4;
      if (!noun.known && noun.slot.size() > kShortest &&
          field->expr.kind == CheckedExpr::Kind::Field) {
        field->expr.field.paths.push_back(noun.slot.substr(0, noun.slot.size() - 1));
      }
      return field->expr;
    }
  }
  if (report) {
    writer_
        .Report(DiagnosticId::ValueNeverSet, phrase.span,
                fmt::format("`{}` is not set on every way to this line", phrase.text))
        .Note("ask for it, or call the tool that gives it, before it is used");
  }
  return std::nullopt;
}

std::optional<CheckedExpr> ValueResolver::BindExpr(const ast::Expr& expr) {
  const auto visit = [&](const auto& node) -> std::optional<CheckedExpr> {
    using Node = std::decay_t<decltype(node)>;
    if constexpr (std::is_same_v<Node, ast::Literal>) {
      return CheckedExpr::Of(node.value);
    } else if constexpr (std::is_same_v<Node, ast::Path>) {
      return BindPath(expr.span, node.steps);
    } else if constexpr (std::is_same_v<Node, ast::NounPath>) {
      return BindNounPath(node.noun, true);
    } else if constexpr (std::is_same_v<Node, ast::Unary>) {
      std::optional<CheckedExpr> operand = BindExpr(*node.operand);
      if (!operand) return std::nullopt;
      switch (node.op) {
        case ast::UnaryOp::Negate:
          return CheckedExpr::Joined(Opcode::Subtract, CheckedExpr::Of(Value::Integer(0)),
                                     std::move(*operand));
        case ast::UnaryOp::Not:
          return CheckedExpr::Not(std::move(*operand));
        case ast::UnaryOp::CountOf:
          if (const auto* counted = std::get_if<ast::NounPath>(&node.operand->node))
            AddCountFields(counted->noun, *operand);
          return CheckedExpr::Single(Opcode::Count, std::move(*operand));
        case ast::UnaryOp::SumOf:
          return CheckedExpr::Single(Opcode::Sum, std::move(*operand));
      }
      return std::nullopt;
    } else if constexpr (std::is_same_v<Node, ast::Binary>) {
      std::optional<CheckedExpr> left = BindExpr(*node.left);
      std::optional<CheckedExpr> right = BindExpr(*node.right);
      if (!left || !right) return std::nullopt;
      if (node.op == ast::BinaryOp::Equal || node.op == ast::BinaryOp::NotEqual) {
        std::optional<CheckedExpr> status = StatusIs(*left, {*right});
        if (status)
          return node.op == ast::BinaryOp::NotEqual ? CheckedExpr::Not(std::move(*status))
                                                    : std::move(*status);
      }
      ShareCurrency(*left, *right);
      const bool swapped =
          node.op == ast::BinaryOp::Greater || node.op == ast::BinaryOp::GreaterEqual;
      if (swapped) std::swap(left, right);
      CheckedExpr result =
          CheckedExpr::Joined(OpcodeOf(node.op), std::move(*left), std::move(*right));
      return node.op == ast::BinaryOp::NotEqual ? CheckedExpr::Not(std::move(result))
                                                : std::move(result);
    } else if constexpr (std::is_same_v<Node, ast::ClockWord>) {
      const VariableId now = context_.bundle.variables.Get("now", ValueType::Date);
      context_.bundle.variables.MarkFromStart(now);
      return CheckedExpr::Load(now);
    } else {
      static_assert(std::is_same_v<Node, ast::ListLiteral>);
      ListBuilder list;
      for (const ast::ExprPtr& item : node.items) {
        const auto* literal = std::get_if<ast::Literal>(&item->node);
        if (literal == nullptr) {
          writer_.Report(DiagnosticId::ValueNeverSet, item->span,
                         "a list may only hold plain values");
          return std::nullopt;
        }
        list.Add(literal->value.view());
      }
      return CheckedExpr::Of(list.Build());
    }
  };
  return std::visit(visit, expr.node);
}

std::optional<CheckedExpr> ValueResolver::StatusIs(const CheckedExpr& left,
                                                   const std::vector<CheckedExpr>& right) const {
  if (left.kind != CheckedExpr::Kind::Field || right.empty()) return std::nullopt;
  const bool status =
      std::any_of(left.field.paths.begin(), left.field.paths.end(), [&](const std::string& path) {
        const Words words = IdentifierWords(path);
        return !words.empty() && lexicon().Is("status_nouns", words.back());
      });
  if (!status) return std::nullopt;
  PredicateSpec spec;
  spec.form = PredicateForm::Says;
  for (const CheckedExpr& item : right) {
    if (item.kind != CheckedExpr::Kind::Constant || !item.constant.view().is_string())
      return std::nullopt;
    spec.equals.emplace_back(item.constant.view().text());
  }
  return CheckedExpr::Ask(left, std::move(spec));
}

void ValueResolver::ShareCurrency(CheckedExpr& left, CheckedExpr& right) const {
  const auto given = [&](const CheckedExpr& expr) {
    return expr.kind == CheckedExpr::Kind::Variable &&
           context_.bundle.variables.at(expr.variable).type == ValueType::Money;
  };
  const auto plain = [](const CheckedExpr& expr) {
    return expr.kind == CheckedExpr::Kind::Constant && expr.constant.view().is_number();
  };
  const auto money = [](const CheckedExpr& expr) {
    return expr.kind == CheckedExpr::Kind::Field && expr.field.type == ValueType::Money;
  };
  // "The fee is 0": the author's number is in the currency of what is there.
  if (plain(left) && money(right)) {
    left = CheckedExpr::Joined(Opcode::InCurrencyOf, std::move(left), right);
    return;
  }
  if (plain(right) && money(left)) {
    right = CheckedExpr::Joined(Opcode::InCurrencyOf, std::move(right), left);
    return;
  }
  const bool left_given = given(left);
  const bool right_given = given(right);
  if (left_given == right_given) return;
  CheckedExpr& amount = left_given ? left : right;
  amount = CheckedExpr::Joined(Opcode::InCurrencyOf, std::move(amount), left_given ? right : left);
}

}  // namespace proviso::compiler
