// SPDX-License-Identifier: Apache-2.0
#include "cli/import/import.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/files.h"
#include "cli/findings.h"
#include "cli/flags.h"
#include "cli/import_marks.h"
#include "compiler/driver/driver.h"

namespace proviso::cli {
namespace {

struct ImportVerbOptions {
  std::string file;
  std::string output = "-";
  std::string from;
  std::string name;
  bool force = false;
  ProjectFlags project;
};

void PrintLeftOut(const importing::Page& page, std::ostream& err) {
  for (const importing::LeftOut& item : page.left_out) {
    err << "  left out: " << item.what;
    if (item.count > 1) err << fmt::format(" ({} times)", item.count);
    if (!item.sample.empty()) err << ": " << item.sample;
    err << '\n';
  }
}

void PrintSummary(const ImportVerbOptions& options, const importing::Imported& imported,
                  const MarkedText& marked, const compiler::Compilation& compilation,
                  const Invocation& invocation) {
  std::ostream& err = invocation.streams.err;
  err << fmt::format("{} from {}: {} understood, {} marked `not understood`\n",
                     Counted(marked.lines, "line"), options.file, marked.lines - marked.marked,
                     marked.marked);
  if (!imported.charset_guessed.empty()) {
    err << fmt::format("  the document does not say its character set; read as {}\n",
                       imported.charset_guessed);
  }
  PrintLeftOut(imported.page, err);
  for (const UnknownTool& tool : marked.unknown_tools) {
    err << fmt::format("  no catalogue has @{}", tool.name);
    if (!tool.nearest.empty()) err << fmt::format("; near: @{}", fmt::join(tool.nearest, ", @"));
    err << '\n';
  }
  for (const std::string& problem : marked.problems) err << "  " << problem << '\n';
  const FindingCounts counts = CountFindings(compilation.diagnostics);
  const std::string file = options.output == "-" ? "FILE.policy" : options.output;
  err << fmt::format("`proviso check {}` says: {}\n", file, CountsText(counts));
}

ExitCode Import(const ImportVerbOptions& options, const Invocation& invocation) {
  std::error_code ignored;
  if (options.output != "-" && !options.force &&
      std::filesystem::is_regular_file(options.output, ignored)) {
    invocation.Complain(fmt::format(
        "{} is there already; give --force to replace it, or another name", options.output));
    return ExitCode::Usage;
  }
  // The policy will live where it is written.
  const std::string& home = options.output == "-" ? options.file : options.output;
  const auto project = LoadProject(options.project, {home}, invocation.streams.in);
  if (!project) {
    invocation.Complain(project.error().message);
    return ExitCode::Usage;
  }
  const auto input = ReadInput(options.file, invocation.streams.in);
  if (!input) {
    invocation.Complain(input.error().message);
    return ExitCode::Usage;
  }
  const importing::DocumentKind kind = importing::ParseDocumentKind(options.from)
                                           .value_or(importing::KindOf(input->name, input->text));
  const std::string shown = std::filesystem::path(input->name).filename().string();
  const auto imported = importing::Import(input->text, kind, {shown, options.name});
  if (!imported) {
    invocation.Complain(imported.error().message);
    return ExitCode::Usage;
  }
  compiler::CompileOptions compile;
  compile.catalogue = &project->catalogue;
  const std::string name = options.output == "-" ? shown : options.output;
  const compiler::Compilation first = compiler::Compile({{name, imported->text}}, compile);
  compile.explain = false;
  const compiler::Compilation compilation =
      compiler::Compile({{name, WithIntroductionsAsComments(first)}}, compile);
  const MarkedText marked = MarkNotUnderstood(compilation, project->catalogue);
  const auto written = WriteFile(options.output, marked.text, invocation.streams.out);
  if (!written) {
    invocation.Complain(written.error().message);
    return ExitCode::Usage;
  }
  if (!invocation.flags.quiet) {
    PrintSummary(options, *imported, marked, compilation, invocation);
  }
  return compilation.has_errors() ? ExitCode::Findings : ExitCode::Fine;
}

}  // namespace

Verb ImportVerb(const Invocation& invocation) {
  auto options = std::make_shared<ImportVerbOptions>();
  Verb verb{"import", "Make a policy of a document: a web page, a Word file, Markdown, text"};
  verb.options = {
      {.names = "FILE",
       .target = &options->file,
       .description = "The document; - is the standard input",
       .required = true},
      {.names = "-o,--output",
       .target = &options->output,
       .description = "The policy to write; - is the standard output",
       .value_name = "FILE",
       .shows_default = true},
      {.names = "--from",
       .target = &options->from,
       .description =
           "What the document is, when its name does not say; docx, odt and rtf need pandoc",
       .value_name = "KIND",
       .choices = {"html", "md", "txt", "docx", "odt", "rtf"}},
      {.names = "--name",
       .target = &options->name,
       .description = "The policy's name, instead of the document's title",
       .value_name = "NAME",
       .completes = {ValueKind::Word}},
      {.names = "--force",
       .target = &options->force,
       .description = "Replace the file of --output when it is there"},
  };
  verb.Add(ProjectOptions(options->project));
  verb.example = "  proviso import refunds.docx -o policies/refunds.policy";
  verb.run = [options, &invocation] { return Import(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
