// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/analysis/promises.h"

#include <algorithm>
#include <array>

#include "compiler/lint/analysis/words.h"

namespace proviso::compiler::lint {
namespace {

struct PromiseWords {
  WordClass word_class;
  Facts kept_by;
  bool done;
};

constexpr std::array kPromises = {
    PromiseWords{"promise_email", Bit(Fact::MessageSent), false},
    PromiseWords{"promise_refund_done", Bit(Fact::Refunded), true},
    PromiseWords{"promise_refund_coming", Bit(Fact::Refunded), false},
    PromiseWords{"promise_cancel_done", Bit(Fact::Cancelled), true},
    PromiseWords{"promise_cancel_coming", Bit(Fact::Cancelled), false},
    PromiseWords{"promise_create_done", Bit(Fact::Created) | Bit(Fact::Shipped), true},
    PromiseWords{"promise_create_coming", Bit(Fact::Created) | Bit(Fact::Shipped), false},
    PromiseWords{"promise_discount_done", Bit(Fact::Discounted) | Bit(Fact::CouponMade), true},
    PromiseWords{"promise_discount_coming", Bit(Fact::Discounted) | Bit(Fact::CouponMade), false},
    PromiseWords{"promise_return_done", Bit(Fact::Returned), true},
    PromiseWords{"promise_return_coming", Bit(Fact::Returned), false},
    PromiseWords{"promise_address_done", Bit(Fact::AddressSet), true},
    PromiseWords{"promise_address_coming", Bit(Fact::AddressSet), false},
    PromiseWords{"promise_person", Bit(Fact::HandedOff) | Bit(Fact::TicketTouched), false},
};

bool IsTakenBack(const Lexicon& lexicon, const Words& sentence, const Words& parts) {
  const auto at = std::search(sentence.begin(), sentence.end(), parts.begin(), parts.end());
  // What stands in front of it counts, and what stands inside of it ("been", "not", "refunded")
  // cannot.
  if (HasPhrase(lexicon, "promise_taken_back", Words(sentence.begin(), at))) return true;
  // "An email when it leaves" is what the shop does by itself, at its time.
  return HasPhrase(lexicon, "promise_conditions", Words(at, sentence.end()));
}

void ReadSentence(const Lexicon& lexicon, std::string_view sentence,
                  std::vector<Promise>& promises) {
  const Words words = SplitWords(sentence);
  if (words.empty()) return;
  for (const PromiseWords& kind : kPromises) {
    const Words* phrase = lexicon.FindPhrase(kind.word_class, words);
    if (phrase == nullptr || IsTakenBack(lexicon, words, *phrase)) continue;
    promises.push_back({kind.kept_by, kind.done, JoinWords(*phrase)});
  }
}

}  // namespace

std::vector<Promise> PromisesIn(const Lexicon& lexicon, std::string_view text) {
  std::vector<Promise> promises;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find_first_of(".!?;\n", begin), text.size());
    const bool question = end < text.size() && text[end] == '?';
    if (!question) ReadSentence(lexicon, text.substr(begin, end - begin), promises);
    begin = end + 1;
  }
  return promises;
}

}  // namespace proviso::compiler::lint
