// SPDX-License-Identifier: Apache-2.0
// Walks what the machine says of its own wording: in the samples, and in the policy texts beside
// the project where there are any.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/wording/good_english.h"
#include "tests/wording/spoken_texts.h"

namespace proviso::wording_test {
namespace {

namespace fs = std::filesystem;

// How many sentences were read.
std::size_t Walk(const fs::path& folder) {
  std::size_t read = 0;
  for (const fs::path& file : PoliciesOf(folder)) {
    // The author's bracket that never closes is told of as what it is.
    if (file.filename() == "P012_bracket_in_a_line.policy") continue;
    for (const Spoken& spoken : SpokenIn(file)) {
      ++read;
      for (const std::string& fault : FaultsOf(spoken.plain)) {
        ADD_FAILURE() << file.string() << ":" << spoken.line << ": " << fault << "\n  "
                      << spoken.shown;
      }
    }
  }
  return read;
}

TEST(Spoken, SamplesAreGoodEnglish) {
  EXPECT_GT(Walk(fs::path(PROVISO_SOURCE_DIR) / "samples"), 40U);
}

TEST(Spoken, GoldenTextsAreGoodEnglish) {
  EXPECT_GT(Walk(fs::path(PROVISO_SOURCE_DIR) / "tests" / "golden"), 100U);
}

TEST(Spoken, OtherTextsAreGoodEnglish) {
  const char* named = std::getenv("PROVISO_SHARED");
  const fs::path texts =
      (named != nullptr ? fs::path(named) : fs::path(PROVISO_SOURCE_DIR) / ".." / "shared") /
      "data" / "policies";
  std::error_code ignored;
  if (!fs::is_directory(texts, ignored)) GTEST_SKIP() << "no policy texts beside the project";
  std::size_t read = 0;
  for (const auto& set : fs::directory_iterator(texts)) {
    // In other languages the machine has no words yet.
    if (set.is_directory() && set.path().filename() != "languages") read += Walk(set.path());
  }
  EXPECT_GT(read, 500U);
}

}  // namespace
}  // namespace proviso::wording_test
