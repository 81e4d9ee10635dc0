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

// "new_order.tracking_number" -> "new order tracking number"
std::string NameForPeople(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool after_lower = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (c == '_' || c == '.' || c == '-') {
      out += ' ';
    } else if (upper && after_lower) {  // orderStatus
      out += ' ';
      out += static_cast<char>(c - 'A' + 'a');
    } else {
      out += c;
    }
  }
  return out;
}

// A value inside of a record: what has parts of its own is the record's business, not a summary's.
std::string PartText(ValueView value, const SummaryWords& words) {
  if (value.is_bool()) return value.kind() == ValueKind::True ? words.yes : words.no;
  if (value.is_list()) return "";
  if (value.is_map() && !value.Find("text")) return "";
  return DisplayText(value);
}

// Field by field with their names; "" for a value that says nothing.
std::string NamedText(ValueView value, const SummaryWords& words) {
  if (value.is_bool()) return PartText(value, words);
  const bool own_words = value.is_map() && value.Find("text");
  if (own_words || (!value.is_map() && !value.is_list())) return DisplayText(value);
  std::string out;
  for (auto entry = value.first(); entry; entry = value.next(*entry)) {
    std::string part =
        value.is_map() ? PartText(entry->value(), words) : NamedText(entry->value(), words);
    if (part.empty()) continue;
    if (value.is_list() && entry->value().is_map()) part = "(" + part + ")";
    if (!out.empty()) out += ", ";
    out += value.is_map() ? NameForPeople(entry->key) + " " + part : part;
    // More than there is room for.
    if (out.size() > kMaxTextBytes) break;
  }
  return out;
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
  std::size_t count = 0;
  for (const auto& [name, value] : facts.known) {
    const std::string text = Cut(NamedText(value.view(), words), kMaxTextBytes);
    if (text.empty()) continue;
    if (++count > kKeptFacts) break;
    if (count == 1) out += fmt::format("{}:\n", words.known);
    out += fmt::format("  {}: {}\n", NameForPeople(name), text);
  }
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
