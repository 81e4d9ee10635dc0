// SPDX-License-Identifier: Apache-2.0
// textDocument/completion: tools, their parameters, policies, sections, values and their fields,
// where their signs open them.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/lsp/ast_places.h"
#include "cli/lsp/ast_visitor.h"
#include "cli/lsp/completion_context.h"
#include "cli/lsp/requests/requests.h"
#include "cli/lsp/resolve.h"
#include "cli/lsp/tool_page.h"
#include "cli/lsp/values.h"
#include "compiler/parse/completions.h"
#include "core/utf8.h"

namespace proviso::lsp {
namespace {

using Place = CompletionContext::Place;

constexpr int kFunction = 3;
constexpr int kField = 5;
constexpr int kVariable = 6;
constexpr int kClass = 7;
constexpr int kModule = 9;
constexpr int kProperty = 10;
constexpr int kType = 25;
constexpr int kSnippetKind = 15;
constexpr std::string_view kOpen = "…";
constexpr int kSnippet = 2;
constexpr std::size_t kMaxItems = 2000;

std::string Spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

// Whom the steps of a file hand off to.
class HandOffTargets : AstVisitor {
 public:
  static std::set<std::string> Of(const ast::Document& document) {
    HandOffTargets visitor;
    visitor.Visit(document);
    return std::move(visitor.targets_);
  }

 private:
  void OnStatement(const ast::Statement& statement) override {
    const auto* hand_off = std::get_if<ast::HandOff>(&statement.node);
    if (hand_off != nullptr && !hand_off->to.empty()) targets_.insert(hand_off->to.text);
  }
  std::set<std::string> targets_;
};

class Completer {
 public:
  Completer(ServerState& state, ParsedFilePtr file, CompletionContext context, std::uint32_t offset)
      : state_(state), file_(std::move(file)), context_(std::move(context)) {
    const ast::Policy* policy = PolicyAround(file_->document(), offset);
    policy_ = policy != nullptr                    ? policy
              : file_->document().policies.empty() ? nullptr
                                                   : &file_->document().policies.front();
  }

  Json Complete() {
    switch (context_.place) {
      case Place::Nothing:
        break;
      case Place::Tool:
        AddTools();
        break;
      case Place::Parameter:
        AddParameters();
        break;
      case Place::ArgumentValue:
        AddValues("{", "}");
        AddTypes();
        break;
      case Place::Policy:
        AddPolicies();
        break;
      case Place::Section:
        AddSectionsOf(PolicyKey(context_.policy));
        break;
      case Place::Quoted:
        if (GoesToSection() && policy_ != nullptr) AddSectionsOf(PolicyKey(policy_->name));
        break;
      case Place::Value:
        AddValues("", "");
        break;
      case Place::Field:
        AddFields();
        break;
      case Place::Type:
        AddTypes();
        break;
      case Place::Placeholder:
        AddPlaceholders();
        break;
      case Place::Words:
        AddWords();
        break;
    }
    return {{"isIncomplete", false}, {"items", std::move(items_)}};
  }

 private:
  Json* Add(const std::string& label, int kind, const std::string& detail,
            const std::string& text = {}) {
    if (items_.size() >= kMaxItems || !labels_.insert(label).second) return nullptr;
    const Range range{file_->PositionOf(context_.begin, state_.encoding()),
                      file_->PositionOf(context_.end, state_.encoding())};
    Json item = {
        {"label", label},
        {"kind", kind},
        {"textEdit", {{"range", ToJson(range)}, {"newText", text.empty() ? label : text}}}};
    if (!detail.empty()) item["detail"] = detail;
    items_.push_back(std::move(item));
    return &items_.back();
  }

  const ToolCatalogue& Catalogue() const { return state_.workspace.CatalogueFor(file_->uri()); }

  // The analysis of a moment ago will do: it knows all names but the one that is being typed.
  const ValueMap& Values() {
    if (!values_ready_) {
      values_ready_ = true;
      analysis_ = state_.workspace.LastAnalysisOf(file_->uri());
      if (analysis_ == nullptr) analysis_ = state_.workspace.AnalysisOf(file_->uri());
      if (analysis_ != nullptr) values_ = CollectValues(*analysis_);
    }
    return values_;
  }

  // Tools of the platforms that the policy names come first.
  bool IsOfPlatform(const ToolDefinition& tool) const {
    if (policy_ == nullptr) return false;
    return std::any_of(
        policy_->head.begin(), policy_->head.end(), [&](const ast::HeadField& field) {
          return field.key == "platforms" &&
                 std::any_of(field.items.begin(), field.items.end(), [&](const std::string& item) {
                   return FoldCase(item) == FoldCase(tool.platform);
                 });
        });
  }

