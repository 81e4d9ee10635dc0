// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "bytecode/encode.h"
#include "cli/bundle.h"
#include "cli/commands/commands.h"
#include "cli/files.h"
#include "cli/findings.h"
#include "cli/flags.h"

namespace proviso::cli {
namespace {

struct BuildOptions {
  std::vector<std::string> files;
  CatalogueFlags catalogue;
  std::string output;
};

ExitCode Build(const BuildOptions& options, const Invocation& invocation) {
  if (const auto kept = KeepInputs(options.output, options.files); !kept) {
    invocation.Complain(kept.error().message);
    return ExitCode::Usage;
  }
  const auto catalogue = LoadCatalogue(options.catalogue, invocation.streams.in);
  if (!catalogue) {
    invocation.Complain(catalogue.error().message);
    return ExitCode::Usage;
  }
  const auto compilation = CompileFiles(options.files, *catalogue, false, invocation);
  if (!compilation) return ExitCode::Usage;
  ReportCompilation(*compilation, invocation);
  if (!compilation->module) return ExitCode::Findings;

  const std::string bytes = Encode(*compilation->module);
  const auto written = WriteFile(options.output, bytes, invocation.streams.out);
  if (!written) {
    invocation.Complain(written.error().message);
    return ExitCode::Usage;
  }
  invocation.Notice(fmt::format("{} in {}, {}",
                                Counted(compilation->module->policies.size(), "policy"),
                                options.output == "-" ? "the standard output" : options.output,
                                Counted(bytes.size(), "byte")));
  return ExitCode::Fine;
}

}  // namespace

void AddBuildCommand(CLI::App& app, Invocation& invocation) {
  auto options = std::make_shared<BuildOptions>();
  CLI::App* command = app.add_subcommand("build", "Compile policies into one bundle");
  AddFilesArgument(*command, options->files,
                   "Policy files or directories; - is the standard input");
  command
      ->add_option("-o,--output", options->output, "The bundle to write; - is the standard output")
      ->required()
      ->type_name("OUT.pvo");
  AddCatalogueFlags(*command, options->catalogue);
  SetExample(*command, "  proviso build policies/ -o support.pvo");
  command->callback([options, &invocation] {
    invocation.action = [=, &invocation] { return Build(*options, invocation); };
  });
}

}  // namespace proviso::cli
