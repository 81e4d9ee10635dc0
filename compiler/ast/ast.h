// SPDX-License-Identifier: Apache-2.0
// The syntax tree of policy text: what the words say, before anything is resolved. The parser
// builds it with the nesting already rebuilt (LANGUAGE section 2); sema only reads it. Plain data,
// owned by the Document; every node carries its span, and every non-blank line of the source lies
// in a Statement, a head field or a Remark (promise 1: nothing is dropped silently).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/source.h"
#include "core/value.h"
#include "core/value_type.h"

namespace proviso::ast {

// A run of words as the author wrote it.
struct Phrase {
  Span span;
  std::string text;  // white space collapsed, outer punctuation and brackets cut
  std::vector<std::string>
      words;  // lower case, without punctuation; hyphens split; "user's" -> "user's"
  bool empty() const { return words.empty(); }
};

// ---- expressions (LANGUAGE section 4), inside braces and comparisons ----
struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

struct Literal {
  Value value;  // percent: the number; yes/no: Bool; duration: ISO 8601 text; date: ISO text
  ValueType type = ValueType::Text;
};
struct Path {  // {order.items}; the first step names a slot, fact or result ("new_order")
  std::vector<std::string> steps;
};
struct NounPath {  // a value named in plain words: "the order number", "the new order"
  Phrase noun;
};
enum class UnaryOp : std::uint8_t { Negate, Not, CountOf, SumOf };
struct Unary {
  UnaryOp op{};
  ExprPtr operand;
};
enum class BinaryOp : std::uint8_t {
  Add,
  Subtract,
  Multiply,
  Divide,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Contains,
  And,
  Or
};
struct Binary {
  BinaryOp op{};
  ExprPtr left;
  ExprPtr right;
};
enum class ClockWord : std::uint8_t { Today, Now };
struct ListLiteral {
  std::vector<ExprPtr> items;
};
struct Expr {
  Span span;
  std::variant<Literal, Path, NounPath, Unary, Binary, ClockWord, ListLiteral> node;
};

// ---- mentions ----
struct Argument {
  Span span;
  std::string name;
  std::string type_name;  // `name: str`: the spelling of the type; empty when bound
  bool optional = false;  // `name?: str`
  ExprPtr value;          // `name: {value}` or `name = value`; null when declared
};
struct ToolMention {
  Span span;         // of @name(…)
  std::string name;  // without '@'
  bool has_parentheses = false;
  std::vector<Argument> arguments;
};
struct PolicyMention {
  Span span;
  std::string name;     // words, '_' and '-' replaced by spaces: "Single order cancellation policy"
  std::string section;  // after a dash or '/', or empty
};
struct QuotePart {
  Span span;
  std::string literal;      // text, when neither of the others is set
  std::string placeholder;  // the words inside [ ]
  ExprPtr expr;             // { … }
};
struct Quotation {
  Span span;
  std::vector<QuotePart> parts;
};

// `as {name: type}` behind a step
struct AsClause {
  Span span;
  std::string name;
  std::optional<ValueType> type;
};

// ---- conditions (LANGUAGE section 5) ----
struct Condition;
using ConditionPtr = std::unique_ptr<Condition>;

struct AllOf {
  std::vector<ConditionPtr> parts;
};  // joined by and
struct AnyOf {
  std::vector<ConditionPtr> parts;
};  // joined by or
struct NotCondition {
  ConditionPtr operand;
};
// The customer accepted / declined / said yes / said no to the nearest question or offer.
// `about` holds what was named ("the offer", "shipping upgrade"), may be empty.
struct CustomerAnswer {
  bool accepted = true;
  Phrase about;
};
// "the order is (not) eligible", "a user with that email exists", "the payment fails". The copula
// and the negation are cut from `predicate`; "one of" lists and comparisons are Comparison instead.
struct PredicateCondition {
  Phrase subject;
  Phrase predicate;
  bool negated = false;
  std::string happened = {};  // how a record names it: "arrived", of "did not arrive"
};
// "After the second miss", "twice in the wrong format": so many negative outcomes of the nearest
// check.
struct Attempts {
  std::uint32_t count = 0;
};
// A condition that is only a name: an option of the question before it, a status, something that is
// true of the thing at hand ("if they choose a refund", "for gift cards", "if expired").
struct NamedTest {
  Phrase phrase;
  bool wish = false;  // "they want …": may also answer the question whether they do
};
struct NewValueProvided {
  Phrase noun;
};  // "a new address is provided"
enum class CompareOp : std::uint8_t {
  Is,
  IsNot,
  OneOf,
  More,
  Less,
  AtLeast,
  AtMost,
  Contains,
  IsEmpty,
  IsKnown,
  Before,
  After,
  Within,
  OlderThan
};
struct Comparison {
  ExprPtr left;  // null: the nearest thing asked or looked at
  CompareOp op{};
  std::vector<ExprPtr> right;  // one, several for OneOf, none for IsEmpty and IsKnown
  bool negated = false;
};
struct ToolFails {
  std::optional<ToolMention> tool;
  Phrase subject;
};  // "@x fails", "if that does not work"
struct Vague {
  Phrase word;
};  // if applicable / needed / possible: the condition of a Branch
struct ExprCondition {
  ExprPtr expr;
};  // {count of items > 3}
struct FreeCondition {
  Phrase text;
  std::vector<ToolMention> tools;
};  // nothing of the above: needs judgement
struct Condition {
  Span span;
  bool again = false;  // "it still cannot be found": the same outcome another time
  std::variant<AllOf, AnyOf, NotCondition, CustomerAnswer, PredicateCondition, Attempts, NamedTest,
               NewValueProvided, Comparison, ToolFails, Vague, ExprCondition, FreeCondition>
      node;
};

// ---- statements (LANGUAGE section 3) ----
struct Statement;
using Block = std::vector<std::unique_ptr<Statement>>;

struct Section {
  Phrase title;
  bool limits = false;      // the title says when, by whom or for whom its steps are done
  bool names_deed = false;  // … or what is done in them: "finding the order", "how much comes back"
};                          // body: its steps
// "Ask for the number again", "have them check it and try once more": what `nouns` name is filled
// anew and the conversation goes on at the first step that used it. Without nouns it is what the
// nearest check was made with (`all`: every value of it, "ask for both again").
struct Again {
  std::vector<Phrase> nouns;
  bool all = false;
  std::uint32_t times = 0;  // at most so often; 0: nothing is said
  Phrase form{};            // "with 6 digits"
};
// Asks the customer for a value. `nouns`: one, or several for "name and email"; `any_one`: "name or
// id".
struct Ask {
  std::vector<Phrase> nouns;
  bool any_one = false;
  std::optional<Quotation> exact{};  // the author's own words for the question
};
// "Ask if/whether …", "confirm with the customer that …": accept / decline. `question`: the clause
// after if/whether/that.
struct AskYesNo {
  Phrase question;
  std::optional<Quotation> exact{};
};
// "Ask …: A, B, or C"; "Confirm the customer's issue: A, B, or C". `noun`: what is chosen.
struct Choose {
  Phrase noun;
  std::vector<Phrase> choices;
  std::optional<Quotation> exact{};

