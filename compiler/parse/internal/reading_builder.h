// SPDX-License-Identifier: Apache-2.0
// From the trees of a line's sentences to statements: the slots of each construction become the
// fields of a node of the syntax tree. Split by construct over build_reading_*.cpp.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/parse/internal/mentions.h"
#include "compiler/parse/internal/phrases.h"
#include "compiler/parse/internal/read_line.h"
#include "compiler/parse/internal/statement_notes.h"

namespace proviso::parse {

// A construction that compares with the clock: "is in the past", "is not today".
struct Timed {
  std::string_view construction;
  ast::CompareOp op;
  bool negated;
  ast::ClockWord clock;
};

class ReadingBuilder {
 public:
  ReadingBuilder(const pack::Pack& pack, const Phrases& phrases, Mentions& mentions,
                 StatementNotes& notes, LineReader& reader)
      : pack_(pack), phrases_(phrases), mentions_(mentions), notes_(notes), reader_(reader) {}

  // Of a line that was read as a condition; null when it is none.
  // With or without its opening word: "If yes".
  ast::ConditionPtr ConditionOf(const ReadLine& line);
  // A call that stands right behind a condition, with nothing between them, may be part of it ("if
  // this is part of @t(), …"): such a line is not built.
  bool IsSound(const ReadLine& line) const;
  // The first run of words that nothing accounts for; empty when there is none.
  ast::Phrase Unread(const ReadLine& line) const;
  ast::Phrase UnreadOf(const ReadLine& line, const ReadSentence& sentence) const;
  // Its words name the customer or point to them.
  bool NamesCustomer(const Span& span) const;
  bool LimitsItself(const ReadNode& node) const;
  // Every call and reference of the line stands in a sentence that was read whole, and nothing in
  // the others could limit one.
  bool CallsAreRead(const ReadLine& line) const;
  // The statements of a line; a sentence of it that was not read whole is a judgement. `opens`: it
  // ends in a colon.
  std::vector<StatementPtr> Build(const ReadLine& line, bool& opens);
  // What the words of an option say about when its tool is not to be called; empty when nothing
  // does.
  ast::Phrase LimitOf(const ReadLine& line) const;
  // The line is a single statement in that mood, under no condition.
  bool IsSingle(const ReadLine& line, std::string_view mood) const;
  // The same of a line under a head such as "Never:".
  std::vector<StatementPtr> BuildForbidden(const ReadLine& line);

  // The same words, with or without an article.
  bool SameName(const ast::Phrase& one, const ast::Phrase& other) const;

 private:
  using View = std::span<const Token>;

  // ---- build_reading.cpp: sentences, branches ----
  // What a rule says by itself of the conditions that it stands under.
  enum class Sense : std::uint8_t { None, Forbids, Only };
  // What one sentence is made of, in order: heads and what they cover.
  struct Segment {
    std::vector<ast::ConditionPtr> conditions;
    ast::Block clauses;
    bool otherwise = false;  // opened by "otherwise"
    bool post = false;       // the conditions stand behind
    bool when = false;
    bool label = false;
    bool open = false;      // the lines below say when
    bool open_all = false;  // all of them
    bool only = false;      // a condition says "only if" or "even if"
    std::size_t heads = 0;  // of the conditions, where others stand behind
    bool either = false;    // "in all other cases, or if they decline"
    Sense sense = Sense::None;
    Span span;
  };
  struct LineState {
    ast::Block out;
    ast::Statement* branch = nullptr;  // that later sentences belong to
    ast::Statement* around = nullptr;  // the branch whose question `branch` answers
    ast::Statement* label = nullptr;  // "Booked twice: …": what follows on the line is in that case
    ast::Statement* inner = nullptr;  // the condition behind what the last one covers
    bool last = true;                 // the sentence is the last of its line
    std::size_t said = 0;             // where in `out` the sentence before begins
    bool this_case = false;           // "in this case": where the rule before it forbids
    bool refuses = false;             // the rest of the line only says why and ends, or hands over
  };
  void Sentence(const ReadLine& line, const ReadSentence& sentence, LineState& state);
  static bool ClosesRun(const ast::Statement& branch, const ast::Block& line);
  void Close(Segment& segment, LineState& state);
  static void SettleAnswer(Segment& segment);
  void LimitBefore(std::vector<ast::ConditionPtr> conditions, const ReadLine& line,
                   const ReadSentence& sentence, LineState& state);
  void SettleLeaving(Segment& segment, const LineState& state);
  static bool Ends(const ast::Block& block);
  // Of one condition or more.
  static ast::ConditionPtr All(std::vector<ast::ConditionPtr> conditions, const Span& span);
  static void ExplainWithin(ast::Block& block);
  // Makes the block one branch that holds what was in it.
  static void NestUnder(ast::ConditionPtr condition, const Span& span, ast::Block& block);
  static ast::Block& TargetOf(ast::Statement& branch);
  // The branch that the line has open and in which a question was put last; null when there is
  // none. What tests the customer's answer stands in it.
  static ast::Statement* Asking(const LineState& state);
  // The branch of the line in which the new one stands because it tests what is done there.
  static ast::Statement* Holding(const LineState& state, const ast::Statement& branch);
  // "If a duplicate is found, …. If not, …": no answer of the customer's, but the other outcome.
  static bool IsOtherOutcome(const LineState& state, const Segment& segment);
  void StatementOf(const ReadNode& node, ast::Joined joined, ast::Block& out);
  ast::ConditionPtr HeadOf(const ReadNode& node);

