// SPDX-License-Identifier: Apache-2.0
// What a prompt puts to the customer, as far as a reply has to be held against it: the action that
// is asked about, and the words and numbers that are shown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bytecode/dialogue.h"
#include "runtime/understanding/language.h"
#include "runtime/understanding/marks.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

// A number that the prompt shows, with the words beside it: "order 1002".
struct ShownNumber {
  std::string digits;
  std::string before;  // stems; may be empty
  std::string after;
};

class Asked {
 public:
  Asked(const Prompt& prompt, const Language& language);

  const std::string& verb() const { return verb_; }
  std::string_view language() const { return language_; }

  bool shows_weekday = false;
  bool restricts = false;     // the question is about a part or another one: "another card?"
  bool undoes = false;        // the action ends something
  bool keeps = false;         // the action leaves something as it is
  bool minds = false;         // "do you mind …?": who says no agrees
  bool fact = false;          // asks what is the case, not whether to do something
  bool wishes = false;        // asks what is wanted, not what has happened
  bool yes_is_final = false;  // a yes sets in motion what cannot be taken back
  bool no_is_final = false;   // so does a no

  // True when the number in the message is another one of the kind that the prompt shows.
  bool ShowsAnother(const Message& message, std::size_t number) const;
  // True when the prompt, its options or the value shown hold the word in some form.
  bool Shows(const Token& token) const;
  // True for the verb of the action that is asked about, and for one that means the same.
  bool IsAction(const Token& token) const;
  // True for a verb that means another action.
  bool IsOtherAction(const Token& token) const;
  // True for what the prompt only weighs its proposal against: "store credit instead of a refund".
  bool IsAlternative(const Token& token) const;

 private:
  void ReadAction(const std::vector<MarkHit>& marks);
  void ReadAlternatives(const std::vector<MarkHit>& marks);
  void CollectWords() const;

  const Prompt& prompt_;
  std::string_view language_;
  Message text_;
  std::string verb_;  // of the action, as it stands: "cancel"; empty when none is found
  std::vector<ShownNumber> numbers_;
  // Most replies are plain and never ask for these; an Asked belongs to one reading.
  mutable bool collected_ = false;
  mutable std::vector<std::string> words_;  // stems and numbers, sorted
  mutable std::vector<int> actions_;        // groups of the prompt's words
  std::vector<int> asked_actions_;          // … of its last sentence
  std::vector<std::string> alternatives_;   // stems
};

// The number at the token with its neighbours.
ShownNumber NumberAt(const Message& message, std::size_t token);

}  // namespace proviso::understanding
