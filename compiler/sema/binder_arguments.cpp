// SPDX-License-Identifier: Apache-2.0
// What fills each parameter of a call: the seven rules of LANGUAGE section 7, in their order.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/sema/binder.h"
#include "compiler/vocabulary/phrasing.h"

namespace proviso::compiler {
namespace {

void AddKey(std::vector<std::string>& keys, std::string key) {
  if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end())
    keys.push_back(std::move(key));
}

std::vector<std::string> KeysOf(const Lexicon& lexicon, const ToolParameter& parameter,
                                const Noun& noun) {
  std::vector<std::string> keys;
  AddKey(keys, noun.slot);
  AddKey(keys, noun.key);
  for (const std::string& synonym : parameter.synonyms)
    AddKey(keys, lexicon.ReadIdentifier(synonym).key);
  for (const std::string& spoken : parameter.nouns)
    AddKey(keys, lexicon.ReadNoun(SplitWords(spoken)).key);
  return keys;
}

// A list is not an address, and an address is not a list; texts and numbers may stand for each
// other.
bool TypeMayFit(ValueType have, ValueType want) {
  if (want == ValueType::List)
    return have == ValueType::List || have == ValueType::Json || have == ValueType::Item;
  if (have == ValueType::List) return want == ValueType::Json || want == ValueType::Text;
  return true;
}

struct NumberInText {
  std::string number;
  bool percent = false;
  char currency = '\0';
};

// Numbers of a text as they stand: "100%", "$20", "3". The euro and pound signs are three and two
// bytes of UTF-8; their last byte tells them apart.
std::vector<NumberInText> NumbersIn(std::string_view text) {
  std::vector<NumberInText> numbers;
  for (std::size_t i = 0; i < text.size();) {
    const bool starts = std::isdigit(static_cast<unsigned char>(text[i])) != 0 &&
                        (i == 0 || std::isalnum(static_cast<unsigned char>(text[i - 1])) == 0);
    if (!starts) {
      ++i;
      continue;
    }
    NumberInText found;
    if (i > 0 && text[i - 1] == '$') found.currency = '$';
    if (i > 2 && text.substr(i - 3, 3) == "\xE2\x82\xAC") found.currency = 'E';
    if (i > 1 && text.substr(i - 2, 2) == "\xC2\xA3") found.currency = 'P';
    while (i < text.size() && (std::isdigit(static_cast<unsigned char>(text[i])) != 0 ||
                               (text[i] == '.' && i + 1 < text.size() &&
                                std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0))) {
      found.number += text[i++];
    }
    while (i < text.size() && text[i] == ' ') ++i;
    found.percent = i < text.size() && text[i] == '%';
    numbers.push_back(std::move(found));
  }
  return numbers;
}

std::string CurrencyCode(char symbol) {
  switch (symbol) {
    case 'E':
      return "EUR";
    case 'P':
      return "GBP";
    default:
      return "USD";
  }
}

}  // namespace

