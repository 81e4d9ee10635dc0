// SPDX-License-Identifier: Apache-2.0
// Sentences, titles and words that may limit a call (README.md): each stops the build, or is known
// to limit nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/driver/driver.h"

namespace proviso {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(PROVISO_SOURCE_DIR) / "tests/beside_calls";
constexpr std::string_view kGap = "…";

struct Table {
  std::string policy;  // with the gap
  std::vector<std::string> stops;
  std::vector<std::string> runs;
};

Table ReadTable(const fs::path& path) {
  Table table;
  std::ifstream in(path);
  std::vector<std::string>* list = nullptr;
  for (std::string line; std::getline(in, line);) {
    if (line == "stops:") {
      list = &table.stops;
    } else if (line == "runs:") {
      list = &table.runs;
    } else if (list == nullptr) {
      table.policy += line + "\n";
    } else if (!line.empty()) {
      // "Title\nline" stands for two lines.
      for (std::size_t at; (at = line.find("\\n")) != std::string::npos;) line.replace(at, 2, "\n");
      list->push_back(line);
    }
  }
  return table;
}

// The errors of the policy with the words in its gap, as a reader sees them.
std::string ErrorsWith(const Table& table, const std::string& words) {
  std::string text = table.policy;
  text.replace(text.find(kGap), kGap.size(), words);
  const compiler::Compilation compilation = compiler::Compile({{"gap.policy", text}}, {});
  std::string errors;
  for (const Diagnostic& finding : compilation.diagnostics) {
    if (finding.severity == Severity::Error) errors += finding.message + "\n";
  }
  return errors;
}

class BesideCalls : public testing::TestWithParam<fs::path> {};

TEST_P(BesideCalls, WhatMayLimitTheCallStopsTheBuild) {
  const Table table = ReadTable(GetParam());
  ASSERT_NE(table.policy.find(kGap), std::string::npos) << "the policy has no gap";
  ASSERT_FALSE(table.stops.empty());
  ASSERT_FALSE(table.runs.empty()) << "a table that stops everything says nothing";
  for (const std::string& words : table.stops) {
    EXPECT_NE(ErrorsWith(table, words), "") << "was read over: " << words;
  }
}

TEST_P(BesideCalls, WhatLimitsNothingLeavesItAsItIs) {
  const Table table = ReadTable(GetParam());
  for (const std::string& words : table.runs) {
    EXPECT_EQ(ErrorsWith(table, words), "") << "stopped for: " << words;
  }
}

std::vector<fs::path> Tables() {
  std::vector<fs::path> tables;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".table") tables.push_back(entry.path());
  }
  std::sort(tables.begin(), tables.end());
  return tables;
}

INSTANTIATE_TEST_SUITE_P(Tables, BesideCalls, testing::ValuesIn(Tables()),
                         [](const auto& table) { return table.param.stem().string(); });

}  // namespace
}  // namespace proviso
