// SPDX-License-Identifier: Apache-2.0
// Binds one policy: walks its statements in the order a conversation goes through them, keeping
// what is known at each point, and writes the checked tree. One method per construct; the files
// binder_*.cpp group them as LANGUAGE.md does.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/sema/bind_context.h"
#include "compiler/sema/callers.h"
#include "compiler/sema/checked.h"
#include "compiler/sema/places.h"
#include "compiler/sema/scope.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/symbols.h"
#include "compiler/vocabulary/lexicon.h"
#include "compiler/wording/wording.h"
#include "core/diagnostic.h"
#include "core/plain_text.h"

namespace proviso::compiler {

// A condition resolved.
struct BoundCondition {
  enum class Polarity : std::uint8_t { Neutral, Positive, Negative };
  CheckedExpr expr;
  Polarity polarity = Polarity::Neutral;
  std::string outcome;    // what the policy's outcome is called when it ends here: "not_eligible"
  bool is_check = false;  // a predicate that steps depend on ("eligible"), not a mere state
  bool needs_judgement = false;
  bool vague = false;
  bool broken = false;  // reported; the branch is left out
  std::string meaning;  // for explain
  std::string subject;  // for messages: "the order is eligible"
  const ToolDefinition* producer = nullptr;
  VariableId answer = kNone<VariableId>;  // of the yes or no question that it tests
  bool accepted = false;
  VariableId checked = kNone<VariableId>;  // the value whose form it tests
  std::size_t choices = 0;  // of the question that it tests, where it is one of several
  std::size_t named = 1;    // how many of them it names
};

class Binder final : BlockWalker {
 public:
  Binder(Bundle& bundle, PolicyId policy);
  CheckedPolicy Bind();

 private:
  // ---- the walk (binder.cpp) ----
  void BindBlock(const ast::Block& block, CheckedBlock& out, const Cursor* outer) override;
  void BindStatement(const ast::Statement& statement, CheckedBlock& out, const Cursor& at) override;
  void BindSection(const ast::Statement& statement, const ast::Section& section, CheckedBlock& out,
                   const Cursor& at);
  void BindBody(const ast::Statement& statement, CheckedBlock& out, const Cursor& at);
  // Walks again what stands before `target` and keeps what gathers knowledge: questions, look-ups
  // and the checks on them. False when the target was not reached.
  bool Replay(const ast::Block& block, const ast::Statement& target, CheckedBlock& out,
              const Cursor* outer);
  void BindEntries(CheckedPolicy& policy);

