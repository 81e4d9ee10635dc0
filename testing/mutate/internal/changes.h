// SPDX-License-Identifier: Apache-2.0
// The changes that can be made to a checked program, as functions over it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "testing/mutate/operators.h"

namespace proviso::mutate {

using Edit = std::function<void()>;

struct Change {
  Mutation mutation;
  std::uint32_t begin = 0;  // of the step's text in its file
  Edit edit;                // changes the program that was walked; valid while that lives
};

// What walks the program and what knows the changes of one kind of step talk through this.
class ChangeList {
 public:
  ChangeList(const compiler::CheckedProgram& program, const SourceSet& sources)
      : program_(program), sources_(sources) {}

  // Changes from now on belong to this step.
  void At(const compiler::CheckedStep& step, const std::string& policy);
  void Add(std::string what, Edit edit);

  const compiler::CheckedProgram& program() const { return program_; }
  // The author's words of the current step, on one line, cut to a readable length.
  std::string StepWords() const;
  std::vector<Change> Take() { return std::move(changes_); }

 private:
  const compiler::CheckedProgram& program_;
  const SourceSet& sources_;
  Span span_;
  std::string policy_;
  std::vector<Change> changes_;
};

// Of the values and comparisons in a condition.
void ConditionChanges(compiler::CheckedExpr& condition, ChangeList& changes);
// Of a call's arguments, a question's options.
void CallChanges(compiler::CheckedStep& step, ChangeList& changes);
void QuestionChanges(compiler::CheckedStep& step, ChangeList& changes);
// Another value of the same kind; Null when there is none to be had.
Value OtherValue(const Value& value);

// `program` is changed when an edit is run.
std::vector<Change> ChangesOf(compiler::CheckedProgram& program, const SourceSet& sources);

}  // namespace proviso::mutate
