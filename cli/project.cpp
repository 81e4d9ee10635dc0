// SPDX-License-Identifier: Apache-2.0
#include "cli/project.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
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

// The nearest settings of a folder. What is no file has the name all the same: whoever reads it
// says what is wrong with it.
std::string NearestSettings(fs::path folder) {
  while (!folder.empty()) {
    std::error_code error;
    const fs::path candidate = folder / kSettingsName;
    if (fs::exists(fs::symlink_status(candidate, error))) return candidate.string();
    if (folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  return "";
}

struct FoundSettings {
  std::string path;      // as it was named, or a file below it
  std::string settings;  // absolute; empty: none
};

bool IsOneOf(const fs::path& path, std::initializer_list<std::string_view> extensions) {
  return std::find(extensions.begin(), extensions.end(), path.extension().string()) !=
         extensions.end();
}

// The files below a directory that settings are looked up for: its policies and scenarios, or the
// texts when it has none.
std::vector<std::string> FilesBelow(const std::string& directory) {
  std::vector<std::string> policies;
  std::vector<std::string> texts;
  std::error_code problem;
  fs::recursive_directory_iterator entry(directory, problem);
  for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
    std::error_code ignored;
    const fs::path& path = entry->path();
    if (path.filename().string().starts_with('.')) {
      entry.disable_recursion_pending();
    } else if (!entry->is_regular_file(ignored)) {
      continue;
    } else if (IsOneOf(path, {".policy", ".scenario"})) {
      policies.push_back(path.string());
    } else if (IsOneOf(path, {".md", ".txt"})) {
      texts.push_back(path.string());
    }
  }
  std::vector<std::string>& files = policies.empty() ? texts : policies;
  std::sort(files.begin(), files.end());
  return std::move(files);
}

FoundSettings SettingsOfFile(const std::string& path) {
  FoundSettings found{path, NearestSettings(Absolute(path).parent_path())};
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  if (found.settings.empty() && !error) found.settings = NearestSettings(target.parent_path());
  return found;
}

std::vector<FoundSettings> SettingsOf(const std::string& path) {
  std::error_code error;
  const bool folder = path == "-" || fs::is_directory(path, error);
  if (!folder) return {SettingsOfFile(path)};
  std::vector<FoundSettings> found;
  if (path != "-") {
    for (const std::string& file : FilesBelow(path)) found.push_back(SettingsOfFile(file));
  }
  if (found.empty()) found.push_back({path, NearestSettings(FolderOf(path))});
  return found;
}

// Why settings that were found, or a catalogue that they name, cannot be read: a pipe or a device
// would be waited for, and a folder or a link to nowhere must not count as nothing.
Result<void> MustBeFile(const fs::path& path, const std::string& name) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_regular_file(status)) return {};
  std::error_code no_link;
  const bool link = fs::is_symlink(path, no_link);
  if (status.type() == fs::file_type::not_found && !link) return {};  // said by whoever reads it
  return Error{"bad_settings", fmt::format("{} is {}; a file is wanted here", name,
                                           fs::is_directory(status) ? "a folder"
                                           : fs::exists(status)     ? "a pipe or a device"
                                                                    : "a link that leads nowhere")};
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
    const std::string name = Shown(path);
    if (flags_.config.empty()) {
      if (auto readable = MustBeFile(path, name); !readable) return readable;
    }
    PROVISO_TRY(const InputFile input, ReadInput(file, in_));
    PROVISO_TRY(compiler::lint::Settings settings,
                compiler::lint::ReadSettings(input.text, name, path.parent_path().string()));
    project_.lint = std::move(settings.lint);
    for (const compiler::lint::CatalogueFile& entry : settings.catalogues) {
      const fs::path catalogue = (path.parent_path() / entry.path).lexically_normal();
      if (IsAmong(catalogue.string(), left_out_)) continue;
      const Result<void> usable = MustBeFile(catalogue, Shown(catalogue));
      const auto added = usable ? Add(Shown(catalogue)) : usable;
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

std::optional<std::string> NearestSettingsFile(const std::string& path) {
  std::string settings = NearestSettings(FolderOf(path));
  if (settings.empty()) return std::nullopt;
  return settings;
}

Result<std::optional<std::string>> FindSettingsFile(const std::vector<std::string>& paths) {
  std::optional<FoundSettings> first;
  for (const std::string& path : paths) {
    for (const FoundSettings& found : SettingsOf(path)) {
      if (!first) first = found;
      if (found.settings == first->settings) continue;
      const auto describe = [](const FoundSettings& one) {
        return one.settings.empty() ? fmt::format("{} has none", one.path)
                                    : fmt::format("{} has {}", one.path, Shown(one.settings));
      };
      return Error{"several_settings",
                   fmt::format("these files do not have the same settings: {}, {}; run them "
                               "apart, or name one with --config",
                               describe(*first), describe(found))};
    }
  }
  if (!first || first->settings.empty()) return std::optional<std::string>();
  return std::optional(first->settings);
}

Result<Project> LoadProject(const ProjectFlags& flags, const std::vector<std::string>& paths,
                            std::istream& in, const std::vector<std::string>& left_out) {
  Loader loader(flags, in, left_out);
  std::optional<std::string> settings = flags.config;
  if (flags.config.empty()) {
    PROVISO_TRY(settings, FindSettingsFile(paths));
  }
  Project project = loader.Load(settings);
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
