// SPDX-License-Identifier: Apache-2.0
// Whether the words of a call say nothing but what its tool does, and to what (LANGUAGE section 3,
// "Every word counts"). The reader takes the purpose of a call as free text; here its words are
// held against the tool: "to refund the order for members" says more than `@refund` can know.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/pack/pack.h"
#include "compiler/sema/policy_words.h"
#include "compiler/sema/purpose_reader.h"
#include "compiler/sema/spoken_words.h"
#include "compiler/sema/step_writer.h"
#include "compiler/vocabulary/tool_effect.h"

namespace proviso::compiler {
namespace {

bool IsFigure(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool TakesFigures(const ToolDefinition& tool) {
  return std::any_of(tool.parameters.begin(), tool.parameters.end(),
                     [](const auto& parameter) { return parameter.type != ValueType::YesNo; });
}

bool TakesAmount(const ToolDefinition& tool) {
  return std::any_of(tool.parameters.begin(), tool.parameters.end(), [](const auto& parameter) {
    return parameter.type == ValueType::Money || parameter.type == ValueType::Number ||
           parameter.type == ValueType::Percent;
  });
}

// A word that the lexicon has as a thing: "order", "address".
bool IsNoun(const Lexicon& lexicon, const std::string& word) {
  return !lexicon.EntityOf(word).empty() || lexicon.ReadNoun({word}).known;
}

bool IsVerb(const pack::Pack& pack, const std::string& word) {
  return pack.flags(pack.Find(word)).verb || pack.FindVerb(word) != nullptr;
}

}  // namespace

// A word of the tool's name, description or parameters, or of a value that stands for itself.
bool PurposeReader::IsOwnWord(const std::string& word, const ToolDefinition& tool) const {
  if (HasStem(IdentifierWords(tool.name), word) || HasStem(SplitWords(tool.title), word) ||
      HasStem(SplitWords(tool.description), word)) {
    return true;
  }
  // The name of a tool is English, the text may be in any language: the lexicon has the words of
  // each act in both.
  const Words name = IdentifierWords(tool.name);
  const auto same_act = [&](const WordClass act) {
    return lexicon().Is(act, word) &&
           std::any_of(name.begin(), name.end(),
                       [&](const std::string& part) { return lexicon().Is(act, part); });
  };
  if (std::any_of(kActs.begin(), kActs.end(), same_act)) return true;
  const auto of = [&](const std::string& name_of) {
    return HasStem(IdentifierWords(name_of), word);
  };
  return std::any_of(tool.nouns.begin(), tool.nouns.end(), of) ||
         std::any_of(tool.parameters.begin(), tool.parameters.end(),
                     [&](const ToolParameter& parameter) { return of(parameter.name); }) ||
         std::any_of(context_.scope.values.begin(), context_.scope.values.end(),
                     [&](const auto& value) { return of(value->key); });
}

// "Block the old card", where the text speaks of a new one: the one that was looked up, and the
// only one there is.
bool PurposeReader::TakesPlaceOfOld(const Words& words, std::size_t at,
                                    std::string_view tool) const {
  const pack::Pack& pack = wording().pack();
  const auto fresh = pack.forms().Pair("outgoing", words[at]);
  const bool named = at > 0 && at + 1 < words.size() &&
                     pack.flags(pack.Find(words[at - 1])).article &&
                     HasStem(IdentifierWords(tool), words[at + 1]);
  if (!fresh || !named) return false;
  const Words text = SplitWords(context_.bundle.sources.file(context_.ast.name_span.file).text());
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != *fresh) continue;
    if (pack.forms().Has("one", text[i + 1]) || text[i + 1] == words[at + 1]) return true;
  }
  return false;
}

