// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/call_surroundings.h"

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/pack/pack.h"
#include "compiler/sema/policy_calls.h"
#include "compiler/sema/policy_words.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {

namespace {

// "Provided the seat is free.", and "student tickets: …", which no record tells.
bool IsBareCondition(const ast::Statement& statement) {
  const auto* branch = std::get_if<ast::Branch>(&statement.node);
  if (branch == nullptr || branch->condition == nullptr || branch->has_otherwise) return false;
  return statement.body.empty() ||
         std::holds_alternative<ast::FreeCondition>(branch->condition->node);
}

}  // namespace

// What the statement itself calls, when that is more than a look.
const ast::ToolMention* CallSurroundings::CallOf(const ast::Statement& statement) const {
  const auto first = [&](const std::vector<ast::ToolMention>& tools) -> const ast::ToolMention* {
    for (const ast::ToolMention& mention : tools) {
      const ToolDefinition* tool = context_.bundle.tools.Find(mention.name);
      if (tool != nullptr && !tools_.ReadsOnly(*tool)) return &mention;
    }
    return nullptr;
  };
  if (const auto* use = std::get_if<ast::Use>(&statement.node))
    return use->looks_up ? nullptr : first(use->calls);
  if (const auto* apply = std::get_if<ast::ApplyOffer>(&statement.node)) return first(apply->tools);
  if (const auto* offer = std::get_if<ast::Offer>(&statement.node)) {
    if (const ast::ToolMention* call = first(offer->tools)) return call;
    for (const ast::OfferOption& option : offer->options) {
      if (const ast::ToolMention* call = first(option.tools)) return call;
    }
  }
  return nullptr;
}

void CallSurroundings::Collect(const ast::Block& block, const ast::Condition* around) {
  const auto line_of = [&](const Span& span) { return context_.bundle.sources.LineOf(span); };
  for (const auto& statement : block) {
    const auto& node = statement->node;
    const auto* branch = std::get_if<ast::Branch>(&node);
    if (branch == nullptr || IsBareCondition(*statement)) {
      const bool words = branch != nullptr || std::holds_alternative<ast::Documentation>(node) ||
                         std::holds_alternative<ast::Item>(node) ||
                         std::holds_alternative<ast::Rule>(node) || statement->declared;
      const Kind kind = std::holds_alternative<ast::Section>(node) ? Kind::Title
                        : words                                    ? Kind::Saying
                                                                   : Kind::Step;
      at_.emplace(statement.get(), places_.size());
      Place place;
      place.kind = kind;
      place.first = !seen_step_;
      seen_step_ = seen_step_ || kind == Kind::Step;
      place.line = line_of(statement->span);
      place.call = words ? nullptr : CallOf(*statement);
      place.in_case = around != nullptr && line_of(around->span) == place.line;
      places_.push_back(place);
    }
    Collect(statement->body, branch != nullptr ? branch->condition.get() : nullptr);
    if (branch != nullptr) Collect(branch->otherwise, nullptr);
  }
}

// One walk down and one up, so that a text of nothing but sayings takes no longer than another.
void CallSurroundings::FindNeighbours() {
  std::set<std::uint32_t> with_steps;
  for (const Place& place : places_) {
    if (place.kind == Kind::Step) with_steps.insert(place.line);
  }
  const auto walk = [&](auto begin, auto end, const ast::ToolMention* Place::*neighbour) {
    const Place* last = nullptr;     // the last step or title that was passed
    const Place* calling = nullptr;  // the last call
    for (auto place = begin; place != end; ++place) {
      // A line that holds steps, too, is said of these: "Ask for the number. It is on the receipt."
      // What is said behind a condition is said of its case.
      if (with_steps.contains(place->line) || place->in_case) {
        const bool beside = calling != nullptr && calling->line == place->line;
        (*place).*neighbour = beside ? calling->call : nullptr;
      } else {
        (*place).*neighbour = last != nullptr ? last->call : nullptr;
      }
      if (place->kind == Kind::Saying) continue;
      last = &*place;
      if (place->call != nullptr) calling = &*place;
    }
  };
  walk(places_.begin(), places_.end(), &Place::call_before);
  walk(places_.rbegin(), places_.rend(), &Place::call_behind);
}

