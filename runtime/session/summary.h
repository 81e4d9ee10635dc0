// SPDX-License-Identifier: Apache-2.0
// The summary that a hand-off carries: what a person needs who takes over in the middle.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/value.h"

namespace proviso::session {

// The headings of a summary. English by default; a language pack may bring its own.
struct SummaryWords {
  std::string policy = "Policy";
  std::string reason = "Reason";
  std::string first_words = "The customer wrote first";
  std::string chosen = "Chosen by the customer";
  std::string known = "Known";
  std::string done = "Done";
  std::string failed = "Failed";
  std::string last_messages = "Last messages";
  std::string customer = "customer";
  std::string agent = "agent";
  std::string yes = "yes";
  std::string no = "no";
};

// What was said and done so far, bounded: old messages go, the first of the customer stays.
class Transcript {
 public:
  enum class Speaker : std::uint8_t { Customer, Agent };

  void AddMessage(Speaker speaker, std::string_view text);
  // A call that changed something; `what` as it is shown: "create_magento_order: order_id 2001".
  void AddDone(std::string what);
  void AddFailed(std::string what);
  // An option or choice the customer made, which may be a promise that is not kept yet.
  void AddChosen(std::string what);

  struct Message {
    Speaker speaker = Speaker::Customer;
    std::string text;
  };
  const std::deque<Message>& last_messages() const { return messages_; }
  const std::optional<std::string>& first_words() const { return first_words_; }
  const std::deque<std::string>& done() const { return done_; }
  const std::deque<std::string>& failed() const { return failed_; }
  const std::deque<std::string>& chosen() const { return chosen_; }

 private:
  std::optional<std::string> first_words_;
  std::deque<Message> messages_;
  std::deque<std::string> done_;
  std::deque<std::string> failed_;
  std::deque<std::string> chosen_;
};

struct SummaryFacts {
  std::string_view policy;
  std::string_view reason;
  // Names as the policy has them ("order_number"); a person reads "order number".
  const std::vector<std::pair<std::string, Value>>& known;
};

// Plain text, a line per heading and one per value; headings without content are left out. Of a
// record each field has its name: "order: status paid, total 64.50 USD". At most a few kilobytes.
std::string Summarise(const Transcript& transcript, const SummaryFacts& facts,
                      const SummaryWords& words = {});

// A value on one line, cut to what a summary has room for.
std::string ShortText(ValueView value);

}  // namespace proviso::session
