// SPDX-License-Identifier: Apache-2.0
#include "cli/files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <set>

namespace proviso::cli {
namespace {

namespace fs = std::filesystem;

Result<std::string> ReadAll(std::istream& in, const std::string& name) {
  std::string text;
  std::array<char, 1 << 16> buffer{};
  while (in.good()) {
    in.read(buffer.data(), buffer.size());
    text.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > kMaxFileBytes) {
      return Error{"file_too_large", fmt::format("{} is larger than {} MB; this is not a policy",
                                                 name, kMaxFileBytes >> 20)};
    }
  }
  if (in.bad()) {
    return Error{"file_unreadable", fmt::format("{} could not be read to its end", name)};
  }
  return text;
}

bool HasPolicyExtension(const fs::path& path, InDirectories taken) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (extension == ".policy") return true;
  return taken == InDirectories::AllTexts && (extension == ".md" || extension == ".txt");
}

// What lies in every folder of a project and is no policy. Named directly, it is read.
bool IsAboutTheFolder(const fs::path& path) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "readme", "changelog", "license", "licence", "contributing", "code_of_conduct", "security"};
  std::string stem = path.stem().string();
  std::transform(stem.begin(), stem.end(), stem.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return path.extension() != ".policy" &&
         std::find(kNames.begin(), kNames.end(), stem) != kNames.end();
}

bool IsHidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

Result<std::vector<std::string>> PoliciesBelow(const std::string& directory, InDirectories taken) {
  std::vector<std::string> found;
  std::error_code problem;
  fs::recursive_directory_iterator entry(directory, problem);
  for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
    std::error_code ignored;
    if (IsHidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(ignored) && HasPolicyExtension(entry->path(), taken) &&
               !IsAboutTheFolder(entry->path())) {
      found.push_back(entry->path().string());
    }
  }
  if (problem) {
    return Error{"file_unreadable",
                 fmt::format("the directory {} cannot be read: {}", directory, problem.message())};
  }
  if (found.empty()) {
    return Error{"file_missing",
                 fmt::format("the directory {} holds no {} file", directory,
                             taken == InDirectories::AllTexts ? ".policy, .md or .txt" : ".policy")};
  }
  std::sort(found.begin(), found.end());
  return found;
}

// What makes two spellings of a path the same file.
std::string Identity(const std::string& path) {
  std::error_code problem;
  const fs::path canonical = fs::canonical(path, problem);
  return problem ? path : canonical.string();
}

}  // namespace

Result<InputFile> ReadInput(const std::string& path, std::istream& in) {
  if (path == "-") {
    PROVISO_TRY(std::string text, ReadAll(in, "the standard input"));
    return InputFile{"stdin", std::move(text)};
  }
  std::error_code problem;
  if (fs::is_directory(path, problem)) {
    return Error{"is_directory", fmt::format("{} is a directory, a file is wanted here", path)};
  }
  if (!fs::exists(path, problem)) {
    return Error{"file_missing", fmt::format("there is no file {}", path)};
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Error{"file_unreadable",
                 fmt::format("{} cannot be read: {}", path, std::strerror(errno))};
  }
  PROVISO_TRY(std::string text, ReadAll(file, path));
  return InputFile{path, std::move(text)};
}

Result<std::vector<InputFile>> ReadInputs(const std::vector<std::string>& paths, std::istream& in,
                                          InDirectories taken) {
  std::vector<InputFile> files;
  std::set<std::string> seen;
  std::string problems;
  const auto complain = [&](const Error& error) {
    if (!problems.empty()) problems += '\n';
    problems += error.message;
  };
  for (const std::string& path : paths) {
    std::vector<std::string> members = {path};
    std::error_code ignored;
    if (path != "-" && fs::is_directory(path, ignored)) {
      auto below = PoliciesBelow(path, taken);
      if (!below) {
        complain(below.error());
        continue;
      }
      members = std::move(*below);
    }
    for (const std::string& member : members) {
      if (!seen.insert(Identity(member)).second) continue;
      auto file = ReadInput(member, in);
      if (file) {
        files.push_back(std::move(*file));
      } else {
        complain(file.error());
      }
    }
  }
  if (!problems.empty()) return Error{"files", std::move(problems)};
  return files;
}

Result<void> KeepInputs(const std::string& out, const std::vector<std::string>& inputs) {
  if (out.empty() || out == "-") return {};
  for (const std::string& input : inputs) {
    std::error_code unknown;  // a path that is not there yet is no input
    if (!std::filesystem::equivalent(out, input, unknown) || unknown) continue;
    return Error{"output_is_input", fmt::format("{} is an input; name another file for the output", out)};
  }
  return {};
}

Result<void> WriteFile(const std::string& path, std::string_view bytes, std::ostream& out) {
  if (path == "-") {
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (out) return {};
    return Error{"file_unwritable", "the standard output cannot be written"};
  }
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    // A device or a pipe is written to; renaming over it would take its place.
    std::ofstream device(path, std::ios::binary);
    device.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    device.flush();
    if (device) return {};
    return Error{"file_unwritable", fmt::format("{} cannot be written", path)};
  }
  // A link stays a link: what it points to is replaced.
  const fs::path resolved = fs::exists(status) ? fs::canonical(path, ignored) : fs::path(path);
  const std::string target = ignored || resolved.empty() ? path : resolved.string();
  // Beside the target, so that the rename stays inside one file system.
  const std::string temporary = fmt::format("{}.{}.part", target, getpid());
  errno = 0;
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  std::error_code problem;
  // Who may read and write the file stays as it was.
  if (file && fs::exists(status)) fs::permissions(temporary, status.permissions(), ignored);
  if (file) fs::rename(temporary, target, problem);
  if (file && !problem) return {};
  const std::string why = problem ? problem.message() : std::strerror(errno);
  fs::remove(temporary, problem);
  return Error{"file_unwritable", fmt::format("{} cannot be written: {}", path, why)};
}

}  // namespace proviso::cli
