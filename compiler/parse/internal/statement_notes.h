// SPDX-License-Identifier: Apache-2.0
// What passes over the tree of one file need to know of a statement and the tree does not say.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "compiler/ast/ast.h"

namespace proviso::parse {

using StatementPtr = std::unique_ptr<ast::Statement>;

struct StatementNote {
  bool acts = false;                  // read as an instruction or a condition, not as prose
  std::vector<ast::Literal> entered;  // of "enter 'x' into the form"
  bool enters_only = false;           // … without a call of its own
  bool open_all = false;              // all of them: "if all of these hold, …:"
  bool open_condition = false;        // the lines below say when: "escalate if:"
  bool when = false;                  // a trigger: "when the customer asks …"
  bool else_if = false;               // an "otherwise" with a condition of its own
  bool sub_steps_tell_how = false;    // an instruction that nested lines may spell out
  bool limits_below = false;          // over other lines it says when or by whom they are done
  bool names_deed = false;            // … or what is done in them
  bool or_declined = false;           // "in all other cases, or if they decline, …"
  bool leaves = false;                // "leave the order as it is": an end where a no is answered
  bool skips_this = false;            // "skip this step", `skips_to`: "and go on with the postcode"
  bool same_applies = false;          // "the same applies", of the case before it
  ast::Phrase skips_to;
  // "Check whether it is paid": what "if it is" and "if it is not" behind it say.
  std::shared_ptr<std::vector<ast::ConditionPtr>> checks;
  bool of_customer = false;  // … and it is said of the customer
};

class StatementNotes {
 public:
  const StatementNote& Of(const ast::Statement& statement) const {
    static const StatementNote kNone;
    const auto found = notes_.find(&statement);
    return found == notes_.end() ? kNone : found->second;
  }
  void Mark(const ast::Statement& statement, StatementNote note) {
    notes_[&statement] = std::move(note);
  }

 private:
  std::unordered_map<const ast::Statement*, StatementNote> notes_;
};

}  // namespace proviso::parse
