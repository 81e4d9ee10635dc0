// SPDX-License-Identifier: Apache-2.0
#include "cli/explain_json.h"

#include <nlohmann/json.hpp>

#include "cli/account_words.h"
#include "core/render.h"
#include "core/value_json.h"

namespace proviso::cli {
namespace {

using Json = nlohmann::ordered_json;

Json ReadingJson(const compiler::LineReading& reading) {
  Json json;
  json["kind"] = compiler::ReadingKindName(reading.kind);
  json["meaning"] = reading.meaning;
  json["details"] = reading.details;
  json["tools"] = reading.tools;
  json["depth"] = reading.depth;
  json["policy"] = reading.policy;
  return json;
}

Json SentenceJson(const SourceSet& sources, const compiler::SentenceAccount& sentence) {
  const auto text = [&](const Span& span) {
    return std::string(sources.file(span.file).Text(span));
  };
  Json json;
  json["text"] = text(sentence.span);
  json["understood"] = sentence.understood;
  json["residue"] = Json::array();
  for (const Span& span : compiler::ResidueOf(sentence)) json["residue"].push_back(text(span));
  json["two_readings"] = sentence.readings;
  json["words"] = Json::array();
  for (const compiler::AccountedWords& words : sentence.words) {
    json["words"].push_back({{"text", text(words.span)},
                             {"by", compiler::AccountedByName(words.by)},
                             {"construction", words.construction},
                             {"slot", words.slot}});
  }
  return json;
}

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r\v\f") == std::string_view::npos;
}

}  // namespace

std::string ExplainJson(const compiler::Compilation& compilation) {
  const Accounts accounts(compilation);
  Json files = Json::array();
  auto reading = compilation.readings.begin();
  for (std::uint32_t index = 0; index < compilation.sources.size(); ++index) {
    const FileId id = static_cast<FileId>(index);
    const SourceFile& source = compilation.sources.file(id);
    Json lines = Json::array();
    for (std::uint32_t line = 1; line <= source.line_count(); ++line) {
      Json readings = Json::array();
      for (; reading != compilation.readings.end() && reading->file == id && reading->line <= line;
           ++reading) {
        readings.push_back(ReadingJson(*reading));
      }
      const std::string_view text = source.Line(line);
      if (IsBlank(text) && readings.empty()) continue;
      Json sentences = Json::array();
      if (const compiler::LineAccount* account = accounts.At(id, line)) {
        for (const compiler::SentenceAccount& sentence : account->sentences) {
          sentences.push_back(SentenceJson(compilation.sources, sentence));
        }
      }
      lines.push_back({{"line", line},
                       {"text", text},
                       {"readings", std::move(readings)},
                       {"sentences", std::move(sentences)}});
    }
    files.push_back({{"name", source.name()}, {"lines", std::move(lines)}});
  }
  Json main_paths = Json::array();
  for (const compiler::MainPath& path : compilation.main_paths) {
    main_paths.push_back({{"policy", path.policy}, {"tools", path.tools}});
  }
  Json out;
  out["files"] = std::move(files);
  out["main_paths"] = std::move(main_paths);
  // The renderer's own JSON, so that a diagnostic looks the same everywhere.
  const auto diagnostics = ParseJson(RenderJson(compilation.sources, compilation.diagnostics));
  out["diagnostics"] =
      diagnostics ? diagnostics->value("diagnostics", Json::array()) : Json::array();
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace proviso::cli
