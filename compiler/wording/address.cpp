// SPDX-License-Identifier: Apache-2.0
// From speaking of the customer to speaking to the customer.
#include <algorithm>

#include "compiler/vocabulary/phrasing.h"
#include "compiler/wording/wording.h"

namespace proviso::compiler {

using wording::Token;

namespace {

// "the number of guests": people that are counted, not the one who is spoken to.
bool IsCounted(const pack::Forms& forms, const wording::Tokens& tokens, std::size_t at) {
  const auto& counts = forms.List("counts people");
  return std::any_of(counts.begin(), counts.end(), [&](const pack::Forms::Words& phrase) {
    return phrase.size() <= at && Matches(tokens, at - phrase.size(), phrase) > 0;
  });
}

}  // namespace

std::size_t Wording::CustomerAt(const Tokens& tokens, std::size_t at, bool& singular,
                                bool& possessive) const {
  singular = possessive = false;
  if (const std::size_t many = MatchesAny(tokens, at, forms_.List("plural pronouns"))) return many;
  if (const std::size_t object = MatchesAny(tokens, at, forms_.List("object pronouns")))
    return object;
  if (const std::size_t one = MatchesAny(tokens, at, forms_.List("singular pronouns"))) {
    singular = true;
    return one;
  }
  const bool article = Is("customer articles", tokens[at]) && tokens[at].tail.empty();
  const std::size_t noun = at + (article ? 1 : 0);
  if (noun >= tokens.size()) return 0;
  if (const std::size_t count = MatchesAny(tokens, noun, forms_.List("customers"));
      count > 0 && article) {
    singular = true;
    return count + 1;
  }
  // "the customer's", "customers'"
  for (const pack::Forms::Words& customer : forms_.List("customers")) {
    for (const pack::Forms::Words& ending : forms_.List("possessive endings")) {
      pack::Forms::Words owner = customer;
      if (ending.front().size() == 1) owner.back() += 's';
      owner.back() += ending.front();
      if (Matches(tokens, noun, owner) == 0) continue;
      possessive = true;
      return owner.size() + (article ? 1 : 0);
    }
  }
  return 0;
}

bool Wording::IsSubject(const Tokens& tokens, std::size_t at, std::size_t end) const {
  if (at == 0) return true;
  const Token& before = tokens[at - 1];
  if (!before.tail.empty() || Is("clause openers", before)) return true;
  // "the transactions the customer does not recognise", "which one the customer prefers"; not "we
  // send the customer refunds".
  const std::size_t behind = SkipAdverbs(tokens, end);
  if (!tokens[end - 1].tail.empty() || behind >= tokens.size()) return false;
  if (IsFinite(tokens[behind])) return true;
  const pack::VerbWord* verb = pack_.FindVerb(tokens[behind].folded);
  return verb != nullptr && verb->third && !verb->is_base && !Is("prepositions", before) &&
         !IsFinite(before) && pack_.FindVerb(before.folded) == nullptr;
}

std::string Wording::Agreeing(const Token& token) const {
  if (const std::optional<std::string> other = forms_.Pair("agreement", token.folded))
    return *other;
  const pack::VerbWord* verb = pack_.FindVerb(token.folded);
  if (verb != nullptr && verb->third && !verb->is_base) return verb->base;
  return {};
}

// "the customer still has", and "… has paid and wants": each verb of the subject at `at`.
void Wording::Agree(Tokens& tokens, std::size_t at) const {
  std::size_t verb = at + 1;
  if (!tokens[at].tail.empty()) return;
  while (verb < tokens.size() && Is("adverbs", tokens[verb])) ++verb;
  if (verb >= tokens.size()) return;
  const auto agree = [&](std::size_t i) {
    const std::string word = Agreeing(tokens[i]);
    if (word.empty()) return false;
    Token changed = wording::TokenOf(word);
    changed.lead = tokens[i].lead;
    changed.tail = tokens[i].tail;
    tokens[i] = std::move(changed);
    return true;
  };
  if (!agree(verb)) return;
  for (std::size_t i = verb + 1; i + 1 < tokens.size(); ++i) {
    if (Is("pronoun subjects", tokens[i]) || Is("determiners", tokens[i])) {
      // Another subject may follow a conjunction; a verb behind it is that one's.
      if (i > 0 && Is("conjunctions", tokens[i - 1])) return;
    }
    if (Is("conjunctions", tokens[i])) agree(i + 1);
  }
}

bool Wording::SpeaksOfCustomer(const Tokens& tokens) const {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    bool singular = false;
    bool possessive = false;
    if (CustomerAt(tokens, i, singular, possessive) > 0) return true;
    for (const auto& [from, to] : forms_.Pairs("possessives")) {
      if (Matches(tokens, i, from) > 0) return true;
    }
  }
  return false;
}

