// SPDX-License-Identifier: Apache-2.0
#include "cli/lsp/symbols.h"

#include <algorithm>
#include <set>

#include "cli/lsp/ast_visitor.h"
#include "compiler/vocabulary/languages.h"
#include "compiler/vocabulary/lexicon.h"
#include "core/names.h"

namespace proviso::lsp {
namespace {

using compiler::Lexicon;

Span Part(const Span& whole, std::size_t begin, std::size_t size) {
  const std::uint32_t from = whole.begin + static_cast<std::uint32_t>(begin);
  return {whole.file, from, from + static_cast<std::uint32_t>(size)};
}

class Collector final : public AstVisitor {
 public:
  Collector(const SourceFile& source, const ToolCatalogue& catalogue, const Lexicon& lexicon)
      : source_(source), catalogue_(catalogue), lexicon_(lexicon) {}

  FileSymbols Take() {
    const auto by_place = [](const Occurrence& a, const Occurrence& b) {
      return std::tuple(a.span.begin, a.span.end, a.kind, !a.defines) <
             std::tuple(b.span.begin, b.span.end, b.kind, !b.defines);
    };
    std::stable_sort(symbols_.occurrences.begin(), symbols_.occurrences.end(), by_place);
    // The tree shows some mentions twice (an offer's and its option's).
    const auto same = [](const Occurrence& a, const Occurrence& b) {
      return a.span == b.span && a.kind == b.kind && a.key == b.key;
    };
    symbols_.occurrences.erase(
        std::unique(symbols_.occurrences.begin(), symbols_.occurrences.end(), same),
        symbols_.occurrences.end());
    for (const std::string& key : offered_) taken_.erase(key);
    symbols_.offered.assign(offered_.begin(), offered_.end());
    symbols_.taken.assign(taken_.begin(), taken_.end());
    return std::move(symbols_);
  }

 protected:
  void OnPolicy(const ast::Policy& policy) override {
    if (started_) ++policy_;
    started_ = true;
    const std::vector<std::string> keys = PolicyKeys(policy);
    policy_key_ = keys.empty() ? std::string{} : keys.front();
    offered_.insert(keys.begin(), keys.end());
    const Span name = PolicyNameSpan(source_, policy);
    Add(SymbolKind::Policy, name, policy_key_, {}, true);
  }

  void OnStatement(const ast::Statement& statement) override {
    if (const auto* section = std::get_if<ast::Section>(&statement.node)) {
      Add(SymbolKind::Section, section->title.span, SectionKey(section->title.text), policy_key_,
          true);
    } else if (const auto* go = std::get_if<ast::GoTo>(&statement.node)) {
      if (!go->section.empty()) {
        Add(SymbolKind::Section, WithoutQuotes(go->section), SectionKey(go->section.text),
            policy_key_, false);
      }
    }
    AddFilled(statement);
  }

  void OnTool(const ast::ToolMention& tool) override {
    const bool signed_here =
        tool.has_parentheses &&
        std::all_of(tool.arguments.begin(), tool.arguments.end(),
                    [](const ast::Argument& argument) { return !argument.type_name.empty(); });
    Add(SymbolKind::Tool, Part(tool.span, 1, tool.name.size()), tool.name, {}, signed_here);
    if (catalogue_.Find(tool.name) == nullptr) {
      (signed_here ? offered_ : taken_).insert("@" + tool.name);
    }
    for (const ast::Argument& argument : tool.arguments) {
      if (argument.name.empty()) continue;
      Add(SymbolKind::Parameter, Part(argument.span, 0, argument.name.size()), argument.name,
          tool.name, !argument.type_name.empty());
    }
  }

  void OnPolicyMention(const ast::PolicyMention& mention) override {
    const std::string key = PolicyKey(mention.name);
    taken_.insert(key);
    Add(SymbolKind::Policy, Part(mention.span, 1, mention.name.size()), key, {}, false);
    if (mention.section.empty()) return;
    // The section is what the mention ends with, a quotation mark aside.
    const std::string_view text = source_.Text(mention.span);
    const std::size_t at = text.rfind(mention.section);
    if (at == std::string_view::npos || at <= mention.name.size()) return;
    Add(SymbolKind::Section, Part(mention.span, at, mention.section.size()),
        SectionKey(mention.section), key, false);
  }

  void OnExpr(const ast::Expr& expr) override {
    if (const auto* path = std::get_if<ast::Path>(&expr.node)) {
      const std::string_view text = source_.Text(expr.span);
      std::size_t size = std::min(text.find('.'), text.size());
      while (size > 0 && text[size - 1] == ' ') --size;
      if (!path->steps.empty()) {
        Add(SymbolKind::Value, Part(expr.span, 0, size), path->steps.front(), {}, false);
      }
    } else if (const auto* noun = std::get_if<ast::NounPath>(&expr.node)) {
      AddNoun(noun->noun.span, noun->noun.words, false);
    }
  }

  void OnPlaceholder(const ast::QuotePart& part) override {
    AddNoun(Part(part.span, 1, part.placeholder.size()), compiler::SplitWords(part.placeholder),
            false);
  }

 private:
  void Add(SymbolKind kind, const Span& span, std::string key, std::string owner, bool defines,
           bool spelled = true) {
    if (span.end <= span.begin || key.empty()) return;
    symbols_.occurrences.push_back(
        {kind, span, std::move(key), std::move(owner), policy_, defines, spelled});
  }

