// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/clause_marker.h"

#include "ProvisoTokens.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

bool TakesChoices(std::uint16_t verb) {
  return verb == L::ASK || verb == L::CONFIRM || verb == L::GET || verb == L::FIND_OUT ||
         verb == L::CHOICES || verb == L::PRE_ASK;
}

// Conditions inside one another in one sentence; more are read as words.
constexpr std::uint32_t kMaxBranches = 12;

}  // namespace

bool IsWeakVerb(std::uint16_t type) {
  return type == L::ACT || type == L::LOOK || type == L::GET || type == L::CLICK ||
         type == L::REMEMBER || type == L::CONFIRM || type == L::FOLLOW || type == L::PROVIDE;
}

bool IsToolToken(std::uint16_t type) { return type == L::TOOL || type == L::TOOL_OPEN; }

MarkedLine ClauseMarker::MarkSteps(Tokens raw) {
  Begin(std::move(raw));
  LabelCondition();
  while (!AtEnd(at_)) {
    if (head_) {
      AtHead();
    } else {
      InClause();
    }
  }
  return std::move(out_);
}

MarkedLine ClauseMarker::MarkWhole(Tokens raw, std::uint16_t mark) {
  Begin(std::move(raw));
  EmitMark(mark, 0);
  while (!AtEnd(at_)) EmitPlain(at_, Place::Inside);
  return std::move(out_);
}

void ClauseMarker::Begin(Tokens raw) {
  raw_ = std::move(raw);
  out_ = MarkedLine{};
  out_.tokens.reserve(raw_.size() + 8);
  at_ = 0;
  head_ = true;
  after_lead_in_ = false;
  has_purpose_ = false;
  lists_choices_ = false;
  verb_ = 0;
  branches_ = 0;
  PairGroups();
  calls_ahead_.assign(raw_.size(), false);
  bool calls = false;
  for (std::size_t i = raw_.size(); i-- > 0;) {
    if (IsSentenceEnd(i)) calls = false;
    if (IsToolToken(raw_[i].type)) calls = true;
    calls_ahead_[i] = calls;
  }
}

void ClauseMarker::PairGroups() {
  close_.resize(raw_.size());
  std::vector<std::size_t> open;        // everything but parentheses
  std::vector<std::size_t> open_group;  // parentheses
  for (std::size_t i = 0; i < raw_.size(); ++i) {
    close_[i] = i;
    Token& token = raw_[i];
    switch (token.type) {
      case L::LPAREN:
        if (open_group.size() >= max_group_depth_) {
          token.type = L::OTHER_CHAR;
          out_.too_deep = true;
        } else {
          open_group.push_back(i);
        }
        break;
      case L::RPAREN:
        if (open_group.empty()) {
          token.type = L::OTHER_CHAR;
        } else {
          close_[open_group.back()] = i;
          open_group.pop_back();
        }
        break;
      case L::TOOL_OPEN:
      case L::QUOTE_OPEN:
      case L::BRACE_OPEN:
      case L::ARG_BRACE:
      case L::QUOTE_BRACE:
        open.push_back(i);
        break;
      case L::ARG_CLOSE:
      case L::QUOTE_CLOSE:
      case L::BRACE_CLOSE:
        if (!open.empty()) {
          close_[open.back()] = i;
          open.pop_back();
        }
        break;
      default:
        break;
    }
  }
  for (const std::size_t i : open) close_[i] = raw_.size() - 1;  // ends with the line
  for (const std::size_t i : open_group) {
    raw_[i].type = L::OTHER_CHAR;
    out_.unclosed.push_back(raw_[i].begin);
  }
}

std::uint16_t ClauseMarker::LastType() const {
  return out_.tokens.empty() ? std::uint16_t{0} : out_.tokens.back().type;
}

void ClauseMarker::Emit(std::uint16_t type, std::size_t at, std::size_t length) {
  Token token = std::move(raw_[at]);
  token.type = type;
  for (std::size_t i = at + 1; i < at + length; ++i) {
    token.folded += ' ';
    token.folded += raw_[i].folded;
    token.end = raw_[i].end;
  }
  out_.tokens.push_back(std::move(token));
}

