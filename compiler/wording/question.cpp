// SPDX-License-Identifier: Apache-2.0
// Clauses as questions: the verb in front of its subject, with a supporting verb where it needs
// one. Where the verb is not found for sure, the clause stays as it is behind "whether".
#include <algorithm>

#include "compiler/vocabulary/phrasing.h"
#include "compiler/wording/wording.h"

namespace proviso::compiler {

using wording::Token;

namespace {

constexpr std::size_t kNowhere = SIZE_MAX;

void MoveToFront(wording::Tokens& tokens, std::size_t at) {
  Token moved = tokens[at];
  // A sign behind the verb stays where it stood.
  if (at > 0) tokens[at - 1].tail += moved.tail;
  moved.tail.clear();
  tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(at));
  tokens.insert(tokens.begin(), std::move(moved));
}

bool EndsLikeOne(const std::vector<pack::Forms::Words>& endings, std::string_view word) {
  return std::any_of(endings.begin(), endings.end(), [&](const pack::Forms::Words& ending) {
    return word.size() > ending.front().size() + 1 && word.ends_with(ending.front());
  });
}

// "which day suits you best": the question is the subject, and `at` an object.
bool IsAnswered(const pack::Pack& pack, const wording::Tokens& tokens, std::size_t wh,
                std::size_t at) {
  if (at < wh + 2) return false;
  const pack::VerbWord* verb = pack.FindVerb(tokens[at - 1].folded);
  if (verb == nullptr || !verb->third || verb->is_base) return false;
  return at + 1 == tokens.size() || pack.FindVerb(tokens[at + 1].folded) == nullptr;
}

// Where behind a conjunction another question begins.
std::size_t SecondQuestion(const pack::Forms& forms, const wording::Tokens& tokens) {
  const auto is = [&](std::string_view list, std::size_t at) {
    return at < tokens.size() && forms.Has(list, tokens[at].folded);
  };
  for (std::size_t i = 2; i < tokens.size(); ++i) {
    const bool asks =
        is("question words", i) || (is("prepositions", i) && is("question words", i + 1));
    if (asks && is("conjunctions", i - 1)) return i;
  }
  return kNowhere;
}

}  // namespace

bool Wording::IsFinite(const Token& token) const {
  return Is("be", token) || Is("have", token) || Is("do", token) || Is("modals", token);
}

std::size_t Wording::SkipAdverbs(const Tokens& tokens, std::size_t at) const {
  while (at < tokens.size()) {
    const std::size_t count = MatchesAny(tokens, at, forms_.List("adverbs"));
    if (count == 0) break;
    at += count;
  }
  return at;
}

bool Wording::IsParticiple(const Tokens& tokens, std::size_t at) const {
  at = SkipAdverbs(tokens, at);
  if (at >= tokens.size()) return false;
  if (Is("participles", tokens[at])) return true;
  const pack::VerbWord* verb = pack_.FindVerb(tokens[at].folded);
  if (verb != nullptr) return verb->participle;
  return EndsLikeOne(forms_.List("participle endings"), tokens[at].folded);
}

void Wording::Expand(Tokens& tokens) const {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (const auto& [from, to] : forms_.Pairs("expansions")) {
      if (Matches(tokens, i, from) == 0) continue;
      Replace(tokens, i, from.size(), to);
      break;
    }
  }
}

