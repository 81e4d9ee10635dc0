// SPDX-License-Identifier: Apache-2.0
// Slots whose values are names of a known list: an item of the order, one of the author's choices.
#include <algorithm>

#include "runtime/understanding/meaning.h"
#include "runtime/understanding/options.h"
#include "runtime/understanding/slot_candidates.h"

namespace proviso::understanding {
namespace {

struct NamedItem {
  std::size_t choice = 0;
  double score = 0;
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

// How much of the name is in the message, and where.
NamedItem NameHeardIn(std::size_t choice, const std::vector<Concept>& name,
                      const std::vector<Concept>& heard) {
  NamedItem result;
  result.choice = choice;
  double total = 0;
  double matched = 0;
  for (const Concept& named : name) {
    total += named.weight;
    double best = 0;
    for (const Concept& word : heard) {
      const double likeness = Likeness(named, word);
      if (likeness <= best) continue;
      best = likeness;
      if (result.end == 0) result.first = word.first;
      result.first = std::min(result.first, word.first);
      result.end = std::max(result.end, word.end);
    }
    matched += named.weight * best;
  }
  result.score = total > 0 ? matched / total : 0;
  return result;
}

bool SaysAll(const Message& message) {
  for (const Token& token : message.tokens) {
    if (token.Is("all") || token.Is("everything") || token.Is("both")) return true;
  }
  return false;
}

Candidate WholeMessage(const Message& message, Value value, double confidence) {
  return {0, static_cast<std::uint32_t>(message.text.size()), std::move(value), confidence};
}

}  // namespace

std::vector<Candidate> FindNames(const OpenSlot& slot, bool asked, const SlotContext& context) {
  const Message& message = context.message;
  if (slot.choices.empty()) {
    // Nothing is known of the names: what was said is the name, with little confidence.
    if (!asked || slot.type == ValueType::Choice) return {};
    std::vector<Candidate> text = FindText(slot, context);
    for (Candidate& candidate : text) candidate.confidence = std::min(candidate.confidence, 0.6);
    return text;
  }
  const bool many = slot.type != ValueType::Choice;
  const std::vector<Concept> heard = ConceptsOf(message);
  std::vector<NamedItem> full;
  for (std::size_t i = 0; i < slot.choices.size(); ++i) {
    const NamedItem hit = NameHeardIn(i, ConceptsOf(MakeMessage(slot.choices[i], 512)), heard);
    if (hit.score > 0.9) full.push_back(hit);
  }
  const auto name = [&](std::size_t choice) { return Value::String(slot.choices[choice]); };
  if (full.size() == 1 || (full.size() > 1 && many)) {
    std::uint32_t first = full.front().first;
    std::uint32_t end = full.front().end;
    ListBuilder list;
    for (const NamedItem& hit : full) {
      first = std::min(first, hit.first);
      end = std::max(end, hit.end);
      list.Add(name(hit.choice).view());
    }
    Value value = full.size() == 1 ? name(full.front().choice) : list.Build();
    return {{message.tokens[first].begin, message.tokens[end - 1].end, std::move(value),
             asked ? 0.95 : 0.85}};
  }
  if (!asked) return {};
  if (many && slot.choices.size() > 1 && SaysAll(message)) {
    ListBuilder list;
    for (std::size_t i = 0; i < slot.choices.size(); ++i) list.Add(name(i).view());
    return {WholeMessage(message, list.Build(), 0.85)};
  }
  Prompt prompt;
  prompt.kind = PromptKind::Choice;
  for (const std::string& choice : slot.choices) {
    PromptOption option;
    option.label = choice;
    prompt.options.push_back(std::move(option));
  }
  const OptionReading reading = ReadOption(prompt, message, context.hits, context.language);
  if (!reading.option) return {};
  return {WholeMessage(message, name(*reading.option), reading.confidence)};
}

}  // namespace proviso::understanding
