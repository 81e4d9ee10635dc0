// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands/commands.h"
#include "cli/files.h"
#include "cli/findings.h"
#include "cli/flags.h"
#include "cli/tool_listing.h"
#include "core/value_json.h"

namespace proviso::cli {
namespace {

struct ToolsOptions {
  ProjectFlags project;
  std::string format;
  std::string name;
  std::vector<std::string> files;
};

nlohmann::ordered_json EntryJson(const ToolDefinition& tool) {
  auto entry = ParseJson(tool.json);
  return entry ? std::move(*entry) : nlohmann::ordered_json(nullptr);
}

ExitCode List(const ToolsOptions& options, const Invocation& invocation) {
  const auto project = LoadProject(options.project, {"-"}, invocation.streams.in);
  if (!project) {
    invocation.Complain(project.error().message);
    return ExitCode::Usage;
  }
  if (options.format == "json") {
    nlohmann::ordered_json tools = nlohmann::ordered_json::array();
    for (const ToolDefinition* tool : project->catalogue.All()) tools.push_back(EntryJson(*tool));
    invocation.streams.out << nlohmann::ordered_json{{"tools", tools}}.dump(2) << '\n';
  } else {
    invocation.streams.out << ToolTable(project->catalogue.All(), TerminalWidth(Stream::Out));
  }
  return ExitCode::Fine;
}

ExitCode Show(const ToolsOptions& options, const Invocation& invocation) {
  const auto project = LoadProject(options.project, {"-"}, invocation.streams.in);
  if (!project) {
    invocation.Complain(project.error().message);
    return ExitCode::Usage;
  }
  std::string_view name = options.name;
  if (name.starts_with('@')) name.remove_prefix(1);
  const ToolDefinition* tool = project->catalogue.Find(name);
  if (tool == nullptr) {
    const auto nearest = project->catalogue.NearestNames(name);
    invocation.Complain(
        fmt::format("no catalogue has a tool `{}`{}{}", name,
                    nearest.empty() ? "; `proviso tools list` shows them all" : "; did you mean ",
                    fmt::join(nearest, " or ")));
    return ExitCode::Usage;
  }
  if (options.format == "json") {
    invocation.streams.out << EntryJson(*tool).dump(2) << '\n';
  } else {
    invocation.streams.out << ToolPage(*tool, TerminalWidth(Stream::Out));
  }
  return ExitCode::Fine;
}

// Findings of a catalogue are what its reader says, a line each; a file that cannot be opened is a
// mistake of the command line.
ExitCode CheckCatalogues(const ToolsOptions& options, const Invocation& invocation) {
  // A file that the settings name is checked here, not read there.
  auto project = LoadProject(options.project, options.files, invocation.streams.in, options.files);
  if (!project) {
    invocation.Complain(project.error().message);
    return ExitCode::Usage;
  }
  ToolCatalogue& all = project->catalogue;
  const std::size_t before = all.size();
  ExitCode exit_code = ExitCode::Fine;
  for (const std::string& path : options.files) {
    const auto file = ReadInput(path, invocation.streams.in);
    if (!file) {
      invocation.Complain(file.error().message);
      return ExitCode::Usage;
    }
    const auto added = all.Add(file->text, file->name);
    if (added) continue;
    invocation.streams.out << added.error().message << '\n';
    exit_code = ExitCode::Findings;
  }
  if (exit_code == ExitCode::Fine && !invocation.flags.quiet) {
    invocation.streams.err << fmt::format("{} in {}, no findings\n",
                                          Counted(all.size() - before, "new tool"),
                                          Counted(options.files.size(), "file"));
  }
  return exit_code;
}

}  // namespace

Verb ToolsVerb(const Invocation& invocation) {
  auto options = std::make_shared<ToolsOptions>();
  Verb tools{"tools", "Look at the tools that policies may call"};
  tools.example = "  proviso tools show create_magento_order";

  Verb list{"list", "All tools: name, effect, title"};
  list.options = ProjectOptions(options->project);
  list.options.push_back(FormatOption(options->format, {"text", "json"}));
  list.example = "  proviso tools list --tools ours.json";
  list.run = [options, &invocation] { return List(*options, invocation); };

  Verb show{"show", "Everything that is known about one tool"};
  show.options = {{.names = "NAME",
                   .target = &options->name,
                   .description = "Its name, with or without @",
                   .required = true,
                   .completes = {ValueKind::ToolName}}};
  show.Add(ProjectOptions(options->project));
  show.options.push_back(FormatOption(options->format, {"text", "json"}));
  show.example = "  proviso tools show @set_discount_to_order";
  show.run = [options, &invocation] { return Show(*options, invocation); };

  Verb check{"check", "Say what is wrong in catalogue files"};
  check.options = {FilesArgument(options->files, "Catalogue files; - is the standard input")};
  check.Add(ProjectOptions(options->project));
  check.example = "  proviso tools check ours.json";
  check.run = [options, &invocation] { return CheckCatalogues(*options, invocation); };

  tools.verbs = {std::move(list), std::move(show), std::move(check)};
  return tools;
}

}  // namespace proviso::cli
