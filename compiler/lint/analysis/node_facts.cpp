// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/analysis/node_facts.h"

#include "compiler/lint/analysis/words.h"

namespace proviso::compiler::lint {
namespace {

Facts AskedFacts(const Lexicon& lexicon, const ast::Phrase& phrase) {
  if (HasPhrase(lexicon, "identity_checks", phrase.words)) return Bit(Fact::Proven);
  if (HasPhrase(lexicon, "identity_nouns", phrase.words)) return Bit(Fact::OtherIdentity);
  const Noun noun = lexicon.ReadNoun(phrase.words);
  if (noun.type == ValueType::Email) return Bit(Fact::Email);
  if (noun.type == ValueType::Phone) return Bit(Fact::Phone);
  if (noun.is_id) return Bit(Fact::OrderNumber);
  return 0;
}

struct StatementFacts {
  const Lexicon& lexicon;

  Facts operator()(const ast::Ask& ask) const {
    Facts facts = 0;
    for (const ast::Phrase& noun : ask.nouns) facts |= AskedFacts(lexicon, noun);
    return facts;
  }
  Facts operator()(const ast::AskYesNo& ask) const { return Proof(ask.question.words); }
  Facts operator()(const ast::ConfirmValue& confirm) const {
    return AskedFacts(lexicon, confirm.noun) & ~Bit(Fact::Proven);
  }
  Facts operator()(const ast::Fact& fact) const {
    return Proof(fact.noun.words) | Allowed(fact.noun.words);
  }
  Facts operator()(const ast::Use& use) const {
    Facts facts = Proof(use.words.words);
    if (lexicon.AnyIs("check_verbs", use.purpose.words)) facts |= Allowed(use.purpose.words);
    return facts;
  }
  Facts operator()(const ast::HandOff& /*hand_off*/) const { return Bit(Fact::HandedOff); }
  Facts operator()(const ast::Note& /*note*/) const { return Bit(Fact::TicketTouched); }
  // A person does what the words say: it may be this or that.
  Facts operator()(const ast::Judge& judge) const {
    Facts facts =
        Proof(judge.text.words) | ActsNamedIn(lexicon, judge.text.words) | Bit(Fact::HandedOff);
    if (lexicon.AnyIs("check_verbs", judge.text.words)) facts |= Allowed(judge.text.words);
    return facts;
  }
  template <typename Other>
  Facts operator()(const Other& /*other*/) const {
    return 0;
  }

 private:
  Facts Proof(const Words& words) const {
    return HasPhrase(lexicon, "identity_checks", words) ? Bit(Fact::Proven) : 0;
  }
  Facts Allowed(const Words& words) const {
    return SpeaksOfEligibility(lexicon, words) ? Bit(Fact::Eligibility) : 0;
  }
};

bool IsTimeLimit(const ast::Condition& condition) {
  const auto* comparison = std::get_if<ast::Comparison>(&condition.node);
  if (comparison == nullptr) return false;
  return comparison->op == ast::CompareOp::Within || comparison->op == ast::CompareOp::OlderThan;
}

}  // namespace

bool SpeaksOfEligibility(const Lexicon& lexicon, const Words& words) {
  return HasPhrase(lexicon, "eligibility_words", words);
}

void ReadNodeFacts(const FlowBundle& bundle, const ast::Statement& statement, FlowNode& node) {
  node.facts |= std::visit(StatementFacts{bundle.context().lexicon}, statement.node);
}

void ReadConditionFacts(const FlowBundle& bundle, const ast::Condition& condition, FlowNode& node) {
  const Lexicon& lexicon = bundle.context().lexicon;
  const Words words = ConditionWords(condition);
  if (HasPhrase(lexicon, "identity_checks", words)) {
    (IsNegative(condition) ? node.facts_if_not : node.facts_if_so) |= Bit(Fact::Proven);
  }
  if (SpeaksOfEligibility(lexicon, words) || IsTimeLimit(condition))
    node.facts |= Bit(Fact::Eligibility);
}

}  // namespace proviso::compiler::lint
