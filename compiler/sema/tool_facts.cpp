// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/tool_facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/pack/pack.h"
#include "compiler/sema/callers.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {

bool ToolFacts::ReadsOnly(const ToolDefinition& tool) const {
  const ToolEffect effect = EffectOf(tool, lexicon()).effect;
  if (effect != ToolEffect::Unknown) return effect == ToolEffect::Read;
  return !context_.bundle.tools.in_catalogue(tool.name) &&
         lexicon().ReadToolName(tool.name).verb == ToolVerb::Read;
}

std::string ToolFacts::NounOf(const ToolDefinition& tool) const {
  return tool.noun().empty() ? lexicon().ReadToolName(tool.name).noun : tool.noun();
}

std::string ToolFacts::NameResult(const ToolDefinition& tool) {
  std::string noun = NounOf(tool);
  if (noun.empty()) noun = tool.name;
  return SnakeCase(SplitWords(noun));
}

// "the customer", "their account": whoever writes, not an order of theirs.
bool ToolFacts::IsAccount(const ToolDefinition& tool) const {
  const Words noun = SplitWords(NounOf(tool));
  return !noun.empty() &&
         lexicon().EntityOf(noun.back()) == lexicon().List("customer_entities").front();
}

Meaning ToolFacts::EffectOfTool(const ToolDefinition& tool) const {
  const ToolEffectReading reading = EffectOf(tool, lexicon());
  const std::string_view name = ToolEffectName(reading.effect);
  if (!reading.word.empty()) {
    return Means(Sense::EffectByName, name, reading.word);
  }
  return Meaning(std::string(name));
}

bool ToolFacts::IsOfCall(const ast::PredicateCondition& predicate,
                         const ToolDefinition& tool) const {
  const Words& words = predicate.predicate.words;
  const bool failure = lexicon().AnyIs("failure_words", words);
  const bool success = lexicon().AnyIs("success_words", words);
  if (!failure && !success) return false;
  if (!ReadsOnly(tool)) return !lexicon().AnyIs("result_negations", words) || failure;
  // "The payment failed" behind @payment_of is what was looked up, "the look-up failed" is not.
  const Words noun = SplitWords(NounOf(tool));
  return failure && std::none_of(predicate.subject.words.begin(), predicate.subject.words.end(),
                                 [&](const std::string& word) {
                                   return std::find(noun.begin(), noun.end(), word) != noun.end();
                                 });
}

const ToolPredicate* ToolFacts::ListedPredicate(const ToolDefinition& tool, const Words& words) {
  const ToolPredicate* found = nullptr;
  // The phrase, or a word or a run of words of it: "out for delivery", "still eligible".
  for (std::size_t length = words.size(); found == nullptr && length > 0; --length) {
    for (std::size_t begin = 0; found == nullptr && begin + length <= words.size(); ++begin) {
      const Words run(words.begin() + static_cast<std::ptrdiff_t>(begin),
                      words.begin() + static_cast<std::ptrdiff_t>(begin + length));
      found = tool.FindPredicate(JoinWords(run));
    }
  }
  return found;
}

