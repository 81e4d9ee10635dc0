// SPDX-License-Identifier: Apache-2.0
// textDocument/rename and prepareRename. The renamed texts are compiled before they are handed out:
// a rename that would break something, or make two things one, is refused with the reason.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/lsp/ast_places.h"
#include "cli/lsp/requests/requests.h"
#include "cli/lsp/resolve.h"

namespace proviso::lsp {
namespace {

// Why the name cannot be changed here; empty when it can.
std::string Obstacle(ServerState& state, const ParsedFilePtr& file, const Occurrence& occurrence) {
  switch (occurrence.kind) {
    case SymbolKind::Tool:
      if (state.workspace.CatalogueFor(file->uri()).Find(occurrence.key) == nullptr) return {};
      return fmt::format("`@{}` is a tool of the catalogue ({}); its name is changed there",
                         occurrence.key,
                         state.workspace.CatalogueFor(file->uri()).Find(occurrence.key)->source);
    case SymbolKind::Parameter:
      return "a parameter's name belongs to the tool; it cannot be changed from a policy";
    case SymbolKind::Policy:
    case SymbolKind::Section:
    case SymbolKind::Value:
      break;
  }
  const std::vector<NamedPlace> definitions = DefinitionsOf(state, file, occurrence);
  if (definitions.empty()) return "nothing in the workspace is called that";
  if (occurrence.kind == SymbolKind::Policy && !definitions.front().spelled) {
    return "this policy is called what its file is called; give it a heading first";
  }
  return {};
}

bool IsIdentifier(std::string_view name) {
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_';
         });
}

// The new name as it is compared; empty when it is no name of that kind.
std::string NewKey(SymbolKind kind, std::string& name) {
  const std::size_t first = name.find_first_not_of(" \t#@{");
  const std::size_t last = name.find_last_not_of(" \t}");
  if (first == std::string::npos || last == std::string::npos || last < first) return {};
  name = name.substr(first, last - first + 1);
  if (name.find_first_of("\r\n") != std::string::npos) return {};
  switch (kind) {
    case SymbolKind::Policy:
      return PolicyKey(name);
    case SymbolKind::Section:
      return SectionKey(name);
    case SymbolKind::Value:
      std::replace(name.begin(), name.end(), ' ', '_');
      return IsIdentifier(name) ? name : std::string{};
    case SymbolKind::Tool:
    case SymbolKind::Parameter:
      return IsIdentifier(name) ? name : std::string{};
  }
  return {};
}

// What already has the new name.
std::string Clash(ServerState& state, const ParsedFilePtr& file, const Occurrence& occurrence,
                  const std::string& key) {
  Occurrence renamed = occurrence;
  renamed.key = key;
  if (occurrence.kind == SymbolKind::Tool &&
      state.workspace.CatalogueFor(file->uri()).Find(key) != nullptr) {
    return "a tool of the catalogue";
  }
  if (key == occurrence.key) return {};
  return ReferencesOf(state, file, renamed).empty() ? std::string{} : "something else";
}

// `#Send_replacement`: words joined as they were.
std::string AsReference(std::string name, std::string_view before) {
  const bool dashes =
      before.find('-') != std::string_view::npos && before.find('_') == std::string_view::npos;
  std::replace(name.begin(), name.end(), ' ', dashes ? '-' : '_');
  return name;
}

// A value that has its name from the words of its question gets the new one behind them.
Result<TextEdit> NameByAs(const NamedPlace& place, const std::string& name) {
  const auto around = StatementsAround(place.file->document(), place.span.begin);
  const ast::Statement* statement = around.empty() ? nullptr : around.back();
  if (statement == nullptr)
    return RequestFailed("this value has no question of its own to name it at");
  const auto* ask = std::get_if<ast::Ask>(&statement->node);
  const auto* use = std::get_if<ast::Use>(&statement->node);
  const bool several =
      (ask != nullptr && ask->nouns.size() != 1) || (use != nullptr && use->calls.size() != 1);
  if (several || std::holds_alternative<ast::Item>(statement->node)) {
    return RequestFailed("this line fills several values; ask for each on a line of its own first");
  }
  const std::string_view text = place.file->text();
  std::uint32_t end = statement->span.end;
  while (end > place.span.end &&
         std::string_view(".:!? \t\r").find(text[end - 1]) != std::string_view::npos) {
    --end;
  }
  return TextEdit{{place.span.file, end, end}, fmt::format(" as {{{}}}", name)};
}

