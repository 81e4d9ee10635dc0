// SPDX-License-Identifier: Apache-2.0
#include "cli/settings.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "cli/files.h"

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

fs::path CommonFolder(const fs::path& a, const fs::path& b) {
  fs::path common;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end() && *x == *y; ++x, ++y)
    common /= *x;
  return common;
}

}  // namespace

OptionSpec ConfigOption(SettingsFlags& flags) {
  return {.names = "--config",
          .target = &flags.file,
          .description = "Settings to use instead of the nearest proviso.json above the files",
          .value_name = "FILE"};
}

std::optional<std::string> FindSettingsFile(const std::vector<std::string>& paths) {
  if (paths.empty()) return std::nullopt;
  fs::path folder = FolderOf(paths.front());
  for (const std::string& path : paths) folder = CommonFolder(folder, FolderOf(path));
  while (!folder.empty()) {
    std::error_code error;
    const fs::path candidate = folder / kSettingsName;
    if (fs::is_regular_file(candidate, error)) return candidate.string();
    if (folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  return std::nullopt;
}

Result<compiler::lint::Config> LoadLintSettings(const SettingsFlags& flags,
                                                const std::vector<std::string>& paths) {
  compiler::lint::Config config;
  const std::optional<std::string> file =
      flags.file.empty() ? FindSettingsFile(paths) : std::optional<std::string>(flags.file);
  if (file) {
    std::istringstream no_input;
    PROVISO_TRY(const InputFile input, ReadInput(*file, no_input));
    std::error_code error;
    std::string name = fs::proximate(input.name, error).string();
    PROVISO_TRY(config, compiler::lint::ReadConfig(input.text, error ? input.name : name,
                                                   Absolute(*file).parent_path().string()));
  }
  config.enabled = !flags.no_lint;
  return config;
}

}  // namespace proviso::cli