std::optional<PredicateSpec> ToolFacts::PredicateOf(const ToolDefinition& tool,
                                                    const Words& words) const {
  const ToolPredicate* found = ListedPredicate(tool, words);
  if (found == nullptr) {
    if (context_.bundle.tools.in_catalogue(tool.name)) return std::nullopt;
    PredicateSpec spec;
    if (lexicon().AnyIs("exists_words", words)) {
      spec.form = PredicateForm::Exists;
      return spec;
    }
    spec.form = PredicateForm::Words;
    // "already shipped" asks whether it is shipped; "in stock" is looked for as it stands and as
    // "stock".
    Words telling = Stating(lexicon(), words);
    const auto add = [&](std::string word) {
      if (!word.empty() &&
          std::find(spec.words.begin(), spec.words.end(), word) == spec.words.end()) {
        spec.words.push_back(std::move(word));
      }
    };
    const Words head = lexicon().HeadWords(telling);
    add(JoinWords(telling));
    add(JoinWords(head));
    // A status must say the whole of it: "delivered" does not say "delivered to a neighbour". What
    // something is eligible *for* it need not say.
    spec.equals.push_back(JoinWords(telling));
    const bool purpose = !head.empty() && head.size() < telling.size() &&
                         telling.front() == head.front() &&
                         lexicon().Is("purpose_starters", telling[head.size()]);
    if (purpose) spec.equals.push_back(JoinWords(head));
    // "Cancelled before": a field of that name, or whether it is cancelled.
    if (telling.size() > 1 && wording().pack().forms().Has("earlier_words", telling.back())) {
      telling.pop_back();
      add(JoinWords(telling));
      spec.equals.push_back(JoinWords(telling));
    }
    for (const std::string& meaning : lexicon().List("state_meanings")) {
      // "left the warehouse": shipped, in transit or whatever else says so.
      const std::size_t first = meaning.find('/');
      if (JoinWords(telling) != meaning.substr(0, first)) continue;
      for (std::size_t at = first; at != std::string::npos; at = meaning.find('/', at + 1)) {
        std::string state = meaning.substr(at + 1, meaning.find('/', at + 1) - at - 1);
        spec.equals.push_back(state);
        add(std::move(state));
      }
    }
    for (const std::string& pair : lexicon().List("spelling_variants")) {
      const std::size_t slash = pair.find('/');
      if (JoinWords(telling) == pair.substr(0, slash)) add(pair.substr(slash + 1));
      if (JoinWords(telling) == pair.substr(slash + 1)) add(pair.substr(0, slash));
    }
    // "The code has been verified": the `valid` of the check.
    for (const std::string& pair : lexicon().List("flag_synonyms")) {
      const std::size_t slash = pair.find('/');
      if (JoinWords(telling) == pair.substr(0, slash)) add(pair.substr(slash + 1));
    }
    if (spec.words.empty()) return std::nullopt;
    return spec;
  }
  PredicateSpec spec;
  spec.words = found->words;
  if (std::find(spec.words.begin(), spec.words.end(), found->name) == spec.words.end())
    spec.words.push_back(found->name);
  switch (found->kind) {
    case ToolPredicate::Kind::Exists:
      spec.form = PredicateForm::Exists;
      spec.words.clear();
      break;
    case ToolPredicate::Kind::Field:
      spec.form = PredicateForm::Field;
      spec.field = found->field;
      break;
    case ToolPredicate::Kind::Equals:
      spec.form = PredicateForm::Field;
      spec.field = found->field;
      spec.equals = found->equals;
      break;
  }
  return spec;
}

const KnownResult* ToolFacts::NamedBefore(const KnownResult& nearest, const Words& subject) const {
  const Words telling = Telling(lexicon(), subject);
  if (telling.empty()) return nullptr;
  const std::string entity = lexicon().EntityOf(telling.back());
  const auto names = [&](const KnownResult& result) {
    return (!entity.empty() && entity == result.entity) ||
           HasStem(IdentifierWords(result.tool->name), telling.back());
  };
  if (names(nearest)) return nullptr;
  const auto& results = context_.scope.results;
  bool behind = false;  // of the nearest, seen from here
  for (auto it = results.rbegin(); it != results.rend(); ++it) {
    behind = behind || it->variable == nearest.variable;
    if (behind && it->variable != nearest.variable && names(*it)) {
      return context_.bundle.tools.in_catalogue(it->tool->name) ? nullptr : &*it;
    }
    // Whatever does more than read may have changed it.
    if (!ReadsOnly(*it->tool)) return nullptr;
  }
  return nullptr;
}

std::optional<std::pair<KnownResult, PredicateSpec>> ToolFacts::FindPredicate(
    const Words& words) const {
  // The nearest call whose catalogue entry lists the words; else the nearest call without an entry.
  using Found = std::optional<std::pair<KnownResult, PredicateSpec>>;
  const auto among = [&](const std::vector<KnownResult>& results) -> Found {
    for (auto it = results.rbegin(); it != results.rend(); ++it) {
      if (ListedPredicate(*it->tool, words) == nullptr) continue;
      if (std::optional<PredicateSpec> spec = PredicateOf(*it->tool, words))
        return std::pair(*it, std::move(*spec));
    }
    for (auto it = results.rbegin(); it != results.rend(); ++it) {
      if (context_.bundle.tools.in_catalogue(it->tool->name)) continue;
      if (std::optional<PredicateSpec> spec = PredicateOf(*it->tool, words))
        return std::pair(*it, std::move(*spec));
    }
    return std::nullopt;
  };
  if (Found found = among(context_.scope.results)) return found;
  // What was looked up before this policy was called.
  const Scope* held = context_.scope.results.empty() ? callers_.Held() : nullptr;
  return held != nullptr ? among(held->results) : Found();
}

}  // namespace proviso::compiler
