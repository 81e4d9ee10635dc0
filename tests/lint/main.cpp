// SPDX-License-Identifier: Apache-2.0
// lint_golden [--update] FILE.policy…: every finding of a fixture in a line, then those of the rule
// that its folder is for as an author sees them, then what the fixes make of the text.
#include <fmt/format.h>

#include <sstream>

#include "core/render.h"
#include "tests/golden/golden_runner.h"
#include "tests/lint/fixture.h"

namespace proviso::lint_test {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

// The lines that differ, between the equal ones at both ends.
std::string Difference(const std::string& before, const std::string& after) {
  const auto old_lines = Lines(before);
  const auto new_lines = Lines(after);
  std::size_t head = 0;
  while (head < old_lines.size() && head < new_lines.size() && old_lines[head] == new_lines[head])
    ++head;
  std::size_t old_end = old_lines.size();
  std::size_t new_end = new_lines.size();
  while (old_end > head && new_end > head && old_lines[old_end - 1] == new_lines[new_end - 1])
    --old_end, --new_end;
  std::string out;
  for (std::size_t i = head; i < old_end; ++i) out += "- " + old_lines[i] + "\n";
  for (std::size_t i = head; i < new_end; ++i) out += "+ " + new_lines[i] + "\n";
  return out;
}

std::string RenderFixture(const std::filesystem::path& policy, std::string text) {
  const std::string name = policy.filename().string();
  const auto rule = RuleOfFolder(policy.parent_path());
  if (!rule) return fmt::format("{} is no rule\n", policy.parent_path().filename().string());
  const auto compilation = CheckFixture(policy, text);
  const auto findings = FindingsOf(compilation, *rule);
  std::string out =
      fmt::format("$ proviso check {}\nexit {}\n\n{}", name, compilation.has_errors() ? 1 : 0,
                  RenderCompact(compilation.sources, compilation.diagnostics));
  if (!findings.empty()) out += "\n" + RenderPretty(compilation.sources, findings);
  for (const Diagnostic& finding : findings) {
    for (const DiagnosticFix& fix : finding.fixes) {
      out += fmt::format("\nfix in line {} ({}): {}\n{}",
                         compilation.sources.LineOf(finding.primary), FixSafetyName(fix.safety),
                         fix.description, Difference(text, Apply(fix, text)));
    }
  }
  return out;
}

}  // namespace
}  // namespace proviso::lint_test

int main(int argc, char** argv) {
  return proviso::golden::RunFileGoldens(argc, argv, proviso::lint_test::RenderFixture);
}
