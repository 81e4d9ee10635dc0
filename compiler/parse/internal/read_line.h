// SPDX-License-Identifier: Apache-2.0
// A step line as the reader read it: sentences, each with the tree of its constructions.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/parse/internal/atoms.h"
#include "compiler/parse/internal/token.h"
#include "compiler/read/reader.h"

namespace proviso::parse {

struct ReadSentence {
  SentenceRange range;
  read::Reading reading;
  bool limited = false;  // by the sentence behind it
  bool asks = false;     // a question that nothing makes a condition or a message of
  // Every word is accounted for, in one way only.
  bool clean() const;
  bool has_residue() const;
};

struct ReadLine {
  std::span<const Token> tokens;
  std::vector<pack::Atom> atoms;
  std::vector<ReadSentence> sentences;
  bool mentions = false;  // a tool or a policy
  bool torn = false;      // a quotation, call or bracket is not closed
};

class LineReader {
 public:
  // `source`: the whole file, in which the tokens' spans lie.
  LineReader(const pack::Pack& pack, std::string_view source)
      : pack_(pack),
        source_(source),
        reader_(pack),
        root_(pack.root("sentence")),
        condition_(pack.root("cond")),
        asked_(pack.FindRoot("asked_case")),
        limiting_aside_(pack.FindRoot("limiting_aside")),
        tool_aside_(pack.FindRoot("tool_aside")),
        put_(pack.FindRoot("put_question")) {}

  // `tokens` must outlive what is given back.
  ReadLine Read(std::span<const Token> tokens);
  // Whether the tokens, a colon behind them left out, are an instance of the rule; never where the
  // pack has no such rule.
  bool Fits(std::span<const Token> tokens, std::string_view rule);
  // Of tokens that are an instance of the rule, those in its slot; empty when there are none.
  std::span<const Token> PartOf(std::span<const Token> tokens, std::string_view rule,
                                std::string_view slot);
  // The same as Read, each sentence as a condition.
  ReadLine ReadCondition(std::span<const Token> tokens);
  // As that rule of the pack.
  ReadLine ReadBy(std::span<const Token> tokens, std::string_view rule);

 private:
  const pack::Pack& pack_;
  std::string_view source_;
  read::Reader reader_;
  ReadLine ReadAs(std::span<const Token> tokens, pack::NetId root);
  // "Can't find it? Ask again.": the two are one sentence where the first names a case.
  void JoinAsked(const ReadLine& line, std::vector<SentenceRange>& ranges);
  read::Reading ReadAtoms(const ReadLine& line, const SentenceRange& range, pack::NetId root);
  void PutToCustomer(const ReadLine& line, ReadSentence& sentence);
  // ---- limiting_words.cpp ----
  // An aside that limits is part of the sentence: read as if commas stood in place of its brackets.
  void OpenAsides(ReadLine& line, ReadSentence& sentence, pack::NetId root);
  bool IsGloss(std::span<const Token> group);
  // "Reset it (@t)": the tool in an aside belongs to the deed before it where the two are one
  // statement.
  void OpenToolAsides(ReadLine& line, ReadSentence& sentence, pack::NetId root);
  // "Thank them. [End of chat]": an end in brackets is one.
  void OpenStepAside(ReadLine& line, ReadSentence& sentence);
  bool IsStepAside(std::span<const Token> inside);
  bool NamesTools(std::span<const Token> group);
  bool Limits(std::span<const Token> tokens) const;
  bool LimitsAside(std::span<const Token> group);
  void AddOpened(std::span<const Token> tokens, std::size_t first, int depth,
                 std::vector<pack::Atom>& atoms);
  pack::NetId root_;
  pack::NetId condition_;
  std::optional<pack::NetId> asked_;
  std::optional<pack::NetId> limiting_aside_;
  std::optional<pack::NetId> tool_aside_;
  std::optional<pack::NetId> put_;
};

// Words of the last sentence that limit what stands before them, and that no statement takes up,
// become words that nothing accounts for.
void MarkLooseLimits(ReadLine& line, const pack::Pack& pack);

// A question that states something is no explanation: it would be read over.
void MarkOpenQuestion(ReadLine& line, const pack::Pack& pack);

// A node of a sentence's tree, with the line it stands in. Cheap to copy; the line must outlive it.
class ReadNode {
 public:
  ReadNode(const ReadLine& line, const ReadSentence& sentence, const pack::Pack& pack,
           std::uint32_t index)
      : line_(&line), sentence_(&sentence), pack_(&pack), index_(index) {}

  std::uint32_t begin() const { return node().begin; }  // atoms of the sentence
  std::uint32_t end() const { return node().end; }
  std::string_view slot() const { return pack_->slot_name(node().slot); }
  std::string_view rule() const;          // name; empty for a captured atom
  std::string_view construction() const;  // what it is to the compiler; empty for a plain rule
  bool is_atom() const { return node().rule == read::kAtom; }

  std::span<const Token> tokens() const { return TokensOf(begin(), end()); }
  std::span<const Token> TokensOf(std::uint32_t from, std::uint32_t to) const;
  const pack::Atom& atom(std::uint32_t at) const {
    return line_->atoms[sentence_->range.begin + at];
  }

  std::vector<ReadNode> children() const;
  // The nodes below in this slot, in order; not looked for inside one that fits.
  std::vector<ReadNode> All(std::string_view slot) const { return InSlots({slot}); }
  // The same of several slots.
  std::vector<ReadNode> InSlots(std::initializer_list<std::string_view> slots) const;
  // The tokens of the first of them; empty when there is none.
  std::span<const Token> First(std::string_view slot) const;
  bool Has(std::string_view slot) const { return !All(slot).empty(); }
  // The constructions below, in order; not looked for inside one.
  std::vector<ReadNode> Constructions() const;
  // Of a statement: what its frame is to the compiler, "Acts", "Forbids", …; empty when it has
  // none.
  std::string_view mood() const;

 private:
  const read::Node& node() const { return sentence_->reading.nodes[index_]; }
  void Collect(std::span<const std::string_view> slots, std::vector<ReadNode>& found) const;
  ReadNode At(std::uint32_t index) const { return {*line_, *sentence_, *pack_, index}; }

  const ReadLine* line_;
  const ReadSentence* sentence_;
  const pack::Pack* pack_;
  std::uint32_t index_;
};

}  // namespace proviso::parse
