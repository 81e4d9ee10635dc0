// SPDX-License-Identifier: Apache-2.0
// Writes the question that fills a value, for the first time or anew, and keeps how the customer
// reads of that value. May call the resolver of values and the binder of texts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/scope.h"
#include "compiler/vocabulary/lexicon.h"

namespace proviso::compiler {

class StepWriter;
class TextBinder;
class ValueResolver;

// What is asked for without the author's mark-up: "save it as {x}" is gone, a value that is known
// stays in its braces. `choices`: the path of the list that the answer comes from.
struct AskedNoun {
  std::string text;
  std::string choices;
};

class QuestionWriter : BinderPart {
 public:
  QuestionWriter(BindContext& context, StepWriter& writer, ValueResolver& values, TextBinder& texts)
      : BinderPart(context), writer_(writer), values_(values), texts_(texts) {}

  // Asks for the value that the noun names; returns its variable.
  VariableId EmitAsk(const Span& span, const Noun& noun, const std::string& asked_for,
                     std::optional<ValueType> type, CheckedBlock& out);
  // The question that fills a slot once more, whatever it holds; its text is the caller's.
  CheckedStep AskAnew(const Span& span, VariableId slot);
  void EmitAskAgain(const Span& span, VariableId slot, CheckedBlock& out);
  AskedNoun PlainNoun(std::string_view text);
  CheckedText QuestionFor(const Span& span, std::string_view noun);
  void LearnSlot(const Noun& noun, ValueType type, VariableId slot, VariableId outcome);
  // How the customer reads of the slot: "your order number".
  std::string ShownNoun(const std::string& slot_name) const;
  bool IsShown(const std::string& slot_name) const { return slot_nouns_.contains(slot_name); }
  void Show(const std::string& slot_name, std::string noun) {
    slot_nouns_[slot_name] = std::move(noun);
  }

 private:
  StepWriter& writer_;
  ValueResolver& values_;
  TextBinder& texts_;
  std::map<std::string, std::string> slot_nouns_;  // slot name -> how it is shown to the customer
};

}  // namespace proviso::compiler
