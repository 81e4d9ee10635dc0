// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <memory>
#include <optional>

#include "cli/commands/commands.h"
#include "cli/diagnostic_pages.h"
#include "cli/flags.h"
#include "cli/lsp/run_server.h"

#ifndef PROVISO_VERSION
#error "the build gives PROVISO_VERSION"
#endif

namespace proviso::cli {
namespace {

std::string PageOf(DiagnosticId id) {
  const std::string name = CodeText(id) + ".md";
  for (const EmbeddedFile& page : DiagnosticPages()) {
    if (page.name == name) return std::string(page.text);
  }
  return {};
}

struct LspOptions {
  ProjectFlags project;
  bool stdio = false;  // taken and ignored
};

ExitCode Serve(const ProjectFlags& project, const Invocation& invocation) {
  // What the command line names and cannot be used is the user's to mend before an editor depends
  // on it. What the files in the editor lie under, the server finds and tells about.
  const auto loaded = LoadProject(project, {}, invocation.streams.in);
  if (!loaded) {
    invocation.Complain(loaded.error().message);
    return ExitCode::Usage;
  }
  lsp::ServerOptions options;
  options.version = PROVISO_VERSION;
  options.project = project;
  options.page = PageOf;
  const int code =
      lsp::RunServer(invocation.streams.in, invocation.streams.out, std::move(options));
  return code == 0 ? ExitCode::Fine : ExitCode::Findings;
}

}  // namespace

Verb LspVerb(const Invocation& invocation) {
  auto options = std::make_shared<LspOptions>();
  Verb verb{"lsp", "Serve editors: the Language Server Protocol on stdio"};
  verb.options = ProjectOptions(options->project);
  // Many clients add it to whatever they start; there is no other transport.
  verb.options.push_back({.names = "--stdio",
                          .target = &options->stdio,
                          .description = "Talk on standard input and output (always so)"});
  verb.example = "  proviso lsp --tools our_tools.json";
  verb.run = [options, &invocation] { return Serve(options->project, invocation); };
  return verb;
}

}  // namespace proviso::cli
