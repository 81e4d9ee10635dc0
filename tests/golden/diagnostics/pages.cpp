// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/diagnostics/pages.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace proviso::golden {
namespace {

namespace fs = std::filesystem;

fs::path InProject(const std::string& path) { return fs::path(PROVISO_SOURCE_DIR) / path; }

Page ParsePage(std::string code, const std::string& text) {
  Page page;
  page.code = std::move(code);
  std::istringstream in(text);
  std::string* section = nullptr;
  bool fence = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) fence = !fence;
    if (page.title.empty()) {
      page.title = line;
    } else if (!fence && line.starts_with("## ")) {
      page.section_titles.push_back(line.substr(3));
      section = &page.sections[page.section_titles.back()];
    } else if (section != nullptr) {
      *section += line + "\n";
    } else if (line.starts_with("**")) {
      page.severity = line.substr(2, line.find_first_of(".*", 2) - 2);
    }
  }
  return page;
}

}  // namespace

std::string ReadProjectFile(const std::string& path) {
  std::ifstream file(InProject(path), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> FilesIn(const std::string& folder, std::string_view ending) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(InProject(folder))) {
    std::string name = entry.path().filename().string();
    if (name.ends_with(ending)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> FilesBelow(const std::string& folder, std::string_view ending) {
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(InProject(folder))) {
    std::string path = fs::relative(entry.path(), InProject("")).generic_string();
    if (path.ends_with(ending)) paths.push_back(std::move(path));
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<Page> ReadPages() {
  const std::string folder = "docs/diagnostics";
  std::vector<Page> pages;
  for (const std::string& name : FilesIn(folder, ".md")) {
    pages.push_back(
        ParsePage(name.substr(0, name.size() - 3), ReadProjectFile(folder + "/" + name)));
  }
  return pages;
}

std::vector<std::string> PoliciesIn(std::string_view section, const std::string& kind) {
  std::vector<std::string> policies;
  std::istringstream in{std::string(section)};
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line == "```" + kind) {
      inside = true;
      policies.emplace_back();
    } else if (line.starts_with("```")) {
      inside = false;
    } else if (inside) {
      policies.back() += line + "\n";
    }
  }
  return policies;
}

}  // namespace proviso::golden