// The first run of words that nothing accounts for.
std::optional<std::string> PurposeReader::Unsettled(const Words& words, const Span& sentence,
                                                    const ToolDefinition& tool) {
  const pack::Pack& pack = wording().pack();
  const auto listed = [&](std::string_view list, const std::string& word) {
    return pack.forms().Has(list, word);
  };
  const ToolEffect effect = EffectOf(tool, lexicon()).effect;
  const bool consequential = IsConsequential(effect);
  // "Refund the shipping with @refund_order": no call without an amount takes a part of it, unless
  // its name says of what kind it is: "@pm_refund".
  const Words name = IdentifierWords(tool.name);
  const bool plain = std::all_of(name.begin(), name.end(), [&](const std::string& word) {
    return lexicon().Is("tool_noise", word) || !lexicon().EntityOf(word).empty() ||
           IsVerb(pack, word) || !ActsIn(lexicon(), {word}).empty();
  });
  const bool whole = effect == ToolEffect::Money && plain && !TakesAmount(tool);
  const auto selects = [&](const std::string& word) {
    return listed("selecting_words", word) || (whole && listed("sum_parts", word));
  };
  const auto settled = [&](const std::string& word) {
    if (IsOwnWord(word, tool)) return true;
    if (selects(word)) return false;
    // What can be put right may be described more freely.
    if (!consequential) return true;
    if (IsFigure(word)) return TakesFigures(tool);
    const pack::WordFlags flags = pack.flags(pack.Find(word));
    // A word that limits was taken by a construction, or the sentence was not understood.
    return flags.limits || flags.function || flags.customer || flags.article ||
           IsVerb(pack, word) || listed("settled_words", word) ||
           lexicon().Is("determiners", word) || lexicon().Is("possessors", word) ||
           lexicon().Is("tool_noise", word) || IsNoun(lexicon(), word);
  };
  const auto is_thing = [&](const std::string& word) {
    return IsOwnWord(word, tool) || IsNoun(lexicon(), word);
  };
  // "The missing item": which one it is, is known where the policy says of something that it is
  // missing. What is said here for the first time chooses: "cancel the empty berth".
  const auto picks = [&](std::size_t at) {
    const bool between = at > 0 && at + 1 < words.size() && is_thing(words[at + 1]) &&
                         pack.flags(pack.Find(words[at - 1])).article;
    const pack::WordFlags flags = pack.flags(pack.Find(words[at]));
    const bool says = !flags.function && !flags.article && !flags.limits;
    return consequential && between && !IsFigure(words[at]) && says &&
           !IsOwnWord(words[at], tool) && !listed("settled_words", words[at]) &&
           !IsNoun(lexicon(), words[at]) && !policy_words_.Uses(words[at], sentence);
  };
  // Which one it is, is known where it stands.
  const auto describes = [&](std::size_t at) {
    if (selects(words[at])) return false;
    const bool known = at > 0 && pack.flags(pack.Find(words[at - 1])).article &&
                       !listed("indefinite", words[at - 1]);
    if (!known) return false;
    if (at + 1 < words.size() && settled(words[at + 1])) return true;
    // "Charge the card": what the deed itself is done to.
    return at > 1 && pack.flags(pack.Find(words[at - 2])).verb;
  };
  // "… that was lost": the words choose among things.
  const auto chooses = [&](std::size_t at) {
    return at > 0 && at + 1 < words.size() && listed("relatives", words[at]) &&
           listed("relative_verbs", words[at + 1]);
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (TakesPlaceOfOld(words, i, tool.name)) continue;
    if (picks(i)) return words[i];
    if (chooses(i)) return words[i] + " " + words[i + 1];
    if (settled(words[i]) || describes(i)) continue;
    std::string run = words[i];
    while (i + 1 < words.size() && !settled(words[i + 1])) run += " " + words[++i];
    return run;
  }
  return std::nullopt;
}

// "Look up the order with @cancel_order": whoever looks does not cancel. The sentence has to say
// the deed somewhere: "check and cancel it with …".
bool PurposeReader::OnlyLooks(const ast::Use& use, const ToolDefinition& tool) const {
  if (!use.looks_up) return false;
  const std::string word = ReadToolEffect(tool.name, lexicon()).word;
  if (word.empty()) return false;
  const auto says = [&](const std::string& said) {
    if (HasStem({word}, said)) return true;
    return std::any_of(kActs.begin(), kActs.end(), [&](const WordClass act) {
      return lexicon().Is(act, said) && lexicon().Is(act, word);
    });
  };
  const Words& words = use.words.words;
  return std::none_of(words.begin(), words.end(), says);
}

// "Decline to cancel it with @cancel_order", "keep from cancelling", "tell Sam to cancel": the verb
// that governs the deed does something else. Asked of what cannot be put right.
std::optional<std::string> PurposeReader::OtherDeed(const Words& words,
                                                    const ToolDefinition& tool) const {
  if (!IsConsequential(EffectOf(tool, lexicon()).effect)) return std::nullopt;
  const pack::Pack& pack = wording().pack();
  const auto is_verb = [&](const std::string& word) { return IsVerb(pack, word); };
  const auto verb = std::find_if(words.begin(), words.end(), is_verb);
  if (verb == words.end()) return std::nullopt;
  // "Remind the adjuster to pay it": a verb of no list stands in front.
  const std::string& first = words.front();
  const pack::WordFlags flags = pack.flags(pack.Find(first));
  const auto opens_clause = [&](auto word) {
    return word != words.begin() && pack.forms().Has("clause_links", *word) &&
           word + 1 != words.end() && pack.forms().Has("clause_subjects", *(word + 1));
  };
  // "Make a note to pay it", "recommend that we pay it": told to somebody, and not done.
  for (auto word = words.begin(); word != words.end(); ++word) {
    const auto next = word + 1;
    const bool put_off = pack.forms().Has("put_off_nouns", *word) && next != words.end() &&
                         pack.forms().Has("deed_links", *next) && next + 1 != words.end() &&
                         is_verb(*(next + 1));
    if (put_off) return *word;
    if (!opens_clause(word)) continue;
    const bool governed = next != verb && is_verb(first) && !IsOwnWord(first, tool) &&
                          !pack.forms().Has("doing_verbs", first);
    if (governed || (verb > word && !flags.function)) return first;
  }
  const bool unlisted = verb != words.begin() && IsOwnWord(*verb, tool) && !flags.function &&
                        !flags.article && !flags.customer && !IsOwnWord(first, tool) &&
                        !IsNoun(lexicon(), first);
  if (unlisted && verb - words.begin() > 1 && pack.forms().Has("deed_links", *(verb - 1)))
    return first;
  if (IsOwnWord(*verb, tool)) return std::nullopt;
  if (pack.forms().Has("doing_verbs", *verb)) return std::nullopt;
  // "Check and cancel it", "have it cancelled": the deed stands beside it and not under it.
  for (auto word = verb + 1; word != words.end(); ++word) {
    // "Remind them to refund the order": the order is no deed.
    if (pack.flags(pack.Find(*(word - 1))).article) continue;
    const bool under = pack.forms().Has("deed_links", *(word - 1));
    if (is_verb(*word) && IsOwnWord(*word, tool) && !under) return std::nullopt;
  }
  const bool linked = std::any_of(verb, words.end(), [&](const std::string& word) {
    return pack.forms().Has("deed_links", word);
  });
  return linked ? std::optional(*verb) : std::nullopt;
}