void ClauseMarker::EmitMark(std::uint16_t type, std::size_t before) {
  std::uint32_t place = 0;
  if (before < raw_.size()) {
    place = raw_[before].begin;
  } else if (!raw_.empty()) {
    place = raw_.back().end;
  }
  Token token;
  token.type = type;
  token.begin = token.end = place;
  out_.tokens.push_back(std::move(token));
}

void ClauseMarker::EmitAtomic(std::size_t& at) {
  const std::size_t end = After(at);
  const bool group = raw_[at].type == L::LPAREN;
  while (at < end) {
    if (group && raw_[at].type == L::WORD) {
      const VocabularyMatch match = words_.Match(Place::Inside, raw_, at, end);
      const std::size_t length = match ? match.length : 1;
      Emit(match ? match.type : raw_[at].type, at, length);
      at += length;
    } else {
      Emit(raw_[at].type, at);
      ++at;
    }
  }
}

void ClauseMarker::EmitPlain(std::size_t& at, Place place) {
  if (close_[at] != at) return EmitAtomic(at);
  VocabularyMatch match;
  if (raw_[at].type == L::WORD) {
    match = words_.Match(place, raw_, at);
    if (place != Place::Inside) {
      const VocabularyMatch inside = words_.Match(Place::Inside, raw_, at);
      if (inside.length > match.length) match = inside;
    }
  }
  const std::size_t length = match ? match.length : 1;
  Emit(match ? match.type : raw_[at].type, at, length);
  at += length;
}

// ---- the head of a clause ----

void ClauseMarker::AtHead() {
  if (HeadPunctuation() || HeadGroup() || HeadBracket()) return;
  const bool tool = IsToolToken(raw_[at_].type);
  if (!tool && raw_[at_].type == L::WORD && (HeadConnective() || HeadPrefix() || HeadVerb())) {
    return;
  }
  head_ = false;
  after_lead_in_ = false;
  has_purpose_ = false;
  lists_choices_ = false;
  verb_ = tool ? std::uint16_t{L::USE} : std::uint16_t{0};
  EmitPlain(at_, Place::Inside);
}

bool ClauseMarker::HeadPunctuation() {
  switch (raw_[at_].type) {
    case L::PERIOD:
    case L::QUESTION:
    case L::EXCLAMATION:
    case L::SEMICOLON:
      Emit(L::SENTENCE_END, at_++);
      branches_ = 0;
      return true;
    case L::COLON:
      Emit(AtEnd(at_ + 1) ? std::uint16_t{L::OPENER} : std::uint16_t{L::LEAD_IN}, at_);
      ++at_;
      return true;
    case L::COMMA:
    case L::ARROW:
    case L::DASH:
    case L::SLASH:
      Emit(L::LEAD_IN, at_++);
      return true;
    default:
      return false;
  }
}

// "(Only if …) Do this": a condition in front. Another group in front, like "(A)" or "(optional)",
// says nothing about what is done.
bool ClauseMarker::HeadGroup() {
  if (raw_[at_].type != L::LPAREN || close_[at_] + 1 >= raw_.size()) return false;
  const std::size_t close = close_[at_];
  const VocabularyMatch match = words_.Match(Place::Connective, raw_, at_ + 1, close);
  if (match && (match.type == L::IF || match.type == L::UNLESS || match.type == L::WHEN)) {
    Emit(match.type, at_ + 1, match.length);
    Condition(at_ + 1 + match.length, close);
    Emit(L::CONDITION_END, close);
    at_ = close + 1;
    return true;
  }
  while (at_ <= close) Emit(L::LEAD_IN, at_++);
  return true;
}

bool ClauseMarker::HeadBracket() {
  if (!IsStopBracket(at_)) return false;
  Emit(L::STOP, at_++);
  head_ = false;
  verb_ = L::STOP;
  return true;
}

