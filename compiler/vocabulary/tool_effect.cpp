// SPDX-License-Identifier: Apache-2.0
#include "compiler/vocabulary/tool_effect.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <utility>

namespace proviso::compiler {
namespace {

struct EffectClass {
  WordClass word_class;
  ToolEffect effect;
};
constexpr std::array kEffectClasses = {
    EffectClass{"tool_effects.money_deeds", ToolEffect::Money},
    EffectClass{"tool_effects.money_things", ToolEffect::Money},
    EffectClass{"tool_effects.irreversible_deeds", ToolEffect::Irreversible},
    EffectClass{"tool_effects.irreversible_things", ToolEffect::Irreversible},
    EffectClass{"tool_effects.irreversible_but_for_desk", ToolEffect::Irreversible},
};

// A word or phrase of the name that says what is done.
struct Sign {
  const EffectClass* what = nullptr;
  std::string phrase;
  std::size_t at = 0;
};

class NameReader {
 public:
  explicit NameReader(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // Of "check_and_refund" each half is read by itself: the look in front makes no look of the rest.
  ToolEffectReading Read(std::string_view name) const {
    Words part;
    ToolEffectReading found;
    const Words words = Parts(name);
    for (std::size_t i = 0; i <= words.size() && found.effect == ToolEffect::Unknown; ++i) {
      if (i < words.size() && !Is("tool_effects.joining_words", words[i])) {
        part.push_back(words[i]);
      } else {
        found = ReadPart(part);
        part.clear();
      }
    }
    return found;
  }

 private:
  bool Is(WordClass word_class, const std::string& word) const {
    return lexicon_.Is(word_class, word);
  }

  // The words of the name: without versions ("v2", "refund2"), "refundorder" taken apart.
  Words Parts(std::string_view name) const {
    Words parts;
    for (std::string word : IdentifierWords(name)) {
      while (!word.empty() && std::isdigit(static_cast<unsigned char>(word.back())) != 0)
        word.pop_back();
      if (word.empty() || word == "v") continue;
      if (const std::optional<std::size_t> cut = Seam(word)) {
        parts.push_back(word.substr(0, *cut));
        word.erase(0, *cut);
      }
      parts.push_back(std::move(word));
    }
    return parts;
  }

  bool SaysEffect(const std::string& word) const {
    return std::any_of(kEffectClasses.begin(), kEffectClasses.end(),
                       [&](const EffectClass& known) { return Is(known.word_class, word); });
  }

  bool IsVerb(const std::string& word) const {
    return Is("tool_effects.doing_verbs", word) || lexicon_.Is("tool_verbs.create", word) ||
           lexicon_.Is("tool_verbs.other", word);
  }

  // Where two words are written as one, a verb and what it is for: "refundorder", "issuerefund".
  // Not every pair of words will do, or a "payload" would be paid.
  std::optional<std::size_t> Seam(const std::string& word) const {
    constexpr std::size_t kShortest = 3;
    if (SaysEffect(word) || IsVerb(word) || lexicon_.Is("tool_verbs.read", word))
      return std::nullopt;
    for (std::size_t cut = kShortest; cut + kShortest <= word.size(); ++cut) {
      const std::string left = word.substr(0, cut);
      const std::string right = word.substr(cut);
      const bool thing = SaysEffect(right) || !lexicon_.EntityOf(right).empty();
      if ((SaysEffect(left) && thing) || (IsVerb(left) && SaysEffect(right))) return cut;
    }
    return std::nullopt;
  }

  // "acme_send_refund_email" begins with a system's name, "order_cancel" with a thing: what is done
  // begins behind it.
  Words WithoutPrefix(const Words& words) const {
    constexpr std::array<WordClass, 4> kVerbs = {
        "tool_effects.telling_verbs", "tool_effects.sending_verbs", "tool_effects.desk_verbs",
        "tool_effects.question_verbs"};
    std::size_t begin = 0;
    for (; begin < words.size(); ++begin) {
      const std::string& word = words[begin];
      const bool verb = IsVerb(word) ||
                        (lexicon_.Is("tool_verbs.read", word) &&
                         !(begin > 0 && lexicon_.Is("tool_noise", word))) ||
                        std::any_of(kVerbs.begin(), kVerbs.end(),
                                    [&](WordClass verbs) { return Is(verbs, word); });
      const bool sign =
          LengthAt("tool_effects.harmless_phrases", words, begin) > 0 ||
          std::any_of(kEffectClasses.begin(), kEffectClasses.end(), [&](const EffectClass& known) {
            return LengthAt(known.word_class, words, begin) > 0;
          });
      if (verb || sign || Is("tool_effects.looked_up_qualifiers", word)) break;
    }
    return {words.begin() + static_cast<std::ptrdiff_t>(begin), words.end()};
  }

  ToolEffectReading ReadPart(const Words& part) const {
    const Words words = WithoutPrefix(part);
    if (words.empty() || Is("tool_effects.question_verbs", words.front())) return {};
    for (const Sign& sign : SignsOf(words)) {
      if (IsHarmless(words, sign)) continue;
      return {sign.what->effect, sign.phrase};
    }
    return {};
  }

  // The longest phrase of the class that begins at the place; 0: none.
  std::size_t LengthAt(WordClass word_class, const Words& words, std::size_t at) const {
    constexpr std::size_t kLongest = 3;
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at);
    for (std::size_t length = std::min(kLongest, words.size() - at); length > 0; --length) {
      const Words run(begin, begin + static_cast<std::ptrdiff_t>(length));
      if (Is(word_class, JoinWords(run))) return length;
    }
    return 0;
  }

