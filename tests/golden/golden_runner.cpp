// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/golden_runner.h"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string_view>
#include <vector>

namespace proviso::golden {
namespace {

namespace fs = std::filesystem;

enum class Verdict { Holds, Differs, Unreadable };

std::optional<std::string> ReadText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

// The lines around the first difference: enough to see what changed without opening the file.
void ShowDifference(const std::string& expected, const std::string& found) {
  const std::vector<std::string> old_lines = Lines(expected);
  const std::vector<std::string> new_lines = Lines(found);
  std::size_t first = 0;
  while (first < old_lines.size() && first < new_lines.size() &&
         old_lines[first] == new_lines[first]) {
    ++first;
  }
  constexpr std::size_t kShown = 12;
  fmt::print("first difference in line {}:\n", first + 1);
  for (std::size_t i = first; i < old_lines.size() && i < first + kShown; ++i) {
    fmt::print("- {}\n", old_lines[i]);
  }
  for (std::size_t i = first; i < new_lines.size() && i < first + kShown; ++i) {
    fmt::print("+ {}\n", new_lines[i]);
  }
}

Verdict RunOne(const fs::path& policy, const RenderFile& render, bool update) {
  std::optional<std::string> text = ReadText(policy);
  if (!text) {
    fmt::print("{}: cannot be read\n", policy.string());
    return Verdict::Unreadable;
  }
  const std::string found = render(policy, std::move(*text));
  const fs::path golden = fs::path(policy).replace_extension(".golden");
  const std::optional<std::string> expected = ReadText(golden);
  if (expected == found) return Verdict::Holds;
  if (update) {
    std::ofstream file(golden, std::ios::binary);
    file << found;
    file.close();
    if (!file) {
      fmt::print("{}: cannot be written\n", golden.string());
      return Verdict::Unreadable;
    }
    fmt::print("{}: rewritten\n", golden.string());
    return Verdict::Holds;
  }
  if (!expected) {
    fmt::print("{}: is missing; --update writes it. Found:\n{}", golden.string(), found);
  } else {
    fmt::print("{}: differs; --update accepts what was found\n", golden.string());
    ShowDifference(*expected, found);
  }
  return Verdict::Differs;
}

int RunAll(int argc, char** argv, const RenderFile& render) {
  const bool update = argc > 1 && std::string_view(argv[1]) == "--update";
  const int first = update ? 2 : 1;
  if (argc <= first) {
    fmt::print(stderr, "usage: {} [--update] FILE.policy…\n", argv[0]);
    return 2;
  }
  int code = 0;
  for (int i = first; i < argc; ++i) {
    const Verdict verdict = RunOne(argv[i], render, update);
    if (verdict == Verdict::Differs && code == 0) code = 1;
    if (verdict == Verdict::Unreadable) code = 2;
  }
  return code;
}

}  // namespace

int RunGoldens(int argc, char** argv, const Render& render) {
  return RunFileGoldens(argc, argv, [&render](const fs::path& policy, std::string text) {
    return render(policy.filename().string(), std::move(text));
  });
}

int RunFileGoldens(int argc, char** argv, const RenderFile& render) {
  try {
    return RunAll(argc, argv, render);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", argv[0], error.what());
    return 2;
  }
}

}  // namespace proviso::golden