  void AddTools() {
    for (const ToolDefinition* tool : Catalogue().All()) {
      Json* item = Add(tool->name, kFunction, SignatureText(*tool));
      if (item == nullptr) continue;
      (*item)["sortText"] = (IsOfPlatform(*tool) ? "0" : "1") + tool->name;
      (*item)["data"] = {{"tool", tool->name}, {"uri", file_->uri()}};
    }
    for (const ParsedFilePtr& file : state_.workspace.AllFiles()) {
      for (const Occurrence& occurrence : file->symbols().occurrences) {
        if (occurrence.kind != SymbolKind::Tool || !occurrence.defines) continue;
        Json* item = Add(occurrence.key, kFunction, "");
        if (item != nullptr) (*item)["sortText"] = "0" + occurrence.key;
      }
    }
  }

  void AddParameters() {
    const auto is_given = [&](const std::string& name) {
      return std::find(context_.given.begin(), context_.given.end(), name) != context_.given.end();
    };
    const auto add = [&](const std::string& name, const std::string& detail) {
      if (is_given(name)) return;
      const bool snippet = state_.client.snippets;
      Json* item = Add(name, kProperty, detail, snippet ? name + ": {$1\\}" : name + ": ");
      if (item != nullptr && snippet) (*item)["insertTextFormat"] = kSnippet;
    };
    if (const ToolDefinition* tool = Catalogue().Find(context_.tool)) {
      for (const ToolParameter& parameter : tool->parameters) {
        add(parameter.name, fmt::format("{}{}", ValueTypeName(parameter.type),
                                        parameter.required ? "" : ", optional"));
      }
      return;
    }
    for (const ParsedFilePtr& file : state_.workspace.AllFiles()) {
      for (const Occurrence& occurrence : file->symbols().occurrences) {
        const bool of_tool = occurrence.kind == SymbolKind::Parameter && occurrence.defines &&
                             occurrence.owner == context_.tool;
        if (of_tool) add(occurrence.key, "");
      }
    }
  }

  void AddPolicies() {
    for (const ParsedFilePtr& file : state_.workspace.AllFiles()) {
      for (const ast::Policy& policy : file->document().policies) {
        std::string name = policy.name;
        std::replace(name.begin(), name.end(), ' ', '_');
        std::string when;
        for (const ast::HeadField& field : policy.head) {
          if (field.key == "when") when = field.value;
        }
        Json* item = Add(name, kClass, when);
        // Typing spaces, dashes or nothing between the words finds it all the same.
        if (item != nullptr) (*item)["filterText"] = name;
      }
    }
  }

  void AddSectionsOf(const std::string& key) {
    std::vector<ParsedFilePtr> files{file_};
    if (FindPolicy(*file_, key) == nullptr) files = state_.workspace.Offering(key, file_->uri());
    for (const ParsedFilePtr& file : files) {
      const ast::Policy* policy = FindPolicy(*file, key);
      if (policy == nullptr) continue;
      const std::string owner = PolicyKeys(*policy).front();
      for (const Occurrence& occurrence : file->symbols().occurrences) {
        const bool section = occurrence.kind == SymbolKind::Section && occurrence.defines &&
                             occurrence.owner == owner;
        if (section) Add(std::string(file->source().Text(occurrence.span)), kModule, policy->name);
      }
    }
  }

  // Whether the sentence in front of the quotation goes to a section is the grammar's to say.
  bool GoesToSection() const {
    const ParsedFile probe("probe", FileId{}, context_.before + "x\"\n", 0, Catalogue());
    const ParsedFile curly("probe", FileId{}, context_.before + "x\xE2\x80\x9D\n", 0, Catalogue());
    return EndsInGoTo(probe) || EndsInGoTo(curly);
  }

  static bool EndsInGoTo(const ParsedFile& file) {
    for (const Occurrence& occurrence : file.symbols().occurrences) {
      if (occurrence.kind == SymbolKind::Section && !occurrence.defines) return true;
    }
    return false;
  }

  bool IsOfThisPolicy(const ValueInfo& value) const {
    if (analysis_ == nullptr || policy_ == nullptr) return false;
    const auto& policies = analysis_->compilation.program.policies;
    return std::any_of(value.policies.begin(), value.policies.end(), [&](std::size_t index) {
      return index < policies.size() && policies[index].spec.name == policy_->name;
    });
  }

  void AddValues(const std::string& open, const std::string& close) {
    for (const auto& [name, value] : Values()) {
      Json* item =
          Add(name, kVariable, std::string(ValueTypeName(value.type)), open + name + close);
      if (item == nullptr) continue;
      (*item)["sortText"] = (IsOfThisPolicy(value) ? "0" : "1") + name;
      (*item)["filterText"] = open + name;
    }
    for (const Occurrence& occurrence : file_->symbols().occurrences) {
      if (occurrence.kind != SymbolKind::Value || !occurrence.defines) continue;
      Json* item = Add(occurrence.key, kVariable, "", open + occurrence.key + close);
      if (item != nullptr) (*item)["filterText"] = open + occurrence.key;
    }
  }

