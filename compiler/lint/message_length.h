// SPDX-License-Identifier: Apache-2.0
// How long a message may be on a channel. Facts with their sources:
//   SMS: 3GPP TS 23.038 (GSM 03.38) and 23.040: 140 bytes, so 160 characters of the GSM 7-bit
//   alphabet,
//     or 70 of UCS-2 as soon as one character is not in it; characters of its extension table count
//     two.
//   WhatsApp: Cloud API, "Text messages": body of at most 4096 characters; templates: body of at
//   most 1024. Messenger: Send API, "message.text": at most 2000 characters. Instagram: Messaging
//   API: at most 1000 bytes. X (Twitter): direct messages of at most 10000 characters. Google
//   Business Messages / RCS: RBM API, "text": at most 3072 characters.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace proviso::compiler::lint {

struct ChannelLimit {
  std::string_view channel;  // "sms"
  std::string_view name;     // "SMS"
  std::size_t characters = 0;
  std::string_view source;
};

// All channels with a limit.
std::span<const ChannelLimit> ChannelLimits();
// By its name ("SMS", "WhatsApp"), compared by letters; nullptr when it has no limit.
const ChannelLimit* FindChannelLimit(std::string_view channel);

// What one SMS holds of `text`: its length in the units of the alphabet that it needs, and how many
// of them fit. Typographic quotes, dashes and ellipses count as their plain spelling: gateways
// replace them.
struct SmsLength {
  std::size_t units = 0;
  std::size_t limit = 160;
};
SmsLength MeasureSms(std::string_view text);

std::size_t CountCharacters(std::string_view text);

}  // namespace proviso::compiler::lint
