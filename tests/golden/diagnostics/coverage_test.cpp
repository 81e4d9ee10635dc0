// SPDX-License-Identifier: Apache-2.0
// A registered code that appears in no golden file is a message nobody has looked at.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

#include "core/diagnostic.h"
#include "tests/golden/diagnostics/pages.h"

namespace proviso::golden {
namespace {

const std::string kFolder = "tests/golden/diagnostics";

// The codes behind `opening`.
std::set<std::string> CodesBehind(std::string_view opening, const std::string& text) {
  std::set<std::string> codes;
  for (std::size_t at = text.find(opening); at != std::string::npos;
       at = text.find(opening, at + 1)) {
    codes.insert(text.substr(at + opening.size() - 1, 4));
  }
  return codes;
}

// The codes of the lines `file:line:col: error[P101]: …`.
std::set<std::string> CodesIn(const std::string& golden) { return CodesBehind("[P", golden); }

TEST(DiagnosticCoverage, EveryCodeAppearsInAGoldenFile) {
  std::set<std::string> seen;
  for (const std::string& name : FilesIn(kFolder, ".golden")) {
    seen.merge(CodesIn(ReadProjectFile(kFolder + "/" + name)));
  }
  for (const std::string& name : FilesBelow("tests/lint", ".golden")) {
    seen.merge(CodesIn(ReadProjectFile(name)));
  }
  for (const std::string& name : FilesIn("tests/golden/scenario", ".golden")) {
    seen.merge(CodesIn(ReadProjectFile("tests/golden/scenario/" + name)));
  }
  // What is said of bundles and of files that are missing comes from the program:
  // `proviso: P801: refund.pvo: …`.
  for (const std::string& name : FilesIn("tests/cli/cases", ".cli")) {
    const std::string text = ReadProjectFile("tests/cli/cases/" + name);
    seen.merge(CodesBehind("\nproviso: P", text));
    seen.merge(CodesBehind("error[P", text));
  }
  for (const DiagnosticInfo& info : AllDiagnostics()) {
    EXPECT_TRUE(seen.contains(CodeText(info.id)))
        << CodeText(info.id) << " (" << info.name << ") is in no golden file";
  }
}

// P101_nearest_name.policy is there to show P101.
TEST(DiagnosticCoverage, EveryGoldenFileShowsTheCodeItIsNamedFor) {
  for (const std::string& name : FilesIn(kFolder, ".golden")) {
    const std::string code = name.substr(0, name.find('_'));
    EXPECT_TRUE(ParseCode(code)) << name;
    EXPECT_TRUE(CodesIn(ReadProjectFile(kFolder + "/" + name)).contains(code)) << name;
  }
}

TEST(DiagnosticCoverage, EveryGoldenFileHasItsPolicy) {
  const std::vector<std::string> policies = FilesIn(kFolder, ".policy");
  const std::set<std::string> known(policies.begin(), policies.end());
  for (const std::string& name : FilesIn(kFolder, ".golden")) {
    EXPECT_TRUE(known.contains(name.substr(0, name.size() - 7) + ".policy")) << name;
  }
}

}  // namespace
}  // namespace proviso::golden
