// SPDX-License-Identifier: Apache-2.0
// One sentence by the constructions of a language pack: the cheapest way to account for all its
// words. A pure function of the sentence; a reader is not shared by threads, its pack is.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "compiler/pack/atom.h"
#include "compiler/pack/pack.h"

namespace proviso::read {

// Who accounts for an atom.
enum class Account : std::uint8_t {
  Template,  // a construction names it
  Silent,    // it says nothing
  Name,      // part of a name: a value, a thing
  Free,      // free text that is told or shown
  Piece,     // a call, quotation, amount, … that a slot took
  Residue,   // nobody: not understood
};

// A rule of the pack that fits atoms [begin, end) of the sentence.
struct Node {
  pack::RuleId rule{};
  pack::Form form{};
  std::uint32_t alternative = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  pack::SlotId slot = 0;  // in the parent's template
  std::vector<std::uint32_t> children;
};

struct Reading {
  // nodes[root] is the rule asked for; empty when it does not fit at all. A captured atom is a node
  // with the rule kAtom.
  std::vector<Node> nodes;
  std::uint32_t root = 0;
  std::vector<Account> accounts;  // one an atom
  std::int64_t cost = 0;
  // Two constructions explain the same words equally well: the pack does not decide.
  bool tied = false;
  pack::RuleId tie[2] = {};

  bool empty() const { return nodes.empty(); }
};

inline constexpr pack::RuleId kAtom = UINT32_MAX;
// A sentence of more atoms is not read.
inline constexpr std::size_t kMaxAtoms = 400;

class Reader {
 public:
  explicit Reader(const pack::Pack& pack);
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  const pack::Pack& pack() const { return *pack_; }
  // The cheapest reading of all atoms as `root`.
  Reading Read(std::span<const pack::Atom> atoms, pack::NetId root);

  // A part of a sentence by itself. Good until the next Load or Read; the atoms must outlive it.
  void Load(std::span<const pack::Atom> atoms);
  struct End {
    std::uint32_t at = 0;
    std::int64_t cost = 0;
  };
  // Where the network can end when it begins at atom `at`.
  std::vector<End> Ends(pack::NetId net, std::uint32_t at);
  // What it costs that the arc of `net` takes atom `at`; nullopt when it does not. Of an arc to
  // another network: Ends says it.
  std::optional<std::int64_t> Take(const pack::Arc& arc, const pack::Net& net,
                                   std::uint32_t at) const;

 private:
  struct Chart;
  const pack::Pack* pack_;
  std::unique_ptr<Chart> chart_;
};

}  // namespace proviso::read