const CallSurroundings::Place* CallSurroundings::PlaceOf(const ast::Statement& statement) {
  if (!std::exchange(collected_, true)) {
    Collect(context_.ast.body, nullptr);
    FindNeighbours();
  }
  const auto found = at_.find(&statement);
  return found == at_.end() ? nullptr : &places_[found->second];
}

const ast::ToolMention* CallSurroundings::Beside(const ast::Statement& statement, bool behind) {
  const Place* place = PlaceOf(statement);
  if (place == nullptr) return nullptr;
  return place->call_before != nullptr || behind ? place->call_before : place->call_behind;
}

const ast::ToolMention* CallSurroundings::LastCallOf(const ast::Statement& statement) const {
  if (const ast::ToolMention* call = CallOf(statement)) {
    const ToolDefinition* tool = context_.bundle.tools.Find(call->name);
    const bool final = tool != nullptr && IsConsequential(EffectOf(*tool, lexicon()).effect);
    return final ? call : nullptr;
  }
  const bool holds = std::holds_alternative<ast::Branch>(statement.node) && !statement.body.empty();
  return holds ? LastCallOf(*statement.body.back()) : nullptr;
}

const ast::ToolMention* CallSurroundings::Within(const ast::Block& block) const {
  for (const auto& statement : block) {
    if (const ast::ToolMention* call = CallOf(*statement)) return call;
    if (const ast::ToolMention* call = Within(statement->body)) return call;
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      if (const ast::ToolMention* call = Within(branch->otherwise)) return call;
    }
  }
  return nullptr;
}

const ast::ToolMention* CallSurroundings::SpokenOf(const ast::Statement& statement,
                                                   const Words& words) {
  const Place* place = PlaceOf(statement);
  if (place == nullptr || place->in_case) return nullptr;
  std::vector<const CalledTool*> calls = policy_calls_.CallsUnder({}, words);
  if (calls.empty()) calls = policy_calls_.CallsOn(words);
  const auto acts = [&](const CalledTool* called) {
    const ToolDefinition* tool = context_.bundle.tools.Find(called->mention->name);
    return tool != nullptr && !tools_.ReadsOnly(*tool) && !called->deed.empty();
  };
  const auto call = std::find_if(calls.begin(), calls.end(), acts);
  if (call == calls.end() || IsTakenUp(statement.span, words, **call)) return nullptr;
  return (*call)->mention;
}

bool CallSurroundings::IsTakenUp(const Span& line, const Words& words, const CalledTool& call) {
  std::size_t told = 0;
  std::size_t taken_up = 0;
  for (const std::string& word : Telling(lexicon(), words)) {
    const bool of_call = HasStem(call.things, word) || HasStem(call.deed, word) ||
                         !ActsIn(lexicon(), {word}).empty();
    if (of_call || !policy_words_.IsTelling(word)) continue;
    ++told;
    taken_up += policy_words_.Uses(word, line) ? 1U : 0U;
  }
  // "Members", in a policy that never speaks of them.
  if (told == 0) {
    const pack::Pack& pack = wording().pack();
    return std::none_of(words.begin(), words.end(), [&](const std::string& word) {
      return pack.flags(pack.Find(word)).customer && !pack.forms().Has("everybody", word) &&
             !policy_words_.Uses(word, line);
    });
  }
  // Two words of five: the author says in other words what the steps look at.
  return 5 * taken_up >= 2 * told;
}

const ast::ToolMention* CallSurroundings::LimitedBy(const ast::Statement& statement,
                                                    const Words& words) {
  const CalledTool* call = policy_calls_.ConsequentialCall();
  if (call == nullptr || IsOfCase(statement) || IsTakenUp(statement.span, words, *call))
    return nullptr;
  return call->mention;
}