// The finite verb of the clause itself; those of relative clauses inside its subject are skipped.
std::size_t Wording::FindFinite(const Tokens& tokens, std::size_t from) const {
  std::size_t pending = 0;
  for (std::size_t i = from; i < tokens.size(); ++i) {
    const bool opens = Is("relative", tokens[i]) ||
                       (i > from && Is("pronoun subjects", tokens[i]) &&
                        !Is("relative", tokens[i - 1]) && !Is("conjunctions", tokens[i - 1]));
    if (opens) {
      ++pending;
      continue;
    }
    const pack::VerbWord* verb = pack_.FindVerb(tokens[i].folded);
    const bool finite = IsFinite(tokens[i]);
    if (pending > 0 &&
        (finite || (verb != nullptr && (verb->past || verb->third)) ||
         (verb != nullptr && verb->is_base && i > 0 && Is("pronoun subjects", tokens[i - 1])))) {
      --pending;
      // "that was sent", "they have placed": the participle belongs to it.
      while (finite && i + 1 < tokens.size() && IsFinite(tokens[i + 1]) &&
             !Is("be", tokens[i + 1])) {
        ++i;
      }
      continue;
    }
    if (finite && pending == 0) return i;
  }
  return kNowhere;
}

// A verb that stands alone: the only word that can be one.
std::size_t Wording::FindVerb(const Tokens& tokens, std::size_t from) const {
  std::size_t found = kNowhere;
  for (std::size_t i = from; i < tokens.size(); ++i) {
    const pack::VerbWord* verb = pack_.FindVerb(tokens[i].folded);
    if (verb == nullptr || (!verb->third && !verb->past)) continue;
    if (found != kNowhere) return kNowhere;
    if (i > 0 && (Is("determiners", tokens[i - 1]) || Is("prepositions", tokens[i - 1])))
      return kNowhere;
    found = i;
  }
  return found;
}

// Behind a conjunction another clause or another verb begins: one verb in front does not ask for
// both.
bool Wording::JoinsClauses(const Tokens& tokens, std::size_t finite) const {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (!Is("conjunctions", tokens[i])) continue;
    if (i + 1 == finite) return true;
    if (i < finite) continue;
    for (std::size_t j = i + 1; j < tokens.size(); ++j) {
      if (Is("relative", tokens[j])) break;
      if (IsFinite(tokens[j])) return true;
    }
    const std::size_t next = SkipAdverbs(tokens, i + 1);
    if (next >= tokens.size()) continue;
    if (Is("pronoun subjects", tokens[next]) && next + 1 < tokens.size() &&
        pack_.FindVerb(tokens[next + 1].folded) != nullptr) {
      return true;
    }
    const pack::VerbWord* verb = pack_.FindVerb(tokens[next].folded);
    if (verb != nullptr && (verb->third || verb->past) && !verb->is_base && !verb->participle)
      return true;
  }
  return false;
}

// "wants" at `verb` -> "want", with "does" in front of the clause.
bool Wording::Support(Tokens& tokens, std::size_t verb, bool pronoun) const {
  const Token word = tokens[verb];
  const auto& pairs = forms_.Pairs("support");
  const auto put = [&](std::string_view which, const std::string& base) {
    const auto pair = std::find_if(pairs.begin(), pairs.end(),
                                   [&](const auto& one) { return one.first.front() == which; });
    if (pair == pairs.end()) return false;
    Replace(tokens, verb, 1, {base});
    Tokens front = {wording::TokenOf(pair->second.front())};
    tokens.insert(tokens.begin(), front.front());
    return true;
  };
  const pack::VerbWord* forms = pack_.FindVerb(word.folded);
  if (forms != nullptr && (!pronoun || !forms->is_base)) {
    if (forms->third && !forms->is_base) return put("third", forms->base);
    if (forms->past && Is("perfect", word)) {
      tokens.insert(tokens.begin(), wording::TokenOf(forms_.Text("perfect")));
      return true;
    }
    if (forms->past) return put("past", forms->base);
  }
  if (!pronoun) return false;
  if (forms != nullptr && forms->is_base) return put("base", word.word);
  const pack::WordFlags flags = pack_.flags(pack_.Find(word.folded));
  if (flags.function || EndsLikeOne(forms_.List("unverbal endings"), word.folded)) return false;
  return put("base", word.word);
}

