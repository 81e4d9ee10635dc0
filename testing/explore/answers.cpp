// SPDX-License-Identifier: Apache-2.0
#include "testing/explore/answers.h"

#include <algorithm>

#include "testing/explore/result_shape.h"

namespace proviso::explore {
namespace {

using runtime::ToolError;
using runtime::ToolOutcome;

class AnswerList {
 public:
  explicit AnswerList(std::size_t limit) : limit_(limit) {}

  void Add(Json result) {
    if (answers_.size() >= limit_) return;
    const bool known = std::any_of(answers_.begin(), answers_.end(), [&](const ToolOutcome& one) {
      const Json* json = std::get_if<Json>(&one);
      return json != nullptr && *json == result;
    });
    if (!known) answers_.emplace_back(std::move(result));
  }
  void Fail(std::string code) { answers_.emplace_back(ToolError{std::move(code), ""}); }
  std::vector<ToolOutcome> Take() { return std::move(answers_); }

 private:
  std::size_t limit_;
  std::vector<ToolOutcome> answers_;
};

// A code that is tried again, and one that is not.
constexpr std::string_view kNotFound = "not_found";
constexpr std::string_view kUnavailable = "unavailable";

void AddVaried(const ResultShape& shape, Variety variety, AnswerList& answers) {
  std::vector<std::size_t> choice(shape.places.size(), 0);
  answers.Add(BuildResult(shape, choice));
  const auto each = [&](std::size_t place, const auto& visit) {
    for (std::size_t value = 1; value <= shape.places[place].values.size(); ++value) {
      choice[place] = value;
      visit();
    }
    choice[place] = 0;
  };
  for (std::size_t i = 0; i < choice.size(); ++i) {
    each(i, [&] { answers.Add(BuildResult(shape, choice)); });
  }
  if (variety == Variety::One) return;
  for (std::size_t i = 0; i < choice.size(); ++i) {
    for (std::size_t k = i + 1; k < choice.size(); ++k) {
      each(i, [&] { each(k, [&] { answers.Add(BuildResult(shape, choice)); }); });
    }
  }
}

}  // namespace

std::vector<ToolOutcome> AnswersFor(const code::Code& code, const Probes& probes, CallSiteId id,
                                    const AnswerOptions& options) {
  const Module& module = code.module();
  const CallSite& site = module.call_sites[Raw(id)];
  const std::string& name = module.tools[Raw(site.tool)].name;
  const ToolDefinition* tool =
      options.catalogue == nullptr ? nullptr : options.catalogue->Find(name);
  ResultShape shape;
  if (!IsNone(site.result)) shape = ShapeOf(module, probes, site.result, tool, options.now);
  AnswerList answers(options.limit);
  AddVaried(shape, options.variety, answers);
  for (const Json& scalar : shape.scalars) answers.Add(scalar);
  for (const Json& other : shape.others) answers.Add(other);
  if (!shape.places.empty()) answers.Add(Json::object());
  if (shape.asked_whether_exists) answers.Add(nullptr);
  if (site.not_found_is_result) answers.Fail(std::string(kNotFound));
  answers.Fail(std::string(kUnavailable));
  return answers.Take();
}

}  // namespace proviso::explore
