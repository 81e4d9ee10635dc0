// SPDX-License-Identifier: Apache-2.0
// A reader whose understanding is obvious, so that a test of the session does not depend on how
// well customers are understood.
#pragma once

#include <string>
#include <string_view>

#include "runtime/understanding/reader.h"

namespace proviso::testing {

// "yes…" accepts, "no…" declines, "person" asks for one; to a question for a value, digits are it;
// "option N" chooses the N-th.
class WordReader : public understanding::Reader {
 public:
  Reading Read(const Prompt& prompt, std::string_view message,
               const understanding::ReaderContext& /*context*/) const override {
    Reading reading;
    reading.text = std::string(message);
    if (message.starts_with("yes")) reading.act = ReplyAct::Accept;
    if (message.starts_with("no")) reading.act = ReplyAct::Decline;
    reading.act_confidence = 1;
    if (message == "person") {
      reading.wants_person = true;
      reading.wants_person_confidence = 1;
    }
    constexpr std::string_view kOption = "option ";
    if (message.starts_with(kOption) && message.size() > kOption.size()) {
      reading.option = static_cast<std::uint32_t>(message[kOption.size()] - '1');
      reading.option_confidence = 1;
    }
    const bool digits = !message.empty() && message.find_first_not_of("0123456789") == message.npos;
    if (prompt.kind == PromptKind::Slot && digits) {
      reading.slots.push_back(
          {prompt.slot.name, Value::String(message), std::string(message), 1.0});
    }
    return reading;
  }
};

}  // namespace proviso::testing