bool ClauseMarker::HeadConnective() {
  VocabularyMatch match = words_.Match(Place::Connective, raw_, at_);
  if (!match) return false;
  if (words_.Match(Place::LeadIn, raw_, at_).length > match.length) return false;
  if (match.type == L::WHEN) {
    // "When does it open?" asks.
    const VocabularyMatch verb = words_.Match(Place::Condition, raw_, at_ + match.length);
    if (verb.type == L::AUXILIARY || verb.type == L::COPULA || verb.type == L::MODAL) return false;
  }
  if (match.type == L::THEN) {
    Emit(L::THEN, at_, match.length);
    at_ += match.length;
    after_lead_in_ = true;
    return true;
  }
  if (match.type == L::OTHERWISE) {
    // "if not, …" stands alone; "if not yet shipped, …" is a condition.
    const std::uint16_t next = TypeAt(at_ + match.length);
    const bool alone = next == 0 || next == L::COMMA || next == L::COLON || next == L::PERIOD ||
                       next == L::ARROW ||
                       words_.Match(Place::Connective, raw_, at_ + match.length).type == L::THEN;
    const std::uint16_t first = words_.TypeOf(Place::Connective, raw_[at_].folded);
    if (first == L::IF && !alone) {
      match = {L::IF, 1};
    } else if (++branches_ > kMaxBranches) {
      out_.too_deep = true;
      return false;
    } else {
      Emit(L::OTHERWISE, at_, match.length);
      at_ += match.length;
      if (next == L::COMMA || next == L::ARROW || (next == L::COLON && !AtEnd(at_ + 1))) {
        Emit(L::CONDITION_END, at_++);
      } else {
        EmitMark(L::CONDITION_END, at_);
      }
      return true;
    }
  }
  if (++branches_ > kMaxBranches) {
    out_.too_deep = true;
    return false;
  }
  Emit(match.type, at_, match.length);
  const std::size_t begin = at_ + match.length;
  const ConditionEnd end = FindConditionEnd(begin, match.type == L::WHEN);
  Condition(begin, end.at);
  if (end.consumed > 0) {
    Emit(L::CONDITION_END, end.at, end.consumed);
  } else {
    EmitMark(L::CONDITION_END, end.at);
  }
  at_ = end.at + end.consumed;
  return true;
}

// "To do this, ask …", "Since …, you need …": what stands in front of the comma only says why.
bool ClauseMarker::HeadPrefix() {
  const VocabularyMatch prefix = words_.Match(Place::Inside, raw_, at_);
  const std::uint16_t type = prefix.type;
  if (type != L::TO && type != L::SUBORDINATE && type != L::MENTION && type != L::FOR &&
      type != L::WITH && type != L::FROM && type != L::IN && type != L::AS) {
    return false;
  }
  if (words_.Match(Place::LeadIn, raw_, at_).length >= prefix.length ||
      words_.Match(Place::Leading, raw_, at_).length > prefix.length) {
    return false;
  }
  for (std::size_t k = at_; !AtEnd(k) && !IsSentenceEnd(k); k = After(k)) {
    if (raw_[k].type != L::COMMA) continue;
    const std::size_t next = SkipLeadIns(k + 1);
    if (AtEnd(next)) return false;
    if (!Verb(next) && !IsToolToken(raw_[next].type)) continue;
    while (at_ <= k) Emit(L::LEAD_IN, at_++);
    after_lead_in_ = true;
    return true;
  }
  return false;
}

bool ClauseMarker::HeadVerb() {
  const VocabularyMatch lead_in = words_.Match(Place::LeadIn, raw_, at_);
  VocabularyMatch verb = words_.Match(Place::Leading, raw_, at_);
  if (!verb && after_lead_in_) verb = words_.Match(Place::Gerund, raw_, at_);
  const bool either = lead_in && lead_in.length == verb.length;
  if (lead_in.length > verb.length || (either && Verb(at_ + lead_in.length))) {
    Emit(lead_in.type, at_, lead_in.length);
    at_ += lead_in.length;
    after_lead_in_ = true;
    return true;
  }
  if (!verb) return false;
  Emit(verb.type, at_, verb.length);
  at_ += verb.length;
  head_ = false;
  after_lead_in_ = false;
  has_purpose_ = false;
  lists_choices_ = verb.type == L::CHOICES;
  verb_ = verb.type;
  return true;
}

// ---- inside a clause ----

void ClauseMarker::InClause() {
  if (ClauseEnding() || ClauseJoin() || ClauseIf()) return;
  const bool word = raw_[at_].type == L::WORD;
  EmitPlain(at_, Place::Inside);
  if (!word || LastType() != L::TO || AtEnd(at_)) return;
  if (const VocabularyMatch verb = Verb(at_)) {
    Emit(verb.type, at_, verb.length);
    at_ += verb.length;
    has_purpose_ = true;
  }
}

