// SPDX-License-Identifier: Apache-2.0
// The words that say what a call is for: the values and the message in them, and whether they say
// anything that the tool cannot know. May call the binders of values and texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/call_site.h"

namespace proviso::compiler {

class PolicyWords;
class StepWriter;
class TextBinder;
class ValueResolver;

class PurposeReader : BinderPart {
 public:
  PurposeReader(BindContext& context, StepWriter& writer, ValueResolver& values, TextBinder& texts,
                PolicyWords& policy_words)
      : BinderPart(context),
        writer_(writer),
        values_(values),
        texts_(texts),
        policy_words_(policy_words) {}

  std::vector<PurposeValue> ValuesOf(const ast::Use& use) const;
  // The value of the purpose that the parameter's noun names; with `any`, the first that nothing
  // has taken.
  BoundArgument ValueInPurpose(const Noun& noun, const CallSite& site, bool any);
  BoundArgument MessageInPurpose(const Noun& noun, const CallSite& site);
  void ReportUnusedValues(const std::vector<PurposeValue>& values);
  // Whether the words of a call say nothing but what its tool does, and to what.
  bool IsSettled(const ast::Statement& statement, const ast::Use& use, const ToolDefinition& tool);

 private:
  // "Look up the order with @cancel_order": whoever looks does not cancel.
  bool OnlyLooks(const ast::Use& use, const ToolDefinition& tool) const;
  std::optional<std::string> OtherDeed(const Words& words, const ToolDefinition& tool) const;
  std::optional<std::string> Uncounted(const Words& words, const ToolDefinition& tool) const;
  bool IsOwnWord(const std::string& word, const ToolDefinition& tool) const;
  bool TakesPlaceOfOld(const Words& words, std::size_t at, std::string_view tool) const;
  std::optional<std::string> Unsettled(const Words& words, const Span& sentence,
                                       const ToolDefinition& tool);

  StepWriter& writer_;
  ValueResolver& values_;
  TextBinder& texts_;
  PolicyWords& policy_words_;
};

}  // namespace proviso::compiler
