// SPDX-License-Identifier: Apache-2.0
// Reading what the command line names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace proviso::cli {

struct InputFile {
  std::string name;  // as shown in messages; "stdin" for `-`
  std::string text;
};

// Larger files are refused: nobody writes a policy of that size, and a wrong path such as /dev/zero
// has no end.
inline constexpr std::size_t kMaxFileBytes = std::size_t{256} << 20;

// One file, or the standard input for `-`. Codes: "file_missing", "file_unreadable",
// "file_too_large", "is_directory".
Result<InputFile> ReadInput(const std::string& path, std::istream& in);

// All files; a directory stands for the .policy, .md and .txt files in it and below it, in
// alphabetical order, without hidden ones and those about the folder itself (README, CHANGELOG,
// LICENSE, …). A file that is named twice is read once. The error lists every path that cannot be
// read, a line each.
// PolicyFiles: of a directory only the .policy files, for those who write: not every text beside the
// policies is one.
enum class InDirectories : std::uint8_t { AllTexts, PolicyFiles };
Result<std::vector<InputFile>> ReadInputs(const std::vector<std::string>& paths, std::istream& in,
                                          InDirectories taken = InDirectories::AllTexts);

// Fails ("output_is_input") when writing to `out` would overwrite one of the files that are read.
Result<void> KeepInputs(const std::string& out, const std::vector<std::string>& inputs);

// Writes all or nothing: a reader never sees half a file. `-` is the standard output.
Result<void> WriteFile(const std::string& path, std::string_view bytes, std::ostream& out);

}  // namespace proviso::cli
