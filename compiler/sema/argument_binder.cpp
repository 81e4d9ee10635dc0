// SPDX-License-Identifier: Apache-2.0
// What fills each parameter of a call: the seven rules of LANGUAGE section 7, in their order.
#include "compiler/sema/argument_binder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/sema/amount_binder.h"
#include "compiler/sema/callers.h"
#include "compiler/sema/purpose_reader.h"
#include "compiler/sema/question_writer.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/sema/value_resolver.h"
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

BoundArgument BoundTo(const KnownValue& value) {
  BoundArgument binding;
  binding.expr = value.expr;
  binding.bound = true;
  binding.omitted = value.alternative;
  binding.meaning = value.spelling;
  binding.spelling = value.spelling;
  binding.slot = value.slot;
  return binding;
}

}  // namespace

BoundArgument ArgumentBinder::ExplicitArgument(const ToolParameter& parameter,
                                               const ast::ToolMention& mention) {
  BoundArgument binding;
  for (const ast::Argument& argument : mention.arguments) {
    if (argument.name != parameter.name || argument.value == nullptr) continue;
    if (std::optional<CheckedExpr> expr = values_.BindExpr(*argument.value)) {
      binding.expr = std::move(*expr);
      binding.bound = true;
      binding.meaning = Written(argument.value->span);
      binding.spelling = Written(argument.value->span);
    }
  }
  return binding;
}

BoundArgument ArgumentBinder::LiteralInPurpose(const ToolParameter& parameter, const Noun& noun,
                                               const CallSite& site) {
  BoundArgument binding;
  const ValueType type = noun.known ? noun.type : parameter.type;
  for (const NumberInText& number : NumbersIn(site.purpose_text)) {
    const bool fits = (type == ValueType::Percent && number.percent) ||
                      (type == ValueType::Money && number.currency != '\0');
    if (!fits) continue;
    const bool money = type == ValueType::Money && parameter.type == ValueType::Money;
    binding.expr =
        CheckedExpr::Of(money ? Value::Money(CurrencyCode(number.currency), number.number)
                              : Value::Decimal(number.number));
    binding.bound = true;
    binding.meaning = Means(Sense::FromTheLine, number.number + (number.percent ? "%" : ""));
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
  const auto figures = std::count_if(site.purpose.begin(), site.purpose.end(),
                                     [&](const auto& word) { return !figure_of(word).empty(); });
  if (figures != 1) return binding;
  for (std::size_t i = 0; type == ValueType::Number && i + 1 < site.purpose.size(); ++i) {
    const std::string figure = figure_of(site.purpose[i]);
    // "two free months"
    const auto from = site.purpose.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    const auto to = from + std::min<std::ptrdiff_t>(2, site.purpose.end() - from);
    const bool its = std::any_of(
        from, to, [&](const std::string& word) { return SameStem(word, counted.back()); });
    if (figure.empty() || !its) continue;
    binding.expr = CheckedExpr::Of(Value::Decimal(figure));
    binding.bound = true;
    binding.meaning = Means(Sense::FromTheLine, figure);
    return binding;
  }
  return binding;
}

BoundArgument ArgumentBinder::EntityInPurpose(const Noun& noun, const CallSite& site) {
  BoundArgument binding;
  if (!noun.is_id || noun.entity.empty()) return binding;
  const Words& words = site.purpose;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (lexicon().EntityOf(words[i + 1]) != noun.entity) continue;
    const bool is_new = lexicon().Is("new_modifiers", words[i]);
    const bool is_old = !is_new && lexicon().Is("old_modifiers", words[i]);
    if (!is_new && !is_old) continue;
    for (const KnownValue& value : values_.FindValues({noun.key}, is_new)) {
      if (value.is_new != is_new) continue;
      binding.expr = value.expr;
      binding.bound = true;
      binding.spelling = value.spelling;
      binding.slot = value.slot;
      binding.meaning = Means(Sense::LineSpeaksOf, value.spelling, words[i], words[i + 1]);
      return binding;
    }
    // "… to mark the new order as paid" behind @clone_order: the one that it made.
    for (auto made = context_.scope.results.rbegin();
         is_new && made != context_.scope.results.rend(); ++made) {
      const Words tool = IdentifierWords(made->tool->name);
      const bool of_it = std::any_of(tool.begin(), tool.end(), [&](const std::string& word) {
        return lexicon().EntityOf(word) == noun.entity;
      });
      if (tools_.ReadsOnly(*made->tool) || !of_it || made->has_schema) continue;
      binding.expr = CheckedExpr::FieldOf(CheckedExpr::Load(made->variable),
                                          values_.FieldFor(noun, noun.slot));
      binding.bound = true;
      binding.spelling =
          fmt::format("{{{}.{}}}", context_.bundle.variables.at(made->variable).name, noun.slot);
      binding.meaning = Means(Sense::LineSpeaksOf, binding.spelling, words[i], words[i + 1]);
      return binding;
    }
  }
  return binding;
}

