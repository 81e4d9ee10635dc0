// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fmt/format.h>

#include "compiler/sema/fingerprint.h"
#include "compiler/sema/symbols.h"

namespace proviso::compiler {

namespace {

void VisitCondition(const ast::Condition* condition,
                    const std::function<void(const ast::ToolMention&)>& visit) {
  if (condition == nullptr) return;
  if (const auto* all = std::get_if<ast::AllOf>(&condition->node)) {
    for (const auto& part : all->parts) VisitCondition(part.get(), visit);
  } else if (const auto* any = std::get_if<ast::AnyOf>(&condition->node)) {
    for (const auto& part : any->parts) VisitCondition(part.get(), visit);
  } else if (const auto* negated = std::get_if<ast::NotCondition>(&condition->node)) {
    VisitCondition(negated->operand.get(), visit);
  } else if (const auto* fails = std::get_if<ast::ToolFails>(&condition->node)) {
    if (fails->tool) visit(*fails->tool);
  } else if (const auto* free = std::get_if<ast::FreeCondition>(&condition->node)) {
    for (const auto& tool : free->tools) visit(tool);
  }
}

void VisitAll(const std::vector<ast::ToolMention>& tools,
              const std::function<void(const ast::ToolMention&)>& visit) {
  for (const ast::ToolMention& tool : tools) visit(tool);
}

void VisitStatement(const ast::Statement& statement,
                    const std::function<void(const ast::ToolMention&)>& visit) {
  if (const auto* use = std::get_if<ast::Use>(&statement.node)) VisitAll(use->calls, visit);
  if (const auto* apply = std::get_if<ast::ApplyOffer>(&statement.node)) VisitAll(apply->tools, visit);
  if (const auto* item = std::get_if<ast::Item>(&statement.node)) VisitAll(item->tools, visit);
  if (const auto* rule = std::get_if<ast::Rule>(&statement.node)) VisitAll(rule->tools, visit);
  if (const auto* judge = std::get_if<ast::Judge>(&statement.node)) VisitAll(judge->tools, visit);
  if (const auto* offer = std::get_if<ast::Offer>(&statement.node)) {
    VisitAll(offer->tools, visit);
    for (const ast::OfferOption& option : offer->options) VisitAll(option.tools, visit);
  }
  if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) {
    VisitCondition(branch->condition.get(), visit);
    ForEachMention(branch->otherwise, visit);
  }
  ForEachMention(statement.body, visit);
}

bool HasSignature(const ast::ToolMention& mention) {
  return mention.has_parentheses &&
         std::all_of(mention.arguments.begin(), mention.arguments.end(),
                     [](const ast::Argument& argument) { return !argument.type_name.empty(); });
}

std::string WrittenSignature(const ast::ToolMention& mention) {
  std::string text = "@" + mention.name + "(";
  for (std::size_t i = 0; i < mention.arguments.size(); ++i) {
    const ast::Argument& argument = mention.arguments[i];
    text += fmt::format("{}{}{}: {}", i > 0 ? ", " : "", argument.name, argument.optional ? "?" : "",
                        argument.type_name);
  }
  return text + ")";
}

// In any order; `str` and `text` are one type.
bool SameParameters(const ToolDefinition& a, const ToolDefinition& b) {
  return a.parameters.size() == b.parameters.size() &&
         std::all_of(a.parameters.begin(), a.parameters.end(), [&](const ToolParameter& parameter) {
           const ToolParameter* other = b.FindParameter(parameter.name);
           return other != nullptr && other->type == parameter.type && other->required == parameter.required;
         });
}

}  // namespace

void ForEachMention(const ast::Block& block,
                    const std::function<void(const ast::ToolMention&)>& visit) {
  for (const auto& statement : block) VisitStatement(*statement, visit);
}

ToolTable::ToolTable(const ToolCatalogue* catalogue, const Lexicon& lexicon, DiagnosticSink& sink)
    : catalogue_(catalogue), lexicon_(lexicon), sink_(sink) {}

void ToolTable::Collect(const ast::Document& document) {
  for (const ast::Policy& policy : document.policies) CollectBlock(policy.body);
}

void ToolTable::CollectBlock(const ast::Block& block) {
  ForEachMention(block, [this](const ast::ToolMention& mention) { CollectMention(mention); });
}

