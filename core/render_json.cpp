// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "core/render.h"
#include "core/utf8.h"

namespace proviso {
namespace {

using Json = nlohmann::ordered_json;

// Source text may hold bytes that are no UTF-8, and messages quote it; JSON cannot.
std::string Text(std::string_view text) { return RepairUtf8(text); }

void AddPlace(Json& out, const SourceSet& sources, const Span& span) {
  if (span.file == kNoFile) return;
  const SourceFile& file = sources.file(span.file);
  const LineColumn begin = file.Locate(span.begin);
  const LineColumn end = file.Locate(span.end);
  out["file"] = Text(file.name());
  out["line"] = begin.line;
  out["column"] = begin.column;
  out["end_line"] = end.line;
  out["end_column"] = end.column;
}

Json FixJson(const SourceSet& sources, const DiagnosticFix& fix) {
  Json out{{"description", Text(fix.description)},
           {"safety", FixSafetyName(fix.safety)},
           {"edits", Json::array()}};
  for (const TextEdit& edit : fix.edits) {
    Json entry{{"replacement", Text(edit.replacement)}};
    AddPlace(entry, sources, edit.span);
    out["edits"].push_back(std::move(entry));
  }
  return out;
}

Json ToJson(const SourceSet& sources, const Diagnostic& diagnostic) {
  Json out{{"code", CodeText(diagnostic.id)},
           {"name", InfoOf(diagnostic.id).name},
           {"severity", SeverityName(diagnostic.severity)},
           {"message", Text(diagnostic.message)}};
  AddPlace(out, sources, diagnostic.primary);
  out["labels"] = Json::array();
  for (const DiagnosticLabel& label : diagnostic.labels) {
    Json entry{{"message", Text(label.text)}};
    AddPlace(entry, sources, label.span);
    out["labels"].push_back(std::move(entry));
  }
  out["notes"] = Json::array();
  for (const std::string& note : diagnostic.notes) out["notes"].push_back(Text(note));
  if (!diagnostic.choice.empty()) out["choice"] = Text(diagnostic.choice);
  out["fixes"] = Json::array();
  for (const DiagnosticFix& fix : diagnostic.fixes) out["fixes"].push_back(FixJson(sources, fix));
  return out;
}

}  // namespace

std::string RenderJson(const SourceSet& sources, std::span<const Diagnostic> diagnostics) {
  Json list = Json::array();
  std::array<std::size_t, 3> counts{};
  for (const Diagnostic& diagnostic : diagnostics) {
    list.push_back(ToJson(sources, diagnostic));
    ++counts[static_cast<std::size_t>(diagnostic.severity)];
  }
  const Json out{{"diagnostics", std::move(list)},
                 {"errors", counts[0]},
                 {"warnings", counts[1]},
                 {"notes", counts[2]}};
  return out.dump(2) + "\n";
}

}  // namespace proviso
