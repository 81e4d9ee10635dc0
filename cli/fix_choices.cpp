// SPDX-License-Identifier: Apache-2.0
#include "cli/fix_choices.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "cli/line_reader.h"
#include "compiler/format/line_text.h"
#include "testing/explore/difference.h"

namespace proviso::cli {
namespace {

constexpr std::size_t kMaxAlternatives = 26;

constexpr std::size_t kMaxAnswer = 200;
constexpr std::size_t kAllPairs = 3;  // alternatives that are all compared

std::string Indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.append("  ").append(text.substr(0, end)).append("\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

Error BadChoice(const std::string& text, std::string_view why) {
  return Error{
      "bad_choice",
      fmt::format("--choose {}: {}; write it as P405@12=a, where 12 is the line", text, why)};
}

// "a" or "1"
std::optional<std::size_t> ReadAlternative(std::string_view text) {
  if (text.size() != 1) return std::nullopt;
  const char c = text.front();
  if (c >= 'a' && c <= 'z') return static_cast<std::size_t>(c - 'a');
  if (c >= 'A' && c <= 'Z') return static_cast<std::size_t>(c - 'A');
  if (c >= '1' && c <= '9') return static_cast<std::size_t>(c - '1');
  return std::nullopt;
}

compiler::NamedTexts WithFix(compiler::NamedTexts files, const DiagnosticFix& fix) {
  if (fix.edits.empty()) return files;
  std::string& text = files[static_cast<std::size_t>(fix.edits.front().span.file)].second;
  text = compiler::ApplyEdits(text, fix.edits);
  return files;
}

std::string DescribeDifference(const Module& first, char first_letter, const Module& other,
                               char other_letter, const ToolCatalogue& catalogue) {
  const std::string name_a = fmt::format("{})", first_letter);
  const std::string name_b = fmt::format("{})", other_letter);
  explore::DifferenceOptions options;
  options.catalogue = &catalogue;
  const auto found = explore::FindDifference(first, other, options);
  if (!found)
    return fmt::format("{} and {} cannot be compared: {}\n", name_a, name_b, found.error().message);
  if (found->difference) {
    return fmt::format("Where {} and {} differ:\n{}", name_a, name_b,
                       Indented(found->difference->Describe(first, other, name_a, name_b)));
  }
  return found->exhausted
             ? fmt::format("{} and {} do the same in every conversation.\n", name_a, name_b)
             : fmt::format("{} and {} do the same in all conversations that were tried.\n", name_a,
                           name_b);
}

std::string PlaceOf(const compiler::Compilation& compilation, const Diagnostic& finding) {
  const SourceFile& file = compilation.sources.file(finding.primary.file);
  return fmt::format("{}:{}", file.name(), file.LineOf(finding.primary.begin));
}

}  // namespace

Result<ChosenFix> ParseChosenFix(const std::string& text) {
  ChosenFix chosen;
  chosen.text = text;
  const std::size_t equals = text.rfind('=');
  if (equals == std::string::npos) return BadChoice(text, "the alternative is missing");
  const auto alternative = ReadAlternative(std::string_view(text).substr(equals + 1));
  if (!alternative) return BadChoice(text, "an alternative is one letter");
  chosen.alternative = *alternative;
  const std::size_t at = std::min(text.find('@'), equals);
  const std::string name = text.substr(0, at);
  const auto code = ParseCode(name);
  const auto id = code ? code : ParseRuleName(name);
  if (!id) return BadChoice(text, fmt::format("there is no code or rule `{}`", name));
  chosen.id = *id;
  if (at == equals) return chosen;
  std::string_view place = std::string_view(text).substr(at + 1, equals - at - 1);
  if (const std::size_t colon = place.rfind(':'); colon != std::string_view::npos) {
    chosen.file = place.substr(0, colon);
    place.remove_prefix(colon + 1);
  }
  const auto parsed = std::from_chars(place.data(), place.data() + place.size(), chosen.line);
  const bool whole = parsed.ec == std::errc() && parsed.ptr == place.data() + place.size();
  if (!whole || chosen.line == 0) return BadChoice(text, "the line is no number");
  return chosen;
}

std::optional<std::size_t> FindChosen(std::vector<ChosenFix>& chosen,
                                      const compiler::Compilation& compilation,
                                      const Diagnostic& finding) {
  const SourceFile& file = compilation.sources.file(finding.primary.file);
  for (ChosenFix& choice : chosen) {
    if (choice.id != finding.id || choice.alternative >= finding.fixes.size()) continue;
    if (!choice.file.empty() && choice.file != file.name()) continue;
    if (choice.line != 0 && choice.line != file.LineOf(finding.primary.begin)) continue;
    choice.used = true;
    return choice.alternative;
  }
  return std::nullopt;
}

char LetterOf(std::size_t alternative) { return static_cast<char>('a' + alternative); }

std::string DescribeChoice(const compiler::Compilation& compilation, const Diagnostic& finding) {
  const SourceFile& file = compilation.sources.file(finding.primary.file);
  const std::string_view line = file.Line(file.LineOf(finding.primary.begin));
  std::string out =
      fmt::format("{} {}, {}: {}\n  {}\n{}\n", CodeText(finding.id), RuleName(finding.id),
                  PlaceOf(compilation, finding), finding.message, compiler::Trimmed(line),
                  finding.choice.empty() ? "which of these is meant?" : finding.choice);
  for (std::size_t i = 0; i < finding.fixes.size() && i < kMaxAlternatives; ++i) {
    out += fmt::format("  {}) {}\n", LetterOf(i), finding.fixes[i].description);
  }
  return out;
}

std::string DescribeDifferences(
    const compiler::NamedTexts& files, const Diagnostic& finding, const ToolCatalogue& catalogue,
    const std::function<compiler::Compilation(const compiler::NamedTexts&)>& compile) {
  std::vector<std::optional<Module>> modules;
  for (std::size_t i = 0; i < finding.fixes.size() && i < kMaxAlternatives; ++i) {
    modules.push_back(compile(WithFix(files, finding.fixes[i])).module);
  }
  std::string out;
  for (std::size_t i = 0; i < modules.size(); ++i) {
    if (!modules[i]) out += fmt::format("{}) does not compile as the text stands.\n", LetterOf(i));
    // Each with each; of many only those that differ from the first can be shown in reasonable
    // space.
    const std::size_t compared = modules.size() <= kAllPairs ? i : std::min<std::size_t>(i, 1);
    for (std::size_t k = 0; k < compared; ++k) {
      if (!modules[i] || !modules[k]) continue;
      out += DescribeDifference(*modules[k], LetterOf(k), *modules[i], LetterOf(i), catalogue);
    }
  }
  return out;
}

std::string ExampleChoice(const compiler::Compilation& compilation, const Diagnostic& finding) {
  const SourceFile& file = compilation.sources.file(finding.primary.file);
  const std::uint32_t line = file.LineOf(finding.primary.begin);
  const std::string where = compilation.sources.size() > 1 ? file.name() + ":" : "";
  return fmt::format("choose with --choose {}@{}{}=a\n", CodeText(finding.id), where, line);
}

std::optional<std::size_t> AskForChoice(const std::string& description, std::size_t count,
                                        const Invocation& invocation) {
  std::ostream& err = invocation.streams.err;
  count = std::min(count, kMaxAlternatives);
  err << '\n' << description;
  while (true) {
    err << fmt::format("Which one? (a-{}, or nothing to leave it) ", LetterOf(count - 1))
        << std::flush;
    std::string answer;
    if (!ReadLine(invocation.streams.in, answer, kMaxAnswer)) return std::nullopt;
    const std::string_view word = compiler::Trimmed(answer);
    if (word.empty()) return std::nullopt;
    const auto alternative = ReadAlternative(word);
    if (alternative && *alternative < count) return alternative;
    err << fmt::format("`{}` is none of them.\n", word);
  }
}

}  // namespace proviso::cli
