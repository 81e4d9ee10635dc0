// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/read_line.h"

#include <algorithm>

namespace proviso::parse {

bool ReadSentence::clean() const {
  return !reading.empty() && !reading.tied &&
         std::find(reading.accounts.begin(), reading.accounts.end(), read::Account::Residue) ==
             reading.accounts.end();
}

ReadLine LineReader::Read(std::span<const Token> tokens) { return ReadAs(tokens, root_); }

ReadLine LineReader::ReadCondition(std::span<const Token> tokens) {
  return ReadAs(tokens, condition_);
}

bool LineReader::Fits(std::span<const Token> tokens, std::string_view rule) {
  const std::vector<pack::Atom> all = AtomsOf(tokens, source_);
  std::span<const pack::Atom> atoms = all;
  while (!atoms.empty() && atoms.back().kind == pack::AtomKind::Colon) {
    atoms = atoms.first(atoms.size() - 1);
  }
  return !reader_.Read(atoms, pack_.root(rule)).empty();
}

ReadLine LineReader::ReadAs(std::span<const Token> tokens, pack::NetId root) {
  ReadLine line;
  line.tokens = tokens;
  line.atoms = AtomsOf(tokens, source_);
  line.torn = IsTorn(tokens);
  for (const SentenceRange& range : SplitSentences(line.atoms, tokens, source_, pack_)) {
    const std::span<const pack::Atom> atoms(line.atoms.data() + range.begin,
                                            range.end - range.begin);
    line.sentences.push_back({range, reader_.Read(atoms, root)});
    NoteLimitsInBrackets(atoms, tokens, line.sentences.back().reading);
  }
  return line;
}

// "Use @t(…) (not for gift cards)": brackets say what they like, but not what limits a call.
void LineReader::NoteLimitsInBrackets(std::span<const pack::Atom> atoms,
                                      std::span<const Token> tokens, read::Reading& reading) const {
  const bool calls = std::any_of(atoms.begin(), atoms.end(), [](const pack::Atom& atom) {
    return atom.kind == pack::AtomKind::Tool || atom.kind == pack::AtomKind::Policy;
  });
  if (!calls || reading.empty()) return;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (atoms[i].kind != pack::AtomKind::Group) continue;
    const auto inside = tokens.subspan(atoms[i].first, atoms[i].last - atoms[i].first);
    const bool limits = std::any_of(inside.begin(), inside.end(), [&](const Token& token) {
      return !token.folded.empty() && pack_.flags(pack_.Find(token.folded)).limits;
    });
    if (limits) reading.accounts[i] = read::Account::Residue;
  }
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

std::vector<ReadNode> ReadNode::All(std::string_view slot) const {
  std::vector<ReadNode> found;
  for (const ReadNode& child : children()) {
    if (child.slot() == slot) {
      found.push_back(child);
      continue;
    }
    for (ReadNode& below : child.All(slot)) found.push_back(below);
  }
  return found;
}

std::span<const Token> ReadNode::First(std::string_view slot) const {
  const std::vector<ReadNode> found = All(slot);
  return found.empty() ? std::span<const Token>{} : found.front().tokens();
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
