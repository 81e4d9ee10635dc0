// SPDX-License-Identifier: Apache-2.0
// Values that the customer is asked for, by their nouns.
#include <algorithm>
#include <cctype>

#include "compiler/vocabulary/phrasing.h"
#include "compiler/wording/wording.h"

namespace proviso::compiler {

using wording::Token;

namespace {

// The article or possessive that suits the noun, in a language where they agree with it: the noun
// stands in front there.
const std::string& InFront(const Wording& wording, const pack::Forms& forms, std::string_view text,
                           const wording::Tokens& noun) {
  std::string name(text);
  const std::string& word = noun.front().folded;
  const auto& endings = forms.List("feminine endings");
  const auto ends = [&](const pack::Forms::Words& ending) {
    return word.ends_with(ending.front());
  };
  if (forms.Has("feminine", word) || forms.Has("feminine plural", word) ||
      (!forms.Has("masculine", word) && std::any_of(endings.begin(), endings.end(), ends))) {
    name += " feminine";
  }
  const std::string& plural = forms.Text(name + " plural");
  return !plural.empty() && wording.IsPlural(Join(noun)) ? plural : forms.Text(name);
}

}  // namespace

void Wording::CutRemarks(Tokens& tokens) const {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const std::size_t count =
        tokens[i].lead == "(" ? MatchesAny(tokens, i, forms_.List("remarks")) : 0;
    if (count == 0 || !tokens[i + count - 1].tail.starts_with(')')) continue;
    const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(i);
    tokens[i - 1].tail += tokens[i + count - 1].tail.substr(1);
    tokens.erase(first, first + static_cast<std::ptrdiff_t>(count));
    return;
  }
}

// Without what only the author's sentence needs.
Wording::Tokens Wording::NounTokens(std::string_view noun) const {
  Tokens tokens = Addressed(noun, SpeaksOfCustomer(wording::Split(noun)));
  CutRemarks(tokens);
  CutEnd(tokens);
  if (tokens.size() > 1 && Is("asking", tokens.front())) tokens.erase(tokens.begin());
  // "the name of the account holder"
  const std::size_t size = tokens.size();
  if (size > 2 && tokens[size - 1].folded == forms_.Text("you") && Is("of you", tokens[size - 2])) {
    tokens.resize(size - 2);
    if (Is("determiners", tokens.front()) && tokens.size() > 1) tokens.erase(tokens.begin());
  }
  return tokens;
}

bool Wording::IsName(std::string_view noun) const {
  const Tokens tokens = NounTokens(noun);
  if (tokens.empty()) return false;
  const Token& first = tokens.front();
  if (Is("question words", first)) return true;
  // "The email it was placed with": behind its article it is no verb.
  if (const Tokens said = wording::Split(noun); Is("determiners", said.front())) return true;
  // "at which address"
  if (Is("prepositions", first)) return tokens.size() > 1 && Is("question words", tokens[1]);
  const bool counts = MatchesAny(tokens, 0, forms_.List("whole phrases")) > 0;
  const pack::WordFlags flags = pack_.flags(pack_.Find(first.folded));
  const bool opens = counts || Is("determiners", first) || Is("name starters", first) ||
                     first.folded == forms_.Text("your");
  if ((flags.limits || flags.function) && !opens) return false;
  // "Email they sign in with": a thing that is a verb, too.
  if (Is("named values", first)) return true;
  const pack::VerbWord* verb = pack_.FindVerb(first.folded);
  return !(verb != nullptr && verb->is_base && tokens.size() > 1 &&
           Is("pronoun subjects", tokens[1]));
}

std::string Wording::Spelled(std::string_view words) const {
  Tokens tokens = wording::Split(words);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (const auto& [from, to] : forms_.Pairs("spelled out")) {
      if (Matches(tokens, i, from) > 0) {
        Replace(tokens, i, from.size(), to);
        i += to.size() - 1;
        break;
      }
    }
  }
  return Join(tokens);
}

std::string Wording::ForFlag(std::string_view noun) const {
  return Fill(forms_.Text("ask yes no"), {Join(NounTokens(noun))});
}

