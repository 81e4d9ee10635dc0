// SPDX-License-Identifier: Apache-2.0
// Reading what the command line names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace proviso::cli {

struct InputFile {
  std::string name;  // as shown in messages; "stdin" for `-`
  std::string text;
  std::string place;  // absolute, without `.` and `..`; empty for the standard input
};

// Larger files are refused: nobody writes a policy of that size, and a wrong path such as /dev/zero
// has no end.
inline constexpr std::size_t kMaxFileBytes = std::size_t{256} << 20;

// One file, or the standard input for `-`. Codes: "file_missing", "file_unreadable",
// "file_too_large", "is_directory".
Result<InputFile> ReadInput(const std::string& path, std::istream& in);

// A path that cannot be used, and why.
struct InputProblem {
  std::string path;
  std::string message;
};

// All files, in the order of their places, however they were named: what is made of them must not
// depend on that. A directory stands for the .policy, .md and .txt files in it and below it,
// without hidden ones and those about the folder itself (README, CHANGELOG, LICENSE, …). A file
// that is named twice is read once. The error lists every path that cannot be read, a line each;
// `problems` gets them one by one. PolicyFiles: of a directory only the .policy files, for those
// who write: not every text beside the policies is one.
enum class InDirectories : std::uint8_t { AllTexts, PolicyFiles };
Result<std::vector<InputFile>> ReadInputs(const std::vector<std::string>& paths, std::istream& in,
                                          InDirectories taken = InDirectories::AllTexts,
                                          std::vector<InputProblem>* problems = nullptr);

// The deepest folder that holds all of them; empty for none. Compared by their names.
std::filesystem::path CommonFolder(const std::vector<std::filesystem::path>& folders);

// Whether the path names the same file as one of the others; a file that is not there is none.
bool IsAmong(const std::string& path, const std::vector<std::string>& others);

// What the files are called in a bundle: their paths from the deepest folder that holds them all,
// so that a bundle says nothing about where and how it was built.
std::vector<std::string> BundleNames(const std::vector<InputFile>& files);

// `path` as a file at `from` has to write it; as it is when `from` is the standard output.
std::string PathFrom(const std::string& path, const std::string& from);

// Fails ("output_is_input") when writing to `out` would overwrite one of the files that are read.
Result<void> KeepInputs(const std::string& out, const std::vector<std::string>& inputs);

// Writes all or nothing: a reader never sees half a file. `-` is the standard output.
Result<void> WriteFile(const std::string& path, std::string_view bytes, std::ostream& out);

}  // namespace proviso::cli
