// SPDX-License-Identifier: Apache-2.0
#include "cli/checking.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cli/bundle.h"
#include "cli/findings.h"

namespace proviso::cli {

void AddCheckFlags(CLI::App& command, CheckOptions& options) {
  AddCatalogueFlags(command, options.catalogue);
  command.add_flag("--strict", options.strict, "Warnings count as errors");
  command
      .add_option("--config", options.settings.file,
                  "Settings to use instead of the nearest proviso.json above the files")
      ->type_name("FILE");
  command.add_flag("--no-lint", options.settings.no_lint,
                   "Run no lint rule; what the compiler itself finds remains");
  AddFormatFlag(command, options.format, FindingFormats());
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
                                           UsesColor(invocation.flags.color, Stream::Out),
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