  // ---- build_reading_unread.cpp ----
  // A sentence that was not read whole: a person decides.
  void Unread(const ReadLine& line, const ReadSentence& sentence, LineState& state);
  std::size_t UnreadHead(const ReadLine& line, const ReadSentence& sentence, Segment& segment);
  bool OnlyDeclares(const ReadLine& line, const ReadSentence& sentence) const;
  bool Instructs(std::span<const Token> tokens);
  bool IsHead(const ReadLine& line, const ReadSentence& sentence);
  bool OnlyNames(const ReadLine& line, const ReadSentence& sentence) const;
  bool IsNotedName(const ReadLine& line) const;
  ast::Item ItemOf(const ReadLine& line) const;
  bool Limits(const pack::Atom& atom) const;
  static std::span<const pack::Atom> AtomsOf(const ReadLine& line, const ReadSentence& sentence);

  // ---- build_reading_rule.cpp ----
  ast::Rule RuleOf(const ReadNode& frame);
  void Require(const ReadNode& frame, ast::Rule& rule);
  Sense SenseOf(const ReadNode& frame) const;
  static bool IsRule(const Segment& segment);
  // "In this case …": what is done where the rule before it forbids. False when it is none.
  static bool AddInstead(Segment& segment, LineState& state);
  // "Balances above $25 may not be waived. Escalate these …": in the case of such things.
  ast::ConditionPtr things_;
  // "Fees over 50 EUR go to Trust. Never refund them yourself."
  ast::ExprPtr limit_;
  ast::Phrase limit_of_;
  void JoinBounds(const ReadNode& part, std::vector<ast::ConditionPtr>& parts);
  // Of a rule that speaks of things by what they have: "open payments".
  std::vector<std::string> limited_;
  // "We don't freeze members with open payments. If the payment is overdue, … stop": tested there.
  void SettleTested(ast::Block& out);
  static void JoinCodes(std::vector<ast::ConditionPtr>& parts);
  bool OpensLine(const ReadNode& node) const;
  bool IsShoutedWord(const ReadNode& node) const;
  bool LeavesLimit(const ReadLine& line, const ReadSentence& sentence) const;
  // "If it has shipped, we can't cancel it. Say “…” and stop.": the sentences behind `at` are what
  // is done where the rule forbids.
  bool OnlyRefuses(const ReadLine& line, std::size_t at) const;
  // Makes a rule and the conditions that it stands under one.
  void JoinRule(Segment& segment);

  // ---- build_reading_clause.cpp ----
  void Clause(const ReadNode& node, ast::Block& out);
  void Call(const ReadNode& node, ast::Block& out);
  void Check(const ReadNode& node, ast::Block& out);
  void Deduct(const ReadNode& node, std::span<const Token> deducted, ast::Use& use);
  Tokens DeedOf(const ReadNode& node, View part = {}) const;
  View EachOf(View things);
  void AddTests(const ReadNode& things, std::vector<ast::ConditionPtr>& tests);
  void Ask(const ReadNode& node, ast::Block& out);
  bool ChooseOfGroup(const ReadNode& node, View question, ast::Block& out);
  bool AskNamed(const ReadNode& node, ast::Block& out);
  void Again(const ReadNode& node, ast::Block& out);
  void AskIt(const ReadNode& node, ast::Block& out);
  void AskExactly(const ReadNode& node, View quote, ast::Block& out);
  static bool AnswersOf(ast::Block& asked, ast::Block& clauses);
  void AcceptedValues(const ReadNode& node, ast::Block& out);
  void Choose(const ReadNode& node, ast::Block& out);
  ast::Phrase StepNamed(const ReadNode& node) const;
  std::uint32_t StepsCounted(const ReadNode& node) const;
  void Say(const ReadNode& node, ast::Block& out);
  void Tell(const ReadNode& node, ast::Block& out);
  static ast::Phrase ToldBefore(const ast::Block& out);
  void Courtesy(const ReadNode& node, std::string_view text_key, ast::Block& out);
  void Offer(const ReadNode& node, ast::Block& out);
  void Follow(const ReadNode& node, ast::Block& out, ast::PolicyUse use);
  void Go(const ReadNode& node, ast::Block& out);
  void Remember(const ReadNode& node, ast::Block& out);
  void Note(const ReadNode& node, ast::Block& out);
  ast::Statement& Add(const ReadNode& node, ast::Block& out, decltype(ast::Statement::node) what);

