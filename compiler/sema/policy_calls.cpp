// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/policy_calls.h"

#include <algorithm>

#include "compiler/sema/spoken_words.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {
namespace {

// Every call that is made somewhere in the block: what a rule or a comment only names is none.
void AddCalls(const ast::Block& block, std::map<std::string, const ast::ToolMention*>& calls,
              std::set<std::string>& does) {
  const auto add = [&](const std::vector<ast::ToolMention>& tools, bool looks = false) {
    for (const ast::ToolMention& tool : tools) {
      calls.emplace(tool.name, &tool);
      if (!looks) does.insert(tool.name);
    }
  };
  for (const auto& statement : block) {
    if (const auto* use = std::get_if<ast::Use>(&statement->node)) add(use->calls, use->looks_up);
    if (const auto* apply = std::get_if<ast::ApplyOffer>(&statement->node)) add(apply->tools);
    if (const auto* offer = std::get_if<ast::Offer>(&statement->node)) {
      add(offer->tools);
      for (const ast::OfferOption& option : offer->options) add(option.tools);
    }
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      AddCalls(branch->otherwise, calls, does);
    }
    AddCalls(statement->body, calls, does);
  }
}

// "Fees" of `refund_fee`: short names, too, in whatever number they stand.
bool SpeaksOfThing(const Words& words, const std::string& thing) {
  constexpr std::size_t kEnding = 2;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return SameStem(word, thing) ||
           (word.starts_with(thing) && word.size() <= thing.size() + kEnding);
  });
}

// What has a number of its own is a thing and no deed: "ride" beside a parameter `ride_id`.
void AddThings(const ToolDefinition* tool, const Lexicon& lexicon, std::set<std::string>& things) {
  if (tool == nullptr) return;
  for (const ToolParameter& parameter : tool->parameters) {
    const Words words = IdentifierWords(parameter.name);
    if (words.size() == 2 && lexicon.Is("reference_words", words.back()) &&
        ActsIn(lexicon, words).empty()) {
      things.insert(words.front());
    }
  }
}

}  // namespace

// The calls of this policy that the words speak of: those that they name, or those that do what
// they forbid or limit.
std::vector<const CalledTool*> PolicyCalls::CallsUnder(const std::vector<ast::ToolMention>& tools,
                                                       const Words& words) {
  if (!by_name_) CollectCalls();
  std::vector<const CalledTool*> found;
  for (const ast::ToolMention& tool : tools) {
    const auto called = by_name_->find(tool.name);
    if (called != by_name_->end()) found.push_back(&called->second);
  }
  if (!tools.empty() || lexicon().AnyIs("talk_words", words)) return found;
  const std::vector<WordClass> kinds = ActsIn(lexicon(), words);
  for (const auto& [name, called] : *by_name_) {
    const bool same_kind = std::any_of(
        called.kinds.begin(), called.kinds.end(),
        [&](WordClass kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); });
    const bool said = std::any_of(called.deed.begin(), called.deed.end(),
                                  [&](const auto& deed) { return HasStem(words, deed); });
    if (same_kind || said) found.push_back(&called);
  }
  return found;
}

std::vector<const CalledTool*> PolicyCalls::CallsOn(const Words& words) {
  if (!by_name_) CollectCalls();
  std::vector<const CalledTool*> found;
  for (const auto& [name, called] : *by_name_) {
    const bool on = std::any_of(called.things.begin(), called.things.end(),
                                [&](const auto& thing) { return SpeaksOfThing(words, thing); });
    if (on) found.push_back(&called);
  }
  return found;
}

std::vector<const CalledTool*> PolicyCalls::CallsUnder(const ast::Rule& rule) {
  std::vector<const CalledTool*> found = CallsUnder(rule.tools, rule.deed.words);
  const bool limits = std::holds_alternative<ast::AtMostValue>(rule.needs);
  if (!found.empty() || !rule.tools.empty() || !limits) return found;
  for (const auto& [name, called] : *by_name_) {
    const auto meant = [&](const std::string& one) { return SpeaksOfThing(rule.deed.words, one); };
    if (std::any_of(called.things.begin(), called.things.end(), meant) ||
        std::any_of(called.deed.begin(), called.deed.end(), meant)) {
      found.push_back(&called);
    }
  }
  return found;
}

