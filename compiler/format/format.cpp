// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/format.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "bytecode/same_behaviour.h"
#include "compiler/ast/dump.h"
#include "compiler/parse/parser.h"
#include "core/plain_text.h"

namespace proviso::compiler {
namespace {

// A layout is final when formatting it changes nothing. The first try is, all but always.
constexpr int kMaxRounds = 6;

struct OriginalText {
  SourceSet sources;
  ast::Document document;
  DiagnosticSink findings;

  OriginalText(const std::string& name, const std::string& text) {
    const FileId file = sources.Add(name, text);
    document = Parse(sources, file, findings);
  }
  const SourceFile& source() const { return sources.file(FileId{}); }
};

// The letters of a text, in order: what no layout may change. An "o" in front of a tab is a bullet.
std::string Letters(std::string_view text) {
  std::string letters;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == 'o' && i + 1 < text.size() && text[i + 1] == '\t') continue;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) letters += c;
  }
  return letters;
}

// What a text says, without where it stands.
struct Reading {
  std::string tree;
  std::string letters;
  std::size_t errors = 0;

  bool operator==(const Reading&) const = default;
};

Reading ReadingOf(const OriginalText& parsed) {
  ast::DumpOptions options;
  options.inferred = false;
  options.remarks = false;
  return {ast::Dump(parsed.document, parsed.sources, options), Letters(parsed.source().text()),
          parsed.findings.Count(Severity::Error)};
}

FormatResult Refusal(const std::string& text, std::string why) {
  return FormatResult{text, true, std::move(why)};
}

using Files = std::vector<std::pair<std::string, std::string>>;

std::optional<Module> ModuleOf(const Files& files, const ToolCatalogue* catalogue) {
  CompileOptions options;
  options.catalogue = catalogue;
  options.explain = false;
  return Compile(files, options).module;
}

}  // namespace

FormatResult FormatText(const std::string& name, const std::string& text, const SaysTheSame& also) {
  // UTF-16 and binary files: half a character more or less, and nobody can read them any more.
  if (text.find('\0') != std::string::npos) {
    return Refusal(text, "it holds NUL characters, so it is no UTF-8 text; save it as UTF-8 first");
  }
  const OriginalText original(name, text);
  if (original.document.layout.empty()) {
    if (PlainText(text).empty()) return FormatResult{};
    // In a language without a pack nothing of a file is read, and it stays as it is.
    if (original.document.language.empty()) {
      FormatResult untouched;
      untouched.text = text;
      return untouched;
    }
    return Refusal(text, "the file was not read, so its layout is not known");
  }
  const Reading meaning = ReadingOf(original);
  const SaysTheSame same = [&](const std::string& candidate) {
    if (ReadingOf(OriginalText(name, candidate)) != meaning) return false;
    return !also || also(candidate);
  };
  std::string current = text;
  for (int round = 0; round < kMaxRounds; ++round) {
    const OriginalText parsed(name, current);
    const std::optional<std::string> next = FindLayout(parsed.source(), parsed.document, same);
    if (!next) return Refusal(text, "no layout was found that is sure to mean the same");
    if (*next == current) return FormatResult{std::move(current), false, {}};
    current = *next;
  }
  return Refusal(text, "its layout does not settle");
}

std::vector<FormatResult> FormatFiles(const Files& files, const ToolCatalogue* catalogue) {
  std::vector<FormatResult> results;
  Files formatted = files;
  for (auto& [name, text] : formatted) {
    results.push_back(FormatText(name, text));
    text = results.back().text;
  }
  if (formatted == files) return results;
  const std::optional<Module> before = ModuleOf(files, catalogue);
  if (!before) return results;
  if (const auto after = ModuleOf(formatted, catalogue); after && SameBehaviour(*before, *after)) {
    return results;
  }
  // The tree is equal and the bytecode is not: find the files, and ask for their bytecode too.
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (results[i].text == files[i].second) continue;
    Files one = files;
    results[i] = FormatText(files[i].first, files[i].second, [&](const std::string& candidate) {
      one[i].second = candidate;
      const auto after = ModuleOf(one, catalogue);
      return after && SameBehaviour(*before, *after);
    });
  }
  return results;
}

}  // namespace proviso::compiler