  void AddNoun(const Span& span, const std::vector<std::string>& words, bool defines) {
    Add(SymbolKind::Value, span, lexicon_.ReadNoun(words).slot, {}, defines, false);
  }

  // The span of `"Section title"` has the quotation marks in it.
  Span WithoutQuotes(const ast::Phrase& phrase) const {
    const std::size_t at = source_.Text(phrase.span).find(phrase.text);
    return at == std::string_view::npos ? phrase.span : Part(phrase.span, at, phrase.text.size());
  }

  // `as {name: type}`: the name alone.
  Span AsNameSpan(const ast::AsClause& as) const {
    const std::string_view text = source_.Text(as.span);
    std::size_t begin = text.starts_with('{') ? 1 : 0;
    while (begin < text.size() && text[begin] == ' ') ++begin;
    std::size_t end = text.find_first_of(":}", begin);
    if (end == std::string_view::npos) end = text.size();
    while (end > begin && text[end - 1] == ' ') --end;
    return Part(as.span, begin, end - begin);
  }

  // What the step fills: named by `as`, else by the words of the question or by the tool.
  void AddFilled(const ast::Statement& statement) {
    if (const auto* remember = std::get_if<ast::Remember>(&statement.node)) {
      AddRemembered(statement, *remember);
      return;
    }
    if (statement.as && !statement.as->name.empty()) {
      Add(SymbolKind::Value, AsNameSpan(*statement.as), statement.as->name, {}, true);
      return;
    }
    if (const auto* ask = std::get_if<ast::Ask>(&statement.node)) {
      for (const ast::Phrase& noun : ask->nouns) AddNoun(noun.span, noun.words, true);
      for (const auto& inner : statement.body) {
        const auto* item = std::get_if<ast::Item>(&inner->node);
        if (item != nullptr) AddNoun(item->label.span, item->label.words, true);
      }
    } else if (const auto* choose = std::get_if<ast::Choose>(&statement.node)) {
      AddNoun(choose->noun.span, choose->noun.words, true);
    } else if (const auto* confirm = std::get_if<ast::ConfirmValue>(&statement.node)) {
      AddNoun(confirm->noun.span, confirm->noun.words, true);
    } else if (const auto* use = std::get_if<ast::Use>(&statement.node)) {
      for (const ast::ToolMention& tool : use->calls) AddResult(tool);
    }
  }

  void AddRemembered(const ast::Statement& statement, const ast::Remember& remember) {
    const std::string_view text = source_.Text(statement.span);
    const std::size_t at =
        remember.name.empty() ? std::string_view::npos : text.find("{" + remember.name);
    if (at != std::string_view::npos) {
      Add(SymbolKind::Value, Part(statement.span, at + 1, remember.name.size()), remember.name, {},
          true);
    } else if (!remember.name.empty()) {
      Add(SymbolKind::Value, remember.noun.span, remember.name, {}, true, false);
    }
  }

  // The result of a call is called what the catalogue, or the tool's name, calls it.
  void AddResult(const ast::ToolMention& tool) {
    const ToolDefinition* known = catalogue_.Find(tool.name);
    std::string noun = known != nullptr ? known->noun() : std::string{};
    if (noun.empty()) noun = lexicon_.ReadToolName(tool.name).noun;
    if (noun.empty()) noun = tool.name;
    Add(SymbolKind::Value, Part(tool.span, 1, tool.name.size()),
        compiler::SnakeCase(compiler::SplitWords(noun)), {}, true, false);
  }

  const SourceFile& source_;
  const ToolCatalogue& catalogue_;
  const Lexicon& lexicon_;
  FileSymbols symbols_;
  std::set<std::string> offered_;
  std::set<std::string> taken_;
  std::string policy_key_;
  std::size_t policy_ = 0;
  bool started_ = false;
};

}  // namespace

// Two files of a workspace may be in different languages: a name means the same in each.
std::string PolicyKey(std::string_view name) {
  static const compiler::Words droppable = [] {
    compiler::Words words;
    for (const std::string& language : compiler::PolicyLanguages()) {
      const compiler::Words& own = Lexicon::Of(language)->droppable_policy_words();
      words.insert(words.end(), own.begin(), own.end());
    }
    return words;
  }();
  return NormalizeName(name, droppable);
}

std::string SectionKey(std::string_view title) { return NormalizeName(title); }

std::vector<std::string> PolicyKeys(const ast::Policy& policy) {
  std::vector<std::string> keys;
  const auto add = [&](std::string_view name) {
    std::string key = PolicyKey(name);
    if (key.empty() || std::find(keys.begin(), keys.end(), key) != keys.end()) return;
    keys.push_back(std::move(key));
  };
  add(policy.name);
  for (const std::string& alias : policy.aliases) add(alias);
  return keys;
}

Span PolicyNameSpan(const SourceFile& source, const ast::Policy& policy) {
  const std::string_view heading = source.Text(policy.name_span);
  const std::size_t at = heading.rfind(policy.name);
  if (!policy.name.empty() && at != std::string_view::npos) {
    return Part(policy.name_span, at, policy.name.size());
  }
  return policy.name_span;
}

FileSymbols CollectSymbols(const SourceFile& source, const ast::Document& document,
                           const ToolCatalogue& catalogue) {
  const Lexicon* const lexicon = Lexicon::Of(document.language);
  // A file in a language without a lexicon has no statement.
  Collector collector(source, catalogue, lexicon != nullptr ? *lexicon : Lexicon::English());
  collector.Visit(document);
  return collector.Take();
}

}  // namespace proviso::lsp
