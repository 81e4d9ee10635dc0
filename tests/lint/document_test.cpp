// SPDX-License-Identifier: Apache-2.0
// docs/lint.md lists every finding as the registry has it. PROVISO_UPDATE=1 rewrites the tables.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "compiler/lint/rule_names.h"
#include "compiler/lint/rules/all_rules.h"

namespace proviso::lint_test {
namespace {

constexpr std::string_view kBegin = "<!-- rules: written by lint_test with PROVISO_UPDATE=1 -->\n";
constexpr std::string_view kEnd = "<!-- end of rules -->\n";

std::string Tables() {
  std::set<DiagnosticId> rules = {DiagnosticId::AllowOfUnknownRule,
                                  DiagnosticId::AllowWithoutReason, DiagnosticId::AllowOfNothing};
  for (const auto& rule : compiler::lint::AllRules()) rules.insert(rule->id());
  std::string out;
  std::string_view category;
  for (const DiagnosticInfo& info : AllDiagnostics()) {
    const std::string_view its = compiler::lint::CategoryOf(info.id);
    if (its.empty()) continue;
    if (its != category) {
      out += fmt::format(
          "\n### {}\n\n| code | name | level | found by | what |\n| --- | --- | --- | --- | --- "
          "|\n",
          its);
      category = its;
    }
    out += fmt::format("| [{0}](diagnostics/{0}.md) | `{1}` | {2} | {3} | {4} |\n",
                       CodeText(info.id), RuleName(info.id), SeverityName(info.severity),
                       rules.contains(info.id) ? "rule" : "compiler", info.summary);
  }
  return out + "\n";
}

TEST(LintDocument, ListsEveryFinding) {
  const std::string path = std::string(PROVISO_SOURCE_DIR) + "/docs/lint.md";
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const std::size_t begin = text.find(kBegin);
  const std::size_t end = text.find(kEnd);
  ASSERT_NE(begin, std::string::npos);
  ASSERT_NE(end, std::string::npos);
  const std::size_t from = begin + kBegin.size();
  const std::string found = text.substr(from, end - from);
  const std::string expected = Tables();
  if (std::getenv("PROVISO_UPDATE") != nullptr && found != expected) {
    text.replace(from, end - from, expected);
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(found, expected) << "PROVISO_UPDATE=1 rewrites the tables of docs/lint.md";
}

}  // namespace
}  // namespace proviso::lint_test