Result<std::vector<FileEdits>> MakeEdits(ServerState& state, const ParsedFilePtr& file,
                                         const Occurrence& occurrence, const std::string& name) {
  std::map<std::string, FileEdits> by_file;
  for (const NamedPlace& place : ReferencesOf(state, file, occurrence)) {
    TextEdit edit{place.span, name};
    if (!place.spelled) {
      if (occurrence.kind != SymbolKind::Value || !place.defines) continue;
      PROVISO_TRY(edit, NameByAs(place, name));
    } else if (occurrence.kind == SymbolKind::Policy && !place.defines) {
      edit.replacement = AsReference(
          name, place.file->text().substr(place.span.begin, place.span.end - place.span.begin));
    }
    FileEdits& edits = by_file[place.file->uri()];
    edits.file = place.file;
    edits.edits.push_back(std::move(edit));
  }
  std::vector<FileEdits> all;
  for (auto& [uri, edits] : by_file) all.push_back(std::move(edits));
  return all;
}

std::string Applied(const ParsedFile& file, std::vector<TextEdit> edits) {
  std::sort(edits.begin(), edits.end(),
            [](const TextEdit& a, const TextEdit& b) { return a.span.begin > b.span.begin; });
  std::string text(file.text());
  for (const TextEdit& edit : edits) {
    text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.replacement);
  }
  return text;
}

// What the compiler would say about the renamed texts and does not say now; empty when nothing.
std::string NewProblem(ServerState& state, const ParsedFilePtr& file,
                       const std::vector<FileEdits>& edits) {
  const AnalysisPtr before = state.workspace.AnalysisOf(file->uri());
  std::vector<ParsedFilePtr> files = before->files;
  for (ParsedFilePtr& one : files) {
    for (const FileEdits& change : edits) {
      if (change.file->uri() != one->uri()) continue;
      one =
          std::make_shared<ParsedFile>(one->uri(), one->id(), Applied(*one, change.edits),
                                       one->revision(), state.workspace.CatalogueFor(file->uri()));
    }
  }
  const AnalysisPtr after =
      Analyse(std::move(files), state.workspace.CatalogueFor(file->uri()), {});
  const auto errors = [](const Analysis& analysis) {
    std::vector<const Diagnostic*> found;
    for (const Diagnostic& diagnostic : analysis.compilation.diagnostics) {
      if (diagnostic.severity == Severity::Error) found.push_back(&diagnostic);
    }
    return found;
  };
  const auto was = errors(*before);
  const auto is = errors(*after);
  if (is.size() <= was.size()) return {};
  std::set<std::string> known;
  for (const Diagnostic* diagnostic : was) known.insert(diagnostic->message);
  for (const Diagnostic* diagnostic : is) {
    if (!known.contains(diagnostic->message)) return diagnostic->message;
  }
  return is.front()->message;
}

}  // namespace

Result<Json> PrepareRename(ServerState& state, const Json& params) {
  PROVISO_TRY(const PlaceInFile place, PlaceOfRequest(state, params));
  const Occurrence* occurrence = OccurrenceAt(*place.file, place.offset);
  if (occurrence == nullptr) return Json(nullptr);
  if (const std::string why = Obstacle(state, place.file, *occurrence); !why.empty()) {
    return RequestFailed(why);
  }
  return Json{
      {"range", ToJson(place.file->RangeOf(occurrence->span, state.encoding()))},
      {"placeholder", occurrence->spelled ? std::string(place.file->source().Text(occurrence->span))
                                          : occurrence->key}};
}

Result<Json> Rename(ServerState& state, const Json& params) {
  PROVISO_TRY(const PlaceInFile place, PlaceOfRequest(state, params));
  auto name = TextField(params, "newName");
  if (!name) return InvalidParams("newName is missing");
  const Occurrence* occurrence = OccurrenceAt(*place.file, place.offset);
  if (occurrence == nullptr) return RequestFailed("there is no name here");
  if (const std::string why = Obstacle(state, place.file, *occurrence); !why.empty()) {
    return RequestFailed(why);
  }
  const std::string key = NewKey(occurrence->kind, *name);
  if (key.empty()) {
    return RequestFailed(occurrence->kind == SymbolKind::Policy ||
                                 occurrence->kind == SymbolKind::Section
                             ? "a name needs a word, on one line"
                             : "a name is made of letters, digits and _, and begins with no digit");
  }
  if (const std::string other = Clash(state, place.file, *occurrence, key); !other.empty()) {
    return RequestFailed(fmt::format("{} is already called `{}`", other, *name));
  }
  PROVISO_TRY(const std::vector<FileEdits> edits, MakeEdits(state, place.file, *occurrence, *name));
  if (const std::string problem = NewProblem(state, place.file, edits); !problem.empty()) {
    return RequestFailed(fmt::format("renaming would break the policies: {}", problem));
  }
  return WorkspaceEditJson(state, edits);
}

}  // namespace proviso::lsp
