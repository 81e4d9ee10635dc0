// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/cli_case.h"

#include <fmt/format.h>

#include <cstdlib>
#include <regex>

namespace proviso::cli_test {
namespace {

constexpr std::string_view kSection = "--- ";

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

// `line` as a regular expression: `{{…}}` as it stands, everything else literally.
std::regex Pattern(const std::string& line) {
  std::string pattern;
  std::size_t position = 0;
  while (position < line.size()) {
    const std::size_t open = line.compare(position, 2, "{{") == 0 ? position : std::string::npos;
    const std::size_t close = open == std::string::npos ? open : line.find("}}", open);
    if (close != std::string::npos) {
      pattern += "(?:" + line.substr(open + 2, close - open - 2) + ")";
      position = close + 2;
      continue;
    }
    const char c = line[position++];
    if (std::string_view("\\^$.|?*+()[]{}").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return std::regex(pattern);
}

bool LineFits(const std::string& expected, const std::string& actual) {
  if (expected == actual) return true;
  return expected.find("{{") != std::string::npos && std::regex_match(actual, Pattern(expected));
}

Error Broken(std::size_t line, std::string_view what) {
  return Error{"case", fmt::format("line {}: {}", line, what)};
}

// One line above the first section; false when it is none of those that belong there.
bool ReadHeadLine(const std::string& line, CliCase& cli_case) {
  if (line.starts_with('#')) {
    cli_case.comments.push_back(line);
  } else if (line.starts_with("copy ")) {
    cli_case.copies.push_back(line.substr(5));
  } else if (line.starts_with("bundle ")) {
    cli_case.bundle = line.substr(7);
  } else if (line.starts_with("refused_bundle ")) {
    cli_case.refused_bundle = line.substr(15);
  } else if (line.starts_with("$ ")) {
    cli_case.command = line.substr(2);
  } else {
    return line.empty();
  }
  return true;
}

// The text that the section named `head` fills; nullptr when there is no such section.
std::string* OpenSection(std::string_view head, CliCase& cli_case) {
  if (head == "stdin") return &cli_case.input;
  if (head == "stdout") return &cli_case.output;
  if (head == "stderr") return &cli_case.errors;
  if (!head.starts_with("file ")) return nullptr;
  cli_case.files.emplace_back(head.substr(5), "");
  return &cli_case.files.back().second;
}

void AppendSection(std::string& out, std::string_view head, std::string_view text) {
  if (text.empty()) return;
  out += fmt::format("{}{}\n{}", kSection, head, text);
  if (!text.ends_with('\n')) out += '\n';
}

}  // namespace

Result<CliCase> ParseCase(std::string_view text) {
  CliCase cli_case;
  std::string* section = nullptr;
  const std::vector<std::string> lines = Lines(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (line.starts_with("--- exit ")) {
      cli_case.exit_code = std::atoi(line.c_str() + 9);
    } else if (line.starts_with(kSection)) {
      section = OpenSection(line.substr(kSection.size()), cli_case);
      if (section == nullptr) return Broken(i + 1, "there is no such section");
    } else if (section != nullptr) {
      *section += line + '\n';
    } else if (!ReadHeadLine(line, cli_case)) {
      return Broken(i + 1, "the line is no comment, copy, bundle or $ command");
    }
  }
  if (cli_case.command.empty()) return Broken(1, "there is no $ command");
  return cli_case;
}

std::string FormatCase(const CliCase& cli_case) {
  std::string out;
  for (const std::string& comment : cli_case.comments) out += comment + '\n';
  for (const std::string& copy : cli_case.copies) out += "copy " + copy + '\n';
  if (!cli_case.bundle.empty()) out += "bundle " + cli_case.bundle + '\n';
  if (!cli_case.refused_bundle.empty()) out += "refused_bundle " + cli_case.refused_bundle + '\n';
  out += "$ " + cli_case.command + '\n';
  for (const auto& [name, text] : cli_case.files) AppendSection(out, "file " + name, text);
  AppendSection(out, "stdin", cli_case.input);
  out += fmt::format("{}exit {}\n", kSection, cli_case.exit_code);
  AppendSection(out, "stdout", cli_case.output);
  AppendSection(out, "stderr", cli_case.errors);
  return out;
}

bool Fits(const std::string& expected, const std::string& actual) {
  const std::vector<std::string> wanted = Lines(expected);
  const std::vector<std::string> found = Lines(actual);
  if (wanted.size() != found.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!LineFits(wanted[i], found[i])) return false;
  }
  return true;
}

std::string Updated(const std::string& expected, const std::string& actual) {
  const std::vector<std::string> wanted = Lines(expected);
  std::string out;
  std::size_t next = 0;
  for (const std::string& line : Lines(actual)) {
    std::string kept = line;
    for (std::size_t i = next; i < wanted.size(); ++i) {
      if (!LineFits(wanted[i], line)) continue;
      kept = wanted[i];
      next = i + 1;
      break;
    }
    out += kept + '\n';
  }
  return out;
}

}  // namespace proviso::cli_test