  // ---- build_reading_condition.cpp ----
  ast::ConditionPtr Condition(const ReadNode& node);
  ast::ConditionPtr Test(const ReadNode& node, View& subject);
  ast::ConditionPtr ToCome(const ReadNode& node, View subject);
  ast::ConditionPtr AgainstClock(const ReadNode& node, View subject, const Timed& against);
  ast::ConditionPtr States(const ReadNode& node, View subject, bool negated);
  // `against`: the slot of what it is compared with, where there are no items and it is no `right`.
  ast::ConditionPtr Compare(const ReadNode& node, View subject, ast::CompareOp op, bool negated,
                            std::string_view against = {});
  ast::ConditionPtr Named(const ReadNode& node);
  ast::ConditionPtr Quoted(const ReadNode& node);
  ast::ConditionPtr FreeOf(const ReadNode& node);

  // ---- build_reading_gloss.cpp ----
  ast::ConditionPtr Glossed(const ReadNode& node, View& subject);
  ast::ConditionPtr GlossOf(View brackets);
  ast::ConditionPtr CodeOf(View gloss);
  bool SaysSame(const ReadNode& node, const ast::Condition& test,
                const ast::Condition& gloss) const;
  std::optional<ast::Literal> SpelledDate(View tokens) const;
  std::optional<ast::Literal> SpelledDuration(std::span<const Token> tokens) const;
  std::vector<ast::ExprPtr> Values(const std::vector<ReadNode>& nodes);
  bool IsNameLike(View tokens) const;
  // All words of the line are in capitals, so that capitals say nothing.
  bool IsShouted(const ReadLine& line) const;
  bool IsCustomer(View tokens) const;

  // ---- what they share ----
  ast::Phrase AskedNoun(const ReadNode& node, const ReadNode& value) const;
  // Without leading articles, possessors of the customer, and brackets.
  ast::Phrase Noun(View tokens) const;
  ast::Phrase Noun(const ReadNode& node) const { return Noun(node.tokens()); }
  ast::Phrase Words(View tokens) const { return phrases_.Make(tokens); }
  ast::Phrase State(View tokens) const;
  std::string Happened(const ast::Phrase& predicate) const;
  static Tokens WithoutGroups(View tokens);
  // What the node's slots n1, n2, … or its number say; 0 when they say nothing.
  std::uint32_t CountOf(const ReadNode& node) const;
  // Behind articles.
  View FirstWord(const ReadNode& node) const;
  void ReadTail(const ReadNode& node, ast::Statement& statement);

  const pack::Pack& pack_;
  const Phrases& phrases_;
  Mentions& mentions_;
  StatementNotes& notes_;
  LineReader& reader_;
  bool shouted_ = false;
  bool torn_ = false;       // a call of the line may be part of a condition
  View named_;              // what the last test of the line is about
  bool looked_up_ = false;  // that test is whether it was found
  bool of_class_ = false;   // what is tested is said of things of a kind
  Tokens each_;             // one of them
  ast::Phrase fact_;        // what the sentence before says is so: "tell them that"
  ast::Phrase next_fact_;
  ast::Statement* agreed_ = nullptr;  // "everyone else has to agree first", not asked yet
  bool forbidden_ = false;            // the line stands under a head that forbids
};

inline ast::ConditionPtr MakeCondition(Span span, decltype(ast::Condition::node) node) {
  auto condition = std::make_unique<ast::Condition>();
  condition->span = span;
  condition->node = std::move(node);
  return condition;
}

}  // namespace proviso::parse
