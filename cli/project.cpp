// SPDX-License-Identifier: Apache-2.0
#include "cli/project.h"

#include <fmt/core.h>

#include <filesystem>
#include <sstream>
#include <utility>

#include "cli/files.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSettingsName = "proviso.json";

fs::path Absolute(const std::string& path) {
  std::error_code error;
  fs::path full = fs::absolute(path == "-" ? fs::path(".") : fs::path(path), error);
  return (error ? fs::path(path) : full).lexically_normal();
}

fs::path FolderOf(const std::string& path) {
  const fs::path full = Absolute(path);
  std::error_code error;
  return fs::is_directory(full, error) ? full : full.parent_path();
}

// As a person would name it who works in the current folder.
std::string Shown(const fs::path& path) {
  std::error_code error;
  const fs::path below = path.lexically_relative(fs::current_path(error));
  const bool inside = !error && !below.empty() && *below.begin() != "..";
  return inside ? below.string() : path.string();
}

class Loader {
 public:
  Loader(const ProjectFlags& flags, std::istream& in, const std::vector<std::string>& left_out)
      : flags_(flags), in_(in), left_out_(left_out) {
    if (!flags.no_standard_tools) project_.catalogue = LoadStandardCatalogue();
  }

  // What cannot be used is left out, and told by `problems`.
  Project Load(const std::optional<std::string>& settings_file) {
    if (settings_file) Note(AddSettings(*settings_file));
    for (const std::string& path : flags_.catalogues) {
      if (!IsAmong(path, project_.catalogues) && !IsAmong(path, left_out_)) Note(Add(path));
    }
    project_.lint.enabled = !flags_.no_lint;
    return std::move(project_);
  }
  std::vector<Error> problems() const { return problems_; }

 private:
  void Note(const Result<void>& result) {
    if (!result) problems_.push_back(result.error());
  }

  // Everything that stands in a file of the team's is the team's own word.
  Result<void> Add(const std::string& path) {
    project_.catalogues.push_back(path == "-" ? path : Absolute(path).string());
    PROVISO_TRY(const InputFile file, ReadInput(path, in_));
    return project_.catalogue.Add(file.text, file.name);
  }

  Result<void> AddSettings(const std::string& file) {
    const fs::path path = Absolute(file);
    project_.settings = path.string();
    PROVISO_TRY(const InputFile input, ReadInput(file, in_));
    const std::string name = Shown(path);
    PROVISO_TRY(compiler::lint::Settings settings,
                compiler::lint::ReadSettings(input.text, name, path.parent_path().string()));
    project_.lint = std::move(settings.lint);
    for (const compiler::lint::CatalogueFile& entry : settings.catalogues) {
      const fs::path catalogue = (path.parent_path() / entry.path).lexically_normal();
      if (IsAmong(catalogue.string(), left_out_)) continue;
      const auto added = Add(Shown(catalogue));
      if (added) continue;
      problems_.push_back({added.error().code, fmt::format("{}:{}: `tools`: {}", name, entry.line,
                                                           added.error().message)});
    }
    return {};
  }

  const ProjectFlags& flags_;
  std::istream& in_;
  const std::vector<std::string>& left_out_;
  Project project_;
  std::vector<Error> problems_;
};

}  // namespace

std::vector<OptionSpec> ProjectOptions(ProjectFlags& flags) {
  return {
      {.names = "--tools",
       .target = &flags.catalogues,
       .description = "A catalogue file of tools, beside those that proviso.json names; may be "
                      "given several times",
       .value_name = "CAT"},
      {.names = "--no-standard-tools",
       .target = &flags.no_standard_tools,
       .description = "Leave out the tools that come with the program"},
      {.names = "--config",
       .target = &flags.config,
       .description = "Settings to use instead of the nearest proviso.json above the files",
       .value_name = "FILE"},
  };
}

std::optional<std::string> FindSettingsFile(const std::vector<std::string>& paths) {
  if (paths.empty()) return std::nullopt;
  std::vector<fs::path> folders;
  for (const std::string& path : paths) folders.push_back(FolderOf(path));
  fs::path folder = CommonFolder(folders);
  while (!folder.empty()) {
    std::error_code error;
    const fs::path candidate = folder / kSettingsName;
    if (fs::is_regular_file(candidate, error)) return candidate.string();
    if (folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  return std::nullopt;
}

Result<Project> LoadProject(const ProjectFlags& flags, const std::vector<std::string>& paths,
                            std::istream& in, const std::vector<std::string>& left_out) {
  Loader loader(flags, in, left_out);
  const bool named = !flags.config.empty();
  Project project = loader.Load(named ? std::optional(flags.config) : FindSettingsFile(paths));
  const std::vector<Error> problems = loader.problems();
  if (problems.empty()) return project;
  Error all = problems.front();
  for (std::size_t i = 1; i < problems.size(); ++i) all.message += '\n' + problems[i].message;
  return all;
}

Project LoadUsableProject(const ProjectFlags& flags,
                          const std::optional<std::string>& settings_file,
                          std::vector<Error>& problems) {
  std::istringstream no_input;
  const std::vector<std::string> nothing;
  Loader loader(flags, no_input, nothing);
  Project project = loader.Load(settings_file);
  problems = loader.problems();
  return project;
}

}  // namespace proviso::cli
