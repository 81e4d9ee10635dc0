// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/asked.h"

#include <algorithm>

#include "runtime/understanding/actions.h"
#include "runtime/understanding/marks.h"
#include "runtime/understanding/meaning.h"

namespace proviso::understanding {
namespace {

constexpr std::size_t kMostPromptBytes = 2048;

void AddWords(const Message& text, std::vector<std::string>& words) {
  for (const Token& token : text.tokens) {
    if (token.kind != TokenKind::Mark) words.push_back(StemOf(token.folded));
  }
}

// "Was anybody injured?": the last sentence opens like a question of fact, and nothing in it puts
// an action forward. What the customer adds to such an answer limits nothing.
bool AsksForFact(const Message& text, const std::vector<MarkHit>& marks) {
  std::uint32_t start = 0;
  for (std::uint32_t i = 0; i + 1 < text.tokens.size(); ++i) {
    const Token& token = text.tokens[i];
    if (token.Is(".") || token.Is("!") || token.Is("?")) start = i + 1;
  }
  bool fact = false;
  for (const MarkHit& hit : marks) {
    if (hit.first < start) continue;
    if (hit.marks & (Bit(Mark::Lead) | Bit(Mark::Mind) | Bit(Mark::Agree))) return false;
    fact = fact || (hit.first == start && (hit.marks & Bit(Mark::Fact)) != 0);
  }
  return fact;
}

}  // namespace

ShownNumber NumberAt(const Message& message, std::size_t token) {
  const auto word = [&](std::size_t i) {
    const bool is = i < message.tokens.size() && message.tokens[i].is_word();
    return is ? StemOf(message.tokens[i].folded) : std::string();
  };
  std::size_t before = token;
  while (before > 0 && message.tokens[before - 1].kind == TokenKind::Mark) --before;
  return {message.tokens[token].folded, before > 0 ? word(before - 1) : "", word(token + 1)};
}

bool Asked::ShowsAnother(const Message& message, std::size_t token) const {
  const ShownNumber said = NumberAt(message, token);
  constexpr std::size_t kIdentifier = 3;  // digits of a number that names a thing
  bool another = false;
  for (const ShownNumber& shown : numbers_) {
    if (shown.digits == said.digits) return false;
    const bool same_noun = (!said.before.empty() && said.before == shown.before) ||
                           (!said.after.empty() && said.after == shown.after);
    const bool both_name =
        said.digits.size() >= kIdentifier && shown.digits.size() == said.digits.size();
    another = another || same_noun || both_name;
  }
  return another;
}

void Asked::CollectWords() const {
  collected_ = true;
  AddWords(text_, words_);
  for (const PromptOption& option : prompt_.options) {
    AddWords(MakeMessage(option.label, kMostPromptBytes), words_);
    AddWords(MakeMessage(option.description, kMostPromptBytes), words_);
    for (const std::string& value : option.values)
      AddWords(MakeMessage(value, kMostPromptBytes), words_);
  }
  std::string name = prompt_.slot.name;
  std::replace(name.begin(), name.end(), '_', ' ');
  AddWords(MakeMessage(name, kMostPromptBytes), words_);
  AddWords(MakeMessage(DisplayText(prompt_.confirm_value.view()), kMostPromptBytes), words_);
  std::sort(words_.begin(), words_.end());
  for (const Token& token : text_.tokens) {
    if (const int action = ActionOf(language_, token.folded); action != 0)
      actions_.push_back(action);
  }
}

bool Asked::Shows(const Token& token) const {
  if (!collected_) CollectWords();
  if (std::binary_search(words_.begin(), words_.end(), StemOf(token.folded))) return true;
  const int action = ActionOf(language_, token.folded);
  return action != 0 && std::find(actions_.begin(), actions_.end(), action) != actions_.end();
}

bool Asked::IsAction(const Token& token) const {
  if (!verb_.empty() && StemOf(token.folded) == StemOf(verb_)) return true;
  if (asked_actions_.empty()) return true;
  const int action = ActionOf(language_, token.folded);
  return action != 0 &&
         std::find(asked_actions_.begin(), asked_actions_.end(), action) != asked_actions_.end();
}

bool Asked::IsOtherAction(const Token& token) const {
  return ActionOf(language_, token.folded) != 0 && !IsAction(token);
}

bool Asked::IsAlternative(const Token& token) const {
  if (alternatives_.empty()) return false;
  return std::find(alternatives_.begin(), alternatives_.end(), StemOf(token.folded)) !=
         alternatives_.end();
}

// The words behind "instead of" that stand nowhere else in the prompt.
void Asked::ReadAlternatives(const std::vector<MarkHit>& marks) {
  const auto& tokens = text_.tokens;
  for (const MarkHit& hit : marks) {
    if ((hit.marks & Bit(Mark::InPlaceOf)) == 0) continue;
    std::uint32_t end = hit.first + hit.count;
    while (end < tokens.size() && tokens[end].kind != TokenKind::Mark) ++end;
    std::vector<std::string> others;
    for (std::uint32_t t = 0; t < tokens.size(); ++t) {
      const bool behind = t >= hit.first + hit.count && t < end;
      (behind ? alternatives_ : others).push_back(StemOf(tokens[t].folded));
    }
    std::erase_if(alternatives_, [&](const std::string& stem) {
      return stem.size() < 3 || std::find(others.begin(), others.end(), stem) != others.end();
    });
    return;
  }
}

void Asked::ReadAction(const std::vector<MarkHit>& marks) {
  for (const MarkHit& hit : marks) {
    restricts = restricts || (hit.marks & Bit(Mark::Restrict)) != 0;
    minds = minds || (hit.marks & Bit(Mark::Mind)) != 0;
    wishes = wishes || (hit.marks & (Bit(Mark::Lead) | Bit(Mark::Agree))) != 0;
    const std::uint32_t next = hit.first + hit.count;
    if ((hit.marks & Bit(Mark::Lead)) == 0 || next >= text_.tokens.size()) continue;
    // The last question of a prompt is the one that is answered.
    if (text_.tokens[next].is_word()) verb_ = text_.tokens[next].folded;
    const auto is = [&](Mark mark) {
      return std::any_of(marks.begin(), marks.end(), [&](const MarkHit& verb) {
        return verb.first == next && (verb.marks & Bit(mark)) != 0;
      });
    };
    undoes = is(Mark::Undo);
    keeps = is(Mark::Keep);
  }
}

Asked::Asked(const Prompt& prompt, const Language& language)
    : prompt_(prompt), language_(language.code), text_(MakeMessage(prompt.text, kMostPromptBytes)) {
  for (std::size_t i = 0; i < text_.tokens.size(); ++i) {
    const Token& token = text_.tokens[i];
    if (token.is_digits()) numbers_.push_back(NumberAt(text_, i));
    shows_weekday = shows_weekday || language.Date(token.folded, DateRole::Weekday) != nullptr;
  }
  const std::vector<MarkHit> marks = MarksOf(language_).Find(text_.tokens);
  ReadAction(marks);
  ReadAlternatives(marks);
  for (std::size_t i = 0; i < text_.tokens.size(); ++i) {
    const Token& token = text_.tokens[i];
    // The last sentence is what is asked.
    if (i + 1 < text_.tokens.size() && (token.Is(".") || token.Is("!") || token.Is("?")))
      asked_actions_.clear();
    if (const int action = ActionOf(language_, token.folded); action != 0)
      asked_actions_.push_back(action);
  }
  fact = prompt.kind == PromptKind::YesNo && AsksForFact(text_, marks);
  yes_is_final = IsConsequential(prompt.accept_effect);
  no_is_final = IsConsequential(prompt.decline_effect);
}

}  // namespace proviso::understanding
