// SPDX-License-Identifier: Apache-2.0
// SARIF 2.1.0 (OASIS). The section numbers are those of the standard.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/hash.h"
#include "core/render.h"
#include "core/utf8.h"

namespace proviso {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// A path as a URI reference (3.4.3): every byte that is not plain is encoded, a colon too, so that
// no name looks like a scheme.
std::string Uri(std::string_view path) {
  std::string out = path.starts_with('/') ? "file://" : "";
  while (path.starts_with("./")) path.remove_prefix(2);
  for (const char c : path) {
    if (IsUnreserved(c) || c == '/') {
      out.push_back(c);
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

// Message text (3.11): `{0}` would be a placeholder and `[text](target)` a link, so what a policy
// says must not look like one.
std::string Text(std::string_view raw) {
  const std::string text = RepairUtf8(raw);
  const bool link = text.find("](") != std::string::npos;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (link && (text[i] == '[' || text[i] == ']')) out.push_back('\\');
    if (text[i] == '{') {
      std::size_t end = i + 1;
      while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
      if (end > i + 1 && end < text.size() && text[end] == '}') {
        out += "{" + text.substr(i, end - i) + "}}";
        i = end;
        continue;
      }
    }
    out.push_back(text[i]);
  }
  return out;
}

// Ours begin small and have no full stop; SARIF wants sentences.
std::string Sentence(std::string_view raw) {
  std::string text = Text(raw);
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  if (!text.empty() && std::string_view(".!?:").find(text.back()) == std::string_view::npos) {
    text.push_back('.');
  }
  return text;
}

std::string MessageText(const Diagnostic& diagnostic) {
  std::string text = Sentence(diagnostic.message);
  for (const std::string& note : diagnostic.notes) text += " " + Sentence(note);
  if (!diagnostic.choice.empty()) text += " " + Sentence(diagnostic.choice);
  return text;
}

// 1-based; the unit is the UTF-16 code unit, as columnKind says.
std::size_t Column(const SourceFile& file, std::uint32_t offset) {
  const std::uint32_t start = file.LineStart(file.LineOf(offset));
  return Utf16Length(file.Text({FileId{}, start, std::max(start, offset)})) + 1;
}

Json Region(const SourceFile& file, const Span& span) {
  return {{"startLine", file.LineOf(span.begin)},
          {"startColumn", Column(file, span.begin)},
          {"endLine", file.LineOf(std::max(span.begin, span.end))},
          {"endColumn", Column(file, std::max(span.begin, span.end))}};
}

class Log {
 public:
  Log(const SourceSet& sources, const SarifOptions& options)
      : sources_(sources), options_(options) {}

  std::string Print(std::span<const Diagnostic> diagnostics) {
    Json results = Json::array();
    for (const Diagnostic& diagnostic : diagnostics) results.push_back(Result(diagnostic));
    Json driver{{"name", "proviso"}};
    if (!options_.version.empty()) {
      driver["version"] = options_.version;
      driver["semanticVersion"] = options_.version;
    }
    driver["rules"] = std::move(rules_);
    Json run{{"tool", {{"driver", std::move(driver)}}}};
    run["columnKind"] = "utf16CodeUnits";
    run["results"] = std::move(results);
    const Json log{{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", {std::move(run)}}};
    return log.dump(2) + "\n";
  }

 private:
  // The rules are those that were found here, in the order of their first finding.
  std::size_t RuleIndex(DiagnosticId id) {
    const auto [at, inserted] = rule_index_.emplace(id, rules_.size());
    if (inserted) rules_.push_back(Rule(InfoOf(id)));
    return at->second;
  }

  Json Rule(const DiagnosticInfo& info) const {
    const std::string page(options_.page ? options_.page(info.id) : std::string_view());
    const std::string summary = Sentence(info.summary);
    Json rule{{"id", CodeText(info.id)},
              {"name", info.name},
              {"shortDescription", {{"text", summary}}},
              {"fullDescription", {{"text", summary}}}};
    const std::string help =
        fmt::format("{} Run `proviso explain {}` for the whole page.", summary, CodeText(info.id));
    rule["help"] = page.empty() ? Json{{"text", help}} : Json{{"text", help}, {"markdown", page}};
    rule["defaultConfiguration"] = {{"level", SeverityName(info.severity)}};
    rule["properties"] = {{"tags", {BandOf(info.id).name}}};
    return rule;
  }

  Json ArtifactLocation(FileId file) const { return {{"uri", Uri(sources_.file(file).name())}}; }

  Json Location(const Span& span) const {
    const SourceFile& file = sources_.file(span.file);
    Json region = Region(file, span);
    const std::string_view marked = file.Text(span);
    if (!marked.empty() && marked.size() <= kMaxSnippet) {
      region["snippet"] = {{"text", RepairUtf8(marked)}};
    }
    return {{"physicalLocation",
             {{"artifactLocation", ArtifactLocation(span.file)}, {"region", std::move(region)}}}};
  }

  Json Fix(const DiagnosticFix& fix) const {
    Json replacements = Json::array();
    for (const TextEdit& edit : fix.edits) {
      Json replacement{{"deletedRegion", Region(sources_.file(edit.span.file), edit.span)}};
      if (!edit.replacement.empty()) {
        replacement["insertedContent"] = {{"text", RepairUtf8(edit.replacement)}};
      }
      replacements.push_back(std::move(replacement));
    }
    Json change{{"artifactLocation", ArtifactLocation(fix.edits.front().span.file)},
                {"replacements", std::move(replacements)}};
    Json changes = Json::array();
    changes.push_back(std::move(change));
    return {{"description", {{"text", Sentence(fix.description)}}},
            {"artifactChanges", std::move(changes)}};
  }

  // Where the finding stands must not matter, so that it is known again after an edit above it: its
  // code, its line's text and which of the equal ones it is.
  std::string Fingerprint(const Diagnostic& diagnostic) {
    std::string key = CodeText(diagnostic.id);
    if (diagnostic.primary.file != kNoFile) {
      const SourceFile& file = sources_.file(diagnostic.primary.file);
      for (const char c : file.Line(file.LineOf(diagnostic.primary.begin))) {
        if (c != ' ' && c != '\t') key.push_back(c);
      }
      key += "\n" + file.name();
    }
    const std::size_t ordinal = seen_[key]++;
    return fmt::format("{:016x}:{}", Hash64(key), ordinal);
  }

  Json Result(const Diagnostic& diagnostic) {
    Json result{{"ruleId", CodeText(diagnostic.id)},
                {"ruleIndex", RuleIndex(diagnostic.id)},
                {"level", SeverityName(diagnostic.severity)},
                {"message", {{"text", MessageText(diagnostic)}}}};
    Json locations = Json::array();
    if (diagnostic.primary.file != kNoFile) locations.push_back(Location(diagnostic.primary));
    result["locations"] = std::move(locations);
    Json related = Json::array();
    for (const DiagnosticLabel& label : diagnostic.labels) {
      if (label.span.file == kNoFile) continue;
      Json place = Location(label.span);
      place["id"] = related.size() + 1;
      place["message"] = {{"text", Sentence(label.text)}};
      related.push_back(std::move(place));
    }
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    result["partialFingerprints"] = {{"provisoFinding/v1", Fingerprint(diagnostic)}};
    // Only what may be applied without asking: one repair, and a safe one.
    const bool safe = diagnostic.fixes.size() == 1 && !diagnostic.fixes.front().edits.empty() &&
                      diagnostic.fixes.front().safety == FixSafety::Safe;
    if (safe) {
      result["fixes"] = Json::array();
      result["fixes"].push_back(Fix(diagnostic.fixes.front()));
    }
    return result;
  }

  static constexpr std::size_t kMaxSnippet = 1000;

  const SourceSet& sources_;
  const SarifOptions& options_;
  Json rules_ = Json::array();
  std::map<DiagnosticId, std::size_t> rule_index_;
  std::map<std::string, std::size_t> seen_;
};

}  // namespace

std::string RenderSarif(const SourceSet& sources, std::span<const Diagnostic> diagnostics,
                        const SarifOptions& options) {
  return Log(sources, options).Print(diagnostics);
}

}  // namespace proviso