// "Enter 'website team' into the box and @notify_team(company_team: str)": the quoted value goes
// into the first parameter, in the order of the form.
BoundArgument ArgumentBinder::EnteredValue(const ToolDefinition& tool,
                                           const ToolParameter& parameter, const CallSite& site) {
  BoundArgument binding;
  if (site.entered == nullptr) return binding;
  const std::size_t index = static_cast<std::size_t>(&parameter - tool.parameters.data());
  if (index >= site.entered->size()) return binding;
  const ast::Literal& literal = (*site.entered)[index];
  binding.expr = CheckedExpr::Of(literal.value);
  binding.bound = true;
  binding.meaning = Means(Sense::EnteredAsSaid, DisplayText(literal.value.view()));
  return binding;
}

BoundArgument ArgumentBinder::OfferedValue(const ToolParameter& parameter, const Noun& noun) const {
  BoundArgument binding;
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
  binding.meaning = Means(Sense::ValueOffered, fmt::join(option.values, " or "));
  return binding;
}

BoundArgument ArgumentBinder::OptionValue(const ToolParameter& parameter, const Noun& noun,
                                          const CallSite& site) {
  BoundArgument binding;
  // "Offer a voucher of 10%. If it is accepted, issue it with @t": that value and no other.
  if (site.option == nullptr) return OfferedValue(parameter, noun);
  if (site.option->values.empty() || IsNone(site.offer->option_value)) return binding;
  const ValueType type = noun.known ? noun.type : parameter.type;
  const bool fits =
      type == ValueType::Percent || type == ValueType::Money || type == ValueType::Number;
  if (!fits) return binding;
  // Counted days are days: another number of the tool is not meant.
  const std::vector<std::string>& unit = site.option->unit;
  if (!unit.empty()) {
    const Words words = IdentifierWords(parameter.name);
    const auto counts = [&](const std::string& one) {
      return std::find(words.begin(), words.end(), one) != words.end();
    };
    const bool counted = std::any_of(unit.begin(), unit.end(), counts);
    if (!counted && type != ValueType::Number) return binding;
  }
  binding.expr = CheckedExpr::Load(site.offer->option_value);
  binding.bound = true;
  binding.meaning = Means(Sense::ValueChosen, fmt::join(site.option->values, " or "));
  return binding;
}

BoundArgument ArgumentBinder::ValueInScope(const ToolDefinition& tool,
                                           const ToolParameter& parameter, const Noun& noun,
                                           const ast::ToolMention& mention) {
  const std::vector<std::string> keys = KeysOf(lexicon(), parameter, noun);
  std::vector<KnownValue> found = values_.FindValues(keys, noun.is_new);
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
      if (std::optional<KnownValue> field =
              values_.FieldOfResults(other, parameter.name, nullptr, true)) {
        if (!TypeMayFit(field->type, parameter.type)) continue;
        found.push_back(std::move(*field));
        break;
      }
    }
  }
  if (found.empty()) return {};
  const KnownValue& best = found.front();
  BoundArgument binding = BoundTo(best);
  if (std::optional<CheckedExpr> own = IdOfRecord(parameter, best)) {
    binding.expr = std::move(*own);
    binding.meaning = Means(Sense::OfTheRecordElse, parameter.name, best.spelling);
  }
  const auto rival = std::find_if(found.begin() + 1, found.end(), [&](const KnownValue& other) {
    return other.tier == best.tier && other.spelling != best.spelling && !other.alternative;
  });
  if (rival != found.end() && !tools_.ReadsOnly(tool)) {
    ReportAmbiguous(tool, parameter, mention, best.spelling, rival->spelling);
  }
  return binding;
}

