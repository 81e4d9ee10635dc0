// SPDX-License-Identifier: Apache-2.0
// What stands beside a call that does more than read: a sentence next to it, or the title over it,
// may limit it, and nobody who reads aloud would skip it (LANGUAGE section 3, "Every word counts").
// May ask what a tool is.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class PolicyCalls;
struct CalledTool;
class PolicyWords;
class ToolFacts;

class CallSurroundings : BinderPart {
 public:
  CallSurroundings(BindContext& context, ToolFacts& tools, PolicyCalls& policy_calls,
                   PolicyWords& policy_words)
      : BinderPart(context),
        tools_(tools),
        policy_calls_(policy_calls),
        policy_words_(policy_words) {}

  // The call on the line of the statement, or next to it with no other step in between; nullptr
  // when there is none. `behind`: only a call that stands in front of the statement.
  const ast::ToolMention* Beside(const ast::Statement& statement, bool behind = false);
  // The call that the words speak of by its deed or its thing, where no step takes up what else
  // they say of it: "berths with a boat stay", and nothing ever looks whether there is a boat. What
  // is said behind a condition of the same line is said of that case.
  const ast::ToolMention* SpokenOf(const ast::Statement& statement, const Words& words);
  // The call that cannot be taken back, where no step takes up what the words limit: "sale items
  // are final".
  const ast::ToolMention* LimitedBy(const ast::Statement& statement, const Words& words);
  // The same of a line that says what is needed; what the staff needs to work at all limits
  // nothing: "access to the admin panel".
  const ast::ToolMention* NeededFor(const ast::Statement& statement, const Words& words);
  // The same of a head field.
  const ast::ToolMention* Requires(const Span& field, const Words& words);
  // The call in front of a condition that nothing stands under, or that only names a kind of what
  // is called on: "provided the seat is free", "student tickets: ask …".
  const ast::ToolMention* BoundBy(const ast::Statement& branch);
  // "VIP tickets", "students", "weekend": a title without a verb over the call, of which a word
  // stands in no step, condition or head field and names no phase of the work.
  bool IsForeign(const ast::Phrase& title, const ast::ToolMention& call);
  // Said behind a condition of its own line.
  bool IsOfCase(const ast::Statement& statement);
  // No step stands in front of it.
  bool IsFirst(const ast::Statement& statement);
  // Pronouns and the like: "nobody else may do it".
  bool SaysNothingElse(const Words& words) const;
  // The call that cannot be taken back and that the statement ends with.
  const ast::ToolMention* LastCallOf(const ast::Statement& statement) const;
  // The first call that is made somewhere in the block.
  const ast::ToolMention* Within(const ast::Block& block) const;

 private:
  enum class Kind : std::uint8_t { Step, Saying, Title };
  struct Place {
    Kind kind{};
    std::uint32_t line = 0;
    const ast::ToolMention* call = nullptr;
    const ast::ToolMention* call_before = nullptr;  // the neighbour in front of it
    const ast::ToolMention* call_behind = nullptr;
    bool in_case = false;  // behind the condition of its own line
    bool first = false;    // no step in front of it
  };
  void Collect(const ast::Block& block, const ast::Condition* around);
  // Steps of the policy look at what the words say.
  bool IsTakenUp(const Span& line, const Words& words, const CalledTool& call);
  // "Access to the admin panel", "all agents".
  bool NeedsNothing(const Words& words) const;
  bool IsOn(const Words& words, const ast::ToolMention& call);
  void FindNeighbours();
  const Place* PlaceOf(const ast::Statement& statement);  // nullptr for most branches
  const ast::ToolMention* CallOf(const ast::Statement& statement) const;

  ToolFacts& tools_;
  PolicyCalls& policy_calls_;
  PolicyWords& policy_words_;
  bool collected_ = false;
  bool seen_step_ = false;     // while places are collected
  std::vector<Place> places_;  // in the order of the text
  std::map<const ast::Statement*, std::size_t> at_;
};

}  // namespace proviso::compiler
