// SPDX-License-Identifier: Apache-2.0
// The file format: what is written is read back, and whatever is damaged is refused.
#include "bytecode/format.h"

#include <gtest/gtest.h>

#include <random>

#include "bytecode/decode.h"
#include "bytecode/encode.h"
#include "bytecode/verifier.h"
#include "core/hash.h"
#include "tests/unit/vm/module_builder.h"

namespace proviso {
namespace {

using testing::SampleModule;

std::string RandomText(std::mt19937& random) {
  std::string text;
  for (std::uint32_t i = random() % 12; i > 0; --i) {
    text.push_back(static_cast<char>('a' + random() % 26));
  }
  return text;
}

// A module with every table filled at random; well-formed, not verifiable.
Module RandomModule(std::mt19937& random) {
  Module module;
  const auto texts = [&random] {
    std::vector<std::string> list(random() % 4);
    for (std::string& text : list) text = RandomText(random);
    return list;
  };
  const auto variable = [&random] {
    return random() % 3 == 0 ? kNone<VariableId> : static_cast<VariableId>(random());
  };
  const auto type = [&random] { return static_cast<ValueType>(random() % kValueTypeCount); };
  module.language = RandomText(random);
  module.named_tools = texts();
  module.files = texts();
  module.texts = texts();
  module.constants = {Value::String(RandomText(random)), Value::Integer(static_cast<int>(random())),
                      Value::Money("EUR", "1.5")};
  module.variables.resize(random() % 5);
  for (auto& entry : module.variables) entry = {RandomText(random), type(), random() % 2 == 0};
  module.templates = {{texts(), texts()}};
  PromptSpec prompt;
  prompt.kind = static_cast<PromptKind>(random() % 7);
  prompt.slot = variable();
  prompt.outcome = variable();
  prompt.slot_name = RandomText(random);
  prompt.type = type();
  prompt.skip_if_set = random() % 2 == 0;
  prompt.options = {{RandomText(random), RandomText(random), texts(), type()}};
  prompt.open_slots = {variable(), variable()};
  prompt.accept_effect = static_cast<ToolEffect>(random() % 5);
  prompt.decline_effect = static_cast<ToolEffect>(random() % 5);
  module.prompts = {prompt};
  ToolSpec tool;
  tool.name = RandomText(random);
  tool.effect = static_cast<ToolEffect>(random() % 5);
  tool.retry = {static_cast<int>(random() % 9), {-1, 5}, texts()};
  tool.preconditions = {{RandomText(random), true, -5, std::nullopt}};
  module.tools = {tool};
  CallSite site;
  site.parameters = texts();
  site.parameter_types = {type(), type()};
  site.required = {true, false, random() % 2 == 0};
  site.result = variable();
  site.step_id = random();
  module.call_sites = {site};
  module.fields = {{texts(), type(), true, RandomText(random)}};
  module.predicates = {{PredicateForm::Field, RandomText(random), texts(), texts()}};
  module.handoffs = {{TemplateId{3}, RandomText(random), false}};
  module.judgements = {{RandomText(random), texts()}};
  PolicySpec policy;
  policy.name = RandomText(random);
  policy.aliases = texts();
  policy.line = random();
  policy.entries = {Label{0}, static_cast<Label>(random())};
  module.policies = {policy};
  module.code = RandomText(random);
  const auto number = [&random] { return static_cast<std::uint32_t>(random()); };
  module.source_map = {{0, 1, 2}, {number(), number(), number()}};
  return module;
}

TEST(FormatTest, WhatIsWrittenIsReadBack) {
  std::mt19937 random(42);
  for (int round = 0; round < 500; ++round) {
    const std::string bytes = Encode(RandomModule(random));
    const auto module = Decode(bytes);
    ASSERT_TRUE(module) << module.error().message;
    EXPECT_EQ(Encode(*module), bytes);
    EXPECT_EQ(module->prompts.size(), 1u);
  }
}

TEST(FormatTest, TheSampleSurvivesUnchangedAndStillVerifies) {
  const std::string bytes = Encode(SampleModule());
  EXPECT_EQ(bytes, Encode(SampleModule()));
  const auto module = Decode(bytes);
  ASSERT_TRUE(module);
  EXPECT_EQ(module->code, SampleModule().code);
  EXPECT_EQ(module->call_sites[0].required, SampleModule().call_sites[0].required);
  EXPECT_TRUE(Verify(*module).ok());
}

TEST(FormatTest, EveryFlippedBitIsRefused) {
  const std::string good = Encode(SampleModule());
  for (std::size_t i = 0; i < good.size() * 8; ++i) {
    std::string bytes = good;
    bytes[i / 8] = static_cast<char>(bytes[i / 8] ^ (1 << (i % 8)));
    EXPECT_FALSE(Decode(bytes)) << "bit " << i;
  }
}

TEST(FormatTest, EveryPrefixIsRefused) {
  const std::string good = Encode(SampleModule());
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(Decode(std::string_view(good).substr(0, length))) << length;
  }
  EXPECT_FALSE(Decode(good + "x"));
}

TEST(FormatTest, RefusalsSayWhatWasExpected) {
  EXPECT_EQ(Decode("Policy: Name").error().code, "bad_magic");
  EXPECT_EQ(Decode("PVO1").error().code, "truncated");
  std::string newer = Encode(SampleModule());
  newer[4] = 9;
  EXPECT_EQ(Decode(newer).error().code, "format_version");
  EXPECT_NE(Decode(newer).error().message.find("version 9, this program reads 3 to 3"),
            std::string::npos);
  std::string language = Encode(SampleModule());
  language[8] = 77;
  EXPECT_EQ(Decode(language).error().code, "language_version");
}

// Damage behind a good checksum, as an attacker would send it.
std::string Resealed(std::string bytes) {
  Fnv1a64 checksum;
  checksum.Add(std::string_view(bytes).substr(4, 16));
  checksum.Add(std::string_view(bytes).substr(kModuleHeadBytes));
  for (std::size_t i = 0; i < 8; ++i) {
    bytes[20 + i] = static_cast<char>((checksum.value() >> (8 * i)) & 0xFF);
  }
  return bytes;
}

TEST(FormatTest, NamedToolsAreCarriedBesideThoseThatAreCalled) {
  Module module = SampleModule();
  module.named_tools = {"never_called"};
  const auto read = Decode(Encode(module));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->named_tools, module.named_tools);
  EXPECT_EQ(ToolNames(*read).size(), module.tools.size() + 1);
}