const ast::ToolMention* PolicyCalls::CallUnder(const ast::Rule& rule) {
  if (rule.deed.empty() && rule.tools.empty()) {
    const CalledTool* call = ConsequentialCall();
    return call == nullptr ? nullptr : call->mention;
  }
  const std::vector<const CalledTool*> calls = CallsUnder(rule.tools, rule.text.words);
  return calls.empty() ? nullptr : calls.front()->mention;
}

// "No more than 50 EUR." names no deed: it limits what cannot be taken back.
const CalledTool* PolicyCalls::ConsequentialCall() {
  if (!by_name_) CollectCalls();
  for (const auto& [name, called] : *by_name_) {
    const ToolDefinition* tool = context_.bundle.tools.Find(name);
    if (tool == nullptr || tools_.ReadsOnly(*tool)) continue;
    if (IsConsequential(EffectOf(*tool, lexicon()).effect)) return &called;
  }
  return nullptr;
}

bool PolicyCalls::ActsBehind(const Span& place) {
  if (!by_name_) CollectCalls();
  return std::any_of(by_name_->begin(), by_name_->end(), [&](const auto& call) {
    const ToolDefinition* tool = context_.bundle.tools.Find(call.first);
    return call.second.mention->span.begin > place.end &&
           (tool == nullptr || !tools_.ReadsOnly(*tool));
  });
}

std::set<std::string> PolicyCalls::CalledIn(const ast::Block& block) {
  std::map<std::string, const ast::ToolMention*> calls;
  std::set<std::string> does;
  AddCalls(block, calls, does);
  std::set<std::string> names;
  for (const auto& [name, mention] : calls) names.insert(name);
  return names;
}

// "@validate_reading(reading: int)": what is asked for as the reading is a number.
std::optional<ValueType> PolicyCalls::TypeOfUse(const Noun& noun) {
  if (!by_name_) CollectCalls();
  std::optional<ValueType> type;
  for (const auto& [name, called] : *by_name_) {
    const ToolDefinition* tool = context_.bundle.tools.Find(name);
    if (tool == nullptr) continue;
    for (const ToolParameter& parameter : tool->parameters) {
      if (SnakeCase(IdentifierWords(parameter.name)) != noun.slot) continue;
      if (type && *type != parameter.type) return std::nullopt;
      type = parameter.type;
    }
  }
  const bool checked = type == ValueType::Number || type == ValueType::Date ||
                       type == ValueType::Time || type == ValueType::Email;
  return checked ? type : std::nullopt;
}

void PolicyCalls::CollectCalls() {
  std::map<std::string, const ast::ToolMention*> calls;
  std::set<std::string> does;
  AddCalls(context_.ast.body, calls, does);
  by_name_.emplace();
  std::set<std::string> things;
  for (const auto& [name, mention] : calls)
    AddThings(context_.bundle.tools.Find(name), lexicon(), things);
  for (const auto& [name, mention] : calls) {
    CalledTool& called = (*by_name_)[name];
    called.mention = mention;
    const ToolDefinition* tool = context_.bundle.tools.Find(name);
    if (tool == nullptr || tools_.ReadsOnly(*tool)) continue;
    // What the text only looks up with does no deed that words could forbid.
    const Words words = IdentifierWords(name);
    if (!does.contains(name) && ActsIn(lexicon(), words).empty()) continue;
    called.kinds = ActsIn(lexicon(), words);
    for (const std::string& word : words) {
      const bool thing = !lexicon().EntityOf(word).empty() || things.contains(word);
      if (lexicon().Is("tool_noise", word)) continue;
      (thing ? called.things : called.deed).push_back(word);
    }
  }
}

}  // namespace proviso::compiler
