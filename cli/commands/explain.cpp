// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/bundle.h"
#include "cli/commands/commands.h"
#include "cli/diagnostic_pages.h"
#include "cli/explain_json.h"
#include "cli/explain_picture.h"
#include "cli/explain_text.h"
#include "cli/findings.h"
#include "cli/flags.h"
#include "compiler/lint/rule_names.h"
#include "core/render.h"

namespace proviso::cli {
namespace {

struct ExplainOptions {
  std::vector<std::string> files;
  ProjectFlags project;
  std::string format;
  bool words = false;
};

bool LooksLikeCode(std::string_view text) {
  return text.size() >= 2 && text.size() <= 5 && (text[0] == 'P' || text[0] == 'p') &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A rule's name; a file of that name comes first.
bool LooksLikeRuleName(const std::string& text) {
  std::error_code error;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos &&
         text.find('-') != std::string::npos && text.front() != '-' &&
         !std::filesystem::exists(text, error);
}

ExitCode PrintPage(const std::string& text, const Invocation& invocation) {
  const auto id = compiler::lint::ParseNameOrCode(text);
  if (!id) {
    const auto nearest = compiler::lint::NearestRuleNames(text);
    invocation.Complain(
        LooksLikeCode(text) ? fmt::format("there is no diagnostic {}; codes look like P101", text)
        : nearest.empty()
            ? fmt::format("there is no file and no rule {}; `proviso lint --list` shows the rules",
                          text)
            : fmt::format("there is no file and no rule {}; did you mean {}?", text,
                          fmt::join(nearest, " or ")));
    return ExitCode::Usage;
  }
  if (const std::string_view page = DiagnosticPage(*id); !page.empty()) {
    invocation.streams.out << page;
    if (!page.ends_with('\n')) invocation.streams.out << '\n';
    return ExitCode::Fine;
  }
  const DiagnosticInfo& info = InfoOf(*id);
  invocation.streams.out << fmt::format("{} ({}): {}\n", CodeText(*id), SeverityName(info.severity),
                                        info.summary);
  return ExitCode::Fine;
}

ExitCode Explain(const ExplainOptions& options, const Invocation& invocation) {
  if (options.files.size() == 1 &&
      (LooksLikeCode(options.files.front()) || LooksLikeRuleName(options.files.front()))) {
    return PrintPage(options.files.front(), invocation);
  }
  const auto project = LoadProject(options.project, options.files, invocation.streams.in);
  if (!project) {
    invocation.Complain(project.error().message);
    return ExitCode::Usage;
  }
  // The findings are those of `check`, under the same settings.
  const auto compilation =
      CompileFiles(options.files, project->catalogue, true, invocation, &project->lint);
  if (!compilation) return ExitCode::Usage;
  if (options.format == "json") {
    invocation.streams.out << ExplainJson(*compilation);
  } else if (IsPicture(options.format)) {
    const auto picture = ExplainPicture(*compilation, options.format);
    if (!picture) {
      invocation.Complain(picture.error().message);
      return ExitCode::Usage;
    }
    invocation.streams.out << *picture;
  } else {
    const ExplainLayout layout{TerminalWidth(Stream::Out),
                               UsesColor(invocation.flags.color(), Stream::Out), options.words};
    invocation.streams.out << ExplainText(*compilation, layout);
    invocation.streams.out.flush();
    if (!invocation.flags.quiet && !compilation->diagnostics.empty()) {
      invocation.streams.err << '\n'
                             << RenderCompact(compilation->sources, compilation->diagnostics);
    }
  }
  if (!invocation.flags.quiet) {
    invocation.streams.err << CountsText(CountFindings(compilation->diagnostics)) << '\n';
  }
  return compilation->has_errors() ? ExitCode::Findings : ExitCode::Fine;
}

}  // namespace

Verb ExplainVerb(const Invocation& invocation) {
  auto options = std::make_shared<ExplainOptions>();
  Verb verb{"explain", "Show what each line was understood to mean, or what a code is"};
  verb.options = {
      FilesArgument(options->files,
                    "Policy files or directories, or the code or name of a finding such as P101")};
  verb.options.front().completes = {ValueKind::File, ValueKind::DiagnosticCode};
  verb.Add(ProjectOptions(options->project));
  verb.options.push_back({.names = "--words",
                          .target = &options->words,
                          .description = "Show what accounts for each word (text)"});
  verb.options.push_back(
      FormatOption(options->format, {"text", "json", "mermaid", "dot", "svg", "html"}));
  verb.example =
      "  proviso explain send_replacement.policy\n"
      "  proviso explain send_replacement.policy --format html > send_replacement.html\n"
      "  proviso explain P101\n"
      "  proviso explain vague-condition";
  verb.run = [options, &invocation] { return Explain(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
