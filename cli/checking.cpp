// SPDX-License-Identifier: Apache-2.0
#include "cli/checking.h"

#include <fmt/format.h>

#include "cli/bundle.h"
#include "cli/findings.h"

namespace proviso::cli {

std::vector<OptionSpec> CheckFlags(CheckOptions& options) {
  std::vector<OptionSpec> flags = CatalogueOptions(options.catalogue);
  flags.push_back(
      {.names = "--strict", .target = &options.strict, .description = "Warnings count as errors"});
  flags.push_back(ConfigOption(options.settings));
  flags.push_back({.names = "--no-lint",
                   .target = &options.settings.no_lint,
                   .description = "Run no lint rule; what the compiler itself finds remains"});
  flags.push_back(FormatOption(options.format, FindingFormats()));
  return flags;
}

ExitCode CheckPolicies(const CheckOptions& options, const Invocation& invocation) {
  const auto catalogue = LoadCatalogue(options.catalogue, invocation.streams.in);
  if (!catalogue) {
    invocation.Complain(catalogue.error().message);
    return ExitCode::Usage;
  }
  const auto lint = LoadLintSettings(options.settings, options.files);
  if (!lint) {
    invocation.Complain(lint.error().message);
    return ExitCode::Usage;
  }
  auto compilation = CompileFiles(options.files, *catalogue, false, invocation, &*lint);
  if (!compilation) return ExitCode::Usage;

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