bool Wording::InvertAt(Tokens& tokens, std::size_t subject_end) const {
  const std::size_t verb = SkipAdverbs(tokens, subject_end);
  if (verb >= tokens.size()) return false;
  const Token word = tokens[verb];
  if (JoinsClauses(tokens, verb)) return false;
  if (Is("be", word) || Is("modals", word)) {
    MoveToFront(tokens, verb);
    return true;
  }
  if (Is("have", word)) {
    const bool infinitive = verb + 1 < tokens.size() && Is("infinitive", tokens[verb + 1]);
    const std::optional<std::string> support = forms_.Pair("have support", word.folded);
    if (!infinitive && (!support || IsParticiple(tokens, verb + 1))) {
      MoveToFront(tokens, verb);
      return true;
    }
    if (!support) return false;
    Replace(tokens, verb, 1, {forms_.Text("have base")});
    tokens.insert(tokens.begin(), wording::TokenOf(*support));
    return true;
  }
  if (Is("do", word)) {
    const std::size_t main = SkipAdverbs(tokens, verb + 1);
    const pack::VerbWord* next =
        main < tokens.size() ? pack_.FindVerb(tokens[main].folded) : nullptr;
    const bool supports = !forms_.Pair("have support", word.folded) && main < tokens.size() &&
                          (main > verb + 1 || (next != nullptr && next->is_base) ||
                           word.folded.find('\'') != std::string::npos || Is("have", tokens[main]));
    if (!supports) return false;
    MoveToFront(tokens, verb);
    return true;
  }
  return false;
}

bool Wording::Invert(Tokens& tokens) const {
  if (tokens.empty()) return false;
  Expand(tokens);
  const bool pronoun =
      Is("pronoun subjects", tokens.front()) &&
      (!Is("determiners", tokens.front()) || (tokens.size() > 1 && IsFinite(tokens[1])));
  if (pronoun) {
    const std::size_t verb = SkipAdverbs(tokens, 1);
    if (verb >= tokens.size()) return false;
    if (IsFinite(tokens[verb])) return InvertAt(tokens, 1);
    // "everything in the parcel is there"
    if (tokens.front().folded != forms_.Text("you") &&
        tokens.front().folded != forms_.Text("we subject")) {
      const pack::VerbWord* forms = pack_.FindVerb(tokens[verb].folded);
      if (forms != nullptr && (forms->third || forms->past) && !JoinsClauses(tokens, verb))
        return Support(tokens, verb, false);
    } else {
      return !JoinsClauses(tokens, verb) && Support(tokens, verb, true);
    }
  }
  const std::size_t finite = FindFinite(tokens, 0);
  if (finite != kNowhere) return finite > 0 && InvertAt(tokens, finite);
  const std::size_t verb = FindVerb(tokens, 1);
  return verb != kNowhere && verb + 1 <= tokens.size() && !JoinsClauses(tokens, verb) &&
         Support(tokens, verb, false);
}

std::string Wording::YesNo(std::string_view clause) const {
  Tokens tokens = wording::Split(clause);
  const bool agent =
      tokens.size() > 1 && tokens[0].folded == forms_.Text("you") && Is("agent modals", tokens[1]);
  tokens = Addressed(clause, agent || SpeaksOfCustomer(tokens));
  CutRemarks(tokens);
  CutEnd(tokens);
  if (tokens.empty()) return {};
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].folded == forms_.Text("that") && Is("conjunctions", tokens[i - 1]))
      return Fill(forms_.Text("confirm that"), {Join(tokens)});
  }
  if (!IsClause(Join(tokens))) {
    const pack::VerbWord* deed = pack_.FindVerb(tokens.front().folded);
    const bool begins = Is("infinitive", tokens.front()) || (deed != nullptr && deed->is_base);
    return Fill(forms_.Text(begins ? "agree deed" : "agree thing"), {Join(tokens)});
  }
  // A language whose questions keep the order of the clause.
  if (const std::string& plain = forms_.Text("question"); !plain.empty())
    return wording::Capitalised(Fill(plain, {Join(tokens)}));
  // "do they still have it": in the order of a question already.
  if (IsFinite(tokens.front())) return wording::Capitalised(Join(tokens)) + "?";
  Tokens inverted = tokens;
  if (Invert(inverted)) return wording::Capitalised(Join(inverted)) + "?";
  return wording::Capitalised(Fill(forms_.Text("whether"), {Join(tokens)}));
}

