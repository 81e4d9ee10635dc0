// SPDX-License-Identifier: Apache-2.0
// Headers that are dear to compile stay where they belong: each is followed through our own
// headers, so that a file far away cannot bring one back unnoticed. docs/building.md has what each
// costs.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Every `#include` of a file as it is written: "core/value.h", "<nlohmann/json.hpp>".
std::vector<std::string> IncludesIn(const std::string& text) {
  std::vector<std::string> includes;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line(text.data() + at, end - at);
    at = end + 1;
    constexpr std::string_view kInclude = "#include ";
    if (!line.starts_with(kInclude)) continue;
    line.remove_prefix(kInclude.size());
    if (line.size() < 3) continue;
    const char close = line.front() == '<' ? '>' : '"';
    const std::size_t stop = line.find(close, 1);
    if (stop == std::string_view::npos) continue;
    includes.emplace_back(close == '>' ? line.substr(0, stop + 1) : line.substr(1, stop - 1));
  }
  return includes;
}

class Sources {
 public:
  explicit Sources(const fs::path& root) {
    for (const char* folder : {"core", "grammar", "bytecode", "compiler", "runtime", "stdlib-tools",
                               "testing", "cli", "tests", "bench", "tools"}) {
      if (!fs::exists(root / folder)) continue;
      for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        const std::string extension = entry.path().extension().string();
        if (extension != ".h" && extension != ".cpp") continue;
        Add(fs::relative(entry.path(), root).generic_string(), entry.path());
      }
    }
  }
  Sources() = default;

  void AddText(const std::string& name, const std::string& text) {
    files_[name] = IncludesIn(text);
  }

  // The .cpp files that `header` reaches, in order of their names.
  std::vector<std::string> UnitsWith(std::string_view header) const {
    std::vector<std::string> units;
    for (const auto& [name, includes] : files_) {
      std::set<std::string> seen;
      if (name.ends_with(".cpp") && Reaches(name, header, seen)) units.push_back(name);
    }
    return units;
  }

  // The headers of ours that include `header` themselves.
  std::vector<std::string> HeadersWith(std::string_view header) const {
    std::vector<std::string> headers;
    for (const auto& [name, includes] : files_) {
      if (name.ends_with(".h") &&
          std::find(includes.begin(), includes.end(), header) != includes.end()) {
        headers.push_back(name);
      }
    }
    return headers;
  }

  std::size_t size() const { return files_.size(); }

 private:
  void Add(const std::string& name, const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    AddText(name, {std::istreambuf_iterator<char>(in), {}});
  }

  bool Reaches(const std::string& name, std::string_view header,
               std::set<std::string>& seen) const {
    const auto file = files_.find(name);
    if (file == files_.end() || !seen.insert(name).second) return false;
    for (const std::string& include : file->second) {
      if (include == header || Reaches(include, header, seen)) return true;
    }
    return false;
  }

  std::map<std::string, std::vector<std::string>> files_;
};

const Sources& Ours() {
  static const Sources kSources{fs::path(PROVISO_SOURCE_DIR)};
  return kSources;
}

bool Allowed(const std::string& name, const std::vector<std::string_view>& places) {
  for (const std::string_view place : places) {
    if (place.ends_with('/') ? name.starts_with(place) : name == place) return true;
  }
  return false;
}

void ExpectOnly(const std::vector<std::string>& found, const std::vector<std::string_view>& places,
                std::string_view header) {
  for (const std::string& name : found) {
    EXPECT_TRUE(Allowed(name, places))
        << name << " reaches " << header << "; docs/building.md says what to use instead";
  }
  for (const std::string_view place : places) {
    const bool used = std::any_of(found.begin(), found.end(),
                                  [&](const std::string& name) { return Allowed(name, {place}); });
    EXPECT_TRUE(used) << place << " is allowed " << header << " and no longer needs it";
  }
}

TEST(Includes, TheSourcesAreFound) { EXPECT_GT(Ours().size(), 500U); }

TEST(Includes, OneFileKnowsTheParserOfCommandLines) {
  for (const char* header : {"<CLI/App.hpp>", "<CLI/Config.hpp>", "<CLI/Formatter.hpp>"}) {
    EXPECT_EQ(Ours().UnitsWith(header), std::vector<std::string>{"cli/app.cpp"}) << header;
  }
  EXPECT_TRUE(Ours().UnitsWith("<CLI/CLI.hpp>").empty());
}

TEST(Includes, AntlrStaysInTheParsers) {
  for (const char* header : {"ProvisoParser.h", "ProvisoLexer.h"}) {
    ExpectOnly(Ours().UnitsWith(header), {"compiler/parse/"}, header);
  }
  ExpectOnly(Ours().UnitsWith("antlr4-runtime.h"),
             {"compiler/parse/", "testing/scenario/line_parser.cpp"}, "antlr4-runtime.h");
  for (const char* header : {"ProvisoScenarioParser.h", "ProvisoScenarioLexer.h"}) {
    EXPECT_EQ(Ours().UnitsWith(header),
              std::vector<std::string>{"testing/scenario/line_parser.cpp"})
        << header;
  }
  // Token types are compared without the runtime of ANTLR.
  for (const char* file : {"compiler/parse/clause_marker.cpp", "compiler/parse/phrases.cpp",
                           "compiler/parse/clause_marker_condition.cpp"}) {
    const auto units = Ours().UnitsWith("ProvisoParser.h");
    EXPECT_EQ(std::count(units.begin(), units.end(), file), 0) << file;
  }
}

// The headers that may bring nlohmann/json along; all others name json_fwd.hpp, or core/value.h for
// a value.
TEST(Includes, JsonStaysOutOfOurHeaders) {
  ExpectOnly(Ours().HeadersWith("<nlohmann/json.hpp>"),
             {"bytecode/internal/", "stdlib-tools/sandbox/", "testing/", "tests/", "bench/"},
             "<nlohmann/json.hpp>");
}

TEST(Includes, AHeaderFarAwayIsFollowed) {
  Sources sources;
  sources.AddText("a/a.cpp", "#include \"a/a.h\"\n");
  sources.AddText("a/a.h", "#pragma once\n#include \"b/b.h\"\n");
  sources.AddText("b/b.h", "#include <CLI/App.hpp>  // why\n#include \"a/a.h\"\n");
  sources.AddText("c/c.cpp", "// #include <CLI/App.hpp>\n#include <string>\n");
  EXPECT_EQ(sources.UnitsWith("<CLI/App.hpp>"), std::vector<std::string>{"a/a.cpp"});
  EXPECT_EQ(sources.HeadersWith("<CLI/App.hpp>"), std::vector<std::string>{"b/b.h"});
}

}  // namespace