void ToolTable::CollectMention(const ast::ToolMention& mention) {
  if (!HasSignature(mention)) return;
  ToolDefinition definition;
  definition.name = mention.name;
  bool readable = true;  // an unknown type is told once and read as text from then on
  for (const ast::Argument& argument : mention.arguments) {
    const std::optional<ValueType> type = ParseValueType(argument.type_name);
    if (!type) {
      sink_.Report(DiagnosticId::UnknownType, argument.span,
                   fmt::format("`{}` is not a type", argument.type_name))
          .Note("types are str, int, float, bool, list, json and those of the language: text, yes/no, number, "
                "percent, money, date, time, duration, email, phone, address, order number");
      readable = false;
    }
    ToolParameter parameter;
    parameter.name = argument.name;
    parameter.type = type.value_or(ValueType::Text);
    parameter.required = !argument.optional;
    definition.parameters.push_back(std::move(parameter));
  }
  const ToolNameReading reading = lexicon_.ReadToolName(mention.name);
  if (!reading.noun.empty()) definition.nouns.push_back(reading.noun);

  const ToolDefinition* known = catalogue_ != nullptr ? catalogue_->Find(mention.name) : nullptr;
  if (known != nullptr && readable) CheckAgainstCatalogue(mention, *known);

  const auto written = written_.find(mention.name);
  if (written == written_.end()) {
    written_.emplace(mention.name, Written{std::move(definition), mention.span, WrittenSignature(mention)});
    return;
  }
  if (SameParameters(written->second.definition, definition)) return;
  sink_.Report(DiagnosticId::SignatureConflict, mention.span,
               fmt::format("`{}` stands here and `{}` elsewhere", WrittenSignature(mention), written->second.signature))
      .Label(written->second.span, "the other spelling")
      .Note("a tool has one signature; write the same parameters and types everywhere, or leave them out");
}

void ToolTable::CheckAgainstCatalogue(const ast::ToolMention& mention, const ToolDefinition& known) {
  bool agrees = true;
  for (const ast::Argument& argument : mention.arguments) {
    const ToolParameter* parameter = known.FindParameter(argument.name);
    const std::optional<ValueType> type = ParseValueType(argument.type_name);
    if (parameter == nullptr || !type || !SignatureTypeFits(*parameter, *type)) agrees = false;
  }
  for (const ToolParameter& parameter : known.parameters) {
    const bool written = std::any_of(mention.arguments.begin(), mention.arguments.end(),
                                     [&](const ast::Argument& argument) { return argument.name == parameter.name; });
    if (parameter.required && !written) agrees = false;
  }
  if (agrees) return;
  sink_.Report(DiagnosticId::SignatureDiffers, mention.span,
               fmt::format("the signature `{}` differs from the catalogue", WrittenSignature(mention)))
      .Note(fmt::format("the catalogue ({}) has `{}`", known.source, SignatureText(known)))
      .Note("correct the text, or leave the parameters out: the catalogue knows them");
}

const ToolDefinition* ToolTable::Find(std::string_view name) const {
  if (catalogue_ != nullptr) {
    if (const ToolDefinition* known = catalogue_->Find(name)) return known;
  }
  const auto written = written_.find(name);
  return written != written_.end() ? &written->second.definition : nullptr;
}

bool ToolTable::in_catalogue(std::string_view name) const {
  return catalogue_ != nullptr && catalogue_->Find(name) != nullptr;
}

const ToolDefinition* ToolTable::Resolve(const ast::ToolMention& mention) {
  if (const ToolDefinition* known = Find(mention.name)) return known;
  Diagnostic& diagnostic = sink_.Report(
      DiagnosticId::UnknownTool, mention.span,
      fmt::format("no tool is called `@{}`, and no signature for it is written in the text", mention.name));
  std::vector<std::string> nearest;
  if (catalogue_ != nullptr) nearest = catalogue_->NearestNames(mention.name);
  for (const auto& [name, written] : written_) {
    if (nearest.size() < 3 && SameStem(name, mention.name)) nearest.push_back(name);
  }
  const Span name_span{mention.span.file, mention.span.begin,
                       mention.span.begin + static_cast<std::uint32_t>(mention.name.size()) + 1};
  for (const std::string& name : nearest) {
    diagnostic.Note(fmt::format("did you mean `@{}`?", name));
    diagnostic.Fix(fmt::format("call `@{}`", name), name_span, "@" + name);
  }
  if (nearest.size() > 1) diagnostic.Choice("which tool is meant?");
  diagnostic.Note(fmt::format(
      "to use a tool of your own, write its parameters once, as in `@{}(order_id: str)`, or add it with --tools",
      mention.name));
  return nullptr;
}

ToolId ToolTable::IdOf(const ToolDefinition& tool) {
  const auto found = ids_.find(tool.name);
  if (found != ids_.end()) return found->second;
  ToolSpec spec;
  spec.name = tool.name;
  spec.effect = tool.effect;
  spec.retry = tool.retry;
  spec.preconditions = tool.preconditions;
  spec.accepts_key = tool.idempotency == ToolIdempotency::Key;
  spec.result_types = tool.result_types;
  for (const ToolResultField& field : tool.result_fields) {
    // Fields of parts are required only where the part is there.
    const bool own = field.path.find_first_of(".[") == std::string::npos;
    if (field.required && own) spec.required_fields.push_back(field.path);
  }
  spec.contract_hash = Fingerprint(tool.json.empty() ? SignatureText(tool) : tool.json).hex();
  const ToolId id = static_cast<ToolId>(specs_.size());
  specs_.push_back(std::move(spec));
  ids_.emplace(tool.name, id);
  return id;
}

}  // namespace proviso::compiler
