// SPDX-License-Identifier: Apache-2.0
// Every example of docs/language.md is compiled. A fence ```policy holds a whole file; the codes
// behind the word are the errors and warnings that it must give, and it must give no others.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "compiler/driver/driver.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"
#include "tests/conformance/conversation_file.h"

namespace proviso {
namespace {

struct Example {
  int line = 0;
  std::set<std::string> codes;
  std::string text;
};

std::vector<Example> Examples() {
  std::vector<Example> examples;
  const auto document =
      conformance::ReadTextFile(std::string(PROVISO_SOURCE_DIR) + "/docs/language.md");
  if (!document) return examples;
  std::istringstream in(*document);
  int number = 0;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (inside && line == "```") {
      inside = false;
    } else if (inside) {
      examples.back().text += line + "\n";
    } else if (line.starts_with("```policy")) {
      inside = true;
      Example example;
      example.line = number;
      std::istringstream words(line.substr(std::string("```policy").size()));
      for (std::string code; words >> code;) example.codes.insert(code);
      examples.push_back(std::move(example));
    }
  }
  return examples;
}

class LanguageDocument : public testing::TestWithParam<Example> {};

TEST_P(LanguageDocument, ExampleCompilesAsItSays) {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  compiler::CompileOptions options;
  options.catalogue = &kCatalogue;
  const Example& example = GetParam();
  const std::string name = "language.md line " + std::to_string(example.line);
  const auto compilation = compiler::Compile({{name, example.text}}, options);

  std::set<std::string> codes;
  std::string listed;
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    if (diagnostic.severity == Severity::Note) continue;
    codes.insert(CodeText(diagnostic.id));
    listed += CodeText(diagnostic.id) + " " + diagnostic.message + "\n";
  }
  EXPECT_EQ(codes, example.codes) << name << "\n" << example.text << "\n" << listed;
  EXPECT_EQ(compilation.module.has_value(), !compilation.has_errors()) << name;
}

INSTANTIATE_TEST_SUITE_P(Examples, LanguageDocument, testing::ValuesIn(Examples()),
                         [](const auto& example) {
                           return "Line" + std::to_string(example.param.line);
                         });

TEST(LanguageDocumentItself, HasExamples) { EXPECT_GE(Examples().size(), 20u); }

}  // namespace
}  // namespace proviso