  // ---- questions (binder_ask.cpp) ----
  void BindAsk(const ast::Statement& statement, const ast::Ask& ask, CheckedBlock& out);
  // ---- second tries (binder_again.cpp) ----
  // The line that says what follows after so many negative outcomes of a check.
  struct GivingUp {
    const ast::Statement* statement = nullptr;
    std::uint32_t count = 0;
  };
  // The call that starts at `start` was made with these values of the customer.
  void LearnUse(const ToolDefinition& tool, MarkId start, std::vector<VariableId> slots);
  void BindAgain(const ast::Statement& statement, const ast::Again& again, CheckedBlock& out,
                 const Cursor& at);
  std::vector<VariableId> SlotsOf(const ast::Again& again) const;
  // The question that fills a slot once more, whatever it holds; its text is the caller's.
  CheckedStep AskAnew(const Span& span, VariableId slot);
  // How the customer reads of the slot: "your order number".
  std::string ShownNoun(const std::string& slot_name) const;
  void EmitAskAgain(const Span& span, VariableId slot, CheckedBlock& out);
  // Counts the tries of a branch that asks again, and gives up at the last one.
  void EmitAttempts(const ast::Statement& branch, CheckedBlock& out, const Cursor& at);
  std::optional<GivingUp> GivingUpBehind(const Cursor& at) const;
  void EmitGivingUp(const GivingUp& giving_up, const Span& span, CheckedBlock& out,
                    const Cursor& at);
  // The type under which the calls of this policy take a value of that name.
  std::optional<ValueType> TypeOfUse(const Noun& noun);
  std::vector<std::string> AlternativesIn(std::string_view question) const;
  void BindAskYesNo(const ast::Statement& statement, const ast::AskYesNo& ask, CheckedBlock& out,
                    const Cursor& at);
  // The branches behind the question are for one or other of what it names.
  bool NamesAlternative(const ast::AskYesNo& ask, const Cursor& at) const;
  void BindChoose(const ast::Statement& statement, const ast::Choose& choose, CheckedBlock& out,
                  const Cursor& at);
  bool TestsDecline(const Cursor& at) const;
  void BindConfirmValue(const ast::Statement& statement, const ast::ConfirmValue& confirm,
                        CheckedBlock& out, const Cursor& at);
  // Asks for the value that the noun names; returns its variable.
  VariableId EmitAsk(const Span& span, const Noun& noun, const std::string& asked_for,
                     std::optional<ValueType> type, CheckedBlock& out);
  // What is asked for without the author's mark-up: "save it as {x}" is gone, a value that is known
  // stays in its braces. `choices`: the path of the list that the answer comes from.
  struct AskedNoun {
    std::string text;
    std::string choices;
  };
  AskedNoun PlainNoun(std::string_view text);
  CheckedText QuestionFor(const Span& span, std::string_view noun);
  void LearnSlot(const Noun& noun, ValueType type, VariableId slot, VariableId outcome);

  // ---- calls (binder_call.cpp, binder_arguments.cpp) ----
  // `applicable`: under a vague condition.
  void BindUse(const ast::Statement& statement, const ast::Use& use, CheckedBlock& out,
               const Cursor& at, bool applicable = false);
  bool MayAct(const ast::Statement& statement, const std::vector<ast::ToolMention>& calls);
  // binder_settle.cpp: whether the words of a call say nothing but what its tool does, and to what.
  bool OnlyLooks(const ast::Use& use, const ToolDefinition& tool) const;
  std::optional<std::string> Uncounted(const Words& words, const ToolDefinition& tool) const;
  bool IsSettled(const ast::Statement& statement, const ast::Use& use, const ToolDefinition& tool);
  bool IsOwnWord(const std::string& word, const ToolDefinition& tool) const;
  bool TakesPlaceOfOld(const Words& words, std::size_t at, std::string_view tool) const;
  std::optional<std::string> Unsettled(const Words& words, const ToolDefinition& tool) const;
  // "… to change to plan {chosen_plan}": a value written into the purpose of a call.
  struct PurposeValue {
    Span span;
    std::string spelling;            // "{chosen_plan}"
    std::vector<std::string> steps;  // of the path
    Words before;                    // the words in front of it
    bool used = false;
  };
  struct CallContext {
    const ast::Statement* statement = nullptr;
    std::vector<PurposeValue>* values = nullptr;
    Words purpose;  // words after to / that / for
    std::string purpose_text;
    std::string told;  // the message of "to notify the user that …"
    const std::vector<ast::Literal>* entered = nullptr;
    const OptionPlan* option = nullptr;  // the chosen one, when its tool is called
    const KnownPrompt* offer = nullptr;
    const Cursor* at = nullptr;
    bool applicable = false;  // under a vague condition
    bool looks_up = false;    // the sentence's verb only looks
    const ast::Share* share = nullptr;
    bool* share_used = nullptr;
  };
  // Where a question on this path may have been answered with no, what follows is for a yes.
  void EmitConsentGuard(const ast::Statement& statement, const CallContext& context,
                        const std::vector<const ToolDefinition*>& tools, CheckedBlock& out);
  void EmitCall(const ast::ToolMention& mention, const CallContext& context, CheckedBlock& out);
  void LearnResult(const ToolDefinition& tool, const CheckedStep& call,
                   const ast::Statement& statement);
  void EmitMissing(const ToolDefinition& tool, CheckedStep& call, MarkId start,
                   const PredicateSpec& exists, const CallContext& context, CheckedBlock& out);
  void EmitImpliedCheck(const ToolDefinition& tool, const CallContext& context, VariableId result,
                        CheckedBlock& out);
  // ---- consent (binder_consent.cpp) ----
  void LearnConsent(Words words, VariableId outcome, bool names_amount = false);
  // A no to that question: what it asked was not agreed to.
  void Withdraw(VariableId outcome);
  // The words speak of what the call does: its verb or noun, what the sentence says it is for, or
  // only that it may be done.
  bool SpeaksOf(const Consent& consent, const ToolDefinition& tool,
                const CallContext& context) const;
  void CheckConsent(const ToolDefinition& tool, const CallContext& context,
                    const CheckedStep& call);
  // It is made with something that an effect of this conversation gave.
  bool Completes(const CheckedStep& call) const;
  // What the tool is about: the catalogue's word, else that of its name; may be empty.
  std::string NounOf(const ToolDefinition& tool) const;
  std::string NameResult(const ToolDefinition& tool);
  std::string OwnName(std::string name) const;
  std::string NameOfResult(const ToolDefinition& tool);
  bool IsAccount(const ToolDefinition& tool) const;
  // Whether the lines up to the next call test that something was found.
  bool TestsFound(const Cursor& at) const;
  bool FailureIsHandled(const Cursor& at, const ToolDefinition& tool) const;
  bool ReadsOnly(const ToolDefinition& tool) const;
  // "money (the name says “refund”, no catalogue says what it does)"
  std::string EffectInWords(const ToolDefinition& tool) const;
  // "@t(order_number: str, reason: str)": the values known here, for a tool of which nothing is
  // known.
  std::string SignatureFromScope(const ast::ToolMention& mention) const;

