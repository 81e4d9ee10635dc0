// SPDX-License-Identifier: Apache-2.0
#include "tests/wording/spoken_texts.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "compiler/driver/driver.h"
#include "compiler/sema/spoken.h"
#include "stdlib-tools/catalogue/standard_catalogue.h"

namespace proviso::wording_test {

namespace fs = std::filesystem;

std::vector<Spoken> SpokenIn(const fs::path& file) {
  static const ToolCatalogue kCatalogue = LoadStandardCatalogue();
  std::ifstream in(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  compiler::CompileOptions options;
  options.catalogue = &kCatalogue;
  const compiler::Compilation compilation =
      compiler::Compile({{file.filename().string(), std::move(text)}}, options);
  // What makes good English is no measure of another language.
  if (compilation.program.language != "en") return {};
  std::vector<Spoken> found;
  std::set<std::pair<std::uint32_t, std::string>> seen;
  for (const compiler::SpokenSentence& one : compiler::SentencesOf(compilation.program)) {
    Spoken spoken;
    spoken.line = compilation.sources.LineOf(one.span);
    spoken.shown = compiler::Shown(*one.text);
    spoken.plain = compiler::Shown(*one.text, "Oslo");
    if (seen.insert({spoken.line, spoken.shown}).second) found.push_back(std::move(spoken));
  }
  return found;
}

std::vector<fs::path> PoliciesOf(const fs::path& folder) {
  static const std::set<std::string> kKinds = {".policy", ".md", ".txt"};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool about = name == "README.md" || name == "INDEX.md";
    if (entry.is_regular_file() && !about && kKinds.contains(entry.path().extension().string()))
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace proviso::wording_test