// "Cancel two items with @cancel_order(order_id: str)": how many must reach the tool, or be what it
// is called after. One of what a record is made of is not the record.
std::optional<std::string> PurposeReader::Uncounted(const Words& words,
                                                    const ToolDefinition& tool) const {
  constexpr std::size_t kReach = 3;  // "two of the free months"
  const pack::Forms& forms = wording().pack().forms();
  const bool counts =
      std::any_of(tool.parameters.begin(), tool.parameters.end(), [](const ToolParameter& one) {
        return one.type == ValueType::Number || one.type == ValueType::List;
      });
  const auto of_name = [&](const std::string& word) {
    if (word.size() < 3) return false;
    if (HasStem(IdentifierWords(tool.name), word) || HasStem(SplitWords(tool.title), word))
      return true;
    return std::any_of(tool.parameters.begin(), tool.parameters.end(), [&](const auto& parameter) {
      return HasStem(IdentifierWords(parameter.name), word);
    });
  };
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string figure = forms.Pair("numerals", words[i]).value_or(words[i]);
    const bool number = std::all_of(figure.begin(), figure.end(),
                                    [](unsigned char c) { return c >= '0' && c <= '9'; });
    const bool vague = forms.Has("counting_words", words[i]);
    const bool indefinite = forms.Has("indefinite", words[i]);
    if (!number && !vague && !indefinite) continue;
    const std::size_t end = std::min(words.size(), i + 1 + kReach);
    std::size_t thing = i + 1;
    while (thing < end && !forms.Has("part_words", words[thing]) &&
           lexicon().EntityOf(words[thing]).empty() && !of_name(words[thing])) {
      ++thing;
    }
    if (thing == end) continue;  // "in one go"
    const bool part = forms.Has("part_words", words[thing]) && !of_name(words[thing]);
    const bool whole =
        (indefinite && !vague) || figure == "1" || forms.Has("single_words", words[i]);
    const bool some_of = !indefinite && forms.Has("chosen_from", words[i + 1]);
    if (counts && !some_of) continue;
    if (!whole || part || some_of) {
      std::string run = words[i];
      for (std::size_t at = i + 1; at <= thing; ++at) run += " " + words[at];
      return run;
    }
  }
  return std::nullopt;
}

bool PurposeReader::IsSettled(const ast::Statement& statement, const ast::Use& use,
                              const ToolDefinition& tool) {
  if (OnlyLooks(use, tool)) {
    writer_
        .Report(DiagnosticId::WordsNotUnderstood, statement.span,
                fmt::format(
                    "the sentence only looks at something, and `@{}` does more than that, so it "
                    "is not called",
                    tool.name))
        .Note("say what is done, as in `Use @tool to …`, or name a tool that looks it up");
    writer_.Read(statement, ReadingKind::Problem, Means(Sense::SeeErrorOfWords));
    return false;
  }
  Words words = use.purpose.words;
  // How much is a matter of its own.
  if (use.share) {
    const Words& share = use.share->words.words;
    std::erase_if(words, [&](const std::string& word) {
      return std::find(share.begin(), share.end(), word) != share.end();
    });
  }
  std::optional<std::string> left = OtherDeed(use.words.words, tool);
  if (!left) left = Uncounted(words, tool);
  if (!left) left = Unsettled(words, statement.span, tool);
  if (!left) return true;
  writer_
      .Report(DiagnosticId::WordsNotUnderstood, use.purpose.span,
              fmt::format("“{}” says more than `@{}` is known to do, so it is not called", *left,
                          tool.name))
      .Note("a call runs only when every word of its sentence is understood")
      .Note(
          "write it as a condition (`If …, use …`), give it to a parameter, or describe the tool "
          "in a catalogue");
  writer_.Read(statement, ReadingKind::Problem, Means(Sense::SeeErrorOfWords));
  return false;
}

}  // namespace proviso::compiler
