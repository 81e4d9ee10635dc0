// SPDX-License-Identifier: Apache-2.0
// Walks one checked policy and draws it. Ways that lead out of what was drawn so far are `open_`;
// the next node takes them all in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/flow/flow.h"
#include "compiler/flow/source_index.h"

namespace proviso::compiler::flow {

class Builder {
 public:
  Builder(const SourceSet& sources, const SourceIndex& index, const CheckedProgram& program,
          const CheckedPolicy& policy);
  Flow Build();

 private:
  struct Exit {
    std::size_t node = 0;
    std::string label;
    bool by_default = false;
  };
  using Exits = std::vector<Exit>;
  // How a decision reads: its question and what its two ways are called.
  struct Ways {
    std::string title;
    std::string yes;
    std::string no;
    bool of_prompt = false;  // decided by the answer to the prompt before it
    bool complete = false;   // `no` is the other answer, not "everything else"
  };

  // ---- builder.cpp ----
  void Walk(const CheckedBlock& block);
  void WalkStep(const CheckedStep& step, const CheckedStep* next);
  Node At(NodeKind kind, const Span& span, std::string title) const;
  std::size_t Add(Node node);
  void End(Node node);  // nothing goes on behind it
  void Detail(std::string text);
  void AddAsk(const CheckedStep& step);
  void AddLinesBelow(const CheckedStep& step);
  void AddCall(const CheckedStep& step);
  void AddHandOff(const CheckedStep& step);
  void GoTo(MarkId mark);
  void AddEntries();
  void ConnectMarks();
  std::string PolicyName(PolicyId policy) const;

  // ---- builder_branch.cpp ----
  void WalkIf(const CheckedStep& step, bool judged);
  void WalkBranch(const CheckedStep& step, const ast::Condition& condition, bool judged);
  void WalkMachine(const CheckedStep& step);
  void WalkOptions(const CheckedStep& step);
  Ways WaysOf(const ast::Condition& condition) const;
  // The ways of a decision that two statements or a value name; nullopt when there is no subject.
  std::optional<Ways> SubjectWays(const ast::Condition& condition) const;
  // Draws the decision, or finds the node that decides already; the returned node has no open
  // exits.
  std::size_t DecisionAt(const CheckedStep& step, const Ways& ways, bool judged);
  const CheckedStep* ComplementOf(const CheckedStep& step, const ast::Condition& condition) const;

  const SourceSet& sources_;
  const SourceIndex& index_;
  const CheckedProgram& program_;
  const CheckedPolicy& policy_;
  Flow flow_;
  Exits open_;
  std::optional<std::size_t> last_;  // the node drawn last, for its details
  // What the machine does where the text says nothing: one node for each line.
  std::map<std::pair<FileId, std::uint32_t>, std::size_t> default_hand_offs_;
  bool in_options_ = false;  // inside what is done for the option chosen
  std::vector<MarkId> waiting_marks_;
  std::map<MarkId, std::size_t> marks_;
  std::map<MarkId, MarkId> mark_leads_to_;
  std::vector<std::pair<Exit, MarkId>> jumps_;
};

// ---- words.cpp: what the labels say ----
std::string PlainText(const CheckedText& text);            // holes as [name]
std::string OutcomeText(std::string_view outcome);         // "not eligible"
std::string Shortened(std::string text, std::size_t max);  // at a word, with an ellipsis
std::string Capitalized(std::string text);

}  // namespace proviso::compiler::flow
