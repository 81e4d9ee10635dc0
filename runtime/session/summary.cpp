// SPDX-License-Identifier: Apache-2.0
#include "runtime/session/summary.h"

#include <fmt/format.h>

#include "core/utf8.h"

namespace proviso::session {
namespace {

constexpr std::size_t kKeptMessages = 6;
constexpr std::size_t kKeptFacts = 20;
constexpr std::size_t kMaxTextBytes = 240;

// `text` on one line, cut at a character boundary.
std::string Cut(std::string_view text, std::size_t max_bytes) {
  std::string out;
  std::size_t position = 0;
  while (position < text.size()) {
    const CodePoint point = DecodeUtf8(text, position);
    if (out.size() + point.length > max_bytes) return out + "…";
    const bool breaks = point.value == U'\n' || point.value == U'\r' || point.value == U'\t';
    AppendUtf8(out, breaks ? U' ' : point.value);
    position += point.length;
  }
  return out;
}

void Keep(std::deque<std::string>& list, std::string what) {
  list.push_back(std::move(what));
  if (list.size() > kKeptFacts) list.pop_front();
}

void AppendList(std::string& out, std::string_view heading, const std::deque<std::string>& items) {
  if (items.empty()) return;
  out += fmt::format("{}: {}\n", heading, fmt::join(items, "; "));
}

}  // namespace

void Transcript::AddMessage(Speaker speaker, std::string_view text) {
  std::string kept = Cut(text, kMaxTextBytes);
  if (speaker == Speaker::Customer && !first_words_) first_words_ = kept;
  messages_.push_back({speaker, std::move(kept)});
  if (messages_.size() > kKeptMessages) messages_.pop_front();
}

void Transcript::AddDone(std::string what) { Keep(done_, std::move(what)); }
void Transcript::AddFailed(std::string what) { Keep(failed_, std::move(what)); }
void Transcript::AddChosen(std::string what) { Keep(chosen_, std::move(what)); }

std::string ShortText(ValueView value) { return Cut(DisplayText(value), kMaxTextBytes); }

std::string Summarise(const Transcript& transcript, const SummaryFacts& facts,
                      const SummaryWords& words) {
  std::string out;
  if (!facts.policy.empty()) out += fmt::format("{}: {}\n", words.policy, facts.policy);
  if (!facts.reason.empty()) out += fmt::format("{}: {}\n", words.reason, facts.reason);
  if (transcript.first_words()) {
    out += fmt::format("{}: {}\n", words.first_words, *transcript.first_words());
  }
  AppendList(out, words.chosen, transcript.chosen());
  std::deque<std::string> known;
  for (const auto& [name, value] : facts.known) {
    const std::string text = ShortText(value.view());
    if (text.empty()) continue;
    if (known.size() == kKeptFacts) break;
    known.push_back(fmt::format("{} = {}", name, text));
  }
  AppendList(out, words.known, known);
  AppendList(out, words.done, transcript.done());
  AppendList(out, words.failed, transcript.failed());
  if (!transcript.last_messages().empty()) {
    out += fmt::format("{}:\n", words.last_messages);
    for (const Transcript::Message& message : transcript.last_messages()) {
      const bool customer = message.speaker == Transcript::Speaker::Customer;
      out += fmt::format("  {}: {}\n", customer ? words.customer : words.agent, message.text);
    }
  }
  if (!out.empty()) out.pop_back();
  return out;
}

}  // namespace proviso::session
