// SPDX-License-Identifier: Apache-2.0
// Another wording of words that were not understood: a construction sampled with the sentence's own
// pieces. It takes over, in their order, what its slots take, puts in one word that its template
// asks for, and leaves out what nothing takes; never what limits, and never a figure, a mention, a
// quotation or a bracket.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/read/reader.h"

namespace proviso::read {

struct Rewording {
  // A word or piece of the new sentence.
  struct Part {
    std::uint32_t atom = pack::kNone;  // of the sentence; kNone: put in
    std::string word;                  // as it is spelled now; empty: as it stood
  };
  pack::RuleId construction{};
  std::vector<Part> parts;
  std::vector<std::uint32_t> left_out;  // atoms
  std::size_t pieces = 0;  // of the sentence, one for each slot or word of the template
  bool new_verb = false;   // a verb takes the place of words of the author
  std::int64_t cost = 0;   // less is nearer
};

class Rephraser {
 public:
  explicit Rephraser(const pack::Pack& pack);

  // How the construction `rule` can say atoms [begin, end) of the sentence, nearest first; one for
  // each form that it has. Nothing when it takes too few of them.
  std::vector<Rewording> Reword(std::span<const pack::Atom> atoms, std::uint32_t begin,
                                std::uint32_t end, std::span<const pack::RuleId> constructions);

 private:
  struct Search;
  // A short way to say a network by itself.
  struct Yield {
    std::vector<pack::WordId> words;
  };
  struct VerbForm {
    std::vector<pack::WordId> words;
  };

  bool IsSmall(pack::WordId word) const;
  const std::optional<Yield>& YieldOf(pack::NetId net);
  std::optional<Yield> MakeYield(pack::NetId net);
  // The verbs of a network that lists some.
  const std::vector<VerbForm>& VerbsOf(pack::NetId net);
  std::string_view TextOf(pack::WordId word) const { return texts_[word]; }

  const pack::Pack& pack_;
  Reader reader_;
  std::vector<std::string_view> texts_;  // by word
  std::unordered_map<pack::RuleId, std::vector<pack::NetId>> nets_;
  std::unordered_map<pack::NetId, std::optional<Yield>> yields_;
  std::unordered_map<pack::NetId, std::vector<VerbForm>> verbs_;
};

}  // namespace proviso::read