  // "Let them choose.": among what the question before it names.
  bool leaves_it_open() const { return noun.empty() && choices.empty(); }
};
struct ConfirmValue {
  Phrase noun;
};  // "Ask the customer to confirm the reshipment address."
struct Fact {
  Phrase noun;
};  // "Confirm the shipping status (e.g. …)." `examples` hold what stands in brackets
// "50% of the order", "half of the fee", "$20": how much of what.
struct Share {
  Phrase words;
  ExprPtr value;  // a percent is one of `of`
  Phrase of;
};
// Any sentence that makes a call. `purpose`: the words after to / that / for, without the calls.
// `verb_phrase`: all words of the sentence without the calls ("click the button to …").
struct Use {
  std::vector<ToolMention> calls;
  Phrase purpose;
  Phrase words;
  Phrase told;  // "to notify the user that …": the message, turned to address the customer
  std::optional<Share> share;
  bool looks_up = false;  // its verb only looks: "retrieve it with @t"
  std::vector<Literal>
      entered;  // values in quotes that the author says to enter, here or right above
};
struct OfferOption {
  Span span;     // the option's line(s)
  Phrase label;  // "Discount Offer"
  Phrase text;   // after the colon, without the call
  std::vector<ToolMention> tools;
  std::vector<Literal> values;  // from "(e.g., 10% or 15%)", "a 20% coupon", in the order written
};
struct Offer {
  Phrase noun;
  Phrase purpose;
  std::vector<OfferOption> options;
  std::vector<Literal> values;  // an offer of one thing: from "a discount of 10% or 15%"
  std::vector<ToolMention> tools;
};
// "Apply the agreed offer using the relevant tools (@a, @b, or other …)". `open_list`: "or other
// …".
struct ApplyOffer {
  Phrase words;
  std::vector<ToolMention> tools;
  bool open_list = false;
};
// A message: `quote`, or `told` turned to address the customer ("inform the user that …").
struct Say {
  std::optional<Quotation> quote;
  Phrase told;
  bool described = false;  // `told` names what to say ("the reason") and is not itself the message
  bool deed = false;       // `told` is what the customer is asked to do ("restart the router")
};
// `condition` with body = then; `otherwise` = else. A lone "Otherwise:" line has condition null and
// stands right after the branch it completes.
struct Branch {
  ConditionPtr condition;
  Block otherwise;
  bool has_otherwise = false;
};
enum class PolicyUse : std::uint8_t { Call, Transfer, AsDescribed };
// follow / use #p; go to #p; proceed with … as described in #p. `doing`: "the order cancellation".
struct FollowPolicy {
  PolicyUse use{};
  PolicyMention policy;
  Phrase doing;
};
struct GoTo {
  Phrase section;
  std::uint32_t skip = 0;  // "skip the next step": that many steps, `section` is empty
  bool loose = false;      // "go to Money back": where there is no such title, no place is meant
};                         // go to "Section title"; skip to the … step
struct Entry {
  PolicyMention policy;
  Phrase words;
};  // first line: "Customer wants … in the #p – Section"
struct HandOff {
  Phrase to;
  Phrase reason;
};
struct Remember {
  std::string name;
  Phrase noun;
  ExprPtr value;
};
struct Stop {
  Phrase outcome;
};                   // stop; end the conversation; do nothing else
struct Continue {};  // then continue
struct Note {
  std::optional<Quotation> quote;
  Phrase text;
};
// What a rule asks for before one of its tools is called (LANGUAGE section 9).
struct HoldsFirst {
  ConditionPtr condition;
};  // "only if …", "never … unless …"; of the customer: his consent
struct AskedFirst {
  std::vector<Phrase> nouns;
};  // "always ask for … before …"
struct AtMostTimes {
  std::uint32_t most = 1;
  bool of_things = false;  // "refund at most one charge": of what a call is made for
};
struct AtMostValue {
  ExprPtr most;
};  // "never refund more than …"
struct NeverAsked {
  std::vector<Phrase> nouns;
};  // "never ask for …": of the policy's questions
// always / never / only / at most. `needs` is set when its sentence was read whole as one of these.
struct Rule {
  Phrase text;
  std::vector<ToolMention> tools;
  std::variant<std::monostate, HoldsFirst, AskedFirst, AtMostTimes, AtMostValue, NeverAsked> needs;
  Phrase deed;    // the words that say what it speaks of, without those that say when
  Block instead;  // "…; in this case escalate": where it forbids
  // Whether a clause says what is not done ("do not offer …"), or at least some words do; "vans
  // don't qualify" has neither.
  bool names_clause = false;
  bool names_deed = false;
};
struct Repeat {
  Phrase item;
  Phrase list;
};
struct Wait {
  Phrase until;
};
// A line of a list that is no instruction: "Full name - first and last", "Zip Code".
struct Item {
  Phrase label;
  Phrase text;
  std::vector<ToolMention> tools;
};
// Explanation, example, aside: "This loads information in the background." Not executed, named by
// explain.
struct Documentation {
  // Which calls its words may limit, as far as they are known.
  enum class Reach : std::uint8_t {
    None,    // it is known to limit none: a reason, an example
    Beside,  // the call next to it: a line that stands by itself
    Spoken,  // these, and those that it speaks of: it says how things are
  };
  Phrase text;
  Reach reach = Reach::None;
};
// An instruction that none of the above expresses.
struct Judge {
  Phrase text;
  std::vector<ToolMention> tools;
  std::vector<PolicyMention> policies;
};

enum class Joined : std::uint8_t {
  None,
  Then,
  Or,
  Otherwise
};  // to the statement before it on the same line

struct Statement {
  Span span;  // the sentence (first line of it, with the bullet cut)
  std::variant<Section, Ask, Again, AskYesNo, Choose, ConfirmValue, Fact, Use, Offer, ApplyOffer,
               Say, Branch, FollowPolicy, GoTo, Entry, HandOff, Remember, Stop, Continue, Note,
               Rule, Repeat, Wait, Item, Documentation, Judge>
      node;
  Block body;  // what belongs to it: a section's or branch's steps, lines nested under a step
  std::optional<AsClause> as;  // as {name: type}
  Phrase brackets;             // "(e.g., …)" cut from the sentence; empty if none
  Joined joined = Joined::None;
  bool without_asking = false;  // the line says so
  bool permitted = false;       // says what may be done, not that it is done
  bool declared = false;        // says how things are or must be, and instructs nobody
  Phrase unread;  // words of its sentence that nothing accounts for; such a statement does not act
  bool inferred_layout = false;  // its body was rebuilt from flat text
  std::string mark;  // the number or letter it stands behind: "6", "2.1", "b"; an address for go to
};

// The condition of a branch when it is a T ("if the order is paid": a PredicateCondition); nullptr
// when it is another one, and for every other statement.
template <typename T>
const T* ConditionOf(const Statement& statement) {
  const auto* branch = std::get_if<Branch>(&statement.node);
  return branch == nullptr || branch->condition == nullptr
             ? nullptr
             : std::get_if<T>(&branch->condition->node);
}

struct HeadField {
  Span span;
  std::string key;  // canonical: "when", "examples", "platforms", "channels", "requires",
                    // "language", "language_version", "owner", "version"
  std::string value;
  std::vector<std::string> items;  // list values: examples, platforms, channels
};

struct Policy {
  std::string name;                  // "Send replacement"
  std::vector<std::string> aliases;  // other names it answers to: a page's title
  Span name_span;
  std::vector<HeadField> head;
  Block body;
  bool is_example = false;  // from an "Example policy" section of a page
};

enum class RemarkKind : std::uint8_t { Comment, Prose, Heading, Separator, Struck, Code };
// Text that is not executed: comments, prose sections of a page, what the author took out.
struct Remark {
  Span span;
  RemarkKind kind{};
};

// What a line of the source is, for whoever writes the text anew.
enum class LineRole : std::uint8_t {
  PolicyName,   // "Policy: Name", "# Name"
  HeadField,    // "When: …"
  HeadValue,    // a line of the list under a head field
  PageHeading,  // "Policy logic": says what the section of a page is
  Prose,        // in a section of a page that holds no steps
  Explanation,  // in front of the steps of a policy, and none of them
  Heading,      // of a section
  Step,
  Table,    // a row of one
  Comment,  // nothing else on the line
  Ruler,    // "---", a lone bullet
  LeftOut,  // struck, commented out, code, front matter: kept as it stands
  Unread,   // too long to be read
};
enum class Bullet : std::uint8_t { None, Mark, Number };

// One line that is not blank. Offsets are bytes of the file.
struct LineLayout {
  std::uint32_t number = 0;  // 1-based
  LineRole role{};
  Bullet bullet{};
  std::uint8_t hashes = 0;       // of a Markdown heading
  bool colon = false;            // ends in one
  bool rebuilt = false;          // the lines under it stood at its own level
  std::uint32_t text_begin = 0;  // behind indentation, bullets and hashes
  std::uint32_t title_end = 0;   // behind the title of a step, "Check:"; 0: it has none
  std::uint32_t comment = 0;     // where the comment behind the text begins; the line's end if none
  std::uint32_t indent = 0;      // columns, as written
  std::uint32_t depth = 0;       // levels, after the nesting was rebuilt; of headings and steps
};

struct Document {
  FileId file{};
  std::string language;  // of its pack; empty when there is none, and nothing was read
  Span language_span{};  // where the text says so; empty when it does not
  std::vector<Policy> policies;
  std::vector<Remark> remarks;
  std::vector<LineLayout> layout;  // every line that is not blank, in order
  std::vector<Span> verbatim;  // texts in quotation marks and brackets, in order: no layout inside
};

// The documents of a bundle. A document never changes once it is read, so that bundles share it.
class Documents {
 public:
  class Iterator {
   public:
    using Place = std::vector<std::shared_ptr<const Document>>::const_iterator;
    explicit Iterator(Place place) : place_(place) {}
    const Document& operator*() const { return **place_; }
    Iterator& operator++() {
      ++place_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return place_ == other.place_; }

   private:
    Place place_;
  };

  void Add(std::shared_ptr<const Document> document) { documents_.push_back(std::move(document)); }
  Iterator begin() const { return Iterator(documents_.begin()); }
  Iterator end() const { return Iterator(documents_.end()); }
  std::size_t size() const { return documents_.size(); }
  const Document& operator[](std::size_t index) const { return *documents_[index]; }

 private:
  std::vector<std::shared_ptr<const Document>> documents_;
};

}  // namespace proviso::ast
