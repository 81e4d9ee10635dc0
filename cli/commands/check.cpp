// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "cli/bundle.h"
#include "cli/commands/commands.h"
#include "cli/findings.h"
#include "cli/flags.h"

namespace proviso::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> files;
  CatalogueFlags catalogue;
  std::string format;
  bool strict = false;
};

ExitCode Check(const CheckOptions& options, const Invocation& invocation) {
  const auto catalogue = LoadCatalogue(options.catalogue, invocation.streams.in);
  if (!catalogue) {
    invocation.Complain(catalogue.error().message);
    return ExitCode::Usage;
  }
  auto compilation = CompileFiles(options.files, *catalogue, false, invocation);
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

}  // namespace

void AddCheckCommand(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "Say what is wrong or doubtful in policies");
  AddFilesArgument(*command, options->files,
                   "Policy files or directories, checked as one bundle; - is stdin");
  AddCatalogueFlags(*command, options->catalogue);
  command->add_flag("--strict", options->strict, "Warnings count as errors");
  AddFormatFlag(*command, options->format, FindingFormats());
  SetExample(*command, "  proviso check policies/ --strict --format github");
  command->callback([options, &invocation] {
    invocation.action = [=, &invocation] { return Check(*options, invocation); };
  });
}

}  // namespace proviso::cli