bool ClauseMarker::IsSentenceEnd(std::size_t at) const {
  switch (raw_[at].type) {
    case L::SEMICOLON:
      return true;
    case L::PERIOD:
    case L::QUESTION:
    case L::EXCLAMATION:
      break;
    default:
      return false;
  }
  if (AtEnd(at + 1)) return true;
  if (!raw_[at + 1].space_before) return false;
  if (at > 0 && !raw_[at].space_before && raw_[at].type == L::PERIOD &&
      words_.IsOneOf(Place::Inside, raw_[at - 1].folded, L::ABBREVIATION)) {
    return false;
  }
  const Token& next = raw_[at + 1];
  const char first = source_[next.begin];
  return !(next.type == L::WORD && first >= 'a' && first <= 'z') || Verb(at + 1) ||
         words_.Match(Place::Connective, raw_, at + 1);
}

bool ClauseMarker::ClauseEnding() {
  const std::uint16_t type = raw_[at_].type;
  if (IsSentenceEnd(at_)) {
    Emit(L::SENTENCE_END, at_++);
    branches_ = 0;
    head_ = true;
    return true;
  }
  if (type == L::COLON) {
    if (AtEnd(at_ + 1)) {
      Emit(L::OPENER, at_++);
      head_ = true;
      return true;
    }
    const std::size_t next = at_ + 1;
    const bool connective = words_.Match(Place::Connective, raw_, next).type == L::IF;
    const bool opens = IsToolToken(raw_[next].type) || connective ||
                       (!TakesChoices(verb_) && SkipLeadIns(next) < raw_.size() &&
                        Verb(SkipLeadIns(next)) && verb_ != L::SAY);
    if (raw_[next].type == L::ARROW || opens) {
      Emit(L::SENTENCE_END, at_++);
      branches_ = 0;
      head_ = true;
      return true;
    }
    lists_choices_ = TakesChoices(verb_);
    return false;
  }
  if (type == L::ARROW || (type == L::DASH && verb_ == 0 && raw_[at_].space_before)) {
    const std::size_t next = SkipLeadIns(at_ + 1);
    if (AtEnd(at_ + 1) || IsToolToken(raw_[at_ + 1].type)) return false;
    const bool opens = !AtEnd(next) && (Verb(next) || words_.Match(Place::Connective, raw_, next));
    if (!opens && (type == L::DASH || (!OpensSubject(at_ + 1) && next == at_ + 1 &&
                                       !words_.Match(Place::Leading, raw_, at_ + 1)))) {
      return false;
    }
    Emit(L::SENTENCE_END, at_++);
    branches_ = 0;
    head_ = true;
    return true;
  }
  return false;
}

bool ClauseMarker::ClauseJoin() {
  const std::uint16_t type = raw_[at_].type;
  if (type != L::COMMA && type != L::WORD) return false;
  std::size_t next = at_;
  bool comma = false;
  if (type == L::COMMA) {
    comma = true;
    ++next;
  }
  std::uint16_t connective = 0;
  bool then = false;
  const VocabularyMatch word = words_.Match(Place::Inside, raw_, next);
  if (word.type == L::AND || word.type == L::OR || word.type == L::THEN) {
    connective = word.type;
    then = word.type == L::THEN;
    next += word.length;
    if (!then) {
      const VocabularyMatch more = words_.Match(Place::Inside, raw_, next);
      if (more.type == L::THEN) {
        then = true;
        next += more.length;
      }
    }
  }
  if (AtEnd(next)) return false;
  // "the item will then ship": only a "then" that joins sentences opens one.
  if (InProse() && then && !comma && word.type == L::THEN && word.length == 1) return false;
  const VocabularyMatch branch = words_.Match(Place::Connective, raw_, next);
  if (branch.type == L::OTHERWISE && (comma || connective != 0)) {
    Emit(L::JOIN_OTHERWISE, at_, next > at_ ? next - at_ : 1);
    at_ = next;
    head_ = true;
    return true;
  }
  if (!comma && connective == 0) return false;
  if (branch && branch.type == L::IF && connective == L::AND && comma) {
    Emit(L::JOIN_THEN, at_, next - at_);
    at_ = next;
    head_ = true;
    return true;
  }
  const std::size_t verb_at = SkipLeadIns(next);
  if (AtEnd(verb_at)) return false;
  const bool tool = IsToolToken(raw_[verb_at].type) && (then || connective == L::AND);
  const VocabularyMatch verb = Verb(verb_at);
  if (!verb && !tool && !IsStopBracket(verb_at)) return false;
  if (!then && !tool && verb) {
    if (lists_choices_) return false;
    if (has_purpose_ && IsWeakVerb(verb.type)) {
      // "to review and update the order" goes on, "… and select @x" does not.
      if (!calls_ahead_[verb_at]) return false;
    }
    // In prose a bare "and" joins words, not instructions.
    if (InProse() && !(comma && !IsWeakVerb(verb.type))) return false;
    // "the brand and type of the product": a noun that could be a verb.
    if (!comma && NamesThing(verb, verb_at)) return false;
  }
  Emit(connective == L::OR ? std::uint16_t{L::JOIN_OR} : std::uint16_t{L::JOIN_THEN}, at_,
       next - at_);
  at_ = next;
  head_ = true;
  after_lead_in_ = false;
  return true;
}