  struct Binding {
    CheckedExpr expr;
    std::string meaning;   // "the new order's id"
    std::string spelling;  // "{new_order.order_id}"
    bool bound = false;
    bool omitted = false;  // an alternative that was not asked for
    VariableId slot = kNone<VariableId>;
  };
  Binding BindArgument(const ToolDefinition& tool, const ToolParameter& parameter,
                       const ast::ToolMention& mention, const CallContext& context,
                       CheckedBlock& out);
  Binding ExplicitArgument(const ToolParameter& parameter, const ast::ToolMention& mention);
  Binding LiteralInPurpose(const ToolParameter& parameter, const Noun& noun,
                           const CallContext& context);
  // ---- amounts (binder_amount.cpp) ----
  std::optional<KnownValue> AmountNamed(const Words& words) const;
  std::optional<KnownValue> WorthOf(const ast::Phrase& thing) const;
  std::optional<KnownValue> AmountSaid(const ast::Expr& said, const ast::Phrase& of);
  Binding ShareInSentence(const ToolParameter& parameter, const Noun& noun,
                          const CallContext& context);
  Binding AmountInPurpose(const ToolParameter& parameter, const Noun& noun,
                          const CallContext& context);
  // The values that stand in a message or question.
  static std::vector<std::shared_ptr<const KnownValue>> ShownIn(const CheckedText& text);
  Binding AmountConfirmed(const ToolParameter& parameter, const Noun& noun);
  // The one value of the customer's that another name of the parameter asked for
  // (binder_alias.cpp).
  std::optional<KnownValue> GivenUnderAnotherName(const ToolParameter& parameter,
                                                  const Noun& noun) const;
  Binding EntityInPurpose(const Noun& noun, const CallContext& context);
  Binding MessageInPurpose(const Noun& noun, const CallContext& context);
  std::vector<PurposeValue> ValuesOf(const ast::Use& use) const;
  // The value of the purpose that the parameter's noun names; with `any`, the first that nothing
  // has taken.
  Binding ValueInPurpose(const Noun& noun, const CallContext& context, bool any);
  void ReportUnusedValues(const std::vector<PurposeValue>& values);
  Binding EnteredValue(const ToolDefinition& tool, const ToolParameter& parameter,
                       const CallContext& context);
  Binding OfferedValue(const ToolParameter& parameter, const Noun& noun) const;
  Binding OptionValue(const ToolParameter& parameter, const Noun& noun, const CallContext& context);
  Binding ValueInScope(const ToolDefinition& tool, const ToolParameter& parameter, const Noun& noun,
                       const ast::ToolMention& mention);
  std::optional<CheckedExpr> IdOfRecord(const ToolParameter& parameter,
                                        const KnownValue& given) const;
  // Two values would do: says so, and offers to write either one out.
  void ReportAmbiguous(const ToolDefinition& tool, const ToolParameter& parameter,
                       const ast::ToolMention& mention, const std::string& taken,
                       const std::string& rival);
  bool IsInternalId(const ToolParameter& parameter, const Noun& noun) const;
  Binding AskedArgument(const ToolParameter& parameter, const Noun& noun,
                        const CallContext& context, bool acts, CheckedBlock& out);
  void FillFromRecord(const Span& span, const ToolParameter& parameter, const Noun& asked,
                      std::optional<ValueType> type, CheckedBlock& out);
  // What every policy that calls this one knows (binder_policy.cpp).
  Binding HeldByCallers(const ToolDefinition& tool, const ToolParameter& parameter,
                        const Noun& noun, const ast::ToolMention& mention);

