// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/read_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ProvisoTokens.h"

namespace proviso::parse {

namespace {

// "which you you enter": a small word that is written twice stands for one.
void EraseDoubled(std::vector<pack::Atom>& atoms, const pack::Pack& pack) {
  const auto doubled = [&](const pack::Atom& one, const pack::Atom& other) {
    if (one.kind != pack::AtomKind::Word || other.kind != pack::AtomKind::Word) return false;
    const pack::WordFlags flags = pack.flags(pack.Find(one.folded));
    return one.folded == other.folded && flags.function && !flags.limits;
  };
  atoms.erase(std::unique(atoms.begin(), atoms.end(), doubled), atoms.end());
}

bool EndsAsking(const ReadLine& line, const SentenceRange& range) {
  return range.end < line.atoms.size() && line.atoms[range.end].kind == pack::AtomKind::Stop &&
         line.tokens[line.atoms[range.end].first].type == ProvisoTokens::QUESTION;
}

}  // namespace

bool ReadSentence::clean() const {
  return !limited && !asks && !reading.empty() && !reading.tied && !has_residue();
}

bool ReadSentence::has_residue() const {
  return std::find(reading.accounts.begin(), reading.accounts.end(), read::Account::Residue) !=
         reading.accounts.end();
}

ReadLine LineReader::Read(std::span<const Token> tokens) { return ReadAs(tokens, root_); }

ReadLine LineReader::ReadCondition(std::span<const Token> tokens) {
  return ReadAs(tokens, condition_);
}

ReadLine LineReader::ReadBy(std::span<const Token> tokens, std::string_view rule) {
  const std::optional<pack::NetId> root = pack_.FindRoot(rule);
  return root ? ReadAs(tokens, *root) : ReadLine{};
}

bool LineReader::Fits(std::span<const Token> tokens, std::string_view rule) {
  const std::vector<pack::Atom> all = AtomsOf(tokens, source_);
  std::span<const pack::Atom> atoms = all;
  while (!atoms.empty() && atoms.back().kind == pack::AtomKind::Colon) {
    atoms = atoms.first(atoms.size() - 1);
  }
  const std::optional<pack::NetId> root = pack_.FindRoot(rule);
  return root && !reader_.Read(atoms, *root).empty();
}

std::span<const Token> LineReader::PartOf(std::span<const Token> tokens, std::string_view rule,
                                          std::string_view slot) {
  const std::optional<pack::NetId> root = pack_.FindRoot(rule);
  if (!root || tokens.empty()) return {};
  ReadLine line;
  line.tokens = tokens;
  line.atoms = AtomsOf(tokens, source_);
  ReadSentence sentence{{0, line.atoms.size()}, reader_.Read(line.atoms, *root)};
  if (sentence.reading.empty() || sentence.has_residue()) return {};
  return ReadNode(line, sentence, pack_, sentence.reading.root).First(slot);
}

void LineReader::JoinAsked(const ReadLine& line, std::vector<SentenceRange>& ranges) {
  // A case is named in few words.
  constexpr std::size_t kMostAtoms = 14;
  if (!asked_) return;
  for (std::size_t i = 0; i + 1 < ranges.size(); ++i) {
    const SentenceRange asked = ranges[i];
    const std::size_t size = asked.end - asked.begin;
    if (asked.end >= line.atoms.size() || size > kMostAtoms) continue;
    if (line.tokens[line.atoms[asked.end].first].type != ProvisoTokens::QUESTION) continue;
    if (reader_.Read(std::span(line.atoms).subspan(asked.begin, size), *asked_).empty()) continue;
    const SentenceRange both{asked.begin, ranges[i + 1].end};
    // "Is it paid? If so, …": what stands behind it is tested by itself.
    const ReadSentence read{both, ReadAtoms(line, both, root_)};
    if (!read.clean() || !ReadNode(line, read, pack_, read.reading.root).Has("asked")) continue;
    ranges[i] = both;
    ranges.erase(ranges.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

ReadLine LineReader::ReadAs(std::span<const Token> tokens, pack::NetId root) {
  ReadLine line;
  line.tokens = tokens;
  line.atoms = AtomsOf(tokens, source_);
  EraseDoubled(line.atoms, pack_);
  line.torn = IsTorn(tokens);
  line.mentions = std::any_of(line.atoms.begin(), line.atoms.end(), pack::IsMention);
  // Opened asides move what stands behind them.
  std::size_t moved = 0;
  std::vector<SentenceRange> ranges = SplitSentences(line.atoms, tokens, source_, pack_);
  if (root == root_) JoinAsked(line, ranges);
  for (SentenceRange range : ranges) {
    range.begin += moved;
    range.end += moved;
    ReadSentence sentence{range, ReadAtoms(line, range, root)};
    OpenToolAsides(line, sentence, root);
    OpenAsides(line, sentence, root);
    if (root == root_) OpenStepAside(line, sentence);
    if (root == root_ && EndsAsking(line, sentence.range)) PutToCustomer(line, sentence);
    moved += sentence.range.end - range.end;
    line.sentences.push_back(std::move(sentence));
    MarkLooseLimits(line, pack_);
    if (EndsAsking(line, line.sentences.back().range)) MarkOpenQuestion(line, pack_);
  }
  return line;
}

// Where a conversation goes on or ends: what authors write in brackets as they write it in words.
bool LineReader::IsStepAside(std::span<const Token> inside) {
  constexpr std::array<std::string_view, 6> kSteps = {"Stop",  "HandOff", "Go",
                                                      "Leave", "GoStart", "Transfer"};
  constexpr std::size_t kMostTokens = 16;
  if (inside.empty() || inside.size() > kMostTokens) return false;
  const ReadLine line = ReadAs(inside, root_);
  if (line.torn || line.sentences.size() != 1 || !line.sentences.front().clean()) return false;
  const ReadSentence& read = line.sentences.front();
  const ReadNode tree(line, read, pack_, read.reading.root);
  const std::vector<ReadNode> statements = tree.All("statement");
  if (statements.size() != 1 || !tree.All("condition").empty()) return false;
  const std::vector<ReadNode> deeds = statements.front().All("do");
  return deeds.size() == 1 &&
         std::find(kSteps.begin(), kSteps.end(), deeds.front().mood()) != kSteps.end();
}

void LineReader::OpenStepAside(ReadLine& line, ReadSentence& sentence) {
  if (sentence.range.end == sentence.range.begin) return;
  const std::size_t last = sentence.range.end - 1;
  const pack::Atom aside = line.atoms[last];
  if (aside.kind != pack::AtomKind::Brackets && aside.kind != pack::AtomKind::Group) return;
  if (aside.last - aside.first < 3) return;
  const auto inside = line.tokens.subspan(aside.first + 1, aside.last - aside.first - 2);
  if (!IsStepAside(inside)) return;
  std::vector<pack::Atom> opened;
  if (last > sentence.range.begin)
    opened.push_back({pack::AtomKind::Comma, ",", aside.first, aside.first + 1});
  for (pack::Atom& atom : AtomsOf(inside, source_)) {
    if (atom.kind == pack::AtomKind::Stop) continue;
    atom.first += aside.first + 1;
    atom.last += aside.first + 1;
    opened.push_back(std::move(atom));
  }
  const auto put = [&](const std::vector<pack::Atom>& atoms) {
    const auto place =
        line.atoms.erase(line.atoms.begin() + static_cast<std::ptrdiff_t>(last),
                         line.atoms.begin() + static_cast<std::ptrdiff_t>(sentence.range.end));
    line.atoms.insert(place, atoms.begin(), atoms.end());
    sentence.range.end = last + atoms.size();
  };
  const read::Reading closed = sentence.reading;
  put(opened);
  sentence.reading = ReadAtoms(line, sentence.range, root_);
  if (sentence.clean()) return;
  put({aside});
  sentence.reading = closed;
}

// "Do they still have the box?", "Order number?": a sentence that is nothing but the question, and
// of what only the customer can tell, is put to him.
void LineReader::PutToCustomer(const ReadLine& line, ReadSentence& sentence) {
  if (!put_) return;
  ReadSentence put{sentence.range, ReadAtoms(line, sentence.range, *put_)};
  if (put.clean()) sentence = std::move(put);
}

void MarkOpenQuestion(ReadLine& line, const pack::Pack& pack) {
  ReadSentence& sentence = line.sentences.back();
  if (sentence.reading.empty() || sentence.has_residue()) {
    sentence.asks = true;
    return;
  }
  const ReadNode tree(line, sentence, pack, sentence.reading.root);
  for (const ReadNode& statement : tree.All("statement")) {
    // "How do I …?" is a title.
    if (statement.rule() == "whole" && statement.Has("what")) sentence.asks = true;
  }
}

read::Reading LineReader::ReadAtoms(const ReadLine& line, const SentenceRange& range,
                                    pack::NetId root) {
  return reader_.Read({line.atoms.data() + range.begin, range.end - range.begin}, root);
}

std::string_view ReadNode::rule() const {
  return is_atom() ? std::string_view{} : std::string_view(pack_->rule(node().rule).name);
}

std::string_view ReadNode::construction() const {
  return is_atom() ? std::string_view{} : std::string_view(pack_->rule(node().rule).node);
}

std::span<const Token> ReadNode::TokensOf(std::uint32_t from, std::uint32_t to) const {
  if (from >= to) return {};
  const std::size_t first = atom(from).first;
  return line_->tokens.subspan(first, atom(to - 1).last - first);
}

std::vector<ReadNode> ReadNode::children() const {
  std::vector<ReadNode> below;
  for (const std::uint32_t child : node().children) below.push_back(At(child));
  return below;
}

void ReadNode::Collect(std::span<const std::string_view> slots,
                       std::vector<ReadNode>& found) const {
  for (const ReadNode& child : children()) {
    if (std::find(slots.begin(), slots.end(), child.slot()) != slots.end()) {
      found.push_back(child);
    } else {
      child.Collect(slots, found);
    }
  }
}

std::vector<ReadNode> ReadNode::InSlots(std::initializer_list<std::string_view> slots) const {
  std::vector<ReadNode> found;
  Collect(std::span(slots.begin(), slots.size()), found);
  return found;
}

std::span<const Token> ReadNode::First(std::string_view slot) const {
  const std::vector<ReadNode> found = All(slot);
  return found.empty() ? std::span<const Token>{} : found.front().tokens();
}

std::string_view ReadNode::mood() const {
  const std::vector<ReadNode> inner = Constructions();
  return inner.empty() ? std::string_view{} : inner.front().construction();
}

std::vector<ReadNode> ReadNode::Constructions() const {
  std::vector<ReadNode> found;
  for (const ReadNode& child : children()) {
    if (!child.construction().empty()) {
      found.push_back(child);
      continue;
    }
    for (ReadNode& below : child.Constructions()) found.push_back(below);
  }
  return found;
}

}  // namespace proviso::parse
