// SPDX-License-Identifier: Apache-2.0
// The steps of one policy: lines to an outline, the outline to statements.
#pragma once

#include <vector>

#include "compiler/parse/internal/mentions.h"
#include "compiler/parse/internal/outline.h"
#include "compiler/parse/internal/read_line.h"
#include "compiler/parse/internal/reading_builder.h"
#include "compiler/parse/internal/statement_notes.h"

namespace proviso::parse {

class BlockBuilder {
 public:
  BlockBuilder(const SourceFile& source, const Phrases& phrases, const pack::Pack& pack,
               DiagnosticSink& sink, const ParseOptions& options);

  // Adds what each line is to `layout`.
  ast::Block Build(std::vector<Line> lines, std::vector<ast::LineLayout>& layout);
  // Sentences that explain, in front of the steps.
  StatementPtr Explanation(const Line& line,
                           ast::Documentation::Reach reach = ast::Documentation::Reach::None) const;
  StatementPtr Title(const Line& line) const;
  ast::Section SectionOf(std::span<const Token> title);
  // Opened with no word that instructs.
  bool IsProse(const ast::Statement& statement) const { return !notes_.Of(statement).acts; }

  // head_lines.cpp: what the lines at the head of a text are.
  // An instance of the pack's rule, without mentions, values and quotations.
  bool Fits(std::span<const Token> tokens, std::string_view rule);
  std::span<const Token> PartOf(std::span<const Token> tokens, std::string_view rule,
                                std::string_view slot);
  // Words that do nothing when they are carried out.
  bool OnlyNames(const Line& line);
  // Read whole, and documentation from the first word to the last.
  bool OnlyTells(const Line& line);
  // Such a line as statements.
  std::vector<StatementPtr> Told(const Line& line);
  bool PutsQuestion(std::span<const Token> tokens);
  bool TellsCases(std::span<const Token> tokens);

 private:
  // `menu`: under a question, whose labels are its answers.
  void Read(OutlineNodes& nodes, bool nested, bool menu = false);
  // case_heads.cpp
  bool ActsBelow(const OutlineNodes& nodes, std::size_t at) const;
  // Case: its words say so. NamedCase: what stands beside it does. OpenCase: one of several, and
  // nothing tells which. Name: may be a title.
  enum class HeadKind : std::uint8_t { Other, Name, Case, NamedCase, OpenCase, If };
  std::vector<HeadKind> FindCases(const OutlineNodes& nodes);
  bool IsReferredTo(const OutlineNode& node);
  bool SharesNameWord(const OutlineNode& a, const OutlineNode& b) const;
  ast::ConditionPtr CaseOf(const OutlineNode& node, HeadKind kind);
  StatementPtr CaseStatement(OutlineNode& node);
  void ReadCase(OutlineNode& node, HeadKind kind);
  void ReadSteps(OutlineNode& node);
  // around_steps.cpp: what stands around the steps and is none.
  void MarkTitles(OutlineNodes& roots);
  void MarkToolLists(OutlineNodes& roots);
  void MarkDocumentation(OutlineNodes& roots) const;
  void ExplainTail(OutlineNodes& nodes) const;
  void TakeAsExplanation(OutlineNode& node) const;
  bool IsLoose(const OutlineNodes& nodes, std::size_t index) const;
  bool Explains(const OutlineNode& node) const;
  bool DescribesTool(const Line& line) const;
  void MarkUnread(const ReadLine& read, std::vector<StatementPtr>& statements) const;
  void ReportUnclosed(const ReadLine& read);
  // The statement that lines nested under these belong to.
  static ast::Statement* Innermost(std::vector<StatementPtr>& statements);
  static Opens OpensOf(const OutlineNode& node, const ast::Statement* innermost);

