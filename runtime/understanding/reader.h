// SPDX-License-Identifier: Apache-2.0
// Reading the customer: from a prompt and a message to what the message says. Behind an interface,
// so that a language model can be put beside or instead of the offline reader.
#pragma once

#include <memory>
#include <string_view>

#include "bytecode/dialogue.h"

namespace proviso::understanding {

// What a reader may know of the world around the message.
struct ReaderContext {
  std::string_view language = "en";  // BCP 47; the offline reader knows "en"
  std::string_view today =
      "";  // ISO 8601 date, resolves "tomorrow"; empty: relative dates keep their words
};

class Reader {
 public:
  virtual ~Reader() = default;
  // Total: any byte sequence gives a Reading, never an exception. `message` longer than
  // kMaxMessageBytes is cut there. Thread-safe (const and stateless).
  virtual Reading Read(const Prompt& prompt, std::string_view message,
                       const ReaderContext& context) const = 0;
};

inline constexpr std::size_t kMaxMessageBytes = 8192;

// The reader that needs no network: rules first, a small trained table where rules end.
std::unique_ptr<Reader> MakeOfflineReader();

}  // namespace proviso::understanding
