// SPDX-License-Identifier: Apache-2.0
// Sentences to the customer, made of the author's words about the customer. The forms are the
// language pack's (*.forms); what cannot be put into a good form is put so that it is good in any
// case ("Could you tell me whether …?").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/pack/pack.h"
#include "compiler/wording/internal/tokens.h"

namespace proviso::compiler {

class Wording {
 public:
  explicit Wording(const pack::Pack& pack) : pack_(pack), forms_(pack.forms()) {}
  const pack::Pack& pack() const { return pack_; }

  // "the customer has lost their order" -> "you have lost your order". Signs stay.
  std::string Address(std::string_view clause) const;
  // What the customer is told: also "you will call them" -> "we will call you". Upper case in
  // front, a full stop behind unless it ends in . ! or ?
  std::string Told(std::string_view clause) const;
  // A deed that the customer is asked for: "Please restart the router."
  std::string Request(std::string_view deed) const;
  // Behind whether: "they are interested" -> "Are you interested?"
  std::string YesNo(std::string_view clause) const;
  // For a value: "Could you please tell me your order number?", "How many people are coming?"
  std::string ForValue(std::string_view noun) const;
  // "What is your plan: A or B?", "Which plan do you want: A or B?"
  std::string Choice(std::string_view noun, std::string_view list) const;
  // "the user's email address" -> "your email address", "order number" -> "your order number".
  std::string Noun(std::string_view noun) const;
  // May be asked for: no "again", no "up to three times".
  bool IsName(std::string_view noun) const;
  // The words of a parameter as one says them: "member no" -> "member number".
  std::string Spelled(std::string_view words) const;
  // For a yes or no that has no clause: "Yes or no: urgent?"
  std::string ForFlag(std::string_view noun) const;
  // "The status is {1}." with {0} for its noun.
  const std::string& Value(std::string_view noun) const;
  // The value as it is spoken of later; "your answer" for one that was asked for with a clause.
  std::string Later(std::string_view noun) const;
  // "Could you please tell me your email once more?", of what Later or Noun gave.
  std::string Again(const std::string& later) const;
  // The question that shows a value, with {0} for its noun and {1} for it.
  const std::string& Confirmation(std::string_view noun) const;
  bool IsPlural(std::string_view noun) const;
  // Holds a finite verb: may stand alone as a sentence.
  bool IsClause(std::string_view text) const;
  // A name alone: "the code".
  bool IsThing(std::string_view text) const;
  // The pack lists the word: it is no name of its own.
  bool IsCommon(std::string_view folded) const;
  // "so", "this": what it means stands elsewhere.
  bool IsPointer(std::string_view text) const;

 private:
  using Tokens = wording::Tokens;
  struct Finite;

  // ---- address.cpp ----
  Tokens Addressed(std::string_view clause, bool agent_is_we) const;
  void AgentToWe(Tokens& tokens) const;
  // How many words speak of the customer there; `singular` when a verb behind takes the third
  // person, `possessive` when they are the customer's.
  std::size_t CustomerAt(const Tokens& tokens, std::size_t at, bool& singular,
                         bool& possessive) const;
  // The words from `at` to `end` are the subject of a clause.
  bool IsSubject(const Tokens& tokens, std::size_t at, std::size_t end) const;
  void Agree(Tokens& tokens, std::size_t at) const;
  // The verb in the form for "you"; empty when it is none.
  std::string Agreeing(const wording::Token& token) const;
  bool SpeaksOfCustomer(const Tokens& tokens) const;
  void CutThat(Tokens& tokens) const;
  // Remarks to the author's colleagues: "(optional)".
  void CutRemarks(Tokens& tokens) const;

  // ---- value.cpp ----
  Tokens NounTokens(std::string_view noun) const;

  // ---- question.cpp ----
  // "you have paid" -> "have you paid"; false when the verb is not found for sure.
  bool Invert(Tokens& tokens) const;
  bool InvertAt(Tokens& tokens, std::size_t subject_end) const;
  std::size_t SkipAdverbs(const Tokens& tokens, std::size_t at) const;
  bool IsParticiple(const Tokens& tokens, std::size_t at) const;
  bool IsFinite(const wording::Token& token) const;
  std::size_t FindFinite(const Tokens& tokens, std::size_t from) const;
  std::size_t FindVerb(const Tokens& tokens, std::size_t from) const;
  bool JoinsClauses(const Tokens& tokens, std::size_t finite) const;
  bool Support(Tokens& tokens, std::size_t verb, bool pronoun) const;
  void Expand(Tokens& tokens) const;
  std::string WhQuestion(Tokens tokens) const;

  bool Is(std::string_view list, const wording::Token& token) const {
    return forms_.Has(list, token.folded);
  }

  const pack::Pack& pack_;
  const pack::Forms& forms_;
};

}  // namespace proviso::compiler