  // Values by what they are called, best first: named values, then fields of results.
  std::vector<KnownValue> FindValues(const std::vector<std::string>& keys, bool prefer_new) const;
  FieldSpec FieldFor(const Noun& noun, std::string_view raw_name) const;
  std::vector<std::string> AmountPaths(const Noun& noun, std::string_view raw_name) const;
  // A field of the nearest result that may have it; nullopt when all schemas are known and none
  // has.
  std::optional<KnownValue> FieldOfResults(const Noun& noun, std::string_view raw_name,
                                           bool* at_run_time, bool strict = false) const;

  // ---- offers (binder_offer.cpp) ----
  void BindOffer(const ast::Statement& statement, const ast::Offer& offer, CheckedBlock& out,
                 const Cursor& at);
  void EmitOfferPrompt(const Span& span, const std::string& question, CheckedBlock& out);
  void EmitOfferRound(const Span& span, const KnownPrompt& prompt, const std::string& question,
                      CheckedBlock& out);
  void BindApplyOffer(const ast::Statement& statement, const ast::ApplyOffer& apply,
                      CheckedBlock& out, const Cursor& at);
  void EmitApply(const ast::Statement& statement, const std::vector<ast::ToolMention>& listed,
                 CheckedBlock& out, const Cursor& at);
  const ast::ToolMention* ToolOfOption(const OptionPlan& option, const KnownPrompt& offer,
                                       const std::vector<ast::ToolMention>& listed) const;
  bool SpeaksOfOffer(const ast::Phrase& phrase) const;

  // ---- messages and facts (binder_say.cpp) ----
  void BindSay(const ast::Statement& statement, const ast::Say& say, CheckedBlock& out,
               const Cursor& at);
  // "Tell the customer so": what the condition around it says.
  std::string ToldByCondition(const Cursor& at) const;
  void BindFact(const ast::Statement& statement, const ast::Fact& fact, CheckedBlock& out,
                const Cursor& at);
  // "Make sure that the order is delivered": where it is not, and no branch says what then, the
  // policy goes no further. False when the words name nothing that a result tells.
  bool BindCheck(const ast::Statement& statement, const ast::Fact& fact, CheckedBlock& out,
                 const Cursor& at);
  void BindNote(const ast::Statement& statement, const ast::Note& note, CheckedBlock& out);
  std::optional<CheckedExpr> JustGot() const;
  void BindRemember(const ast::Statement& statement, const ast::Remember& remember,
                    CheckedBlock& out);
  void BindHandOff(const ast::Statement& statement, const ast::HandOff& hand_off,
                   CheckedBlock& out);
  std::optional<CheckedText> BindQuotation(const ast::Quotation& quote);
  std::optional<CheckedExpr> FieldOfPartly(const Noun& noun, const std::string& raw);
  std::optional<CheckedExpr> BindPlaceholder(const Span& span, const std::string& words);
  bool ShowsPercent(const CheckedExpr& value) const;
  // A text of ours with an author's {values} in it; nullopt when one of them is not known
  // (reported).
  std::optional<CheckedText> WithValues(const Span& span, std::string_view text);

