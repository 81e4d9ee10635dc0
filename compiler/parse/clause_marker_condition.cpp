// SPDX-License-Identifier: Apache-2.0
// Where a condition ends, and which "and" and "or" in it join conditions.
#include "ProvisoTokens.h"
#include "compiler/parse/internal/clause_marker.h"

namespace proviso::parse {
using L = ProvisoTokens;

bool IsVerbOfCondition(std::uint16_t type) {
  switch (type) {
    case L::COPULA:
    case L::COPULA_NOT:
    case L::AUXILIARY:
    case L::AUXILIARY_NOT:
    case L::MODAL:
    case L::MODAL_NOT:
    case L::ACCEPTS:
    case L::DECLINES:
    case L::SAYS:
    case L::FAILS:
    case L::PROVIDES:
    case L::HAPPENS:
    case L::CONTAINS:
      return true;
    default:
      return false;
  }
}

// "Gold or Silver members: > …": a label in front of an arrow is the value that the branch is for.
bool ClauseMarker::LabelCondition() {
  std::size_t k = 0;
  while (!AtEnd(k) && raw_[k].type != L::COLON) {
    if (raw_[k].type != L::WORD && raw_[k].type != L::COMMA && raw_[k].type != L::SINGLE_QUOTED &&
        raw_[k].type != L::SLASH) {
      return false;
    }
    ++k;
  }
  if (AtEnd(k + 1) || k == 0 || k > 8 || raw_[k + 1].type != L::ARROW) return false;
  if (words_.Match(Place::Connective, raw_, 0) || Verb(SkipLeadIns(0))) return false;
  EmitMark(L::IF, 0);
  Condition(0, k);
  Emit(L::CONDITION_END, k, 2);
  at_ = k + 2;
  return true;
}

// "total > $100": a comparison in symbols, not an arrow between steps.
bool ClauseMarker::ComparesAmount(std::size_t at) const {
  const std::uint16_t type = raw_[at].type;
  if (type != L::ARROW && (type != L::OTHER_CHAR || source_[raw_[at].begin] != '<')) return false;
  const std::uint16_t next = TypeAt(at + 1);
  return next == L::NUMBER || next == L::MONEY || next == L::PERCENT;
}

void ClauseMarker::Condition(std::size_t begin, std::size_t end) {
  const std::size_t first = out_.tokens.size();
  std::size_t at = begin;
  while (at < end) {
    if (close_[at] != at) {
      EmitAtomic(at);
      continue;
    }
    VocabularyMatch match;
    if (ComparesAmount(at)) {
      match = {raw_[at].type == L::ARROW ? std::uint16_t{L::MORE} : std::uint16_t{L::LESS}, 1};
    } else if (raw_[at].type == L::WORD) {
      match = words_.Match(Place::Condition, raw_, at, end);
      const VocabularyMatch inside = words_.Match(Place::Inside, raw_, at, end);
      if (inside.length > match.length) match = inside;
    }
    const std::size_t length = match ? match.length : 1;
    Emit(match ? match.type : raw_[at].type, at, length);
    at += length;
  }
  JoinConditions(first);
}

// "and" and "or" join two conditions when both sides have a verb, and a list otherwise.
void ClauseMarker::JoinConditions(std::size_t begin) {
  Tokens& tokens = out_.tokens;
  int depth = 0;
  bool left_has_verb = false;
  for (std::size_t i = begin; i < tokens.size(); ++i) {
    const std::uint16_t type = tokens[i].type;
    if (type == L::LPAREN) ++depth;
    if (type == L::RPAREN) --depth;
    if (depth > 0) continue;
    left_has_verb = left_has_verb || IsVerbOfCondition(type) || type == L::BRACE_CLOSE;
    if ((type != L::AND && type != L::OR) || !left_has_verb) continue;
    bool right_has_verb = false;
    int inner = 0;
    for (std::size_t k = i + 1; k < tokens.size(); ++k) {
      if (tokens[k].type == L::LPAREN) ++inner;
      if (tokens[k].type == L::RPAREN) --inner;
      if (inner > 0) continue;
      if (tokens[k].type == L::AND || tokens[k].type == L::OR) break;
      if (IsVerbOfCondition(tokens[k].type) || tokens[k].type == L::BRACE_OPEN) {
        right_has_verb = true;
        break;
      }
    }
    if (!right_has_verb) continue;
    tokens[i].type =
        type == L::AND ? std::uint16_t{L::CONDITION_AND} : std::uint16_t{L::CONDITION_OR};
    left_has_verb = false;
  }
}

bool ClauseMarker::OpensClause(std::size_t at) const {
  std::size_t next = at;
  const VocabularyMatch word = words_.Match(Place::Inside, raw_, next);
  if (word.type == L::AND || word.type == L::OR || word.type == L::THEN) next += word.length;
  const std::size_t verb_at = SkipLeadIns(next);
  if (AtEnd(verb_at)) return false;
  return Verb(verb_at) || IsToolToken(raw_[verb_at].type) || IsStopBracket(verb_at);
}

bool ClauseMarker::OpensSubject(std::size_t at) const {
  const std::uint16_t type = words_.Match(Place::Inside, raw_, at).type;
  return type == L::DETERMINER || type == L::CUSTOMER || type == L::PRONOUN ||
         words_.Match(Place::Leading, raw_, at).type == L::ASIDE;
}

std::size_t ClauseMarker::SkipLeadIns(std::size_t at) const {
  while (!AtEnd(at)) {
    const VocabularyMatch lead_in = words_.Match(Place::LeadIn, raw_, at);
    const VocabularyMatch then = words_.Match(Place::Connective, raw_, at);
    const VocabularyMatch verb = words_.Match(Place::Leading, raw_, at);
    if (then.type == L::THEN && then.length >= lead_in.length) {
      at += then.length;
    } else if (lead_in && lead_in.length > verb.length) {
      at += lead_in.length;
    } else {
      break;
    }
  }
  return at;
}

VocabularyMatch ClauseMarker::Verb(std::size_t at) const {
  if (AtEnd(at) || raw_[at].type != L::WORD) return {};
  const VocabularyMatch match = words_.Match(Place::Leading, raw_, at);
  if (match.type == L::ASIDE || match.type == L::CHOICES) return {};
  return match;
}

bool ClauseMarker::IsStopBracket(std::size_t at) const {
  if (AtEnd(at) || raw_[at].type != L::BRACKETED) return false;
  Tokens inside;
  std::string word;
  for (std::uint32_t i = raw_[at].begin + 1; i < raw_[at].end; ++i) {
    const char c = source_[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter) {
      word += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    } else if (!word.empty()) {
      inside.emplace_back();
      inside.back().folded = std::move(word);
      word.clear();
    }
  }
  const VocabularyMatch match = words_.Match(Place::Leading, inside, 0);
  return match.type == L::STOP && match.length == inside.size();
}

ClauseMarker::ConditionEnd ClauseMarker::FindConditionEnd(std::size_t begin, bool trigger) const {
  std::size_t first_subject = 0;  // a comma in front of something that can be a sentence
  std::size_t last_comma = 0;
  std::size_t bare_verb = 0;
  std::size_t k = begin;
  for (; !AtEnd(k); k = After(k)) {
    const std::uint16_t type = raw_[k].type;
    if (IsSentenceEnd(k)) break;
    if (type == L::ARROW && !ComparesAmount(k)) return {k, 1};
    if (type == L::COLON) return AtEnd(k + 1) ? ConditionEnd{k, 0} : ConditionEnd{k, 1};
    if (type == L::COMMA) {
      const VocabularyMatch next = words_.Match(Place::Inside, raw_, k + 1);
      if (next.type == L::THEN) return {k, 1 + next.length};
      if (next.type != L::AND && next.type != L::OR) {
        if (OpensClause(k + 1)) return {k, 1};
        if (words_.Match(Place::Connective, raw_, k + 1)) return {k, 1};
        if (first_subject == 0 && !AtEnd(k + 1) && OpensSubject(k + 1)) first_subject = k;
      }
      if (TypeAt(k + 1) != L::SINGLE_QUOTED && next.type != L::OR && next.type != L::AND) {
        last_comma = k;
      }
      continue;
    }
    if (type != L::WORD || k == begin) continue;
    const VocabularyMatch then = words_.Match(Place::Connective, raw_, k);
    if (then.type == L::THEN) return {k, then.length};
    // "when … if … then": a condition under a trigger.
    if (trigger && then.type == L::IF && then.length == 1) return {k, 0};
    if (bare_verb != 0) continue;
    if (const VocabularyMatch verb = Verb(k); verb && !IsWeakVerb(verb.type)) {
      const std::uint16_t before = words_.TypeOf(Place::Inside, raw_[k - 1].folded);
      const VocabularyMatch as_condition = words_.Match(Place::Condition, raw_, k);
      const std::uint16_t verb_before = words_.TypeOf(Place::Condition, raw_[k - 1].folded);
      if (before == 0 && !as_condition && verb_before == 0 && raw_[k - 1].type != L::COMMA) {
        bare_verb = k;
      }
    }
  }
  if (first_subject != 0) return {first_subject, 1};
  if (last_comma != 0 && last_comma + 1 < k) return {last_comma, 1};
  if (bare_verb != 0) return {bare_verb, 0};
  return {k, 0};
}

}  // namespace proviso::parse
