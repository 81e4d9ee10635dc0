// SPDX-License-Identifier: Apache-2.0
// bench/predict KIND INPUT.jsonl: writes one prediction a line to standard output.
#include <fmt/core.h>

#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "bench/predict/kinds.h"

namespace proviso::predict {
namespace {

struct Kind {
  std::string_view name;
  Json (*predict)(const Json& row);
};

constexpr Kind kKinds[] = {
    {"replies", PredictReply},        {"selections", PredictSelection}, {"slots", PredictSlots},
    {"procedures", PredictProcedure}, {"values", PredictValues},        {"answers", PredictAnswer},
};

int Run(std::string_view name, const char* path) {
  const Kind* kind = nullptr;
  for (const Kind& candidate : kKinds) {
    if (candidate.name == name) kind = &candidate;
  }
  if (kind == nullptr) {
    fmt::print(stderr, "predict: unknown kind `{}`; known are:", name);
    for (const Kind& candidate : kKinds) fmt::print(stderr, " {}", candidate.name);
    fmt::print(stderr, "\n");
    return 2;
  }
  std::ifstream input(path);
  if (!input) {
    fmt::print(stderr, "predict: cannot read `{}`; check the path\n", path);
    return 2;
  }
  std::string line;
  for (int number = 1; std::getline(input, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const Json row = Json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!row.is_object()) {
      fmt::print(stderr, "predict: line {} of `{}` is not a JSON object\n", number, path);
      return 2;
    }
    std::cout << kind->predict(row).dump() << '\n';
  }
  return 0;
}

}  // namespace
}  // namespace proviso::predict

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: predict KIND INPUT.jsonl\n");
    return 2;
  }
  return proviso::predict::Run(argv[1], argv[2]);
}