bool ClauseMarker::InProse() const { return verb_ == 0 || verb_ == L::ASIDE || verb_ == L::RULE; }

// The word is followed by what follows a noun: "of", a comma, the end.
bool ClauseMarker::NamesThing(VocabularyMatch verb, std::size_t at) const {
  if (verb.length > 1 || verb.type == L::STOP || verb.type == L::HAND_OFF ||
      verb.type == L::CONTINUE || verb.type == L::APOLOGIZE) {
    return false;
  }
  const std::size_t next = at + 1;
  if (AtEnd(next) || IsSentenceEnd(next) || raw_[next].type == L::COMMA) return true;
  return words_.Match(Place::Inside, raw_, next).type == L::OF;
}

// Whether an "if" here asks ("ask if …", "check if …") and does not condition what is said.
bool ClauseMarker::AsksWhether() const {
  if (out_.tokens.empty()) return false;
  const auto asks = [](std::uint16_t type) {
    return type == L::ASK || type == L::PRE_ASK || type == L::LOOK || type == L::CONFIRM ||
           type == L::FIND_OUT || type == L::TELL;
  };
  const Token& last = out_.tokens.back();
  if (asks(last.type) || last.type == L::THAT) return true;
  if ((last.type == L::CUSTOMER || last.type == L::PRONOUN) && asks(verb_)) return true;
  // A call whose own name asks: @check_x(…) if …
  std::size_t i = out_.tokens.size() - 1;
  if (last.type == L::ARG_CLOSE) {
    while (i > 0 && out_.tokens[i].type != L::TOOL_OPEN) --i;
  }
  if (!IsToolToken(out_.tokens[i].type)) return false;
  std::string_view name = source_.substr(out_.tokens[i].begin + 1);
  name = name.substr(0, name.find_first_of("_-(. "));
  return asks(words_.TypeOf(Place::Leading, name));
}

bool ClauseMarker::ClauseIf() {
  if (raw_[at_].type != L::WORD) return false;
  const VocabularyMatch match = words_.Match(Place::Connective, raw_, at_);
  if (match.type != L::IF && match.type != L::UNLESS) return false;
  if (words_.Match(Place::Inside, raw_, at_).length >= match.length) return false;
  if (match.type == L::IF && AsksWhether()) {
    Emit(L::WHETHER, at_, match.length);
    at_ += match.length;
    return true;
  }
  if (verb_ == 0 || verb_ == L::ASIDE || verb_ == L::RULE || verb_ == L::CHOICES) return false;
  // The condition goes up to the next instruction or the end of the sentence.
  std::size_t end = at_ + match.length;
  while (!AtEnd(end) && !IsSentenceEnd(end) && raw_[end].type != L::COLON) {
    if (raw_[end].type == L::COMMA &&
        (OpensClause(end + 1) ||
         words_.Match(Place::Connective, raw_, end + 1).type == L::OTHERWISE)) {
      break;
    }
    end = After(end);
  }
  Emit(L::TRAILING_IF, at_, match.length);
  Condition(at_ + match.length, end);
  EmitMark(L::CONDITION_END, end);
  at_ = end;
  return true;
}

}  // namespace proviso::parse
