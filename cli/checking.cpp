// SPDX-License-Identifier: Apache-2.0
#include "cli/checking.h"

#include <fmt/format.h>

#include "cli/bundle.h"
#include "cli/findings.h"
#include "cli/flags.h"

namespace proviso::cli {

namespace {

// A report that says what could not be checked: a program that reads it must not take silence for
// consent. People are told on the error stream already.
void ReportUnusable(const std::vector<InputProblem>& problems, const CheckOptions& options,
                    const Invocation& invocation) {
  if (options.format == "pretty") return;
  compiler::Compilation nothing;
  DiagnosticSink sink;
  for (const InputProblem& problem : problems) {
    const Span place =
        problem.path.empty() ? kNoSpan : Span{nothing.sources.Add(problem.path, ""), 0, 0};
    sink.Report(DiagnosticId::UnreadableFile, place, problem.message);
  }
  nothing.diagnostics = sink.Sorted();
  invocation.streams.out << RenderFindings(nothing, options.format, false, options.strict);
}

}  // namespace

std::vector<OptionSpec> CheckFlags(CheckOptions& options) {
  std::vector<OptionSpec> flags = ProjectOptions(options.project);
  flags.push_back(
      {.names = "--strict", .target = &options.strict, .description = "Warnings count as errors"});
  flags.push_back({.names = "--no-lint",
                   .target = &options.project.no_lint,
                   .description = "Run no lint rule; what the compiler itself finds remains"});
  flags.push_back(FormatOption(options.format, FindingFormats()));
  return flags;
}

ExitCode CheckPolicies(const CheckOptions& options, const Invocation& invocation) {
  const auto project = LoadProject(options.project, options.files, invocation.streams.in);
  if (!project) {
    invocation.Complain(project.error().message);
    ReportUnusable({{"", project.error().message}}, options, invocation);
    return ExitCode::Usage;
  }
  std::vector<InputProblem> problems;
  auto compilation =
      CompileFiles(options.files, project->catalogue, false, invocation, &project->lint, &problems);
  if (!compilation) {
    ReportUnusable(problems, options, invocation);
    return ExitCode::Usage;
  }

  const FindingCounts counts = CountFindings(compilation->diagnostics);
  if (invocation.flags.quiet) {
    std::erase_if(compilation->diagnostics,
                  [](const Diagnostic& d) { return d.severity == Severity::Note; });
  }
  invocation.streams.out << RenderFindings(*compilation, options.format,
                                           UsesColor(invocation.flags.color(), Stream::Out),
                                           options.strict);
  if (!invocation.flags.quiet) {
    std::string summary =
        CountsText(counts) + " in " + Counted(compilation->sources.size(), "file");
    if (compilation->module) {
      summary += fmt::format(" ({})", Counted(compilation->module->policies.size(), "policy"));
    }
    invocation.streams.err << summary << '\n';
  }
  const bool failed = counts.errors > 0 || (options.strict && counts.warnings > 0);
  return failed ? ExitCode::Findings : ExitCode::Fine;
}

}  // namespace proviso::cli
