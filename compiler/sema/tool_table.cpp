// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "compiler/sema/fingerprint.h"
#include "compiler/sema/own_tools.h"
#include "compiler/sema/symbols.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {

namespace {

// "items[].sku" as the keys that lead there.
std::vector<std::string> KeysOf(std::string_view path) {
  std::vector<std::string> keys;
  while (!path.empty()) {
    const bool list = path.starts_with(kEachItem);
    std::size_t length = list ? kEachItem.size() : std::min(path.find_first_of(".["), path.size());
    if (length == 0 && path.front() == '[') length = 1;
    if (length > 0) keys.emplace_back(path.substr(0, length));
    path.remove_prefix(length);
    if (path.starts_with('.')) path.remove_prefix(1);
  }
  return keys;
}

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
  if (const auto* apply = std::get_if<ast::ApplyOffer>(&statement.node))
    VisitAll(apply->tools, visit);
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
  const Declaration declares = DeclarationOf(mention);
  if (declares == Declaration::None) return;
  const ToolDefinition* known = catalogue_ != nullptr ? catalogue_->Find(mention.name) : nullptr;
  if (declares == Declaration::Values) {
    if (known == nullptr) CollectValues(mention);
    return;
  }
  const bool readable = std::all_of(
      mention.arguments.begin(), mention.arguments.end(), [](const ast::Argument& argument) {
        return argument.type_name.empty() || ParseValueType(argument.type_name).has_value();
      });
  ToolDefinition declared = DeclaredTool(mention, lexicon_, sink_);
  const bool fits = known == nullptr || SignatureFits(mention, *known);
  // `()` declares nothing; behind a tool that needs something it says too little to be a tool's
  // own.
  const bool own =
      known != nullptr && known->origin == ToolOrigin::BuiltIn && !mention.arguments.empty();
  if (readable && !fits && !own) ReportDifference(mention, *known);

  const auto written = written_.find(mention.name);
  if (written != written_.end()) {
    if (SameSignature(*written->second.mention, mention)) return;
    sink_
        .Report(DiagnosticId::SignatureConflict, mention.span,
                fmt::format("`{}` stands here and `{}` elsewhere", WrittenSignature(mention),
                            WrittenSignature(*written->second.mention)))
        .Label(written->second.mention->span, "the other spelling")
        .Note(
            "a tool has one signature; write the same parameters and types everywhere, or leave "
            "them out");
    return;
  }
  Written entry{std::move(declared), &mention, known == nullptr || (own && !fits)};
  if (own) {
    entry.definition =
        fits ? Narrowed(*known, entry.definition) : Replaced(*known, entry.definition);
    if (!fits && readable) ReportReplacement(mention, *known);
  }
  written_.emplace(mention.name, std::move(entry));
}

void ToolTable::CollectValues(const ast::ToolMention& mention) {
  ToolDefinition declared = DeclaredTool(mention, lexicon_, sink_);
  const auto [place, added] = by_values_.emplace(mention.name, declared);
  if (!added) JoinDeclarations(place->second, declared);
}

void ToolTable::ReportDifference(const ast::ToolMention& mention, const ToolDefinition& known) {
  sink_
      .Report(
          DiagnosticId::SignatureDiffers, mention.span,
          fmt::format("the signature `{}` differs from the catalogue", WrittenSignature(mention)))
      .Note(fmt::format("the catalogue ({}) has `{}`", known.source, SignatureText(known)))
      .Note("correct the text, or leave the parameters out: the catalogue knows them");
}

void ToolTable::ReportReplacement(const ast::ToolMention& mention, const ToolDefinition& known) {
  sink_
      .Report(DiagnosticId::OwnSignature, mention.span,
              fmt::format(
                  "`{}` differs from the built-in tool of that name; the text's signature holds",
                  WrittenSignature(mention)))
      .Note(fmt::format("the built-in one ({}) is `{}`", known.source, SignatureText(known)))
      .Note(fmt::format("what it does to the world stays as known, `{}`; what it answers may "
                        "differ, and is looked "
                        "at when it comes",
                        ToolEffectName(known.effect)))
      .Note(
          "the sandbox knows the built-in one only; if that one is meant, leave the parameters "
          "out");
}

const ToolDefinition* ToolTable::Find(std::string_view name) const {
  const ToolDefinition* known = catalogue_ != nullptr ? catalogue_->Find(name) : nullptr;
  const auto written = written_.find(name);
  const bool holds = written != written_.end() &&
                     (known == nullptr || (known->origin == ToolOrigin::BuiltIn &&
                                           !written->second.mention->arguments.empty()));
  if (holds) return &written->second.definition;
  if (known != nullptr) return known;
  const auto values = by_values_.find(name);
  return values != by_values_.end() ? &values->second : nullptr;
}

bool ToolTable::in_catalogue(std::string_view name) const {
  if (catalogue_ == nullptr || catalogue_->Find(name) == nullptr) return false;
  const auto written = written_.find(name);
  return written == written_.end() || !written->second.own;
}

void ToolTable::ReportUnknown(const ast::ToolMention& mention, const std::string& signature) {
  Diagnostic& diagnostic = sink_.Report(
      DiagnosticId::UnknownTool, mention.span,
      fmt::format("no tool is called `@{}`, and no signature for it is written in the text",
                  mention.name));
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
  // Written once, it serves all: only the first place offers it. That a tool takes nothing is a
  // guess, and a name near to another one is most likely a slip: it must not become a tool unasked.
  const bool takes_nothing = signature.ends_with("()");
  const bool a_guess = takes_nothing || !nearest.empty();
  if (missing_.insert(mention.name).second) {
    diagnostic.Fix(fmt::format("write what it takes: `{}`", signature), mention.span, signature,
                   a_guess ? FixSafety::Unsafe : FixSafety::Safe);
  }
  if (diagnostic.fixes.size() > 1) diagnostic.Choice("which tool is meant?");
  diagnostic.Note(fmt::format(
      "to use a tool of your own, write its parameters once, as in `{}`, or add it with --tools",
      takes_nothing ? fmt::format("@{}(order_id: str)", mention.name) : signature));
}

ToolId ToolTable::IdOf(const ToolDefinition& tool) {
  const auto found = ids_.find(tool.name);
  if (found != ids_.end()) return found->second;
  ToolSpec spec;
  spec.name = tool.name;
  spec.effect = EffectOf(tool, lexicon_).effect;
  spec.retry = tool.retry;
  spec.preconditions = tool.preconditions;
  spec.accepts_key = tool.idempotency == ToolIdempotency::Key;
  spec.result_types = tool.result_types;
  for (const ToolResultField& field : tool.result_fields) {
    if (field.due) spec.required_fields.push_back({KeysOf(field.path), field.json_types});
  }
  for (const ToolResultChoice& choice : tool.result_choices) {
    RequiredChoice& required = spec.required_choices.emplace_back();
    required.path = KeysOf(choice.path);
    for (const auto& fields : choice.alternatives) {
      auto& alternative = required.alternatives.emplace_back();
      for (const auto& field : fields) alternative.push_back({{field.name}, field.json_types});
    }
  }
  spec.contract_hash = Fingerprint(tool.json.empty() ? SignatureText(tool) : tool.json).hex();
  const ToolId id = static_cast<ToolId>(specs_.size());
  specs_.push_back(std::move(spec));
  ids_.emplace(tool.name, id);
  return id;
}

}  // namespace proviso::compiler