  // ---- rules (binder_rule.cpp: which; binder_guard.cpp: what is done at a call) ----
  void BindRule(const ast::Statement& statement, const ast::Rule& rule, CheckedBlock& out,
                const Cursor& at);
  bool EndsBranch(const ast::Rule& rule, const Cursor& at) const;
  bool RefusesHere(const ast::Rule& rule, const Cursor& at);
  void BindRefusal(const Cursor& at, CheckedBlock& out);
  // A sentence that instructs nothing and forbids or limits a call of the policy; false for others.
  bool BindUnreadRule(const ast::Statement& statement, const ast::Phrase& text);
  // `why`: "…, and <why>".
  void StopForRule(const ast::Statement& statement, const ast::ToolMention& call,
                   const std::string& why);
  // A tool as a rule may speak of it. The last two are empty for one that only reads.
  struct CalledTool {
    const ast::ToolMention* mention = nullptr;
    Words deed;                    // what it does, without what to: "unblock" of unblock_card
    std::vector<WordClass> kinds;  // act_refund, …
  };
  // A rule that was read whole, and the calls of this policy that it speaks of.
  struct BoundRule {
    const ast::Statement* statement = nullptr;
    const ast::Rule* rule = nullptr;
    std::set<std::string> tools;
    VariableId counter = kNone<VariableId>;
    int depth = 0;
    bool placed = false;               // its line was walked
    bool failed = false;               // nothing settles it; reported
    std::vector<std::string> details;  // what is done at each call
  };
  void CollectCalls();
  std::vector<const CalledTool*> CallsUnder(const std::vector<ast::ToolMention>& tools,
                                            const Words& words);
  void CollectRules(const ast::Block& block);
  // ---- binder_folder_rules.cpp ----
  void CollectRulesOfFolder();
  std::vector<const ast::Policy*> RulesOfFolder() const;
  void StopForUnwatched(const ast::Block& block);
  // Once the whole policy is bound: what no question may ask for, and what `explain` shows.
  void FinishRules(const CheckedBlock& body);
  void CheckNeverAsked(BoundRule& bound, const ast::NeverAsked& never, const CheckedBlock& block);
  void EmitRuleGuards(const ToolDefinition& tool, const CheckedStep& call,
                      const ast::ToolMention& mention, const CallContext& context,
                      CheckedBlock& out);
  // What must be so for the call to be allowed, or why that cannot be told.
  struct RuleTest {
    CheckedExpr allowed;
    std::string meaning;
    std::string why;
    bool proved = false;  // no path breaks it: nothing is left to test
  };
  RuleTest TestOf(const ast::HoldsFirst& holds, const ToolDefinition& tool, const CheckedStep& call,
                  const CallContext& context);
  RuleTest TestOfOrder(const ast::ToolMention& first) const;
  RuleTest TestOf(const ast::AskedFirst& asked);
  RuleTest TestOf(const ast::AtMostValue& value, const CheckedStep& call);
  void EmitCount(BoundRule& bound, const ast::AtMostTimes& times, const ToolDefinition& tool,
                 const ast::ToolMention& mention, CheckedBlock& out);
  bool MayHoldSeveral(const ToolParameter& parameter) const;
  // Whether each part speaks of something that the words themselves name; else its words.
  std::string UnsettledPart(const ast::Condition& condition, const ToolDefinition& tool,
                            const CallContext& context);
  void LearnArguments(const ToolDefinition& tool, const CheckedStep& call, const ast::Phrase& noun);
  const KnownPrompt* ConsentPrompt(const ast::Phrase& about, const ToolDefinition& tool,
                                   const CallContext& context) const;
  CheckedBlock WhereForbidden(BoundRule& bound);
  const ast::ToolMention* ConsequentialCall();
  const ast::ToolMention* CallUnder(const ast::Rule& rule);

