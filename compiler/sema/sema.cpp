// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/sema.h"

#include <fmt/format.h>

#include <algorithm>

#include "bytecode/texts.h"
#include "bytecode/word_lists.h"
#include "compiler/sema/binder.h"
#include "compiler/sema/cycles.h"
#include "compiler/sema/named_tools.h"
#include "compiler/sema/spoken.h"
#include "compiler/vocabulary/languages.h"

namespace proviso::compiler {

namespace {

// A message may answer a question that comes later. Every question of the policy that asks for a
// plain value can be answered ahead; a choice cannot: its list is put to the customer.
void CollectSlots(const CheckedBlock& block, std::vector<VariableId>& slots) {
  for (const CheckedStep& step : block) {
    const bool plain = step.kind == CheckedStep::Kind::Ask &&
                       step.prompt.kind == PromptKind::Slot &&
                       step.prompt.type != ValueType::Text && step.prompt.skip_if_set;
    if (plain && std::find(slots.begin(), slots.end(), step.prompt.slot) == slots.end()) {
      slots.push_back(step.prompt.slot);
    }
    CollectSlots(step.body, slots);
    CollectSlots(step.otherwise, slots);
    CollectSlots(step.unknown, slots);
  }
}

void OpenSlots(CheckedBlock& block, const std::vector<VariableId>& slots) {
  for (CheckedStep& step : block) {
    if (step.kind == CheckedStep::Kind::Ask) {
      for (const VariableId slot : slots) {
        if (slot != step.prompt.slot) step.prompt.open_slots.push_back(slot);
      }
    }
    OpenSlots(step.body, slots);
    OpenSlots(step.otherwise, slots);
    OpenSlots(step.unknown, slots);
  }
}

std::string_view MeaningOf(ast::RemarkKind kind) {
  switch (kind) {
    case ast::RemarkKind::Comment:
      return "comment";
    case ast::RemarkKind::Struck:
      return "struck: not carried out";
    case ast::RemarkKind::Code:
      return "code: not carried out";
    default:
      return "documentation; not carried out";
  }
}

Span PlaceOfLanguage(const ast::Document& document) {
  const Span& span = document.language_span;
  return span.end > span.begin ? span : Span{document.file, 0, 0};
}

void ReadRemarks(const SourceSet& sources, const ast::Document& document,
                 std::vector<LineReading>& readings) {
  const auto add = [&](const Span& span, ReadingKind kind, const std::string& meaning,
                       const std::string& policy) {
    LineReading reading;
    reading.kind = kind;
    reading.meaning = meaning;
    reading.policy = policy;
    AddReadings(sources.file(span.file), span, reading, reading, readings);
  };
  for (const ast::Remark& remark : document.remarks) {
    add(remark.span,
        remark.kind == ast::RemarkKind::Comment ? ReadingKind::Comment : ReadingKind::Documentation,
        std::string(MeaningOf(remark.kind)), {});
  }
  for (const ast::Policy& policy : document.policies) {
    if (policy.name_span.end > policy.name_span.begin) {
      add(policy.name_span, ReadingKind::PolicyName, fmt::format("the policy `{}`", policy.name),
          policy.name);
    }
    for (const ast::HeadField& field : policy.head) {
      add(field.span, ReadingKind::HeadField, fmt::format("head field `{}`", field.key),
          policy.name);
    }
  }
}

// A module is in one language: its texts, and the words that its customers' replies are read by.
std::string LanguageOf(const ast::Documents& documents, DiagnosticSink& sink) {
  const ast::Document* first = nullptr;
  for (const ast::Document& document : documents) {
    if (document.language.empty()) continue;  // was reported
    if (first == nullptr) first = &document;
    if (document.language == first->language) continue;
    sink.Report(DiagnosticId::PolicyLanguage, PlaceOfLanguage(document),
                fmt::format("this file is in {}, and others of its bundle are in {}",
                            LanguageName(document.language), LanguageName(first->language)))
        .Label(PlaceOfLanguage(*first), "in a file such as this")
        .Note("a bundle is in one language; build each language by itself");
  }
  return first == nullptr ? "en" : first->language;
}

}  // namespace

CheckResult Check(const SourceSet& sources, const ast::Documents& documents,
                  const ToolCatalogue* catalogue, DiagnosticSink& sink) {
  const std::string language = LanguageOf(documents, sink);
  const Lexicon& lexicon = *Lexicon::Of(language);
  const pack::Pack& pack = *pack::Pack::Of(language);
  const Wording wording(pack);
  Bundle bundle{sources,
                lexicon,
                pack.forms(),
                wording,
                sink,
                {},
                ToolTable(catalogue, lexicon, sink),
                PolicyTable(sources, lexicon, sink),
                {},
                {}};
  for (const ast::Document& document : documents) {
    bundle.tools.Collect(document);
    for (const ast::Policy& policy : document.policies) bundle.policies.Add(policy, document.file);
  }
  bundle.policies.PlanAll();
  CheckResult result;
  result.program.policies.resize(bundle.policies.size());
  for (const PolicyId id : bundle.policies.CallersFirst()) {
    Binder binder(bundle, id);
    CheckedPolicy policy = binder.Bind();
    std::vector<VariableId> slots;
    CollectSlots(policy.body, slots);
    for (const CheckedEntry& entry : policy.entries) CollectSlots(entry.replay, slots);
    OpenSlots(policy.body, slots);
    for (CheckedEntry& entry : policy.entries) OpenSlots(entry.replay, slots);
    result.program.policies[Raw(id)] = std::move(policy);
  }
  std::vector<LineReading> readings = InWords(bundle.readings, sources);
  ReadSentences(sources, result.program, readings);
  ReportCycles(result.program, sink);
  for (const ast::Document& document : documents) ReadRemarks(sources, document, readings);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    result.program.files.push_back(sources.file(static_cast<FileId>(i)).name());
  }
  result.program.language = language;
  result.program.texts.resize(TextCount());
  for (const TextInfo& info : AllTexts()) {
    const auto found = lexicon.texts().find(info.key);
    if (found != lexicon.texts().end())
      result.program.texts[static_cast<std::size_t>(info.id)] = found->second;
  }
  result.program.words.resize(WordListCount());
  for (const WordListInfo& info : AllWordLists()) {
    result.program.words[static_cast<std::size_t>(info.id)] =
        lexicon.List(WordClass::Named(info.key));
  }
  result.program.tools = bundle.tools.Take();
  result.program.named_tools = NamedTools(sources, documents);
  std::erase_if(result.program.named_tools, [&](const std::string& name) {
    return std::any_of(result.program.tools.begin(), result.program.tools.end(),
                       [&](const ToolSpec& tool) { return tool.name == name; });
  });
  result.program.variables = bundle.variables.Take();
  result.readings = std::move(readings);
  result.main_paths = std::move(bundle.main_paths);
  return result;
}

}  // namespace proviso::compiler
