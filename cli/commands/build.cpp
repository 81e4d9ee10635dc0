// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

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
  ProjectFlags project;
  std::string output;
};

ExitCode Build(const BuildOptions& options, const Invocation& invocation) {
  if (const auto kept = KeepInputs(options.output, options.files); !kept) {
    invocation.Complain(kept.error().message);
    return ExitCode::Usage;
  }
  const auto project = LoadProject(options.project, options.files, invocation.streams.in);
  if (!project) {
    invocation.Complain(project.error().message);
    return ExitCode::Usage;
  }
  const auto compilation = CompileFiles(options.files, project->catalogue, false, invocation);
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

Verb BuildVerb(const Invocation& invocation) {
  auto options = std::make_shared<BuildOptions>();
  Verb verb{"build", "Compile policies into one bundle"};
  verb.options = {
      FilesArgument(options->files, "Policy files or directories; - is the standard input"),
      {.names = "-o,--output",
       .target = &options->output,
       .description = "The bundle to write; - is the standard output",
       .value_name = "OUT.pvo",
       .required = true},
  };
  verb.Add(ProjectOptions(options->project));
  verb.example = "  proviso build policies/ -o support.pvo";
  verb.run = [options, &invocation] { return Build(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
