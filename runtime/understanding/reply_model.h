// SPDX-License-Identifier: Apache-2.0
// Where the rules end: a small linear model (multinomial logistic regression) over hashed words,
// pairs of words and the cues found. Its weights are one byte each in `en/reply_model.inc`, written
// by tools/train_replies from rows whose licence leaves the weights free.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "runtime/understanding/phrases.h"
#include "runtime/understanding/text.h"

namespace proviso::understanding {

inline constexpr std::uint32_t kReplyBuckets = 8192;
inline constexpr std::size_t kReplyClasses = 3;  // in the order of ReplyAct

// Buckets of the features of a reply; each counts once. What training and reading share.
std::vector<std::uint32_t> ReplyFeatures(const Message& message,
                                         const std::vector<PhraseHit>& hits);

// Probabilities of neither, accept, decline.
using ReplyProbabilities = std::array<double, kReplyClasses>;
ReplyProbabilities ScoreReply(const std::vector<std::uint32_t>& features);

}  // namespace proviso::understanding
