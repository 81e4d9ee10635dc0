// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/flags.h"
#include "cli/starter/starter.h"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

struct NewOptions {
  std::string name;
  std::string template_name;
  std::string folder;
  bool list = false;
};

ExitCode ListTemplates(const Invocation& invocation) {
  for (const starter::Template& known : starter::Templates()) {
    invocation.streams.out << fmt::format("{:<20} {}\n", known.name, known.says);
  }
  return ExitCode::Fine;
}

// "x" refuses a file that is there, also one that somebody else makes at this moment.
Result<void> WriteNewFile(const fs::path& path, const std::string& text) {
  std::error_code problem;
  // A name without a folder lies in this one.
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), problem);
  if (problem) {
    return Error{"file_unwritable", fmt::format("the folder {} cannot be made: {}",
                                                path.parent_path().string(), problem.message())};
  }
  errno = 0;
  std::FILE* file = std::fopen(path.c_str(), "wbx");
  const bool opened = file != nullptr;
  bool written = opened && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (opened && std::fclose(file) != 0) written = false;
  if (written) return {};
  return Error{"file_unwritable",
               fmt::format("{} cannot be written: {}", path.string(), std::strerror(errno))};
}

bool Exists(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

void PrintNextSteps(const std::string& folder, const std::string& stem, std::ostream& err) {
  const std::string policy = "policies/" + stem + ".policy";
  const std::size_t width = policy.size() + 18;
  err << "Next:\n";
  if (folder != ".") err << fmt::format("  cd {}\n", folder);
  const auto step = [&](const std::string& command, const char* says) {
    err << fmt::format("  {:<{}} {}\n", command, width, says);
  };
  step("proviso check policies", "what is wrong or doubtful");
  step("proviso explain " + policy, "what each line means");
  step("proviso chat " + policy, "be the customer, on the sandbox");
  step("proviso test", "play the tests");
}

ExitCode New(const NewOptions& options, const Invocation& invocation) {
  if (options.list) return ListTemplates(invocation);
  if (options.name.empty()) {
    invocation.Complain("give the policy a name: proviso new \"Order refund\" --template refund");
    return ExitCode::Usage;
  }
  const std::string template_name =
      options.template_name.empty() ? starter::TemplateFor(options.name) : options.template_name;
  const auto made = starter::MakeStarter(options.name, template_name);
  if (!made) {
    invocation.Complain(made.error().message);
    return ExitCode::Usage;
  }
  std::string folder = options.folder;
  if (folder.empty()) {
    folder = made->stem;
    std::replace(folder.begin(), folder.end(), '_', '-');
  }
  // All or nothing: a policy is not put beside tests of another one.
  for (const starter::StarterFile& file : made->files) {
    const fs::path path = fs::path(folder) / file.path;
    if (file.shared || !Exists(path)) continue;
    invocation.Complain(fmt::format(
        "{} is there already, and nothing was written; give another name, or another folder "
        "with --dir",
        path.string()));
    return ExitCode::Usage;
  }
  std::vector<std::string> kept;
  for (const starter::StarterFile& file : made->files) {
    const fs::path path = (fs::path(folder) / file.path).lexically_normal();
    if (file.shared && Exists(path)) {
      kept.push_back(file.path);
      continue;
    }
    const auto written = WriteNewFile(path, file.text);
    if (!written) {
      invocation.Complain(written.error().message);
      return ExitCode::Usage;
    }
    invocation.streams.out << fmt::format("{:<44} {}\n", path.string(), file.says);
  }
  if (!kept.empty()) {
    invocation.Notice(fmt::format("kept as they are: {}", fmt::join(kept, ", ")));
  }
  if (!invocation.flags.quiet) PrintNextSteps(folder, made->stem, invocation.streams.err);
  return ExitCode::Fine;
}

}  // namespace

Verb NewVerb(const Invocation& invocation) {
  auto options = std::make_shared<NewOptions>();
  Verb verb{"new", "Make a folder with a policy, its tests and their checks in CI, to start from"};
  verb.options = {
      {.names = "NAME",
       .target = &options->name,
       .description = "The policy's name",
       .completes = {ValueKind::Word}},
      {.names = "--template",
       .target = &options->template_name,
       .description =
           "What to start from (--list shows them); without it the one that NAME names, else blank",
       .value_name = "TEMPLATE",
       .completes = {ValueKind::Word}},
      {.names = "--dir",
       .target = &options->folder,
       .description = "The folder, made when missing; without it a new one named after the policy",
       .value_name = "DIR"},
      {.names = "--list", .target = &options->list, .description = "Show the templates"},
  };
  verb.example =
      "  proviso new \"Order refund\" --template refund\n"
      "  proviso new \"Order status\" --template order-status --dir order-refund";
  verb.run = [options, &invocation] { return New(*options, invocation); };
  return verb;
}

}  // namespace proviso::cli