  // ---- conditions (binder_condition.cpp) and expressions (binder_expression.cpp) ----
  // `completes`: it is the other answer to a question whose one answer was bound before it, so that
  // no third way leads around it.
  void BindBranch(const ast::Statement& statement, const ast::Branch& branch, CheckedBlock& out,
                  const Cursor& at, bool completes = false);
  void BindVagueBranch(const ast::Statement& statement, const ast::Branch& branch,
                       CheckedBlock& out, const Cursor& at);
  // "Submit: @submit_reading(…)": a label that only says what the call behind it is for.
  bool BindPurposeLabel(const ast::Statement& statement, const ast::Branch& branch,
                        CheckedBlock& out, const Cursor& at);
  bool BindSelection(const ast::Statement& statement, const ast::Branch& branch, CheckedBlock& out,
                     const Cursor& at);
  BoundCondition BindCondition(const ast::Condition& condition);
  std::optional<ast::PredicateCondition> StateAlone(const ast::Condition& condition,
                                                    const ast::CustomerAnswer& answer) const;
  BoundCondition BindAnswer(const ast::Condition& condition, const ast::CustomerAnswer& answer);
  std::optional<BoundCondition> BindBareLabel(const ast::Condition& condition,
                                              const ast::PredicateCondition& predicate) const;
  BoundCondition BindPredicate(const ast::Condition& condition,
                               const ast::PredicateCondition& predicate);
  // The words that a look at a fact gave as examples of what it says.
  void LearnStated(const ast::Phrase& examples, const KnownValue& value);
  std::optional<BoundCondition> BindSwitched(const ast::Condition& condition,
                                             const ast::PredicateCondition& predicate) const;
  std::optional<BoundCondition> BindStated(const ast::Condition& condition,
                                           const ast::PredicateCondition& predicate) const;
  std::optional<BoundCondition> BindGivenBefore(const ast::Condition& condition,
                                                const ast::PredicateCondition& predicate);
  std::optional<BoundCondition> BindAsChoice(const ast::Condition& condition,
                                             const ast::PredicateCondition& predicate);
  bool AsksForOpposite(const Words& question, const std::string& said) const;
  bool AsksWhetherThereIs(const ast::Condition& condition,
                          const ast::PredicateCondition& predicate) const;
  std::optional<BoundCondition> BindAsAnswer(const ast::Condition& condition,
                                             const ast::PredicateCondition& predicate);
  // "the order is Partially Shipped": the state of a record that was looked up. nullopt when the
  // comparison is of something else.
  std::optional<BoundCondition> BindRecordState(const ast::Condition& condition,
                                                const ast::Comparison& comparison);
  // An option of a question before it, else what the nearest result says (binder_named.cpp).
  // The option of a question or offer before it that the words name.
  bool IsRefusedBefore(const ast::Condition& condition, const CallContext& context) const;
  bool RefusesWhere(const ast::Statement& statement, const Words& words) const;
  bool IsTestedAround(const ast::Condition& condition, const CallContext& context) const;
  bool IsNextCode(const ast::Branch& branch, const ast::Statement& next) const;
  std::optional<BoundCondition> BindAnyState(const ast::Condition& condition,
                                             const ast::Phrase& subject,
                                             const std::vector<std::string>& states,
                                             std::string& meaning);
  std::optional<BoundCondition> BindBareStatus(const ast::Condition& condition,
                                               const ast::Comparison& comparison);
  std::optional<BoundCondition> BindChosen(const ast::Condition& condition,
                                           const Words& words) const;
  bool NamesRecord(const std::string& word) const;
  BoundCondition BindNamedTest(const ast::Condition& condition, const ast::NamedTest& named);
  BoundCondition BindWish(const ast::Condition& condition, const ast::NamedTest& named);
  bool WishesWhatIsOffered(const std::vector<std::string>& wish) const;
  bool InsistsOnRequest(const std::vector<std::string>& wish) const;
  bool WishesNoChange(const std::vector<std::string>& wish) const;
  BoundCondition BindNewValue(const ast::Condition& condition,
                              const ast::NewValueProvided& provided);
  std::optional<CheckedExpr> PointedValue(const ast::Phrase& phrase) const;
  BoundCondition BindComparison(const ast::Condition& condition, const ast::Comparison& comparison);
  std::optional<CheckedExpr> BindDistance(const ast::Comparison& comparison);
  std::optional<CheckedExpr> BindInstant(const ast::Expr& expr);
  std::optional<CheckedExpr> BindMoment(const ast::Comparison& comparison);
  BoundCondition BindFailure(const ast::Condition& condition, const ast::ToolFails& fails);
  void EmitListed(const ast::Statement& statement, const ast::Phrase& phrase, VariableId slot,
                  const std::string& listed, CheckedBlock& out);
  void LearnAlias(const CheckedArgument& argument);
  void EmitOtherOutcome(const Cursor& at, CheckedBlock& out);
  void LearnCounts(const std::vector<std::string>& labels, VariableId slot, const Span& span,
                   CheckedBlock& out);
  Noun ChosenNoun(const ast::Phrase& phrase) const;
  std::optional<BoundCondition> BindForm(const ast::Condition& condition,
                                         const ast::PredicateCondition& predicate);
  std::vector<std::string> FormsSaid(const ast::Block& block, const Words& name) const;
  bool IsTheForm(const ast::Phrase& form, VariableId slot) const;
  void MarkCheck(const BoundCondition& condition, const Span& span, CheckedBlock& out);
  std::optional<BoundCondition> BindWholeLabel(const ast::Condition& condition) const;
  std::optional<BoundCondition> BindOtherValue(const ast::Condition& condition, const Cursor& at);
  BoundCondition BindJoined(const ast::Condition& condition,
                            const std::vector<ast::ConditionPtr>& parts, Opcode operation);
  BoundCondition BindBareValues(const ast::Condition& condition, const ast::FreeCondition& free);
  BoundCondition Judged(const ast::Condition& condition) const;
  // "Decide which kind of question it is: use @t.": the call on the same line does it.
  bool DoneByCall(const ast::Statement& statement, const ast::Judge& judge, const Cursor& at) const;
  // "@t fails", "that fails", "creating the order fails"; `tool` (empty: any) is the one that is
  // meant.
  bool SpeaksOfFailure(const ast::Statement& statement, std::string_view tool) const;
  // The same, or "it worked".
  bool AsksHowItWent(const ast::Statement& statement, const ToolDefinition& tool) const;
  // A predicate that asks how the nearest call went, and not what state a record is in.
  bool IsOfCall(const ast::PredicateCondition& predicate, const ToolDefinition& tool) const;
  // "the status is one of …": null, a number and a text that says more are unknown.
  // "it is on file" of what was looked up, which is more than that a value is known. nullopt when
  // the condition speaks of a value.
  std::optional<CheckedExpr> IsPresent(const ast::Condition& condition,
                                       const ast::Comparison& comparison,
                                       const std::optional<CheckedExpr>& left) const;
  std::optional<CheckedExpr> StatusIs(const CheckedExpr& left,
                                      const std::vector<CheckedExpr>& right) const;
  // A bare number that the customer gave takes the currency of what it is compared with.
  void ShareCurrency(CheckedExpr& left, CheckedExpr& right) const;
  // "the solution is Refund": a value the customer gave, compared with a name.
  std::optional<BoundCondition> BindNamedValue(const ast::Condition& condition,
                                               const ast::PredicateCondition& predicate);
  bool IsAbout(const KnownResult& result, const ast::PredicateCondition& predicate) const;
  // The predicate of the nearest result that the words name.
  std::optional<std::pair<KnownResult, PredicateSpec>> FindPredicate(const Words& words) const;
  std::optional<PredicateSpec> PredicateOf(const ToolDefinition& tool, const Words& words) const;
  // That of the tool's own entry; nullptr when the words are none of it.
  static const ToolPredicate* ListedPredicate(const ToolDefinition& tool, const Words& words);
  // Its words say that what the customer wants cannot be: "we can no longer change it".
  bool IsAlreadyDone(const ast::Statement& statement) const;
  bool Refuses(const ast::Block& block) const;
  // "Otherwise" behind several conditions: none of them held.
  void CloseRun(const Cursor& at, CheckedStep& step);
  bool IsGate(const ast::Statement& statement, const BoundCondition& condition) const;
  bool RunEnds(const Cursor& at) const;
  bool Complements(const ast::Branch& first, const ast::Statement& next) const;

