// SPDX-License-Identifier: Apache-2.0
// What a customer may write in answer to a question: each thing that can be meant, in words that
// the reader really understands so.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/dialogue.h"
#include "runtime/understanding/reader.h"
#include "testing/explore/phrasebook.h"

namespace proviso::explore {

struct Reply {
  std::string text;
  Reading reading;
};

// Remembers what it has read; not thread-safe.
class Replies {
 public:
  // `reader` must outlive it.
  Replies(const understanding::Reader& reader, std::string language, std::string today);

  // `tried`: texts that a condition on the asked value needs. `last`: the value that was given
  // before, which is not given again while there is another example. In a fixed order; two replies
  // never read alike. Lives until the next call.
  const std::vector<Reply>& For(const Prompt& prompt, const std::vector<std::string>& tried,
                                const Value& last);

 private:
  class Collector;
  const understanding::Reader& reader_;
  std::string language_;
  std::string today_;
  std::map<std::string, std::vector<Reply>> known_;
};

}  // namespace proviso::explore
