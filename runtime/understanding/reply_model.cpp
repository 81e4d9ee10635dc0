// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/reply_model.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "runtime/understanding/clauses.h"

namespace proviso::understanding {
namespace {

// kReplyScale and kReplyWeights[kReplyBuckets][kReplyClasses].
#include "runtime/understanding/en/reply_model.inc"

static_assert(sizeof(kReplyWeights) == kReplyBuckets * kReplyClasses);

class FeatureHash {
 public:
  FeatureHash& Add(std::string_view text) {
    for (const char c : text) {
      state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x01000193u;
    }
    state_ = (state_ ^ 0xFFu) * 0x01000193u;
    return *this;
  }
  FeatureHash& Add(std::uint32_t number) {
    state_ = (state_ ^ number) * 0x01000193u;
    return *this;
  }
  std::uint32_t Bucket() const { return (state_ ^ (state_ >> 15)) % kReplyBuckets; }

 private:
  std::uint32_t state_ = 0x811C9DC5u;
};

// Numbers say that there is a value, not which.
std::string_view FormOf(const Token& token) {
  return token.is_digits() ? std::string_view("0") : std::string_view(token.folded);
}

// Messages beyond this many tokens are cut: what decides stands at the front.
constexpr std::size_t kMostTokens = 64;

}  // namespace

std::vector<std::uint32_t> ReplyFeatures(const Message& message,
                                         const std::vector<PhraseHit>& hits) {
  std::vector<std::uint32_t> features;
  std::string_view before = "^";
  std::uint32_t words = 0;
  for (const Token& token : message.tokens) {
    if (words == kMostTokens) break;
    const std::string_view form = FormOf(token);
    if (token.kind == TokenKind::Mark && !token.Is("?")) continue;
    ++words;
    features.push_back(FeatureHash().Add("w").Add(form).Bucket());
    features.push_back(FeatureHash().Add("b").Add(before).Add(form).Bucket());
    // Words run together by haste ("okthanks") still begin like one.
    if (form.size() > 4) features.push_back(FeatureHash().Add("p").Add(form.substr(0, 4)).Bucket());
    before = form;
  }
  features.push_back(FeatureHash().Add("b").Add(before).Add("$").Bucket());
  features.push_back(FeatureHash().Add("n").Add(std::min(words, 8u)).Bucket());
  std::uint32_t cues = 0;
  Polarity first = Polarity::None;
  for (const Clause& clause : SplitClauses(message, hits)) {
    cues |= clause.cues;
    if (first == Polarity::None && !clause.question) first = clause.polarity;
    if (clause.question) cues |= 1u << 31;
  }
  for (std::uint32_t bit = 0; bit < 32; ++bit) {
    if ((cues >> bit) & 1u) features.push_back(FeatureHash().Add("c").Add(bit).Bucket());
  }
  features.push_back(FeatureHash()
                         .Add("v")
                         .Add(static_cast<std::uint32_t>(first))
                         .Add(std::min(words, 4u))
                         .Bucket());
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

ReplyProbabilities ScoreReply(const std::vector<std::uint32_t>& features) {
  std::array<int, kReplyClasses> sums{};
  for (const std::uint32_t feature : features) {
    for (std::size_t k = 0; k < kReplyClasses; ++k) sums[k] += kReplyWeights[feature][k];
  }
  const int top = *std::max_element(sums.begin(), sums.end());
  ReplyProbabilities result{};
  double total = 0;
  for (std::size_t k = 0; k < kReplyClasses; ++k) {
    result[k] = std::exp(kReplyScale * (sums[k] - top));
    total += result[k];
  }
  for (double& probability : result) probability /= total;
  return result;
}

}  // namespace proviso::understanding
