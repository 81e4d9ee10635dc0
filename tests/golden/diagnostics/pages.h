// SPDX-License-Identifier: Apache-2.0
// The pages of docs/diagnostics, taken apart for the tests.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace proviso::golden {

struct Page {
  std::string code;      // the file's stem: "P101"
  std::string title;     // the first line
  std::string severity;  // the word in bold below the title: "Error"
  // Section title -> its lines, in the file's wording.
  std::map<std::string, std::string, std::less<>> sections;
  std::vector<std::string> section_titles;  // in order
};

// Every .md file of docs/diagnostics, sorted by name.
std::vector<Page> ReadPages();

// The fences ```policy of a section, each a whole policy file; or those of another kind.
std::vector<std::string> PoliciesIn(std::string_view section, const std::string& kind = "policy");

// A file of the project, empty when there is none.
std::string ReadProjectFile(const std::string& path);
// The names of a folder's files with that ending (".golden"), sorted.
std::vector<std::string> FilesIn(const std::string& folder, std::string_view ending);
// The same of all folders below it too, as paths in the project.
std::vector<std::string> FilesBelow(const std::string& folder, std::string_view ending);

}  // namespace proviso::golden