TEST(FormatTest, DamageBehindAGoodChecksumNeverCrashes) {
  const std::string good = Encode(SampleModule());
  std::mt19937 random(3);
  int decoded = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = good;
    for (int i = 0; i < 2; ++i) {
      bytes[kModuleHeadBytes + random() % (bytes.size() - kModuleHeadBytes)] =
          static_cast<char>(random());
    }
    if (const auto module = Decode(Resealed(bytes))) {
      ++decoded;
      Verify(*module);
    }
  }
  EXPECT_GT(decoded, 0) << "the test reaches the verifier";
}

TEST(FingerprintTest, LinesAndDescriptionsDoNotCountWhatRunsDoes) {
  const std::uint64_t before = Fingerprint(SampleModule());
  Module moved = SampleModule();
  for (SourceMapEntry& entry : moved.source_map) entry.line += 10;
  moved.policies[0].line = 99;
  moved.policies[0].examples.clear();
  moved.files[0] = "other.policy";
  EXPECT_EQ(Fingerprint(moved), before);
  Module said = SampleModule();
  said.templates[0].pieces[0] += "!";
  EXPECT_NE(Fingerprint(said), before);
  Module code = SampleModule();
  code.code.push_back('\0');
  EXPECT_NE(Fingerprint(code), before);
}

}  // namespace
}  // namespace proviso