std::vector<KnownValue> Binder::FindValues(const std::vector<std::string>& keys,
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

std::vector<std::string> Binder::AmountPaths(const Noun& noun, std::string_view raw_name) const {
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

FieldSpec Binder::FieldFor(const Noun& noun, std::string_view raw_name) const {
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

std::optional<KnownValue> Binder::FieldOfResults(const Noun& noun, std::string_view raw_name,
                                                 bool* at_run_time, bool strict) const {
  const FieldSpec field = FieldFor(noun, raw_name);
  const auto make = [&](const KnownResult& result) {
    KnownValue value;
    value.key = noun.key;
    value.type = noun.type;
    value.is_new = result.is_new;
    FieldSpec own = field;
    // "the refund amount" in the result of @give_refund is its `amount`.
    Words rest = IdentifierWords(field.paths.front());
    const Words tool_words = IdentifierWords(result.tool->name);
    while (rest.size() > 1 &&
           std::find(tool_words.begin(), tool_words.end(), rest.front()) != tool_words.end()) {
      rest.erase(rest.begin());
    }
    if (noun.known && noun.type == ValueType::Money) own.paths.push_back(SnakeCase(rest));
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

namespace {

// A share in the words of a call that is not the one its argument says; empty when there is none.
std::string OtherShare(const ast::ToolMention& mention, const std::string& parameter,
                       ValueType type, const std::string& purpose) {
  if (type != ValueType::Percent) return {};
  for (const ast::Argument& argument : mention.arguments) {
    if (argument.name != parameter || argument.value == nullptr) continue;
    const auto* literal = std::get_if<ast::Literal>(&argument.value->node);
    if (literal == nullptr) return {};
    std::string given = DisplayText(literal->value.view());
    if (given.ends_with('%')) given.pop_back();
    for (const NumberInText& number : NumbersIn(purpose)) {
      if (number.percent && number.number != given) return number.number + "%";
    }
  }
  return {};
}

}  // namespace

Binder::Binding Binder::ExplicitArgument(const ToolParameter& parameter,
                                         const ast::ToolMention& mention) {
  Binding binding;
  for (const ast::Argument& argument : mention.arguments) {
    if (argument.name != parameter.name || argument.value == nullptr) continue;
    if (std::optional<CheckedExpr> expr = BindExpr(*argument.value)) {
      binding.expr = std::move(*expr);
      binding.bound = true;
      binding.meaning = Written(argument.value->span);
      binding.spelling = binding.meaning;
    }
  }
  return binding;
}

Binder::Binding Binder::LiteralInPurpose(const ToolParameter& parameter, const Noun& noun,
                                         const CallContext& context) {
  Binding binding;
  const ValueType type = noun.known ? noun.type : parameter.type;
  for (const NumberInText& number : NumbersIn(context.purpose_text)) {
    const bool fits = (type == ValueType::Percent && number.percent) ||
                      (type == ValueType::Money && number.currency != '\0');
    if (!fits) continue;
    const bool money = type == ValueType::Money && parameter.type == ValueType::Money;
    binding.expr =
        CheckedExpr::Of(money ? Value::Money(CurrencyCode(number.currency), number.number)
                              : Value::Decimal(number.number));
    binding.bound = true;
    binding.meaning = number.number + (number.percent ? "%" : "") + ", from the line";
    return binding;
  }
  // "… by 2 days": what the parameter counts. Of "7, 14 or 21 days" the customer chooses one.
  const Words counted = IdentifierWords(parameter.name);
  const auto figure_of = [&](const std::string& word) {
    std::string figure = context_.bundle.forms.Pair("numerals", word).value_or(word);
    const bool number = std::all_of(figure.begin(), figure.end(),
                                    [](unsigned char c) { return std::isdigit(c) != 0; });
    return number ? figure : std::string();
  };
  const auto figures = std::count_if(context.purpose.begin(), context.purpose.end(),
                                     [&](const auto& word) { return !figure_of(word).empty(); });
  if (figures != 1) return binding;
  for (std::size_t i = 0; type == ValueType::Number && i + 1 < context.purpose.size(); ++i) {
    const std::string figure = figure_of(context.purpose[i]);
    // "two free months"
    const auto from = context.purpose.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    const auto to = from + std::min<std::ptrdiff_t>(2, context.purpose.end() - from);
    const bool its = std::any_of(
        from, to, [&](const std::string& word) { return SameStem(word, counted.back()); });
    if (figure.empty() || !its) continue;
    binding.expr = CheckedExpr::Of(Value::Decimal(figure));
    binding.bound = true;
    binding.meaning = figure + ", from the line";
    return binding;
  }
  return binding;
}

Binder::Binding Binder::EntityInPurpose(const Noun& noun, const CallContext& context) {
  Binding binding;
  if (!noun.is_id || noun.entity.empty()) return binding;
  const Words& words = context.purpose;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (lexicon().EntityOf(words[i + 1]) != noun.entity) continue;
    const bool is_new = lexicon().Is("new_modifiers", words[i]);
    const bool is_old = !is_new && lexicon().Is("old_modifiers", words[i]);
    if (!is_new && !is_old) continue;
    for (const KnownValue& value : FindValues({noun.key}, is_new)) {
      if (value.is_new != is_new) continue;
      binding.expr = value.expr;
      binding.bound = true;
      binding.spelling = value.spelling;
      binding.slot = value.slot;
      binding.meaning =
          fmt::format("{} (the line speaks of the {} {})", value.spelling, words[i], words[i + 1]);
      return binding;
    }
  }
  return binding;
}

// "Enter 'website team' into the box and @notify_team(company_team: str)": the quoted value goes
// into the first parameter, in the order of the form.
Binder::Binding Binder::EnteredValue(const ToolDefinition& tool, const ToolParameter& parameter,
                                     const CallContext& context) {
  Binding binding;
  if (context.entered == nullptr) return binding;
  const std::size_t index = static_cast<std::size_t>(&parameter - tool.parameters.data());
  if (index >= context.entered->size()) return binding;
  const ast::Literal& literal = (*context.entered)[index];
  binding.expr = CheckedExpr::Of(literal.value);
  binding.bound = true;
  binding.meaning =
      fmt::format("“{}”, as the line says to enter", DisplayText(literal.value.view()));
  return binding;
}

Binder::Binding Binder::OfferedValue(const ToolParameter& parameter, const Noun& noun) const {
  Binding binding;
  const auto& prompt = context_.scope.prompt;
  if (!prompt || prompt->kind != PromptKind::Offer || prompt->options.size() != 1) return binding;
  const OptionPlan& option = prompt->options.front();
  if (option.values.empty() || IsNone(prompt->option_value)) return binding;
  const ValueType type = noun.known ? noun.type : parameter.type;
  const bool fits = type == option.value_type ||
                    (type == ValueType::Number && option.value_type == ValueType::Percent);
  if (!fits) return binding;
  binding.expr = CheckedExpr::Load(prompt->option_value);
  binding.bound = true;
  binding.meaning =
      fmt::format("the value that was offered ({})", fmt::join(option.values, " or "));
  return binding;
}

Binder::Binding Binder::OptionValue(const ToolParameter& parameter, const Noun& noun,
                                    const CallContext& context) {
  Binding binding;
  // "Offer a voucher of 10%. If it is accepted, issue it with @t": that value and no other.
  if (context.option == nullptr) return OfferedValue(parameter, noun);
  if (context.option->values.empty() || IsNone(context.offer->option_value)) return binding;
  const ValueType type = noun.known ? noun.type : parameter.type;
  const bool fits =
      type == ValueType::Percent || type == ValueType::Money || type == ValueType::Number;
  if (!fits) return binding;
  // Counted days are days: another number of the tool is not meant.
  const std::vector<std::string>& unit = context.option->unit;
  if (!unit.empty()) {
    const Words words = IdentifierWords(parameter.name);
    const auto counts = [&](const std::string& one) {
      return std::find(words.begin(), words.end(), one) != words.end();
    };
    const bool counted = std::any_of(unit.begin(), unit.end(), counts);
    if (!counted && type != ValueType::Number) return binding;
  }
  binding.expr = CheckedExpr::Load(context.offer->option_value);
  binding.bound = true;
  binding.meaning =
      fmt::format("the value the customer chose ({})", fmt::join(context.option->values, " or "));
  return binding;
}

Binder::Binding Binder::ValueInScope(const ToolDefinition& tool, const ToolParameter& parameter,
                                     const Noun& noun, const ast::ToolMention& mention) {
  Binding binding;
  const std::vector<std::string> keys = KeysOf(lexicon(), parameter, noun);
  std::vector<KnownValue> found = FindValues(keys, noun.is_new);
  std::erase_if(found,
                [&](const KnownValue& value) { return !TypeMayFit(value.type, parameter.type); });
  if (found.empty()) {
    if (std::optional<KnownValue> given = GivenUnderAnotherName(parameter, noun)) {
      found.push_back(std::move(*given));
    }
  }
  if (found.empty()) {
    for (const std::string& key : keys) {
      Noun other = noun;
      other.key = key;
      if (std::optional<KnownValue> field = FieldOfResults(other, parameter.name, nullptr, true)) {
        if (!TypeMayFit(field->type, parameter.type)) continue;
        found.push_back(std::move(*field));
        break;
      }
    }
  }
  if (found.empty()) return binding;
  const KnownValue& best = found.front();
  binding.expr = best.expr;
  binding.bound = true;
  binding.omitted = best.alternative;
  binding.meaning = best.spelling;
  binding.spelling = best.spelling;
  binding.slot = best.slot;
  if (std::optional<CheckedExpr> own = IdOfRecord(parameter, best)) {
    binding.expr = std::move(*own);
    binding.meaning = fmt::format("the {} of the record, else {}", parameter.name, best.spelling);
  }
  const auto rival = std::find_if(found.begin() + 1, found.end(), [&](const KnownValue& other) {
    return other.tier == best.tier && other.spelling != best.spelling && !other.alternative;
  });
  if (rival != found.end() && !ReadsOnly(tool)) {
    ReportAmbiguous(tool, parameter, mention, best.spelling, rival->spelling);
  }
  return binding;
}

// "The booking reference" of the customer finds the booking, whose `booking_id` is its id.
std::optional<CheckedExpr> Binder::IdOfRecord(const ToolParameter& parameter,
                                              const KnownValue& given) const {
  const Words words = IdentifierWords(parameter.name);
  const std::string& id = lexicon().List("identity_words").front();
  const bool asked = !IsNone(given.slot) && words.size() > 1 && words.back() == id;
  if (!asked || (!given.spoken.empty() && given.spoken.back() == id)) return std::nullopt;
  std::optional<CheckedExpr> expr;
  for (const KnownResult& known : context_.scope.results) {
    if (known.has_schema || known.is_new || context_.bundle.tools.in_catalogue(known.tool->name))
      continue;
    // Where the look-up itself takes it under this name, it is what the customer gave.
    if (known.tool->FindParameter(parameter.name) != nullptr) continue;
    FieldSpec field;
    field.paths = {parameter.name};
    field.noun = JoinWords(words);
    CheckedExpr own = CheckedExpr::FieldOf(CheckedExpr::Load(known.variable), std::move(field));
    expr = expr ? CheckedExpr::Apply(Opcode::Coalesce, {std::move(own), std::move(*expr)})
                : std::move(own);
  }
  if (!expr) return std::nullopt;
  return CheckedExpr::Apply(Opcode::Coalesce, {std::move(*expr), given.expr});
}

void Binder::ReportAmbiguous(const ToolDefinition& tool, const ToolParameter& parameter,
                             const ast::ToolMention& mention, const std::string& taken,
                             const std::string& rival) {
  Diagnostic& diagnostic = writer_.Report(
      DiagnosticId::AmbiguousArgument, mention.span,
      fmt::format("`{}` of `@{}` could be `{}` or `{}`", parameter.name, tool.name, taken, rival));
  diagnostic.Note(fmt::format("the most recent one is taken: `{}`", taken));
  diagnostic.Note(fmt::format("to say it outright, write `@{0}({1}: {2})` or `@{0}({1}: {3})`",
                              tool.name, parameter.name, taken, rival));
  // A tool of the author's own needs the types in its signature.
  if (!context_.bundle.tools.in_catalogue(tool.name)) return;
  const auto written =
      std::find_if(mention.arguments.begin(), mention.arguments.end(),
                   [&](const ast::Argument& argument) { return argument.name == parameter.name; });
  if (mention.has_parentheses && written == mention.arguments.end()) return;
  const Span behind{mention.span.file, mention.span.end, mention.span.end};
  diagnostic.Choice(fmt::format("which one is `{}`?", parameter.name));
  for (const std::string& spelling : {taken, rival}) {
    const std::string argument = fmt::format("{}: {}", parameter.name, spelling);
    diagnostic.Fix(spelling, mention.has_parentheses ? written->span : behind,
                   mention.has_parentheses ? argument : "(" + argument + ")");
  }
}

// The id of a record that was looked up: `event_id`, `patient_id`. No customer knows it.
bool Binder::IsInternalId(const ToolParameter& parameter, const Noun& noun) const {
  const Words words = IdentifierWords(parameter.name);
  const bool id = words.size() > 1 && words.back() == lexicon().List("identity_words").front();
  return id && !lexicon().Is("askable_entities", noun.entity) && !context_.scope.results.empty();
}

// "@open_trace(tracking_number)": a number that a record carries under that very name is not asked
// for. Not what a customer proves who he is with, nor what he gave himself.
void Binder::FillFromRecord(const Span& span, const ToolParameter& parameter, const Noun& asked,
                            std::optional<ValueType> type, CheckedBlock& out) {
  const Words words = IdentifierWords(parameter.name);
  if (words.size() < 2 || !lexicon().Is("reference_words", words.back())) return;
  if (lexicon().AnyIs("identity_nouns", words)) return;
  std::optional<CheckedExpr> held;
  for (const KnownResult& result : context_.scope.results) {
    if (result.has_schema) continue;
    FieldSpec field = FieldFor(asked, parameter.name);
    field.paths = {parameter.name};
    field.self_if_scalar = false;
    CheckedExpr value = CheckedExpr::FieldOf(CheckedExpr::Load(result.variable), std::move(field));
    held = held ? CheckedExpr::Apply(Opcode::Coalesce, {std::move(value), std::move(*held)})
                : std::move(value);
  }
  if (!held) return;
  const VariableId slot = context_.bundle.variables.Get(asked.slot, type.value_or(asked.type));
  CheckedStep fill = writer_.Step(CheckedStep::Kind::If, span);
  fill.condition = CheckedExpr::Joined(Opcode::Or, CheckedExpr::Set(slot),
                                       CheckedExpr::Apply(Opcode::IsEmpty, {*held}));
  CheckedStep assign = writer_.Step(CheckedStep::Kind::Assign, span);
  assign.variable = slot;
  assign.value = std::move(*held);
  fill.otherwise.push_back(std::move(assign));
  out.push_back(std::move(fill));
}

Binder::Binding Binder::AskedArgument(const ToolParameter& parameter, const Noun& noun,
                                      const CallContext& context, bool acts, CheckedBlock& out) {
  Binding binding;
  const bool askable =
      !lexicon().Is("message_keys", noun.key) &&
      !lexicon().AnyIs("approval_words", IdentifierWords(parameter.name)) &&
      noun.type != ValueType::List && parameter.type != ValueType::List &&
      !(noun.is_id && !noun.entity.empty() && !lexicon().Is("askable_entities", noun.entity)) &&
      !IsInternalId(parameter, noun);
  if (!askable) return binding;
  Noun asked = noun;
  if (!parameter.nouns.empty()) asked = lexicon().ReadNoun(SplitWords(parameter.nouns.front()));
  // "the order" is known by its number.
  if (asked.is_id) asked.slot = asked.key;
  // "no" alone says nothing: the parameter's own words do.
  const bool bare = wording().Spelled(asked.display) != asked.display;
  const std::string words = asked.is_id ? JoinWords(IdentifierWords(asked.key))
                            : bare ? wording().Spelled(JoinWords(IdentifierWords(parameter.name)))
                                   : asked.display;
  std::optional<ValueType> type;
  if (!asked.known && parameter.type != ValueType::Text) type = parameter.type;
  if (acts) FillFromRecord(context.statement->span, parameter, asked, type, out);
  binding.slot = EmitAsk(context.statement->span, asked, words, type, out);
  binding.expr = CheckedExpr::Load(binding.slot);
  binding.bound = true;
  binding.spelling = "{" + asked.slot + "}";
  binding.meaning = fmt::format("{}, asked from the customer unless known", binding.spelling);
  writer_
      .Report(
          DiagnosticId::QuestionInserted, context.statement->span,
          fmt::format("nothing says where `{}` comes from, so the customer is asked for it when it "
                      "is not known",
                      parameter.name))
      .Note(fmt::format("to word or place the question yourself, write a line such as `Ask for the "
                        "{}.` before this one",
                        words));
  return binding;
}

Binder::Binding Binder::BindArgument(const ToolDefinition& tool, const ToolParameter& parameter,
                                     const ast::ToolMention& mention, const CallContext& context,
                                     CheckedBlock& out) {
  const Noun noun = lexicon().ReadIdentifier(parameter.name);
  Binding binding = ExplicitArgument(parameter, mention);
  const ValueType share = noun.known ? noun.type : parameter.type;
  if (const std::string other = OtherShare(mention, parameter.name, share, context.purpose_text);
      !other.empty()) {
    writer_
        .Report(
            DiagnosticId::ValueGoesNowhere, context.statement->span,
            fmt::format("`{}` stands in the words of this step, and `{}` is given another value",
                        other, parameter.name))
        .Note("say the same in both places, or leave one out");
  }
  if (!binding.bound) binding = EnteredValue(tool, parameter, context);
  if (!binding.bound) binding = ShareInSentence(parameter, noun, context);
  if (!binding.bound) binding = LiteralInPurpose(parameter, noun, context);
  if (!binding.bound) binding = ValueInPurpose(noun, context, false);
  const bool consequence = !ReadsOnly(tool);
  if (!binding.bound && consequence) binding = AmountInPurpose(parameter, noun, context);
  if (!binding.bound && consequence) binding = AmountConfirmed(parameter, noun);
  if (!binding.bound) binding = EntityInPurpose(noun, context);
  if (!binding.bound) binding = MessageInPurpose(noun, context);
  if (!binding.bound) binding = OptionValue(parameter, noun, context);
  if (!binding.bound) binding = ValueInScope(tool, parameter, noun, mention);
  if (!binding.bound && parameter.required) binding = ValueInPurpose(noun, context, true);
  if (!binding.bound && !parameter.required) return binding;
  // How much is paid back is nothing that the customer decides.
  const bool amount =
      (parameter.type == ValueType::Money || noun.type == ValueType::Money) && consequence;
  // An id that no customer knows: from where the callers have it.
  const Words words = IdentifierWords(parameter.name);
  const bool record_id = words.size() > 1 &&
                         words.back() == lexicon().List("identity_words").front() &&
                         !lexicon().Is("askable_entities", noun.entity);
  if (!binding.bound && record_id) binding = HeldByCallers(tool, parameter, noun, mention);
  if (!binding.bound && !amount)
    binding = AskedArgument(parameter, noun, context, consequence, out);
  if (!binding.bound) {
    // Nobody can be asked for it; a result of unknown form may still have it.
    if (const std::optional<KnownValue> field = FieldOfResults(noun, parameter.name, nullptr)) {
      binding.expr = field->expr;
      binding.bound = true;
      binding.meaning = field->spelling + ", looked up at run time";
      binding.spelling = field->spelling;
    }
  }
  if (!binding.bound) binding = HeldByCallers(tool, parameter, noun, mention);
  if (!binding.bound) {
    writer_
        .Report(DiagnosticId::UnboundArgument, mention.span,
                fmt::format("nothing fills `{}` of `@{}`", parameter.name, tool.name))
        .Note(fmt::format("write where it comes from, as in `@{}({}: {{…}})`, or ask for it before",
                          tool.name, parameter.name));
  }
  return binding;
}

}  // namespace proviso::compiler
