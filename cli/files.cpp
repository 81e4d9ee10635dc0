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
#include <utility>

#include "cli/globs.h"

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
    return Error{
        "file_missing",
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

std::string PlaceOf(const std::string& path) {
  std::error_code problem;
  const fs::path full = fs::absolute(path, problem);
  return (problem ? fs::path(path) : full).lexically_normal().string();
}

// A file to be read: as it was named, and where it is.
struct Member {
  std::string path;
  fs::path place;  // empty for the standard input
};

// Every file once, in the order of the places.
std::vector<Member> MembersOf(const std::vector<std::string>& paths, InDirectories taken,
                              std::vector<InputProblem>& problems) {
  std::vector<Member> members;
  for (const std::string& path : paths) {
    std::error_code ignored;
    if (path == "-") {
      members.push_back({path, {}});
    } else if (!fs::is_directory(path, ignored)) {
      members.push_back({path, PlaceOf(path)});
    } else if (const auto below = PoliciesBelow(path, taken)) {
      for (const std::string& member : *below) members.push_back({member, PlaceOf(member)});
    } else {
      problems.push_back({path, below.error().message});
    }
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const Member& a, const Member& b) { return a.place < b.place; });
  std::set<std::string> seen;
  std::erase_if(members,
                [&](const Member& member) { return !seen.insert(Identity(member.path)).second; });
  return members;
}

}  // namespace

Result<InputFile> ReadInput(const std::string& path, std::istream& in) {
  if (path == "-") {
    PROVISO_TRY(std::string text, ReadAll(in, "the standard input"));
    return InputFile{"stdin", std::move(text), {}};
  }
  std::error_code problem;
  if (fs::is_directory(path, problem)) {
    return Error{"is_directory", fmt::format("{} is a directory, a file is wanted here", path)};
  }
  if (!fs::exists(path, problem)) {
    return Error{"file_missing", IsGlob(path) ? fmt::format("no file fits {}", path)
                                              : fmt::format("there is no file {}", path)};
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Error{"file_unreadable",
                 fmt::format("{} cannot be read: {}", path, std::strerror(errno))};
  }
  PROVISO_TRY(std::string text, ReadAll(file, path));
  return InputFile{path, std::move(text), PlaceOf(path)};
}

Result<std::vector<InputFile>> ReadInputs(const std::vector<std::string>& paths, std::istream& in,
                                          InDirectories taken,
                                          std::vector<InputProblem>* problems) {
  std::vector<InputProblem> found;
  const std::vector<Member> members = MembersOf(paths, taken, found);
  std::vector<InputFile> files;
  for (const Member& member : members) {
    auto file = ReadInput(member.path, in);
    if (file) {
      files.push_back(std::move(*file));
    } else {
      found.push_back({member.path, file.error().message});
    }
  }
  if (found.empty()) return files;
  std::string text;
  for (const InputProblem& problem : found) {
    text += (text.empty() ? "" : "\n") + problem.message;
  }
  if (problems != nullptr) *problems = std::move(found);
  return Error{"files", std::move(text)};
}

fs::path CommonFolder(const std::vector<fs::path>& folders) {
  if (folders.empty()) return {};
  fs::path common = folders.front();
  for (const fs::path& folder : folders) {
    fs::path shared;
    for (auto a = common.begin(), b = folder.begin();
         a != common.end() && b != folder.end() && *a == *b; ++a, ++b) {
      shared /= *a;
    }
    common = shared;
  }
  return common;
}

bool IsAmong(const std::string& path, const std::vector<std::string>& others) {
  return std::any_of(others.begin(), others.end(), [&](const std::string& other) {
    std::error_code unknown;
    return fs::equivalent(path, other, unknown) && !unknown;
  });
}

std::vector<std::string> BundleNames(const std::vector<InputFile>& files) {
  std::vector<fs::path> folders;
  for (const InputFile& file : files) {
    if (!file.place.empty()) folders.push_back(fs::path(file.place).parent_path());
  }
  const fs::path common = CommonFolder(folders);
  std::vector<std::string> names;
  for (const InputFile& file : files) {
    names.push_back(file.place.empty()
                        ? file.name
                        : fs::path(file.place).lexically_relative(common).generic_string());
  }
  return names;
}

std::string PathFrom(const std::string& path, const std::string& from) {
  if (from == "-") return path;
  const fs::path relative =
      fs::path(PlaceOf(path)).lexically_relative(fs::path(PlaceOf(from)).parent_path());
  return relative.empty() ? path : relative.generic_string();
}

Result<void> KeepInputs(const std::string& out, const std::vector<std::string>& inputs) {
  if (out.empty() || out == "-") return {};
  for (const std::string& input : inputs) {
    std::error_code unknown;  // a path that is not there yet is no input
    if (!std::filesystem::equivalent(out, input, unknown) || unknown) continue;
    return Error{"output_is_input",
                 fmt::format("{} is an input; name another file for the output", out)};
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