  std::vector<Sign> SignsOf(const Words& words) const {
    std::vector<Sign> signs;
    for (std::size_t at = 0; at < words.size();) {
      std::size_t taken = LengthAt("tool_effects.harmless_phrases", words, at);
      Sign sign;
      for (const EffectClass& known : kEffectClasses) {
        const std::size_t length = LengthAt(known.word_class, words, at);
        if (length <= taken) continue;
        taken = length;
        sign.what = &known;
      }
      if (sign.what != nullptr) {
        const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at);
        sign.phrase = JoinWords(Words(begin, begin + static_cast<std::ptrdiff_t>(taken)));
        sign.at = at;
        signs.push_back(std::move(sign));
      }
      at += std::max<std::size_t>(taken, 1);
    }
    return signs;
  }

  // "refund" of "send_refund_to_card", "email" of "send_refund_email".
  const std::string& HeadOf(const Words& words) const {
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (Is("tool_effects.prepositions", words[i])) return words[i - 1];
    }
    return words.back();
  }

  bool IsHarmless(const Words& words, const Sign& sign) const {
    const std::string& first = words.front();
    if (LooksOnly(words, sign.at) || Is("tool_effects.telling_verbs", first)) return true;
    // "create_credit_note": the note is the money.
    const std::string& head = HeadOf(words);
    if (sign.phrase.ends_with(" " + head)) return false;
    if (Is("tool_effects.sending_verbs", first) &&
        (Is("tool_effects.told_things", head) || Is("tool_effects.looked_up_things", head)))
      return true;
    const bool at_desk =
        Is("tool_effects.desk_verbs", first) || Is("tool_effects.irreversible_but_for_desk", first);
    if (at_desk && Is("tool_effects.desk_things", head)) return true;
    return IsAboutThing(words);
  }

  // A verb of looking in front of the sign: "get_refund", "shopify_list_charges". "Last charge" is
  // a thing, and "recharge_find_subscription" begins with the name of a system.
  bool LooksOnly(const Words& words, std::size_t sign) const {
    if (sign > 0 && Is("tool_effects.looked_up_qualifiers", words[sign - 1])) {
      const Words before(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(sign) - 1);
      return std::none_of(before.begin(), before.end(), [&](const std::string& word) {
        return IsVerb(word) || SaysEffect(word);
      });
    }
    if (sign == 0 && words.size() > 2 && Is("tool_effects.finding_verbs", words[1])) return true;
    for (std::size_t i = 0; i < sign; ++i) {
      const std::string& word = words[i];
      if (IsVerb(word) || SaysEffect(word)) return false;
      // "customer_details_delete": what is looked at stands there, not that it is looked at.
      const bool noun = i > 0 && lexicon_.Is("tool_noise", word);
      if (lexicon_.Is("tool_verbs.read", word) && !noun) return true;
    }
    return false;
  }

  // "refund_status", "cancellation_reason"; but not "cancel_status", whose first word is a deed.
  bool IsAboutThing(const Words& words) const {
    if (!Is("tool_effects.looked_up_things", words.back())) return false;
    const std::string& first = words.front();
    return Is("tool_effects.money_things", first) || Is("tool_effects.irreversible_things", first);
  }

  const Lexicon& lexicon_;
};

}  // namespace

ToolEffectReading ReadToolEffect(std::string_view name, const Lexicon& lexicon) {
  return NameReader(lexicon).Read(name);
}

ToolEffectReading EffectOf(const ToolDefinition& tool, const Lexicon& lexicon) {
  if (tool.effect != ToolEffect::Unknown) return {tool.effect, {}};
  return ReadToolEffect(tool.name, lexicon);
}

}  // namespace proviso::compiler
