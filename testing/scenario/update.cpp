// SPDX-License-Identifier: Apache-2.0
#include "testing/scenario/update.h"

#include <algorithm>
#include <map>

#include "testing/scenario/writer.h"

namespace proviso::scenario {
namespace {

struct Edit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string replacement;

  bool operator<(const Edit& other) const { return begin < other.begin; }
};

// "And", "Then" or "But", as the author wrote it.
std::string KeywordOf(std::string_view line) {
  const std::string word(line.substr(0, line.find_first_of(" \t")));
  return word.empty() ? "Then" : word;
}

// The whole line, with its end, so that nothing of it is left.
Edit TakeOut(std::string_view text, const Step& step) {
  std::uint32_t begin = step.begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  std::uint32_t end = step.end;
  while (end < text.size() && text[end] != '\n') ++end;
  if (end < text.size()) ++end;
  return {begin, end, ""};
}

Edit EditFor(std::string_view text, const Step& step, const Failure& failure) {
  if (!failure.replacement) return TakeOut(text, step);
  const std::string_view line = text.substr(step.begin, step.end - step.begin);
  return {step.begin, step.end, WriteStep(*failure.replacement, KeywordOf(line))};
}

std::string Apply(std::string_view text, std::vector<Edit> edits) {
  std::sort(edits.begin(), edits.end());
  std::string out;
  std::uint32_t at = 0;
  for (const Edit& edit : edits) {
    if (edit.begin < at) continue;  // a step has one edit
    out += text.substr(at, edit.begin - at);
    out += edit.replacement;
    at = edit.end;
  }
  out += text.substr(at);
  return out;
}

}  // namespace

std::vector<FileUpdate> UpdatesFor(const Suite& suite, const std::vector<CaseResult>& results) {
  std::map<std::size_t, std::vector<Edit>> edits;
  std::map<std::size_t, std::size_t> left;
  for (const CaseResult& result : results) {
    const Scenario& scenario = ScenarioOf(suite, result.at);
    const ScenarioFile& file = suite.files[result.at.file];
    const std::string_view text = suite.sources.file(file.id).text();
    for (const Failure& failure : result.result.failures) {
      const bool own = failure.step < scenario.steps.size() && scenario.outline.empty();
      if (!failure.updatable || !own) {
        ++left[result.at.file];
        continue;
      }
      edits[result.at.file].push_back(EditFor(text, scenario.steps[failure.step], failure));
    }
  }
  std::vector<FileUpdate> updates;
  for (auto& [index, list] : edits) {
    const std::string_view text = suite.sources.file(suite.files[index].id).text();
    FileUpdate update{index, "", list.size(), left[index]};
    update.text = Apply(text, std::move(list));
    updates.push_back(std::move(update));
  }
  return updates;
}

}  // namespace proviso::scenario