  void AddFields() {
    const std::size_t dot = context_.path.find('.');
    const auto value = Values().find(context_.path.substr(0, dot));
    if (value == Values().end()) return;
    const std::string prefix = dot == std::string::npos ? "" : context_.path.substr(dot + 1) + ".";
    for (const ToolResultField* field : FieldsOf(value->second, Catalogue())) {
      if (!field->path.starts_with(prefix)) continue;
      const std::string name = field->path.substr(prefix.size());
      if (name.empty() || name.find_first_of(".[") != std::string::npos) continue;
      Add(name, kField, field->description);
    }
  }

  void AddTypes() {
    for (std::size_t raw = 0; raw < kValueTypeCount; ++raw) {
      Add(std::string(ValueTypeName(static_cast<ValueType>(raw))), kType, "");
    }
  }

  void AddPlaceholders() {
    for (const auto& [name, value] : Values()) {
      if (name.find('.') == std::string::npos)
        Add(Spaced(name), kVariable, fmt::format("{{{}}}", name));
      if (!IsOfThisPolicy(value)) continue;
      for (const ToolResultField* field : FieldsOf(value, Catalogue())) {
        if (field->path.find_first_of(".[") != std::string::npos) continue;
        Add(Spaced(field->path), kField, fmt::format("{{{}.{}}}", name, field->path));
      }
    }
  }

  const std::string& Language() const { return file_->document().language; }

  // What the language goes on with, in the order of its pack.
  void AddWords() {
    switch (parse::NextAfter(context_.before, Language())) {
      case parse::Next::Nothing:
        break;
      case parse::Next::Statement:
        AddBeginnings(parse::StatementBeginnings(Language()), IsSentenceStart());
        break;
      case parse::Next::Condition:
        AddBeginnings(parse::ConditionBeginnings(Language()), false);
        break;
      case parse::Next::HandOffTarget:
        AddTargets();
        break;
    }
  }

  bool IsSentenceStart() const {
    const std::size_t last = context_.before.find_last_not_of(" \t");
    return last == std::string::npos || context_.before[last] != ',';
  }

  // Up to the first hole: the rest is the author's.
  void AddBeginnings(const std::vector<parse::Beginning>& beginnings, bool capital) {
    for (const parse::Beginning& beginning : beginnings) {
      std::string label = beginning.text;
      if (capital && label[0] >= 'a' && label[0] <= 'z')
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
      const std::string text = label.substr(0, label.find(kOpen));
      Json* item = Add(label, kSnippetKind, beginning.example, text);
      if (item != nullptr) (*item)["sortText"] = fmt::format("{:04}", items_.size());
    }
  }

  // Those to whom other lines hand off, then what the language calls such people.
  void AddTargets() {
    for (const ParsedFilePtr& file : state_.workspace.AllFiles()) {
      for (const std::string& target : HandOffTargets::Of(file->document())) {
        Json* item = Add(target, kVariable, file->source().name());
        if (item != nullptr) (*item)["sortText"] = "0" + target;
      }
    }
    for (const std::string& noun : parse::HandOffNouns(Language())) {
      Json* item = Add(noun, kSnippetKind, "");
      if (item != nullptr) (*item)["sortText"] = "1" + noun;
    }
  }

  ServerState& state_;
  ParsedFilePtr file_;
  CompletionContext context_;
  const ast::Policy* policy_ = nullptr;
  AnalysisPtr analysis_;
  ValueMap values_;
  bool values_ready_ = false;
  std::set<std::string> labels_;
  Json items_ = Json::array();
};

}  // namespace

Result<Json> Completion(ServerState& state, const Json& params) {
  PROVISO_TRY(const PlaceInFile place, PlaceOfRequest(state, params));
  return Completer(state, place.file, ContextAt(*place.file, place.offset), place.offset)
      .Complete();
}

// The page of a tool is long, so it is sent for the one item that is looked at.
Result<Json> CompletionResolve(ServerState& state, const Json& params) {
  if (!params.is_object()) return InvalidParams("an item is missing");
  Json item = params;
  const auto name = TextField(params, "data/tool");
  const std::string uri = TextField(params, "data/uri").value_or("");
  const ToolDefinition* tool = name ? state.workspace.CatalogueFor(uri).Find(*name) : nullptr;
  if (tool == nullptr) return item;
  if (state.client.markdown_completion) {
    item["documentation"] = {{"kind", "markdown"}, {"value", ToolPage(*tool)}};
  } else {
    item["documentation"] = tool->description;
  }
  return item;
}

}  // namespace proviso::lsp
