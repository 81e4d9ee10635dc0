// SPDX-License-Identifier: Apache-2.0
// A registered code that appears in no golden file is a message nobody has looked at.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/diagnostic.h"
#include "tests/golden/diagnostics/pages.h"

namespace proviso::golden {
namespace {

const std::string kFolder = "tests/golden/diagnostics";

// Codes that no policy text in this folder can show, and where they are shown instead.
const std::map<DiagnosticId, std::string_view> kExempt = {
    {DiagnosticId::FileTooLarge, "needs a file of 16 MB: size_test.cpp makes it"},
    {DiagnosticId::LineTooLong, "needs a line of 64 KB: size_test.cpp makes it"},
    {DiagnosticId::UnreadableFile, "is about no text: tests/cli/cases/check_missing_sarif.cli"},
    {DiagnosticId::LineNotUnderstood, "is the net under the parser, which leaves no line to it"},
    {DiagnosticId::BundleUnreadable, "is about a bundle: tests/cli/cases/inspect_truncated.cli"},
    {DiagnosticId::BundleRefused, "is about a bundle: tests/cli/cases/run_refused_bundle.cli"},
};

// The codes of the lines `file:line:col: error[P101]: …`.
std::set<std::string> CodesIn(const std::string& golden) {
  std::set<std::string> codes;
  for (std::size_t at = golden.find("[P"); at != std::string::npos;
       at = golden.find("[P", at + 1)) {
    codes.insert(golden.substr(at + 1, 4));
  }
  return codes;
}

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
  for (const DiagnosticInfo& info : AllDiagnostics()) {
    const bool exempt = kExempt.contains(info.id);
    const bool shown = seen.contains(CodeText(info.id));
    EXPECT_TRUE(shown || exempt) << CodeText(info.id) << " (" << info.name
                                 << ") is in no golden file";
    EXPECT_FALSE(shown && exempt) << CodeText(info.id) << " needs its exemption no more";
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
