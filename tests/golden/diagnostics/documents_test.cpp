// SPDX-License-Identifier: Apache-2.0
// What the documents for contributors say is so: the paths they name, the bands of the codes.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "core/diagnostic.h"
#include "tests/golden/diagnostics/pages.h"

namespace proviso::golden {
namespace {

namespace fs = std::filesystem;

const fs::path kProject = PROVISO_SOURCE_DIR;

// Without the section about what is still to come, whose folders are not there yet.
std::string WithoutPlans(std::string text) {
  const std::size_t begin = text.find("\n## Where later things plug in");
  if (begin == std::string::npos) return text;
  return text.erase(begin, std::min(text.find("\n## ", begin + 1), text.size()) - begin);
}

std::vector<std::string> FirstGroups(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> found;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), pattern);
       at != std::sregex_iterator(); ++at) {
    found.push_back((*at)[1]);
  }
  return found;
}

// `tests/golden/` and `compiler/ast/ast.h`: paths of the project, without places to fill in.
std::vector<std::string> PathsIn(const std::string& text) {
  static const std::regex kPath("`([A-Za-z0-9_.+-]+(?:/[A-Za-z0-9_.+-]*)+)`");
  std::vector<std::string> paths = FirstGroups(text, kPath);
  std::erase_if(paths, [](const std::string& path) {
    return !fs::is_directory(kProject / path.substr(0, path.find('/')));
  });
  return paths;
}

TEST(Documents, NamePathsThatExist) {
  std::size_t paths = 0;
  for (const std::string document :
       {"CONTRIBUTING.md", "docs/architecture.md", "docs/idioms.md", "docs/adding_features.md"}) {
    for (const std::string& path : PathsIn(WithoutPlans(ReadProjectFile(document)))) {
      ++paths;
      EXPECT_TRUE(fs::exists(kProject / path)) << document << " names " << path;
    }
  }
  EXPECT_GT(paths, 50u);
}

TEST(Documents, LinkToFilesThatExist) {
  static const std::regex kLink("\\]\\(([^)#\\s:]+)(?:#[^)]*)?\\)");
  std::vector<std::string> documents = FilesBelow("docs", ".md");
  documents.insert(documents.end(), {"CONTRIBUTING.md", "README.md"});
  std::size_t links = 0;
  for (const std::string& document : documents) {
    for (const std::string& link : FirstGroups(ReadProjectFile(document), kLink)) {
      ++links;
      EXPECT_TRUE(fs::exists(kProject / fs::path(document).parent_path() / link))
          << document << " links to " << link;
    }
  }
  EXPECT_GT(links, 100u);
}

// Both grammars read the streams of grammar/antlr_streams.h, as grammar/README.md says.
TEST(Documents, TheStreamsOfAntlrStandOnce) {
  for (const std::string base : {"antlr4::TokenStream", "antlr4::CharStream", "antlr4::Token"}) {
    std::vector<std::string> files;
    for (const std::string folder : {"compiler", "testing", "grammar", "cli", "runtime"}) {
      for (const std::string& file : FilesBelow(folder, "")) {
        const bool source = file.ends_with(".cpp") || file.ends_with(".h");
        if (source && ReadProjectFile(file).find("public " + base + " {") != std::string::npos)
          files.push_back(file);
      }
    }
    EXPECT_EQ(files, std::vector<std::string>{"grammar/antlr_streams.h"}) << base;
  }
}

TEST(Documents, NameTheBandsAsTheRegistryDoes) {
  const std::string text = ReadProjectFile("docs/language.md");
  for (const DiagnosticBand& band : AllBands()) {
    const std::string code = "`P" + std::to_string(band.hundreds) + "xx` ";
    const std::string about = "about " + std::string(band.about);
    const std::size_t at = text.find(code);
    ASSERT_NE(at, std::string::npos) << "docs/language.md does not name " << code;
    const std::size_t found = text.find("about ", at);
    EXPECT_EQ(text.substr(found, about.size()), about) << code;
  }
}

}  // namespace
}  // namespace proviso::golden
