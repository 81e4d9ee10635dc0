// SPDX-License-Identifier: Apache-2.0
#include "tests/format/texts.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/conformance/conversation_file.h"

namespace proviso::format_test {
namespace {

namespace fs = std::filesystem;

const fs::path kProject = PROVISO_SOURCE_DIR;

std::string ReadText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> FilesBelow(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(folder, ignored)) {
    if (!entry.is_regular_file()) continue;
    if (extension.empty() || entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Bundle> EachAlone(const std::vector<fs::path>& files) {
  std::vector<Bundle> bundles;
  for (const fs::path& file : files) {
    bundles.push_back({{fs::relative(file, kProject).string(), ReadText(file)}});
  }
  return bundles;
}

std::optional<fs::path> Shared(const std::string& name) {
  const char* named = std::getenv("PROVISO_SHARED");
  const fs::path path = (named != nullptr ? fs::path(named) : kProject / ".." / "shared") / name;
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return std::nullopt;
  return path;
}

}  // namespace

std::vector<Bundle> Samples() {
  std::vector<Bundle> bundles = EachAlone(FilesBelow(kProject / "samples", ".policy"));
  // Two of them compile only with the policies they refer to.
  for (const auto& [a, b] : {std::pair{"cancel_order_retention", "single_order_cancellation"},
                             std::pair{"klaviyo_order_editing", "returns_and_exchanges"}}) {
    Bundle pair;
    for (const std::string stem : {a, b}) {
      const fs::path path = kProject / "samples" / (stem + ".policy");
      pair.emplace_back(stem + ".policy", ReadText(path));
    }
    bundles.push_back(std::move(pair));
  }
  return bundles;
}

std::vector<Bundle> GoldenInputs() {
  std::vector<fs::path> files;
  for (const char* folder : {"tests/golden", "tests/format/golden", "tests/lint"}) {
    for (fs::path& file : FilesBelow(kProject / folder, ".policy"))
      files.push_back(std::move(file));
  }
  return EachAlone(files);
}

std::vector<Bundle> ConversationPolicies() {
  std::vector<Bundle> bundles;
  for (const fs::path& file : FilesBelow(kProject / "tests/conformance", ".conversation")) {
    const auto conversation = conformance::ParseConversation(ReadText(file), kProject.string());
    if (!conversation || conversation->texts.empty()) continue;
    Bundle bundle;
    for (const conformance::PolicyText& text : conversation->texts) {
      bundle.emplace_back(text.name, text.text);
    }
    bundles.push_back(std::move(bundle));
  }
  return bundles;
}

std::vector<Bundle> DocumentExamples() {
  std::vector<Bundle> bundles;
  for (const fs::path& file : FilesBelow(kProject / "docs", ".md")) {
    std::istringstream in(ReadText(file));
    bool inside = false;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (inside && line == "```") {
        inside = false;
      } else if (inside) {
        bundles.back().front().second += line + "\n";
      } else if (line.starts_with("```policy")) {
        inside = true;
        bundles.push_back({{file.stem().string() + "_" + std::to_string(number) + ".policy", ""}});
      }
    }
  }
  return bundles;
}

std::vector<Bundle> FuzzInputs() {
  std::vector<fs::path> files;
  for (const char* kind : {"corpus", "crashes"}) {
    for (const char* fuzzer : {"parse", "compile", "format", "lint"}) {
      const fs::path folder = kProject / "tests/fuzz" / kind / fuzzer;
      for (fs::path& file : FilesBelow(folder, "")) files.push_back(std::move(file));
    }
  }
  return EachAlone(files);
}

std::optional<std::vector<Bundle>> PublishedPages() {
  const auto folder = Shared("seeds");
  if (!folder) return std::nullopt;
  std::vector<Bundle> bundles;
  for (const fs::path& file : FilesBelow(*folder, ".txt")) {
    bundles.push_back({{file.filename().string(), ReadText(file)}});
  }
  return bundles;
}

std::optional<std::vector<Bundle>> Procedures() {
  const auto folder = Shared("data/abcd");
  if (!folder) return std::nullopt;
  std::vector<Bundle> bundles;
  for (const fs::path& file : FilesBelow(*folder, ".jsonl")) {
    std::istringstream in(ReadText(file));
    for (std::string line; std::getline(in, line);) {
      const auto row = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
      if (!row.is_object() || !row.contains("policy_text")) continue;
      bundles.push_back(
          {{row.value("subflow", "procedure") + ".policy", row["policy_text"].get<std::string>()}});
    }
  }
  return bundles;
}

std::optional<std::vector<Bundle>> SharedPolicies() {
  const auto folder = Shared("data/policies");
  if (!folder) return std::nullopt;
  return EachAlone(FilesBelow(*folder, ".policy"));
}

}  // namespace proviso::format_test
