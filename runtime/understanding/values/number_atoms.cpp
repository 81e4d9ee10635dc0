// SPDX-License-Identifier: Apache-2.0
#include "runtime/understanding/values/number_atoms.h"

#include "core/decimal.h"
#include "runtime/understanding/values/numerals.h"

namespace proviso::understanding {
namespace {

constexpr std::size_t kLongestCompound = 48;
constexpr std::size_t kLongestNumberWord = 14;

// Takes `word` apart into number words, longest first, and backs up where that does not come out.
bool SplitCompound(std::string_view word, const Language& language, int depth,
                   std::vector<NumberWord>& parts) {
  if (word.empty()) return true;
  if (depth == 0) return false;
  for (std::size_t n = std::min(word.size(), kLongestNumberWord); n >= 2; --n) {
    const NumberWord* number = language.Number(word.substr(0, n));
    if (number == nullptr) continue;
    // "och" does not occur inside a word; other words only look like it.
    if (number->role == NumberRole::And || number->role == NumberRole::Over) continue;
    parts.push_back(*number);
    if (SplitCompound(word.substr(n), language, depth - 1, parts)) return true;
    parts.pop_back();
  }
  return false;
}

void AddWord(const Message& message, const Language& language, std::uint32_t i,
             std::vector<NumberAtom>& atoms) {
  NumberAtom atom;
  atom.first = i;
  atom.end = i + 1;
  const std::string& folded = message.tokens[i].folded;
  if (const NumberWord* number = language.Number(folded)) {
    atom.kind = NumberAtom::Kind::Word;
    atom.word = *number;
    atoms.push_back(atom);
    return;
  }
  std::vector<NumberWord> parts;
  if (language.compounds && folded.size() <= kLongestCompound &&
      SplitCompound(folded, language, 8, parts)) {
    for (std::size_t k = 0; k < parts.size(); ++k) {
      atom.kind = NumberAtom::Kind::Word;
      atom.word = parts[k];
      atom.ends_token = k + 1 == parts.size();
      atoms.push_back(atom);
    }
    return;
  }
  atoms.push_back(atom);
}

}  // namespace

std::vector<NumberAtom> SplitNumberAtoms(const Message& message, const Language& language) {
  std::vector<NumberAtom> atoms;
  atoms.reserve(message.tokens.size());
  for (std::uint32_t i = 0; i < message.tokens.size();) {
    const Token& token = message.tokens[i];
    if (token.is_word()) {
      AddWord(message, language, i++, atoms);
      continue;
    }
    NumberAtom atom;
    atom.first = i;
    atom.end = i + 1;
    if (ReadDigits(message, language, i, atom.digits, atom.end)) {
      atom.kind = NumberAtom::Kind::Digits;
    } else if (token.Is("-")) {
      atom.kind = NumberAtom::Kind::Joiner;
    }
    i = atom.end;
    atoms.push_back(std::move(atom));
  }
  return atoms;
}

}  // namespace proviso::understanding