std::string Wording::Noun(std::string_view noun) const {
  const Tokens tokens = NounTokens(noun);
  if (tokens.empty()) return {};
  const std::string text = Join(tokens);
  if (MatchesAny(tokens, 0, forms_.List("whole phrases")) > 0) return text;
  if (std::isdigit(static_cast<unsigned char>(tokens.front().word[0])) != 0) return text;
  if (tokens.size() == 1 && Is("not owned", tokens.front()))
    return InFront(*this, forms_, "article", tokens) + " " + text;
  const bool says_whose = std::any_of(tokens.begin(), tokens.end(),
                                      [&](const Token& token) { return Is("says whose", token); });
  return InFront(*this, forms_, says_whose ? "article" : "your", tokens) + " " + text;
}

std::string Wording::Later(std::string_view noun) const {
  const Tokens tokens = wording::Split(noun);
  const auto is_question = [&](std::size_t at) {
    return at < tokens.size() && Is("question words", tokens[at]);
  };
  if (is_question(0) || is_question(1)) return forms_.Text("answer");
  return Noun(noun);
}

std::string Wording::Again(const std::string& later) const {
  return Fill(forms_.Text("ask again"), {later});
}

bool Wording::IsPlural(std::string_view noun) const {
  Tokens tokens = wording::Split(noun);
  CutEnd(tokens);
  std::size_t head = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!Is("prepositions", tokens[i]) && !Is("relative", tokens[i])) continue;
    head = i;
    break;
  }
  if (head == 0 || head > tokens.size()) return false;
  const std::string& word = tokens[head - 1].folded;
  if (Is("plural", tokens[head - 1])) return true;
  const auto ends_like = [&](std::string_view list) {
    const auto& endings = forms_.List(list);
    return std::any_of(endings.begin(), endings.end(), [&](const pack::Forms::Words& ending) {
      return word.ends_with(ending.front());
    });
  };
  if (Is("singular", tokens[head - 1]) || ends_like("singular endings")) return false;
  return word.size() > 3 && ends_like("plural endings");
}

std::string Wording::ForValue(std::string_view noun) const {
  const Tokens tokens = NounTokens(noun);
  const std::string question = WhQuestion(tokens);
  if (!question.empty()) return question;
  if (tokens.size() == 1 && Is("counted", tokens.front()))
    return Fill(forms_.Text("ask count"), {Join(tokens)});
  const bool sent = std::any_of(tokens.begin(), tokens.end(),
                                [&](const Token& token) { return Is("sent", token); });
  const bool is_number = !tokens.empty() && (Is("question words", tokens.front()));
  // "the receipt number" is told; "the receipt" is sent.
  bool thing = false;
  for (std::size_t i = 0; sent && !is_number && i < tokens.size(); ++i) {
    if (!Is("sent", tokens[i])) {
      if (Is("prepositions", tokens[i])) break;
      continue;
    }
    thing = i + 1 == tokens.size() || !tokens[i].tail.empty() || Is("says whose", tokens[i + 1]);
    break;
  }
  return Fill(forms_.Text(thing ? "ask thing" : "ask"), {Noun(noun)});
}

std::string Wording::Choice(std::string_view noun, std::string_view list) const {
  const std::string options(list);
  Tokens tokens = NounTokens(noun);
  // "the customer to choose"
  const bool customer =
      !tokens.empty() && (tokens[0].folded == forms_.Text("you") || Is("customers", tokens[0]));
  const bool asked = customer && tokens.size() > 1 && Is("infinitive", tokens[1]);
  if (tokens.empty() || asked) return Fill(forms_.Text("which is it"), {options});
  std::string question = WhQuestion(tokens);
  if (question.empty() && IsClause(Join(tokens)) && Invert(tokens)) {
    question = wording::Capitalised(Join(tokens)) + "?";
  }
  if (!question.empty()) {
    question.pop_back();
    return Fill(forms_.Text("choose"), {question, options});
  }
  const std::string shown = Noun(noun);
  if (Is("question words", wording::Split(shown).front()))
    return Fill(forms_.Text("choose"), {wording::Capitalised(shown), options});
  return Fill(forms_.Text(IsPlural(noun) ? "what are" : "what is"), {shown, options});
}

const std::string& Wording::Value(std::string_view noun) const {
  return forms_.Text(IsPlural(noun) ? "values" : "value");
}

const std::string& Wording::Confirmation(std::string_view noun) const {
  return forms_.Text(IsPlural(noun) ? "confirm several" : "confirm");
}

}  // namespace proviso::compiler
