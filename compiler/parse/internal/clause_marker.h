// SPDX-License-Identifier: Apache-2.0
// Gives the words of a line their part: which verb opens a clause, where a condition ends, which
// comma or "and" joins two instructions and which one a list. After it one token of look-ahead
// decides everything in the grammar.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/parse/internal/token.h"
#include "compiler/parse/internal/vocabulary.h"

namespace proviso::parse {

// Verbs that are also likely to go on with a purpose ("to review and update the order"); they open
// a clause of their own only where no purpose is running.
bool IsWeakVerb(std::uint16_t type);
bool IsToolToken(std::uint16_t type);

struct MarkedLine {
  Tokens tokens;
  std::vector<std::uint32_t> unclosed;  // bytes of parentheses that are never closed
  bool too_deep = false;                // parentheses beyond the limit were read as characters
};

class ClauseMarker {
 public:
  // `source`: the whole file, in which the tokens' spans lie.
  ClauseMarker(const Vocabulary& words, std::string_view source, std::uint32_t max_group_depth)
      : words_(words), source_(source), max_group_depth_(max_group_depth) {}

  // The clauses of a step.
  MarkedLine MarkSteps(Tokens raw);
  // A line that is taken as a whole (a heading, a head field, prose), behind `mark`.
  MarkedLine MarkWhole(Tokens raw, std::uint16_t mark);

 private:
  struct ConditionEnd {
    std::size_t at = 0;        // index of the first token behind the condition
    std::size_t consumed = 0;  // how many tokens say that it ends
  };

  void Begin(Tokens raw);
  void PairGroups();
  bool AtEnd(std::size_t at) const { return at >= raw_.size(); }
  std::uint16_t TypeAt(std::size_t at) const {
    return AtEnd(at) ? std::uint16_t{0} : raw_[at].type;
  }
  std::uint16_t LastType() const;
  std::size_t After(std::size_t at) const { return close_[at] + 1; }

  void Emit(std::uint16_t type, std::size_t at, std::size_t length = 1);
  void EmitMark(std::uint16_t type, std::size_t before);
  void EmitAtomic(std::size_t& at);  // a call, quotation, group or braces as a whole
  void EmitPlain(std::size_t& at, Place place);

  void AtHead();
  bool HeadPunctuation();
  bool HeadGroup();
  bool HeadBracket();
  bool HeadConnective();
  bool HeadPrefix();
  bool HeadVerb();
  void InClause();
  bool ClauseEnding();
  bool ClauseJoin();
  bool ClauseIf();

  bool LabelCondition();
  void Condition(std::size_t begin, std::size_t end);
  void JoinConditions(std::size_t begin);
  // `trigger`: of a "when", which a condition of its own may follow.
  ConditionEnd FindConditionEnd(std::size_t begin, bool trigger) const;
  bool OpensClause(std::size_t at) const;
  bool OpensSubject(std::size_t at) const;
  bool ComparesAmount(std::size_t at) const;
  bool IsSentenceEnd(std::size_t at) const;
  bool IsStopBracket(std::size_t at) const;
  std::size_t SkipLeadIns(std::size_t at) const;
  VocabularyMatch Verb(std::size_t at) const;  // a leading verb that is no aside
  bool AsksWhether() const;
  bool InProse() const;
  bool NamesThing(VocabularyMatch verb, std::size_t at) const;

  const Vocabulary& words_;
  std::string_view source_;
  std::uint32_t max_group_depth_;
  Tokens raw_;
  std::vector<std::size_t> close_;  // index of the token that closes the one here; itself if none
  std::vector<bool> calls_ahead_;   // a call stands here or behind, in the same sentence
  MarkedLine out_;
  std::size_t at_ = 0;
  bool head_ = true;
  bool after_lead_in_ = false;
  bool has_purpose_ = false;  // the clause has "to" and a verb
  bool lists_choices_ = false;
  std::uint32_t branches_ = 0;  // opened in this sentence
  std::uint16_t verb_ = 0;      // that opened the clause
};

// A token that may be the verb of a condition: "is", "has not", "accepts". A bare "not" is none: it
// ends no condition, though one can start with it.
bool IsVerbOfCondition(std::uint16_t type);

}  // namespace proviso::parse
