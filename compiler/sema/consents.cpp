// SPDX-License-Identifier: Apache-2.0
// Consent is to something (LANGUAGE section 7).
#include "compiler/sema/consents.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"
#include "compiler/sema/tool_facts.h"
#include "compiler/vocabulary/phrasing.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {

void Consents::LearnConsent(Words words, VariableId outcome, bool names_amount) {
  context_.scope.withdrawn = false;
  context_.scope.consents.push_back(
      std::make_shared<const Consent>(Consent{words, outcome, names_amount, Keeps(words)}));
}

// "Cancelled" is of cancel.
std::string Consents::Base(const std::string& word) const {
  const pack::VerbWord* verb = wording().pack().FindVerb(word);
  return verb != nullptr && !verb->base.empty() ? verb->base : word;
}

Words Consents::Request() const {
  Words request = SplitWords(context_.ast.name);
  for (const ast::HeadField& field : context_.ast.head) {
    // What the customer wants; who owns the policy and where it runs is no request.
    if (field.key != "when" && field.key != "examples") continue;
    const Words words = SplitWords(field.value);
    request.insert(request.end(), words.begin(), words.end());
  }
  return request;
}

bool Consents::Keeps(const Words& question) const {
  const pack::Pack& pack = wording().pack();
  const auto flags_of = [&](const std::string& word) { return pack.flags(pack.Find(word)); };
  const auto verb = std::find_if(question.begin(), question.end(), [&](const std::string& word) {
    return !lexicon().Is("possessors", word) && !lexicon().Is("wanting_words", word) &&
           !lexicon().Is("consenting_words", word) && !lexicon().Is("adverbs", word) &&
           !context_.bundle.forms.Has("infinitive", word) && !flags_of(word).function &&
           !flags_of(word).customer;
  });
  const Words rest(verb, question.end());
  const bool keeps = lexicon().PhraseAtStart("keeping_phrases", rest) != nullptr ||
                     lexicon().Is("keeping_wholes", JoinWords(rest));
  // "Would they like the stay cancelled?"
  const bool thing = verb != question.begin() && lexicon().Is("determiners", *std::prev(verb));
  Words bases;
  for (const std::string& word : question) bases.push_back(Base(word));
  return keeps && !thing && ActsIn(lexicon(), bases).empty() &&
         !ActsIn(lexicon(), Request()).empty();
}

void Consents::Withdraw(VariableId outcome) {
  context_.scope.withdrawn = true;
  for (const auto& consent : context_.scope.consents) {
    if (consent->outcome == outcome) context_.scope.refused.push_back(consent);
  }
  std::erase_if(context_.scope.consents,
                [&](const auto& consent) { return consent->outcome == outcome; });
}

bool Consents::SpeaksOf(const Consent& consent, const ToolDefinition& tool,
                        const CallSite& site) const {
  const Words& words = consent.words;
  // "Is {fee} all right?": what it costs, or what goes back.
  if (consent.names_amount && EffectOf(tool, lexicon()).effect == ToolEffect::Money) return true;
  // "Shall we go ahead?", "Is that all right?": with what was told before.
  const bool only_agreement = std::all_of(words.begin(), words.end(), [&](const auto& word) {
    return lexicon().Is("consent_words", word) || lexicon().Is("determiners", word) ||
           lexicon().Is("possessors", word);
  });
  if (only_agreement) return true;
  if (consent.keeps) return false;
  // What it does or to what, not whose it is.
  const auto telling = [&](const std::string& word) {
    return word.size() > 2 && !lexicon().Is("tool_noise", word) &&
           !lexicon().Is("determiners", word) && !lexicon().Is("possessors", word) &&
           lexicon().EntityOf(word).empty();
  };
  const auto any = [&](const Words& of) {
    return std::any_of(of.begin(), of.end(), [&](const std::string& word) {
      return telling(word) && HasStem(words, word);
    });
  };
  if (any(IdentifierWords(tool.name)) || any(SplitWords(tool.title)) || any(site.purpose)) {
    return true;
  }
  // "Their money back" is a refund.
  const auto speak = [&](const Words& of, WordClass act) {
    if (lexicon().FindPhrase(act, of) != nullptr) return true;
    return std::any_of(of.begin(), of.end(),
                       [&](const std::string& word) { return HasStem(lexicon().List(act), word); });
  };
  const Words name = IdentifierWords(tool.name);
  return std::any_of(kActs.begin(), kActs.end(),
                     [&](const WordClass act) { return speak(name, act) && speak(words, act); });
}

