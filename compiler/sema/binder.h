// SPDX-License-Identifier: Apache-2.0
// The walk through one policy: it goes through the statements in the order a conversation does and
// gives each to its binder, writing the checked tree. It owns what the parts share and the parts
// themselves, in an order in which each may call those above it; a part that holds a block (a
// branch, a rule) comes back to the walk through BlockWalker.
#pragma once

#include "compiler/sema/again_binder.h"
#include "compiler/sema/amount_binder.h"
#include "compiler/sema/answer_binder.h"
#include "compiler/sema/argument_binder.h"
#include "compiler/sema/ask_binder.h"
#include "compiler/sema/bind_context.h"
#include "compiler/sema/branch_binder.h"
#include "compiler/sema/call_binder.h"
#include "compiler/sema/call_outcomes.h"
#include "compiler/sema/call_surroundings.h"
#include "compiler/sema/callers.h"
#include "compiler/sema/checked.h"
#include "compiler/sema/choice_binder.h"
#include "compiler/sema/comparison_binder.h"
#include "compiler/sema/complements.h"
#include "compiler/sema/condition_binder.h"
#include "compiler/sema/confirm_binder.h"
#include "compiler/sema/consent_guard.h"
#include "compiler/sema/consents.h"
#include "compiler/sema/fact_binder.h"
#include "compiler/sema/form_binder.h"
#include "compiler/sema/goto_binder.h"
#include "compiler/sema/offer_binder.h"
#include "compiler/sema/places.h"
#include "compiler/sema/policy_binder.h"
#include "compiler/sema/policy_calls.h"
#include "compiler/sema/policy_words.h"
#include "compiler/sema/predicate_binder.h"
#include "compiler/sema/purpose_reader.h"
#include "compiler/sema/question_writer.h"
#include "compiler/sema/rule_binder.h"
#include "compiler/sema/rule_book.h"
#include "compiler/sema/rule_guard.h"
#include "compiler/sema/say_binder.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/text_binder.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/sema/tries.h"
#include "compiler/sema/value_resolver.h"

namespace proviso::compiler {

class Binder final : BlockWalker {
 public:
  Binder(Bundle& bundle, PolicyId policy);
  CheckedPolicy Bind();

 private:
  void BindBlock(const ast::Block& block, CheckedBlock& out, const Cursor* outer) override;
  void BindStatement(const ast::Statement& statement, CheckedBlock& out, const Cursor& at) override;
  void EndBeforeTarget(const ast::Statement& statement, CheckedBlock& out, const Cursor& at);
  void BindSection(const ast::Statement& statement, const ast::Section& section, CheckedBlock& out,
                   const Cursor& at);
  void BindBody(const ast::Statement& statement, CheckedBlock& out, const Cursor& at);
  // "Decide which kind of question it is: use @t.": the call on the same line does it.
  bool LimitsBehindEnd(const ast::Statement& statement);
  bool DoneByCall(const ast::Statement& statement, const ast::Judge& judge, const Cursor& at) const;
  // Walks again what stands before `target` and keeps what gathers knowledge: questions, look-ups
  // and the checks on them. False when the target was not reached.
  bool Replay(const ast::Block& block, const ast::Statement& target, CheckedBlock& out,
              const Cursor* outer);
  void BindEntries(CheckedPolicy& policy);

  const Lexicon& lexicon() const { return context_.bundle.lexicon; }

  BindContext context_;

  // The parts, each of which may use those above it.
  StepWriter writer_{context_};
  Callers callers_{context_, writer_};
  Places places_{context_};
  ToolFacts tools_{context_, callers_};
  ValueResolver values_{context_, writer_, callers_};
  TextBinder texts_{context_, writer_, callers_, values_};
  QuestionWriter questions_{context_, writer_, values_, texts_};
  AnswerBinder answers_{context_, writer_, tools_, values_};
  FormBinder forms_{context_, writer_, values_};
  PredicateBinder predicates_{context_, writer_, tools_, answers_, forms_};
  ComparisonBinder comparisons_{context_, tools_, values_, answers_, predicates_};
  ConditionBinder conditions_{context_, values_, answers_, predicates_, comparisons_};
  CallOutcomes outcomes_{context_, tools_};
  Complements complements_{context_, writer_};
  PolicyWords policy_words_{context_};
  PurposeReader purposes_{context_, writer_, values_, texts_, policy_words_};
  AmountBinder amounts_{context_, values_};
  ArgumentBinder arguments_{context_, writer_,    callers_,  tools_,
                            values_,  questions_, purposes_, amounts_};
  Consents consents_{context_, writer_, tools_};
  ConsentGuard consent_guard_{context_, writer_, consents_};
  Tries tries_{context_, writer_, tools_, *this};
  PolicyCalls policy_calls_{context_, tools_};
  CallSurroundings surroundings_{context_, tools_, policy_calls_, policy_words_};
  RuleBook rule_book_{context_, writer_, policy_calls_};
  RuleGuard guards_{context_,    writer_,      places_,    tools_, values_,
                    conditions_, complements_, rule_book_, *this};
  CallBinder calls_{context_,  writer_,   tools_,     values_,   questions_,
                    outcomes_, purposes_, arguments_, consents_, consent_guard_,
                    tries_,    guards_,   *this};
  RuleBinder rule_lines_{context_, writer_, policy_calls_, surroundings_, rule_book_, *this};
  OfferBinder offers_{context_, writer_, consents_, calls_};
  ChoiceBinder choices_{context_, writer_, texts_, questions_, consents_};
  AskBinder asks_{context_,  writer_,       values_, texts_,  questions_,
                  consents_, policy_calls_, offers_, choices_};
  ConfirmBinder confirms_{context_, writer_, values_, questions_, consents_, calls_};
  AgainBinder agains_{context_, writer_, tools_, values_, questions_, forms_, asks_};
  SayBinder says_{context_, writer_, values_, texts_, questions_};
  FactBinder facts_{context_, writer_, tools_, values_, answers_};
  PolicyBinder follows_{context_, writer_, callers_};
  GoToBinder jumps_{context_, writer_, places_};
  BranchBinder branches_{context_,      writer_,     tools_,       values_,   questions_,
                         forms_,        conditions_, complements_, consents_, tries_,
                         policy_calls_, calls_,      *this};
};

}  // namespace proviso::compiler
