// SPDX-License-Identifier: Apache-2.0
// What holds for every policy in samples/: it compiles, no line of it is dropped, its bytes are
// reproducible, and the flat seeds mean what their canonical forms mean.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "bytecode/encode.h"
#include "compiler/driver/driver.h"
#include "core/source.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "tests/conformance/conversation_file.h"
#include "tests/conformance/round_trip.h"

namespace proviso {
namespace {

using conformance::ReadTextFile;

const std::string kSamples = std::string(PROVISO_SOURCE_DIR) + "/samples/";

// A file's name becomes another name of its policy, so that two spellings of one policy can only be
// compared under equal names: `renamed` gives the files the names 1.policy, 2.policy, …
compiler::Compilation CompileFiles(const std::vector<std::string>& names, bool renamed = false) {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string& name : names) {
    auto text = ReadTextFile(kSamples + name);
    EXPECT_TRUE(text.has_value()) << name;
    files.emplace_back(renamed ? std::to_string(files.size() + 1) + ".policy" : name,
                       text ? *text : "");
  }
  compiler::CompileOptions options;
  options.catalogue = &kCatalogue;
  return compiler::Compile(std::move(files), options);
}

std::vector<std::string> NamesIn(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kSamples + folder)) {
    if (entry.path().extension() == ".policy") {
      names.push_back(folder + entry.path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string Listed(const compiler::Compilation& compilation, Severity least) {
  std::string out;
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    if (diagnostic.severity > least) continue;
    std::string where;
    if (diagnostic.primary.file != kNoFile) {
      const SourceFile& file = compilation.sources.file(diagnostic.primary.file);
      where = file.name() + ":" + std::to_string(file.LineOf(diagnostic.primary.begin)) + ": ";
    }
    out += where + CodeText(diagnostic.id) + " " + diagnostic.message + "\n";
  }
  return out;
}

// The canonical forms name the same policies as the flat ones, so they are a library of their own.
std::vector<std::vector<std::string>> Libraries() {
  return {
      NamesIn(""),
      {"canonical/send_replacement.canonical.policy"},
      {"canonical/cancel_order_retention.canonical.policy", "single_order_cancellation.policy"}};
}

TEST(Samples, AreAllThere) { EXPECT_GE(NamesIn("").size(), 12u); }

TEST(Samples, CompileWithoutErrors) {
  for (const auto& library : Libraries()) {
    const auto compilation = CompileFiles(library);
    EXPECT_TRUE(compilation.module.has_value()) << Listed(compilation, Severity::Error);
  }
}

TEST(Samples, HoldNoStepThatNeedsJudgementOrIsNotUnderstood) {
  for (const auto& library : Libraries()) {
    const auto compilation = CompileFiles(library);
    for (const auto& reading : compilation.readings) {
      EXPECT_TRUE(reading.kind != compiler::ReadingKind::Judgement &&
                  reading.kind != compiler::ReadingKind::Unread)
          << compilation.sources.file(reading.file).name() << ":" << reading.line << ": "
          << compilation.sources.file(reading.file).Line(reading.line);
    }
  }
}

// Promise 1: nothing is dropped silently.
TEST(Samples, HaveAReadingForEveryLine) {
  for (const auto& library : Libraries()) {
    const auto compilation = CompileFiles(library);
    std::set<std::pair<std::uint32_t, std::uint32_t>> read;
    for (const auto& reading : compilation.readings) {
      EXPECT_FALSE(reading.meaning.empty())
          << compilation.sources.file(reading.file).name() << ":" << reading.line;
      read.emplace(static_cast<std::uint32_t>(reading.file), reading.line);
    }
    for (std::uint32_t file = 0; file < compilation.sources.size(); ++file) {
      const SourceFile& source = compilation.sources.file(static_cast<FileId>(file));
      for (std::uint32_t line = 1; line <= source.line_count(); ++line) {
        if (source.Line(line).find_first_not_of(" \t\r") == std::string_view::npos) continue;
        EXPECT_TRUE(read.contains({file, line}))
            << source.name() << ":" << line << ": " << source.Line(line);
      }
    }
  }
}

TEST(Samples, GiveEqualBytesWhenBuiltTwice) {
  for (const auto& library : Libraries()) {
    const auto first = CompileFiles(library);
    const auto second = CompileFiles(library);
    ASSERT_TRUE(first.module.has_value() && second.module.has_value())
        << Listed(first, Severity::Error);
    EXPECT_EQ(Encode(*first.module), Encode(*second.module));
  }
}

TEST(Samples, SurviveTheirBytesAndTheVerifier) {
  for (const auto& library : Libraries()) {
    const auto compilation = CompileFiles(library);
    ASSERT_TRUE(compilation.module.has_value()) << Listed(compilation, Severity::Error);
    const auto program = conformance::LoadThroughBytes(*compilation.module);
    EXPECT_TRUE(program.has_value()) << program.error().message;
  }
}

// A module without what only says where things stand in the text.
Module WithoutLines(Module module) {
  module.files.clear();
  module.source_map.clear();
  for (PolicySpec& policy : module.policies) policy.file = policy.line = 0;
  return module;
}

class CanonicalForm
    : public testing::TestWithParam<std::pair<std::vector<std::string>, std::vector<std::string>>> {
};

TEST_P(CanonicalForm, CompilesToTheBytecodeOfTheFlatText) {
  const auto flat = CompileFiles(GetParam().first, true);
  const auto canonical = CompileFiles(GetParam().second, true);
  ASSERT_TRUE(flat.module.has_value()) << Listed(flat, Severity::Error);
  ASSERT_TRUE(canonical.module.has_value()) << Listed(canonical, Severity::Error);
  EXPECT_EQ(Encode(WithoutLines(*flat.module)), Encode(WithoutLines(*canonical.module)));
  EXPECT_EQ(Fingerprint(*flat.module), Fingerprint(*canonical.module));
}

INSTANTIATE_TEST_SUITE_P(
    Seeds, CanonicalForm,
    testing::Values(
        std::pair(std::vector<std::string>{"send_replacement.policy"},
                  std::vector<std::string>{"canonical/send_replacement.canonical.policy"}),
        std::pair(std::vector<std::string>{"cancel_order_retention.policy",
                                           "single_order_cancellation.policy"},
                  std::vector<std::string>{"canonical/cancel_order_retention.canonical.policy",
                                           "single_order_cancellation.policy"})));

// The published pages as they are, where they are at hand.
TEST(SeedPages, AreReadWithoutBeingEdited) {
  const char* shared = std::getenv("PROVISO_SHARED");
  const std::filesystem::path seeds =
      std::filesystem::path(shared ? shared : std::string(PROVISO_SOURCE_DIR) + "/../shared") /
      "seeds";
  if (!std::filesystem::is_directory(seeds)) GTEST_SKIP() << "the pages are not on this machine";
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  const auto caller = ReadTextFile(kSamples + "single_order_cancellation.policy");
  ASSERT_TRUE(caller.has_value());
  int pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(seeds)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("000_") && !name.starts_with("001_")) continue;
    ++pages;
    auto text = ReadTextFile(entry.path().string());
    ASSERT_TRUE(text.has_value());
    compiler::CompileOptions options;
    options.catalogue = &kCatalogue;
    std::vector<std::pair<std::string, std::string>> files{{name, *text}};
    // The retention page refers to a policy that is another page.
    if (name.starts_with("000_")) {
      files.emplace_back("cancel_order_retention.policy",
                         *ReadTextFile(kSamples + "cancel_order_retention.policy"));
      files.emplace_back("single_order_cancellation.policy", *caller);
    }
    const auto compilation = compiler::Compile(std::move(files), options);
    EXPECT_TRUE(compilation.module.has_value()) << name << "\n"
                                                << Listed(compilation, Severity::Error);
  }
  EXPECT_EQ(pages, 2);
}

}  // namespace
}  // namespace proviso
