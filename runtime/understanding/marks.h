// SPDX-License-Identifier: Apache-2.0
// Function words (`<language>/marks.def`). Cues say what a reply says; marks say in which mood: on
// a condition, as somebody else's words, as a story of the past, as a wish. The classes are closed,
// so they carry over to messages nobody has seen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/understanding/text.h"

namespace proviso::understanding {

enum class Mark : std::uint8_t {
  Condition,   // opens what consent hangs on: "if", "provided", "once"
  When,        // a condition, unless it tells of the past or asks
  Free,        // holds a word of condition by accident or from politeness: "if you please"
  Concession,  // takes nothing back: "even if"
  Self,        // the customer as the subject
  Person,      // somebody else as the subject: "my husband", "she"
  Speaker,     // speaks only beside a verb of saying: "they", "the website"
  Say,         // verbs of saying, thinking and wanting
  Said,        // … in the past
  Past,        // auxiliaries of the past
  Unreal,      // what did not happen, what is only wished for: "would have", "i wish"
  Restrict,    // takes a part of what was asked, or another one: "only", "half"
  Hedge,       // "maybe"
  Pause,       // the answer is yet to come: "let me think"
  Lost,        // the question was not understood, or the message is not meant for us
  Perceive,    // verbs that say so when negated: "read", "understand"
  Want,        // verbs that refuse when negated: "want", "need"
  Negation,    // "not"
  Back,        // draws the conclusion of what came before: "so"
  Turn,        // what was said is taken back: "wait", "actually"
  And,         // joins clauses
  But,         // opens an objection
  Reason,      // opens a reason: "because"
  You,         // the machine or the team: praise of it is no consent
  Praised,     // what a team is praised for: "service"
  Open,        // a message that ends in it was cut off: "and", "the"
  Aside,       // after "I", words about the talk itself: "yes, I understand"
  Determined,  // what may follow a "no" that is a refusal; before other words it is "no questions"
  Meta,        // instructions to a machine, in themselves: "system prompt"
  Matter,      // … beside an order: "rules"
  Order,       // orders to a machine: "ignore", "output"
  Role,        // who claims to speak: "system:", "as an administrator"
  AsA,         // puts a role before its name: "as an"
  Lead,        // in a prompt, what the verb of the asked action follows: "shall I"
  Fact,        // in a prompt, opens a question of fact: "was"
  Agree,       // in a prompt, asks for agreement: "is that okay"
  Mind,        // in a prompt, asks whether something is unwelcome: "do you mind"
  MindSo,      // says that it is: "yes", "I do"
  Undo,        // verbs that end something: "cancel"
  Keep,        // their opposite: "leave"
  Points,      // pronouns that point at what was put forward: "it"
  Refers,      // points at what was asked: "it", "please do"
  Request,     // asks for a thing to be done, which is no question: "could you"
  Uses,        // verbs between a "not" and the value that is not meant: "use"
  Wrong,       // behind a value: "is wrong"
  Old,         // "old", "used to"
  Mine,        // "mine", "my own"
  Sender,      // what a message came from: "mail from"
  Bound,       // before a value that bounds a range: "between", "before"
  Corrects,    // between two values: the later one is meant
  Joins,       // between the ends of a range, or two of which one is meant: "to", "or"
  Share,       // what a percentage is of: "off"
  InPart,      // "half", "a partial"
  Either,      // "or"
  Toward,      // before a person, who gets something: "to my mother"
  Copula,      // between a noun and its number: "is"
  Numbered,    // "number", behind the noun that says of what: "tracking number"
  Bought,      // what an order number may be of: "order", "invoice"
  Most,        // "the biggest"
  Least,       // "the cheapest"
  Or,          // between two values: either
  Your,        // "keep your voucher" turns the voucher down
  Plain,       // says nothing that could limit a yes: "me", "very", "sounds"
  Polite,      // may stand before the verb of an order: "please", "just"
  To,          // opens what somebody is happy to do: "to"
  AsIs,        // the state things are in: "as it is", "the way it is"
  First,       // what has to come before: "first", "in advance"
  Receipt,     // says that it was heard, which is no yes: "noted", "got it"
  Exclaims,    // surprise, which is no yes either: "wow"
  Identity,    // says who or whose: "that's my", "this is"
  Ends,        // ends what the customer has: "cancel", "close"
  Stay,        // goes on with it: "stay", "keep"
  Refuse,      // verbs of refusing, which a "not" turns round: "refuse", "say no"
  Hardly,      // … and so does "hard to"
  Wish,        // "want", "like": who does not want what was offered refuses it
  NoneOf,      // takes none of what was offered: "neither of them"
  Forbids,     // opens an order not to: "don't"
  Dismiss,     // what is said against an offer: "too expensive"
  Drops,       // turns down what it stands before: "forget", "skip"
  Excepts,     // … and: "anything but", "instead of", "than"
  InPlaceOf,   // in a prompt, before what a proposal takes the place of: "instead of"
  JustThe,     // before a part: "just the", "only my"
  Useless,     // … and what it stands behind: "would be wrong"
  Got,         // verbs of getting, in a story: "got", "received"
  Why,         // asks about what it stands before: "what about", "why"
  Beside,      // a value is only near the one that is meant: "the order after …"
  Onward,      // … and of a row that begins there: "and up"
  PartOf,      // … or a piece of it: "ends in"
  Guess,       // "maybe", "might be"
  Belongs,     // behind a value, before whose it is: "belongs to", "is"
  Labelled,    // things with a number of their own: "postcode", "PIN"
};

// More classes than 64 bits hold.
__extension__ using MarkSet = unsigned __int128;
static_assert(static_cast<int>(Mark::Labelled) < 128);

constexpr MarkSet Bit(Mark mark) { return MarkSet{1} << static_cast<int>(mark); }

// Where a phrase of the table stands.
struct MarkHit {
  MarkSet marks = 0;
  std::uint32_t first = 0;  // token index
  std::uint32_t count = 0;
};

// Immutable after construction. Unlike a PhraseTable a phrase may be in several classes, shorter
// phrases inside a longer one are found as well, and no slip of the finger is forgiven.
class MarkTable {
 public:
  // Adds phrases parted by "|".
  void Add(Mark mark, std::string_view phrases);
  std::vector<MarkHit> Find(const std::vector<Token>& tokens) const;

 private:
  std::unordered_map<std::string_view, std::uint32_t> ids_;
  std::unordered_map<std::uint64_t, MarkSet> marks_;  // hash of word ids -> classes
  std::uint32_t longest_ = 0;
};

// Empty for a language without a table: nothing is said to have a mood then.
const MarkTable& MarksOf(std::string_view language);

}  // namespace proviso::understanding