bool Consents::IsAllOf(const Consent& consent, const ToolDefinition& tool,
                       const CallSite& site) const {
  if (consent.names_amount || !SpeaksOf(consent, tool, site)) return false;
  const Words name = IdentifierWords(tool.name);
  const std::vector<WordClass> acts = ActsIn(lexicon(), name);
  const pack::Pack& pack = wording().pack();
  bool deed = false;
  for (const std::string& word : consent.words) {
    const pack::WordFlags flags = pack.flags(pack.Find(word));
    if (flags.function || flags.article || flags.customer || lexicon().Is("consent_words", word) ||
        lexicon().Is("consenting_words", word) || lexicon().Is("possessors", word) ||
        lexicon().Is("adverbs", word)) {
      if (flags.limits && lexicon().Is("result_negations", word)) return false;
      continue;
    }
    const bool of_acts = std::any_of(acts.begin(), acts.end(), [&](const WordClass act) {
      return HasStem(lexicon().List(act), Base(word));
    });
    const bool of_thing = !lexicon().EntityOf(word).empty() || HasStem(site.purpose, word);
    if (!of_acts && !of_thing && !HasStem(name, word)) return false;
    deed = deed || of_acts || (HasStem(name, word) && lexicon().EntityOf(word).empty());
  }
  return deed;
}

bool Consents::Completes(const CheckedStep& call) const {
  const auto made_here = [&](VariableId variable) {
    const KnownResult* result = context_.scope.FindResult(variable);
    return result != nullptr && !tools_.ReadsOnly(*result->tool);
  };
  const std::function<bool(const CheckedExpr&)> uses = [&](const CheckedExpr& expr) {
    if (expr.kind == CheckedExpr::Kind::Variable && made_here(expr.variable)) return true;
    return std::any_of(expr.operands.begin(), expr.operands.end(), uses);
  };
  return std::any_of(call.arguments.begin(), call.arguments.end(),
                     [&](const CheckedArgument& argument) { return uses(argument.value); });
}

// Consent (LANGUAGE section 7): the customer accepted, chose or confirmed something on this path,
// or the policy is for this very action and the customer started it.
void Consents::CheckConsent(const ToolDefinition& tool, const CallSite& site,
                            const CheckedStep& call) {
  const ToolEffectReading reading = EffectOf(tool, lexicon());
  const ToolEffect effect = reading.effect;
  const bool consequential = IsConsequential(effect);
  const bool writes = effect == ToolEffect::Write ||
                      (effect == ToolEffect::Unknown && !tools_.ReadsOnly(tool) && !site.looks_up);
  if ((!consequential && !writes) || site.statement->without_asking) return;
  // What the customer has just chosen from an offer is the option's own call, and what completes
  // an action that was agreed to needs no yes of its own.
  if (site.option != nullptr) return;
  if (!context_.scope.consents.empty() && Completes(call)) return;
  if (!consequential && !context_.scope.consents.empty()) return;
  const bool agreed =
      std::any_of(context_.scope.consents.begin(), context_.scope.consents.end(),
                  [&](const auto& consent) { return SpeaksOf(*consent, tool, site); });
  if (agreed) return;
  const Words purpose = Request();
  // Who came for it and has just said no to it wants it no longer.
  const bool refused =
      consequential && std::any_of(context_.scope.refused.begin(), context_.scope.refused.end(),
                                   [&](const auto& no) {
                                     const bool kept =
                                         no->keeps && effect == ToolEffect::Irreversible;
                                     return kept || IsAllOf(*no, tool, site);
                                   });
  for (const std::string& word : refused ? Words{} : IdentifierWords(tool.name)) {
    // What the tool does or to what, not whose it is: "cancel", "discount", not "order" or "to".
    const bool platform = lexicon().Is("shop_platforms", word) ||
                          lexicon().Is("helpdesk_platforms", word) ||
                          lexicon().Is("marketing_platforms", word);
    const bool telling =
        !platform && !lexicon().Is("tool_noise", word) && lexicon().EntityOf(word).empty();
    if (!telling) continue;
    if (HasStem(purpose, word)) return;
  }
  const bool asked =
      consequential && (!context_.scope.consents.empty() || context_.scope.withdrawn);
  const DiagnosticId id = !consequential ? DiagnosticId::UnconfirmedWrite
                          : asked        ? DiagnosticId::ConsentToSomethingElse
                                         : DiagnosticId::UnconfirmedConsequence;
  Diagnostic& diagnostic =
      writer_
          .Report(id, call.span,
                  fmt::format("`@{}` {}, and the customer has {} before it", tool.name,
                              effect == ToolEffect::Money          ? "moves money"
                              : effect == ToolEffect::Irreversible ? "cannot be undone"
                                                                   : "changes something",
                              context_.scope.withdrawn ? "said no"
                              : asked                  ? "agreed to something else"
                                                       : "agreed to nothing"))
          .Note(
              "ask first, for example `Ask the customer if they would like to go on.`, or write "
              "`without asking` "
              "on the line");
  if (reading.word.empty()) return;
  diagnostic.Note(fmt::format(
      "its name says `{}`, and no catalogue says what it does; if that is wrong, describe it in a "
      "file with its `effect` and add the file with --tools",
      reading.word));
}

}  // namespace proviso::compiler