// "which time you prefer" -> "Which time do you prefer?"; empty when it is not sure.
std::string Wording::WhQuestion(Tokens tokens) const {
  Expand(tokens);
  // "at which address"
  const std::size_t wh = !tokens.empty() && Is("prepositions", tokens.front()) ? 1 : 0;
  if (wh >= tokens.size() || !Is("question words", tokens[wh])) return {};
  if (const std::string& plain = forms_.Text("question"); !plain.empty())
    return wording::Capitalised(Fill(plain, {Join(tokens)}));
  std::size_t subject = wh + 1;
  for (; subject < tokens.size(); ++subject) {
    const Token& token = tokens[subject];
    if (IsFinite(token)) break;
    const bool starts = Is("pronoun subjects", token) || Is("determiners", token);
    if (starts && IsAnswered(pack_, tokens, wh, subject) &&
        (subject + 1 == tokens.size() || !IsFinite(tokens[subject + 1])))
      return wording::Capitalised(Join(tokens)) + "?";
    if (starts && !Is("prepositions", tokens[subject - 1])) break;
  }
  const std::string text = Join(tokens);
  if (subject >= tokens.size()) {
    // "how many items arrived": the question is the subject.
    const std::size_t verb = FindVerb(tokens, wh + 1);
    return verb == kNowhere ? std::string() : wording::Capitalised(text) + "?";
  }
  // "which size they ordered and which they need": each in the order of a question.
  if (const std::size_t at = SecondQuestion(forms_, tokens); at != kNowhere) {
    const auto second = tokens.begin() + static_cast<std::ptrdiff_t>(at);
    const std::string first = WhQuestion(Tokens(tokens.begin(), second - 1));
    std::string then = WhQuestion(Tokens(second, tokens.end()));
    if (first.empty() || then.empty()) return {};
    then[0] = second->word[0];
    return first.substr(0, first.size() - 1) + " " + (second - 1)->word + " " + then;
  }
  if (JoinsClauses(tokens, subject)) return {};
  if (IsFinite(tokens[subject])) return wording::Capitalised(text) + "?";
  Tokens clause(tokens.begin() + static_cast<std::ptrdiff_t>(subject), tokens.end());
  if (!Invert(clause)) return {};
  return wording::Capitalised(Join(tokens, 0, subject) + " " + Join(clause)) + "?";
}

bool Wording::IsThing(std::string_view text) const {
  const Tokens tokens = Addressed(text, false);
  return !tokens.empty() && Is("determiners", tokens.front()) && !IsClause(Join(tokens));
}

bool Wording::IsClause(std::string_view text) const {
  Tokens tokens = wording::Split(text);
  Expand(tokens);
  if (std::any_of(tokens.begin(), tokens.end(),
                  [&](const Token& token) { return IsFinite(token); }))
    return true;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const pack::VerbWord* first = pack_.FindVerb(tokens[i + 1].folded);
    if (first == nullptr) continue;
    if (Is("pronoun subjects", tokens[i]) && !Is("determiners", tokens[i])) return true;
    if (i > 0 && first->third && !first->is_base) return true;
    if (i > 0 && first->past && !first->participle) return true;
  }
  // "you reside in Norway": no listed verb, and no noun either.
  if (tokens.size() > 1 && tokens.front().folded == forms_.Text("you")) return true;
  return FindVerb(tokens, 1) != kNowhere;
}

}  // namespace proviso::compiler