void Wording::AgentToWe(Tokens& tokens) const {
  const std::string& you = forms_.Text("you");
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    if (const std::optional<std::string> ours = forms_.Pair("we", token.folded)) {
      Replace(tokens, i, 1, {*ours});
      continue;
    }
    if (token.folded != you) continue;
    const bool subject = IsSubject(tokens, i, i + 1);
    Replace(tokens, i, 1, {forms_.Text(subject ? "we subject" : "we object")});
  }
}

Wording::Tokens Wording::Addressed(std::string_view clause, bool agent_is_we) const {
  Tokens tokens = wording::Split(clause);
  if (agent_is_we) AgentToWe(tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    bool singular = false;
    bool possessive = false;
    const std::size_t named = CustomerAt(tokens, i, singular, possessive);
    if (named > 0 && !IsCounted(forms_, tokens, i)) {
      const bool subject = IsSubject(tokens, i, i + named);
      Replace(tokens, i, named, {forms_.Text(possessive ? "your" : "you")});
      if (singular && subject) Agree(tokens, i);
      // "which solution does the customer prefer": the verb stands in front.
      if (singular && !subject && i > 0 && IsFinite(tokens[i - 1])) {
        if (const auto other = forms_.Pair("agreement", tokens[i - 1].folded))
          Replace(tokens, i - 1, 1, {*other});
      }
      continue;
    }
    for (const auto& [from, to] : forms_.Pairs("possessives")) {
      const std::size_t count = Matches(tokens, i, from);
      if (count == 0) continue;
      Replace(tokens, i, count, to);
      i += to.size() - 1;  // left out: the next word stands here
      break;
    }
  }
  return tokens;
}

std::string Wording::Address(std::string_view clause) const {
  return Join(Addressed(clause, false));
}

// "… and that …": told as one sentence.
void Wording::CutThat(Tokens& tokens) const {
  const std::string& that = forms_.Text("that");
  // "first that …"
  const std::size_t lead = SkipAdverbs(tokens, 0);
  if (lead + 1 < tokens.size() && lead > 0 && tokens[lead].folded == that)
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(lead + 1));
  for (std::size_t i = 1; i + 2 < tokens.size(); ++i) {
    if (tokens[i].folded != that || !Is("conjunctions", tokens[i - 1]) || !tokens[i].bare())
      continue;
    // "and that is all"
    if (IsFinite(tokens[i + 1])) continue;
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

std::string Wording::Told(std::string_view clause) const {
  Tokens tokens = Addressed(clause, true);
  CutThat(tokens);
  std::string text = wording::Capitalised(Join(tokens));
  constexpr std::string_view kOpen = ",:;- ";
  while (!text.empty() && kOpen.find(text.back()) != std::string_view::npos) text.pop_back();
  if (text.empty()) return text;
  constexpr std::string_view kClosed = ".!?";
  // Also where a bracket or a quotation closes behind it.
  const std::size_t last = text.find_last_not_of(")\"'\x9D");
  const char sign = text[last == std::string::npos ? text.size() - 1 : last];
  if (kClosed.find(text.back()) == std::string_view::npos &&
      kClosed.find(sign) == std::string_view::npos) {
    text += forms_.Text("sentence end");
  }
  return text;
}

std::string Wording::Request(std::string_view deed) const {
  Tokens tokens = Addressed(deed, true);
  CutEnd(tokens);
  return Fill(forms_.Text("please"), {Join(tokens)}) + forms_.Text("sentence end");
}

bool Wording::IsCommon(std::string_view folded) const {
  return pack_.Find(folded) != 0 || pack_.FindVerb(folded) != nullptr;
}

bool Wording::IsPointer(std::string_view text) const {
  Tokens tokens = wording::Split(text);
  CutEnd(tokens);
  return !tokens.empty() && MatchesAny(tokens, 0, forms_.List("pointers")) == tokens.size();
}

}  // namespace proviso::compiler
