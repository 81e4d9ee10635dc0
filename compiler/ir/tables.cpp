// SPDX-License-Identifier: Apache-2.0
#include "compiler/ir/tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace proviso::compiler::ir {

namespace {

// A separator that names and paths cannot hold.
constexpr char kSeparator = '\x1F';

void Append(std::string& key, std::string_view part) {
  key += part;
  key += kSeparator;
}

}  // namespace

FieldId Tables::Field(const FieldSpec& field) {
  std::string key =
      fmt::format("{}{}", static_cast<int>(field.type), field.self_if_scalar ? 's' : '-');
  for (const std::string& path : field.paths) Append(key, path);
  Append(key, field.noun);
  const auto [place, added] =
      fields_.emplace(std::move(key), static_cast<FieldId>(module_.fields.size()));
  if (added) module_.fields.push_back(field);
  return place->second;
}

PredicateId Tables::Predicate(const PredicateSpec& predicate) {
  std::string key = fmt::format("{}", static_cast<int>(predicate.form));
  Append(key, predicate.field);
  for (const std::string& value : predicate.equals) Append(key, value);
  key += kSeparator;
  for (const std::string& word : predicate.words) Append(key, word);
  const auto [place, added] =
      predicates_.emplace(std::move(key), static_cast<PredicateId>(module_.predicates.size()));
  if (added) module_.predicates.push_back(predicate);
  return place->second;
}

PromptId Tables::Prompt(PromptSpec prompt) {
  module_.prompts.push_back(std::move(prompt));
  return static_cast<PromptId>(module_.prompts.size() - 1);
}

CallSiteId Tables::Site(CallSite site) {
  module_.call_sites.push_back(std::move(site));
  return static_cast<CallSiteId>(module_.call_sites.size() - 1);
}

HandoffId Tables::Handoff(HandoffSpec handoff) {
  module_.handoffs.push_back(std::move(handoff));
  return static_cast<HandoffId>(module_.handoffs.size() - 1);
}

JudgementId Tables::Judgement(JudgementSpec judgement) {
  module_.judgements.push_back(std::move(judgement));
  return static_cast<JudgementId>(module_.judgements.size() - 1);
}

}  // namespace proviso::compiler::ir