  void AddCountFields(const ast::Phrase& counted, CheckedExpr& field) const;
  std::optional<CheckedExpr> BindExpr(const ast::Expr& expr);
  std::optional<CheckedExpr> BindPath(const Span& span, const std::vector<std::string>& steps);
  // The same without a word when nothing is known by that name.
  std::optional<CheckedExpr> FindPath(const std::vector<std::string>& steps);
  // "slots.free times" -> slots, free_times
  static std::vector<std::string> PathSteps(std::string_view path);
  std::optional<CheckedExpr> BindNounPath(const ast::Phrase& noun, bool report);

  // ---- other policies (binder_policy.cpp) ----
  void BindFollow(const ast::Statement& statement, const ast::FollowPolicy& follow,
                  CheckedBlock& out, const Cursor& at);
  void BindGoTo(const ast::Statement& statement, const ast::GoTo& go, CheckedBlock& out,
                const Cursor& at);
  void BindSkip(const ast::Statement& statement, std::uint32_t steps, CheckedBlock& out,
                const Cursor& at);
  void EmitPolicyCall(const ast::Statement& statement, const FollowPlan& plan, CheckedBlock& out,
                      const Cursor& at);
  void ClearAsked(const ast::Block& block, std::uint32_t before, const Span& at, CheckedBlock& out);
  void ClearAsked(const ast::Statement& asked, const Span& at, CheckedBlock& out);