// "The booking reference" of the customer finds the booking, whose `booking_id` is its id.
std::optional<CheckedExpr> ArgumentBinder::IdOfRecord(const ToolParameter& parameter,
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

void ArgumentBinder::ReportAmbiguous(const ToolDefinition& tool, const ToolParameter& parameter,
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
bool ArgumentBinder::IsInternalId(const ToolParameter& parameter, const Noun& noun) const {
  const Words words = IdentifierWords(parameter.name);
  const bool id = words.size() > 1 && words.back() == lexicon().List("identity_words").front();
  return id && !lexicon().Is("askable_entities", noun.entity) && !context_.scope.results.empty();
}

// "@open_trace(tracking_number)": a number that a record carries under that very name is not asked
// for. Not what a customer proves who he is with, nor what he gave himself.
void ArgumentBinder::FillFromRecord(const Span& span, const ToolParameter& parameter,
                                    const Noun& asked, std::optional<ValueType> type,
                                    CheckedBlock& out) {
  const Words words = IdentifierWords(parameter.name);
  if (words.size() < 2 || !lexicon().Is("reference_words", words.back())) return;
  if (lexicon().AnyIs("identity_nouns", words)) return;
  std::optional<CheckedExpr> held;
  for (const KnownResult& result : context_.scope.results) {
    if (result.has_schema) continue;
    FieldSpec field = values_.FieldFor(asked, parameter.name);
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

// "The date of arrival" is what `arrival` and `arrival_date` want.
BoundArgument ArgumentBinder::AskedAsComplement(const ToolParameter& parameter,
                                                const Noun& noun) const {
  const KnownValue* found = nullptr;
  for (const auto& value : context_.scope.values) {
    if (value->of.empty() || value->alternative || value->slot == kNone<VariableId>) continue;
    const bool named = value->of == noun.key || value->of + "_" + value->key == noun.key;
    const bool fits = value->type == parameter.type || parameter.type == ValueType::Text;
    if (!named || !fits) continue;
    // Two of them: the customer is asked which.
    if (found != nullptr && found->slot != value->slot) return {};
    found = value.get();
  }
  return found == nullptr ? BoundArgument() : BoundTo(*found);
}

// "Ask which voucher they would like: 5% or 10%.": the one share, or amount, that was chosen.
BoundArgument ArgumentBinder::ChosenFigure(const ToolParameter& parameter, const Noun& noun) const {
  BoundArgument binding;
  const ValueType type = noun.known ? noun.type : parameter.type;
  const KnownPrompt* menu = nullptr;
  for (const auto& known : context_.scope.menus) {
    const bool figures =
        !known->choices.empty() && !IsNone(known->slot) &&
        std::all_of(known->choices.begin(), known->choices.end(), [&](const std::string& choice) {
          const std::vector<NumberInText> found = NumbersIn(choice);
          return found.size() == 1 && found.front().percent == (type == ValueType::Percent);
        });
    if (figures) menu = known.get();
  }
  const bool figure = type == ValueType::Percent || type == ValueType::Money;
  if (!figure || menu == nullptr) return binding;
  binding.expr = CheckedExpr::Load(menu->slot);
  binding.bound = true;
  binding.slot = menu->slot;
  binding.spelling = "{" + context_.bundle.variables.at(menu->slot).name + "}";
  binding.meaning = binding.spelling;
  return binding;
}

BoundArgument ArgumentBinder::AskedArgument(const ToolParameter& parameter, const Noun& noun,
                                            const CallSite& site, bool acts, CheckedBlock& out) {
  BoundArgument binding;
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
  if (acts) FillFromRecord(site.statement->span, parameter, asked, type, out);
  binding.slot = questions_.EmitAsk(site.statement->span, asked, words, type, out);
  binding.expr = CheckedExpr::Load(binding.slot);
  binding.bound = true;
  binding.spelling = "{" + asked.slot + "}";
  binding.meaning = Means(Sense::AskedUnlessKnown, binding.spelling);
  writer_
      .Report(
          DiagnosticId::QuestionInserted, site.statement->span,
          fmt::format("nothing says where `{}` comes from, so the customer is asked for it when it "
                      "is not known",
                      parameter.name))
      .Note(fmt::format("to word or place the question yourself, write a line such as `Ask for the "
                        "{}.` before this one",
                        words));
  return binding;
}

BoundArgument ArgumentBinder::BindArgument(const ToolDefinition& tool,
                                           const ToolParameter& parameter,
                                           const ast::ToolMention& mention, const CallSite& site,
                                           CheckedBlock& out) {
  const Noun noun = lexicon().ReadIdentifier(parameter.name);
  BoundArgument binding = ExplicitArgument(parameter, mention);
  const ValueType share = noun.known ? noun.type : parameter.type;
  if (const std::string other = OtherShare(mention, parameter.name, share, site.purpose_text);
      !other.empty()) {
    writer_
        .Report(
            DiagnosticId::ValueGoesNowhere, site.statement->span,
            fmt::format("`{}` stands in the words of this step, and `{}` is given another value",
                        other, parameter.name))
        .Note("say the same in both places, or leave one out");
  }
  if (!binding.bound) binding = EnteredValue(tool, parameter, site);
  if (!binding.bound) binding = amounts_.ShareInSentence(parameter, noun, site);
  if (!binding.bound) binding = LiteralInPurpose(parameter, noun, site);
  const bool consequence = !tools_.ReadsOnly(tool);
  // "… to give them back most of it, 80%": no amount that stands somewhere is that part of it.
  const bool money = parameter.type == ValueType::Money || noun.type == ValueType::Money;
  const std::vector<NumberInText> figures = NumbersIn(site.purpose_text);
  const bool part = money && consequence &&
                    std::any_of(figures.begin(), figures.end(),
                                [](const NumberInText& figure) { return figure.percent; });
  if (!binding.bound && part) {
    writer_
        .Report(DiagnosticId::UnboundArgument, mention.span,
                fmt::format("nothing fills `{}` of `@{}`: a share stands in the words of the step, "
                            "and of what it is one was not understood",
                            parameter.name, tool.name))
        .Note(fmt::format("write it as in `Refund 50% of the total with @{}`", tool.name));
    return binding;
  }
  if (!binding.bound) binding = purposes_.ValueInPurpose(noun, site, false);
  if (!binding.bound && consequence) binding = amounts_.AmountInPurpose(parameter, noun, site);
  if (!binding.bound && consequence) binding = amounts_.AmountConfirmed(parameter, noun);
  if (!binding.bound) binding = EntityInPurpose(noun, site);
  if (!binding.bound) binding = purposes_.MessageInPurpose(noun, site);
  if (!binding.bound) binding = OptionValue(parameter, noun, site);
  if (!binding.bound) binding = ValueInScope(tool, parameter, noun, mention);
  if (!binding.bound && parameter.required) binding = purposes_.ValueInPurpose(noun, site, true);
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
  if (!binding.bound) binding = ChosenFigure(parameter, noun);
  if (!binding.bound && !amount) binding = AskedAsComplement(parameter, noun);
  if (!binding.bound && !amount) binding = AskedArgument(parameter, noun, site, consequence, out);
  if (!binding.bound) {
    // Nobody can be asked for it; a result of unknown form may still have it.
    if (const std::optional<KnownValue> field =
            values_.FieldOfResults(noun, parameter.name, nullptr)) {
      binding.expr = field->expr;
      binding.bound = true;
      binding.meaning = Means(Sense::LookedUpAtRunTime, field->spelling);
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

BoundArgument ArgumentBinder::HeldByCallers(const ToolDefinition& tool,
                                            const ToolParameter& parameter, const Noun& noun,
                                            const ast::ToolMention& mention) {
  BoundArgument binding = callers_.AmongHeld([&] {
    BoundArgument found = ValueInScope(tool, parameter, noun, mention);
    if (found.bound) return found;
    if (const std::optional<KnownValue> field =
            values_.FieldOfResults(noun, parameter.name, nullptr)) {
      found.expr = field->expr;
      found.bound = true;
      found.spelling = field->spelling;
    }
    return found;
  });
  if (!binding.bound) return binding;
  binding.meaning = Means(Sense::KnownToCallers, binding.spelling);
  callers_.ReportHeld(mention.span, fmt::format("`{}` of `@{}`", parameter.name, tool.name));
  return binding;
}

}  // namespace proviso::compiler
