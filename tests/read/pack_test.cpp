// SPDX-License-Identifier: Apache-2.0
// Every construction of every pack reads its own examples, and none of its counter-examples.
#include "compiler/pack/pack.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "compiler/vocabulary/languages.h"
#include "tests/read/sentences.h"

namespace proviso {
namespace {

class EveryPack : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Languages, EveryPack, testing::ValuesIn(pack::Pack::Languages()),
                         [](const auto& one) { return one.param; });

TEST_P(EveryPack, ConstructionsReadTheirExamples) {
  const pack::Pack& pack = *pack::Pack::Of(GetParam());
  const std::string opener = pack.forms().Text("condition opener") + " ";
  ASSERT_NE(opener, " ");
  std::size_t examples = 0;
  for (const pack::RuleInfo& rule : pack.rules()) {
    if (rule.kind != pack::RuleInfo::Kind::Construction) continue;
    for (const pack::Example& example : rule.examples) {
      ++examples;
      // A condition is read behind the word that opens one.
      const bool test = rule.group == "test" || rule.group == "loose_test";
      const SentenceReading read = ReadSentenceWith(pack, (test ? opener : "") + example.text);
      const bool names = std::find(read.constructions.begin(), read.constructions.end(),
                                   rule.name) != read.constructions.end();
      EXPECT_EQ(names, example.reads) << rule.file << ':' << example.line << ": “" << example.text
                                      << "” reads as " << read.names();
      if (example.reads) {
        EXPECT_EQ(read.residue, "") << rule.file << ':' << example.line;
      }
      EXPECT_FALSE(read.tied) << rule.file << ':' << example.line << ": two readings";
    }
  }
  EXPECT_GT(examples, 10U);
}

// A language is what its constructions, its words for layout and its lexicon say together: one of
// them alone would be a language without an error.
TEST_P(EveryPack, HasAVocabularyAndALexicon) {
  EXPECT_TRUE(compiler::IsPolicyLanguage(GetParam()));
  const std::filesystem::path vocabulary =
      std::filesystem::path(PROVISO_SOURCE_DIR) / "grammar/vocabulary";
  EXPECT_TRUE(std::filesystem::exists(vocabulary / (GetParam() + ".json")));
}

TEST(EnglishPack, NoWordIsSilentAndLimiting) {
  const pack::Pack& english = *pack::Pack::Of("en");
  for (const std::string_view word : {"not", "only", "unless", "except", "if", "before", "half"}) {
    EXPECT_TRUE(english.flags(english.Find(word)).limits) << word;
  }
}

struct BrokenPack {
  std::string_view text;
  std::string_view complaint;
};
class PackSyntax : public testing::TestWithParam<BrokenPack> {};

TEST_P(PackSyntax, IsToldWithFileAndLine) {
  const EmbeddedFile file{"xx/a.cx", GetParam().text};
  const auto pack = pack::Pack::Parse({&file, 1});
  ASSERT_FALSE(pack.has_value());
  EXPECT_NE(pack.error().message.find(GetParam().complaint), std::string::npos)
      << pack.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Faults, PackSyntax,
    testing::Values(
        BrokenPack{"rule a\n  (b\n", "xx/a.cx:2: `)` is missing"},
        BrokenPack{"rule a\n  b)\n", "closes nothing"},
        BrokenPack{
            "rule a\n  <nobody>\nrule sentence\n  <a>\nrule cond\n  a\nrule forbidding_head\n  a\n",
            "there is no rule `nobody`"},
        BrokenPack{"rule sentence\n  <sentence> a\nrule cond\n  a\nrule forbidding_head\n  a\n",
                   "begins with itself"},
        BrokenPack{"rule sentence\n  [a]\nrule cond\n  a\nrule forbidding_head\n  a\n",
                   "can be empty"},
        BrokenPack{"rule a\n  b\n", "no rule `sentence`"},
        BrokenPack{"rule a\n  b\nrule a\n  c\n", "two of this name"},
        BrokenPack{"words a loud\n  b\n", "`loud` means nothing here"},
        BrokenPack{"construction a\n  b\n", "a construction is"},
        BrokenPack{"construction a : g -> N\n  =run\nrule sentence\n  <g>\nrule cond\n  a\nrule "
                   "forbidding_head\n  a\n",
                   "no verbs list `run`"},
        BrokenPack{"  b\n", "belongs to no rule"},
        BrokenPack{"rule sentence\n  {b.sideways:c}\nrule cond\n  a\nrule forbidding_head\n  a\n",
                   "there is no rule `b.sideways`"}));

}  // namespace
}  // namespace proviso
