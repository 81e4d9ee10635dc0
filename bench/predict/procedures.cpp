// SPDX-License-Identifier: Apache-2.0
// Procedures in their teams' own words: each is compiled, and the tools of its main path are
// written in the order of their first call. The counts beside them go into docs/understanding.md.
#include <algorithm>
#include <map>
#include <string>

#include "bench/predict/kinds.h"
#include "compiler/driver/driver.h"

namespace proviso::predict {

namespace {

using compiler::LineReading;
using compiler::ReadingKind;

bool IsInstruction(ReadingKind kind) {
  switch (kind) {
    case ReadingKind::PolicyName:
    case ReadingKind::HeadField:
    case ReadingKind::Section:
    case ReadingKind::Entry:
    case ReadingKind::Comment:
    case ReadingKind::Documentation:
    case ReadingKind::Detail:
      return false;
    default:
      return true;
  }
}

// Lines that tell what to do, those of them that were understood, and all that are not blank. A
// line counts as understood when no part of it needs judgement, was not understood or is a problem.
Json LineCounts(const compiler::Compilation& compilation) {
  std::map<std::uint32_t, std::pair<bool, bool>> lines;  // instruction, not understood
  for (const LineReading& reading : compilation.readings) {
    auto& [instruction, unclear] = lines[reading.line];
    instruction = instruction || IsInstruction(reading.kind);
    unclear = unclear || reading.kind == ReadingKind::Judgement ||
              reading.kind == ReadingKind::Unread || reading.kind == ReadingKind::Problem;
  }
  const auto count = [&](auto test) { return std::count_if(lines.begin(), lines.end(), test); };
  return {{"all", lines.size()},
          {"instructions", count([](const auto& line) { return line.second.first; })},
          {"understood",
           count([](const auto& line) { return line.second.first && !line.second.second; })}};
}

}  // namespace

Json PredictProcedure(const Json& row) {
  const std::string id = TextOf(row, "subflow");
  const compiler::Compilation compilation =
      compiler::Compile({{id + ".policy", TextOf(row, "policy_text")}}, {});
  Json actions = Json::array();
  for (const compiler::MainPath& path : compilation.main_paths) {
    for (std::string tool : path.tools) {
      // The corpus writes its actions with hyphens.
      std::replace(tool.begin(), tool.end(), '_', '-');
      actions.push_back(std::move(tool));
    }
  }
  return {{"id", id},
          {"actions", std::move(actions)},
          {"compiles", compilation.module.has_value()},
          {"lines", LineCounts(compilation)}};
}

}  // namespace proviso::predict