  ast::Block Assemble(OutlineNodes& nodes);
  void AssembleNode(OutlineNode& node, ast::Block& out);
  struct Below {
    const OutlineNodes& nodes;
    std::size_t from;
  };
  bool TitlesSteps(const OutlineNode& node, const Below& below) const;
  void FillOpenCondition(OutlineNode& node);
  bool NamesWhatIsAsked(const OutlineNode& node);
  bool ForbidsBelow(const OutlineNode& node);
  void AddToRule(const OutlineNode& node, std::string& text, std::vector<ast::ToolMention>& tools);
  ast::Rule ReadForbidden(const OutlineNode& node);
  StatementPtr RuleOf(const OutlineNode& head, const OutlineNode& node);
  // Lines that explain; what forbids or limits among them stays what it is.
  void Recount(OutlineNodes& nodes, ast::Block& out) const;
  void Document(OutlineNodes& nodes, ast::Block& out) const;
  void AddOptions(OutlineNode& node, ast::Statement& offer);
  bool IsOption(const OutlineNode& node) const;
  // offer_cases.cpp: an option with steps of its own is a case of the answer.
  bool AnswersOffer(const OutlineNode& node) const;
  ast::Block StepsOf(const OutlineNode& node);
  std::vector<ast::Block> CasesOf(const OutlineNode& node);
  void AddCase(OutlineNode& node, ast::Block steps, std::vector<ast::OfferOption>& options);
  ast::OfferOption OptionOf(OutlineNode& node);
  void ReportLimit(std::span<const Token> text, const std::vector<ast::ToolMention>& tools);
  void DescribeOption(const OutlineNodes& nodes, ast::OfferOption& option);
  void AddChoices(OutlineNode& node, ast::Statement& question);
  StatementPtr Kept(const OutlineNode& node) const;  // a line that is not understood

  // finish_block.cpp: what takes more than one statement to see.
  void Finish(ast::Block& block, ast::Statement* question);
  void NestElseIfs(ast::Block& block);
  void SettleWish(const ast::Phrase& question, ast::Block& answers) const;
  // settle_checks.cpp
  void SettleNotSo(ast::Block& block, std::size_t at) const;
  void SettleCheck(ast::Block& block, std::size_t at);
  static void SettleAnswers(ast::Block& block, std::size_t at);
  static void GuardCheck(ast::Block& block, std::size_t at, ast::ConditionPtr checked);
  void JoinSameCase(ast::Block& block, std::size_t at);
  void TakeSkipped(ast::Block& block, std::size_t at);
  void JoinDeclined(ast::Block& block, std::size_t at);
  // Gives the place of the last statement of the menu.
  static std::size_t TurnMenuIntoChoice(ast::Block& block, std::size_t at);
  void MergeEntered(ast::Block& block);
  void TurnLabelsIntoChoice(ast::Statement& question) const;
  void CompleteAvailability(ast::Block& block, std::size_t at) const;
  void TurnOptionSections(ast::Block& block) const;
  void TurnStatusSection(ast::Statement& statement) const;
  // "Say “That is $5. Shall I go ahead?”" with the answers right behind it: the words put a
  // question.
  void TurnSaidIntoQuestion(ast::Block& block, std::size_t at) const;
  // "Ask which it is: copy or VAT number." and sections of these names: each is the case of its
  // option.
  void TurnSectionsIntoCases(ast::Block& block);
  void TurnLooseItemsIntoJudgements(ast::Block& block);
  void MergeChoices(ast::Statement& statement, ast::Statement*& question);
  void TurnOpenersIntoSections(ast::Statement& statement);
  void DropEmptyBranch(ast::Statement& statement);

  const Phrases& phrases_;
  DiagnosticSink& sink_;
  const ParseOptions& options_;
  ExpressionParser parser_;
  Mentions mentions_;
  StatementNotes notes_;
  ast::Block discarded_;
  std::string folded_;  // the whole text in lower case, made for the first case among titles
  LineReader reader_;
  ReadingBuilder readings_;
};

}  // namespace proviso::parse