  // ---- small helpers ----
  const Lexicon& lexicon() const { return context_.bundle.lexicon; }
  const Wording& wording() const { return context_.bundle.wording; }
  // The words of the source, as a person reads them: how they are laid out makes no difference.
  std::string Written(const Span& span) const {
    return PlainText(context_.bundle.sources.file(span.file).Text(span));
  }

  // Every tool that the policy calls somewhere, by name; filled when the first rule asks.
  std::optional<std::map<std::string, CalledTool>> calls_;
  std::vector<BoundRule> rules_;
  std::map<VariableId, VariableId> misses_;  // by what was looked up: how often in vain
  std::map<const ast::Statement*, CheckedExpr> conditions_;     // of the branches bound so far
  std::map<const ast::Statement*, std::size_t> named_choices_;  // of the question they test
  std::set<std::string> missing_reported_;  // tools whose missing result was told of
  std::set<std::string> main_path_seen_;
  MainPath main_path_;
  const ast::Statement* open_offer_ = nullptr;     // offered, not yet put to the customer
  std::map<std::string, std::string> slot_nouns_;  // slot name -> how it is shown to the customer

  BindContext context_;
  // The parts, each of which may use those above it.
  StepWriter writer_{context_};
  Callers callers_{context_, writer_};
  Places places_{context_};
};

}  // namespace proviso::compiler
