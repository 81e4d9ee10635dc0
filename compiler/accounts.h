// SPDX-License-Identifier: Apache-2.0
// Who accounts for the words of a line (LANGUAGE section 3, "Every word counts"): data, which
// renderers turn into words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/source.h"

namespace proviso::compiler {

enum class AccountedBy : std::uint8_t {
  Form,      // a construction names it
  Name,      // part of a name: a thing, a value
  Text,      // free text that is told or shown
  Tool,      // a tool and its arguments
  Policy,    // a policy
  Value,     // an amount, a number, a date, { … }
  Quote,     // exact words
  Aside,     // ( … ), [ … ]
  Sign,      // a comma, a dash
  Function,  // says nothing
  Nobody,    // not understood
};
std::string_view AccountedByName(AccountedBy by);

// Words that stand together and have one account.
struct AccountedWords {
  Span span;
  AccountedBy by{};
  std::string construction;  // that holds them: "call.use"; empty: none
  std::string slot;          // of it: "purpose"; empty: none
};

struct SentenceAccount {
  Span span;
  // Every word is accounted for, in one way only.
  bool understood = false;
  std::vector<std::string> readings;  // two when they explain it equally well, else none
  std::vector<AccountedWords> words;  // in order
};

struct LineAccount {
  FileId file{};
  std::uint32_t line = 0;  // 1-based
  std::vector<SentenceAccount> sentences;
};

// "the words that nobody accounts for", in order; empty when the sentence was understood.
std::vector<Span> ResidueOf(const SentenceAccount& sentence);

}  // namespace proviso::compiler
