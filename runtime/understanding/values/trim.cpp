// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/trim.h"

#include <span>

#include "runtime/understanding/phrases.h"

namespace proviso::understanding {
namespace {

#define PROVISO_LEAD_IN(phrase) {0, phrase},
constexpr PhraseEntry kLeadIns[] = {
#include "runtime/understanding/en/lead_ins.def"
};
constexpr PhraseEntry kAddressLeadIns[] = {
#include "runtime/understanding/en/address_lead_ins.def"
};
constexpr PhraseEntry kPortugueseLeadIns[] = {
#include "runtime/understanding/pt/lead_ins.def"
};
constexpr PhraseEntry kPortugueseAddressLeadIns[] = {
#include "runtime/understanding/pt/address_lead_ins.def"
};
#undef PROVISO_LEAD_IN
#define PROVISO_TRAILER(phrase) {0, phrase},
constexpr PhraseEntry kTrailers[] = {
#include "runtime/understanding/en/trailers.def"
};
constexpr PhraseEntry kPortugueseTrailers[] = {
#include "runtime/understanding/pt/trailers.def"
};
#undef PROVISO_TRAILER

// What a language has no table for is not cut.
const PhraseTable& OfLanguage(std::string_view language, const PhraseTable& english,
                              const PhraseTable& portuguese) {
  static const PhraseTable none({}, {});
  if (language == "en") return english;
  return language == "pt" ? portuguese : none;
}

std::uint32_t Skip(const Message& message, const PhraseTable& table) {
  // A lead-in is short; there is no need to look through all of a long message.
  std::vector<Token> head(
      message.tokens.begin(),
      message.tokens.begin() +
          static_cast<std::ptrdiff_t>(std::min<std::size_t>(message.tokens.size(), 24)));
  std::uint32_t at = 0;
  for (const PhraseHit& hit : table.Find(head)) {
    if (hit.misspelt) break;
    while (at < hit.first && head[at].kind == TokenKind::Mark && !head[at].Is("#")) ++at;
    if (hit.first != at) break;
    at += hit.count;
    // What follows "because" is the reason, whatever its first words are.
    if (head[hit.first].Is("because") || head[hit.first].Is("cause")) break;
  }
  while (at < message.tokens.size() &&
         (message.tokens[at].Is(",") || message.tokens[at].Is(":") || message.tokens[at].Is(".") ||
          message.tokens[at].Is("-") || message.tokens[at].Is("!") ||
          message.tokens[at].Is("\""))) {
    ++at;
  }
  return at;
}

}  // namespace

std::uint32_t SkipLeadIns(const Message& message, std::string_view language) {
  static const PhraseTable english(kLeadIns, {});
  static const PhraseTable portuguese(kPortugueseLeadIns, {});
  return Skip(message, OfLanguage(language, english, portuguese));
}

std::uint32_t SkipAddressLeadIns(const Message& message, std::string_view language) {
  static const PhraseTable english(kAddressLeadIns, {});
  static const PhraseTable portuguese(kPortugueseAddressLeadIns, {});
  return Skip(message, OfLanguage(language, english, portuguese));
}

std::uint32_t SkipTrailers(const Message& message, std::uint32_t first, std::uint32_t end,
                           std::string_view language) {
  static const PhraseTable english(kTrailers, {});
  static const PhraseTable portuguese(kPortugueseTrailers, {});
  const PhraseTable& table = OfLanguage(language, english, portuguese);
  const std::uint32_t from = end > first + 16 ? end - 16 : first;
  const std::vector<Token> tail(message.tokens.begin() + from, message.tokens.begin() + end);
  const std::vector<PhraseHit> hits = table.Find(tail);
  const auto drop_marks = [&] {
    while (end > first) {
      const Token& last = message.tokens[end - 1];
      const bool closing = last.Is(".") || last.Is(",") || last.Is("!") || last.Is(";") ||
                           last.Is("\"") || last.Is(":") || last.Is("-");
      if (!closing) return;
      --end;
    }
  };
  drop_marks();
  for (auto it = hits.rbegin(); it != hits.rend(); ++it) {
    if (it->misspelt || from + it->first + it->count != end || from + it->first <= first) break;
    end = from + it->first;
    drop_marks();
  }
  return end;
}

}  // namespace proviso::understanding
