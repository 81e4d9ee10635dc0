// SPDX-License-Identifier: Apache-2.0
// The statements of one line, from its marked tokens. Split by construct over build_*.cpp.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/parse/internal/line_parser.h"
#include "compiler/parse/internal/mentions.h"
#include "compiler/parse/internal/phrases.h"
#include "compiler/parse/parser.h"
#include "core/diagnostic.h"

namespace proviso::parse {

using StatementPtr = std::unique_ptr<ast::Statement>;

// What later passes need to know of a statement and the tree does not say.
struct StatementNote {
  std::uint16_t head = 0;             // the token that opened the clause, 0 for prose
  std::vector<ast::Phrase> choices;   // of "options are A, B or C"
  std::vector<ast::Literal> entered;  // of "enter 'x' into the form"
  bool enters_only = false;           // … without a call of its own
  bool open_condition = false;        // the lines below say when: "escalate if:"
  bool else_if = false;               // an "otherwise" with a condition of its own
  bool sub_steps_tell_how = false;    // an instruction that nested lines may spell out
};

class LineBuilder {
 public:
  LineBuilder(const Phrases& phrases, LineParser& parser, DiagnosticSink& sink,
              const ParseOptions& options)
      : phrases_(phrases), parser_(parser), options_(options), mentions_(phrases, parser, sink) {}

  // The statements of a step line. `opens`: the line ends in a colon.
  std::vector<StatementPtr> Build(const Tokens& tokens, bool& opens);

  const StatementNote& NoteOf(const ast::Statement& statement) const;
  // The statement that lines nested under it belong to.
  static ast::Statement* Innermost(std::vector<StatementPtr>& statements);

  Mentions& mentions() { return mentions_; }
  void Mark(const ast::Statement& statement, StatementNote note) {
    NoteFor(statement) = std::move(note);
  }

 private:
  using View = std::span<const Token>;

  // A run of tokens that belong together: a word, a call with its arguments, a quotation, …
  struct Part {
    enum class Kind : std::uint8_t { Word, Tool, Quote, Group, Braces, Policy };
    Kind kind = Kind::Word;
    std::uint16_t type = 0;
    View tokens;
  };
  struct Clause {
    std::uint16_t head = 0;
    View all;                 // with the head
    View rest;                // behind the head
    std::vector<Part> parts;  // of the rest
    View lead;                // what stood in front: "to do this,"
  };

  // build_line.cpp
  void BuildSentence(ProvisoParser::SentenceContext* sentence, ast::Block& out,
                     ast::Statement*& branch);
  void BuildClause(ProvisoParser::ClauseContext* clause, ast::Joined joined, ast::Block& out);
  void BuildBranch(ProvisoParser::BranchContext* branch, ast::Joined joined, ast::Block& out);
  void BuildInstruction(ProvisoParser::InstructionContext* instruction, View lead,
                        ast::Joined joined, ast::Block& out);
  View ViewOf(antlr4::ParserRuleContext* context) const;
  static ast::Block& TargetOf(ast::Statement& branch);
  std::vector<Part> PartsOf(View tokens) const;
  ast::Phrase PhraseWithout(View tokens, bool drop_tools, bool drop_groups) const;

  // build_statement_*.cpp: each adds one or more statements.
  template <typename Node>
  ast::Statement& Add(ast::Block& out, const Clause& clause, Node node);
  void Ask(const Clause& clause, ast::Block& out);
  void Look(const Clause& clause, ast::Block& out);
  void Use(const Clause& clause, ast::Block& out);
  void Offer(const Clause& clause, ast::Block& out);
  void ApplyOffer(const Clause& clause, ast::Block& out);
  void Say(const Clause& clause, ast::Block& out);
  void Tell(const Clause& clause, ast::Block& out);
  void Follow(const Clause& clause, ast::Block& out);
  void Go(const Clause& clause, ast::Block& out);
  void HandOff(const Clause& clause, ast::Block& out);
  void Remember(const Clause& clause, ast::Block& out);
  void Plain(const Clause& clause, ast::Block& out);
  void Judge(const Clause& clause, ast::Block& out);
  void Prose(const Clause& clause, ast::Block& out);
  bool ChooseAfterColon(const Clause& clause, std::size_t first_part, ast::Block& out);
  std::vector<ast::ToolMention> Calls(const Clause& clause);
  std::size_t SkipAudience(const Clause& clause, std::size_t part) const;
  View From(const Clause& clause, std::size_t part) const;
  View Between(const Clause& clause, std::size_t first, std::size_t last) const;
  std::size_t Find(const Clause& clause, std::uint16_t type, std::size_t from = 0) const;
  std::size_t FindKind(const Clause& clause, Part::Kind kind, std::size_t from = 0) const;
  bool Has(const Clause& clause, std::uint16_t type) const;
  ast::Phrase Noun(View tokens) const;
  std::vector<ast::Phrase> Nouns(View tokens, bool& any_one) const;
  void AddUse(const Clause& clause, std::vector<ast::ToolMention> calls, ast::Block& out);
  void Trimmings(View tokens, ast::Statement& statement);

  // build_condition.cpp
  ast::ConditionPtr BuildCondition(ProvisoParser::ConditionContext* context);
  ast::ConditionPtr BuildAllOf(ProvisoParser::AllOfContext* context, View& subject);
  ast::ConditionPtr BuildAtom(View tokens, View& subject);
  ast::ConditionPtr BareAtom(View tokens);
  ast::ConditionPtr VerbAtom(View tokens, std::size_t verb, View& subject);
  ast::ConditionPtr CopulaAtom(View whole, View subject, View rest, bool negated);
  ast::ConditionPtr Compare(View left, ast::CompareOp op, View right, bool negated, View whole);
  ast::ConditionPtr Timed(View subject, View rest, bool negated, View whole);
  ast::ConditionPtr Says(View subject, bool yes, bool negated, View whole);
  ast::ConditionPtr Free(View tokens);
  std::vector<ast::ExprPtr> Values(View tokens);
  bool IsCustomer(View subject) const;
  bool IsValueLike(View tokens) const;
  Tokens Retyped(View tokens) const;

  StatementNote& NoteFor(const ast::Statement& statement) { return notes_[&statement]; }
  Span SpanOf(View tokens) const { return phrases_.SpanOf(tokens); }

  const Phrases& phrases_;
  LineParser& parser_;
  const ParseOptions& options_;
  Mentions mentions_;
  const Tokens* tokens_ = nullptr;  // of the line at hand
  std::unordered_map<const ast::Statement*, StatementNote> notes_;
};

}  // namespace proviso::parse
