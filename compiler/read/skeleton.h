// SPDX-License-Identifier: Apache-2.0
// How constructions begin: the first template of each, the shortest way, with a hole for what an
// author puts in.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/pack/pack.h"

namespace proviso::read {

inline constexpr std::string_view kHole = "…";

struct Skeleton {
  pack::RuleId construction{};
  std::string text;  // "ask for …"
};

class Skeletons {
 public:
  explicit Skeletons(const pack::Pack& pack);

  // Of the constructions of a group that begin with words of their own, in the order of the pack.
  std::vector<Skeleton> Of(std::string_view group);

 private:
  struct Sample {
    std::string text;  // empty: there is none
    bool hole = false;
  };
  const Sample& SampleOf(pack::NetId net);
  Sample Shortest(pack::NetId net, bool own_words);
  // The text that an arc stands for, and what it costs.
  Sample ArcSample(const pack::Arc& arc, std::uint32_t& cost);

  const pack::Pack& pack_;
  std::vector<std::string_view> texts_;  // by word
  std::unordered_map<pack::NetId, Sample> samples_;
};

}  // namespace proviso::read
