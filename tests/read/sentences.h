// SPDX-License-Identifier: Apache-2.0
// Sentences as the reader reads them, for tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/pack/pack.h"

namespace proviso {

struct SentenceReading {
  std::vector<std::string> constructions;  // in the order of the sentence
  std::string residue;                     // the words that nothing accounts for
  bool tied = false;
  bool read = false;
  std::string names() const;
};

// The first sentence of `text`.
SentenceReading ReadSentenceWith(const pack::Pack& pack, std::string_view text);

}  // namespace proviso