// "Requires: BigCommerce, Gorgias" names systems; "the approval of the team lead" is none.
const ast::ToolMention* CallSurroundings::Requires(const Span& field, const Words& words) {
  const CalledTool* call = policy_calls_.ConsequentialCall();
  if (call == nullptr || NeedsNothing(words) || IsTakenUp(field, words, *call)) return nullptr;
  const bool binds = lexicon().AnyIs("approval_words", words) || IsOn(words, *call->mention) ||
                     std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                       return wording().pack().forms().Has("deciders", word);
                     });
  return binds ? call->mention : nullptr;
}

bool CallSurroundings::NeedsNothing(const Words& words) const {
  const pack::Forms& forms = wording().pack().forms();
  const bool equipment = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return forms.Has("equipment", word);
  });
  const bool nobody_else = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return forms.Has("everybody", word) || !policy_words_.IsTelling(word);
  });
  return equipment || nobody_else;
}

const ast::ToolMention* CallSurroundings::NeededFor(const ast::Statement& statement,
                                                    const Words& words) {
  if (NeedsNothing(words)) return nullptr;
  return LimitedBy(statement, words);
}

const ast::ToolMention* CallSurroundings::BoundBy(const ast::Statement& statement) {
  if (!IsBareCondition(statement)) return nullptr;
  const ast::ToolMention* call = Beside(statement, true);
  if (call == nullptr || statement.body.empty()) return call;
  const auto& condition = *std::get<ast::Branch>(statement.node).condition;
  const Words words = SplitWords(Written(condition.span));
  const pack::Pack& pack = wording().pack();
  // A name and no sentence: "student tickets", over a call on a ticket.
  const bool name = std::none_of(words.begin(), words.end(), [&](const std::string& word) {
    const pack::WordFlags flags = pack.flags(pack.Find(word));
    return flags.function || flags.limits;
  });
  return name && IsOn({words.back()}, *call) ? call : nullptr;
}

bool CallSurroundings::IsOn(const Words& words, const ast::ToolMention& call) {
  const std::vector<const CalledTool*> on = policy_calls_.CallsOn(words);
  return std::any_of(on.begin(), on.end(),
                     [&](const CalledTool* called) { return called->mention->name == call.name; });
}

bool CallSurroundings::IsOfCase(const ast::Statement& statement) {
  const Place* place = PlaceOf(statement);
  return place != nullptr && place->in_case;
}

bool CallSurroundings::IsFirst(const ast::Statement& statement) {
  const Place* place = PlaceOf(statement);
  return place != nullptr && place->first;
}

bool CallSurroundings::SaysNothingElse(const Words& words) const {
  return std::none_of(words.begin(), words.end(),
                      [&](const std::string& word) { return policy_words_.IsTelling(word); });
}

bool CallSurroundings::IsForeign(const ast::Phrase& title, const ast::ToolMention& call) {
  constexpr std::size_t kMostWords = 5;  // a sentence is no title
  if (title.words.size() > kMostWords) return false;
  const pack::Pack& pack = wording().pack();
  bool begun = false;
  bool foreign = false;
  for (const std::string& word : title.words) {
    const pack::WordFlags flags = pack.flags(pack.Find(word));
    if (flags.function || flags.article || flags.limits) continue;
    // "Wrap up", "doing it": what is done.
    const pack::VerbWord* verb = pack.FindVerb(word);
    const bool instructs = flags.verb || (verb != nullptr && !verb->third);
    if (!begun && instructs) return false;
    // "Restart details", "part 2": a piece of the work.
    if (pack.forms().Has("phase_words", word)) {
      if (begun) return false;
      continue;
    }
    begun = true;
    const bool of_call = IsOn({word}, call) || !ActsIn(lexicon(), {word}).empty() ||
                         HasStem(IdentifierWords(call.name), word);
    const bool figure =
        std::all_of(word.begin(), word.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    foreign = foreign || (!of_call && !figure && !policy_words_.Uses(word, title.span));
  }
  return foreign;
}

}  // namespace proviso::compiler
