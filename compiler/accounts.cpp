// SPDX-License-Identifier: Apache-2.0
#include "compiler/accounts.h"

namespace proviso::compiler {

std::string_view AccountedByName(AccountedBy by) {
  switch (by) {
    case AccountedBy::Form:
      return "form";
    case AccountedBy::Name:
      return "name";
    case AccountedBy::Text:
      return "text";
    case AccountedBy::Tool:
      return "tool";
    case AccountedBy::Policy:
      return "policy";
    case AccountedBy::Value:
      return "value";
    case AccountedBy::Quote:
      return "quotation";
    case AccountedBy::Aside:
      return "aside";
    case AccountedBy::Sign:
      return "sign";
    case AccountedBy::Function:
      return "function word";
    case AccountedBy::Nobody:
      break;
  }
  return "nobody";
}

std::vector<Span> ResidueOf(const SentenceAccount& sentence) {
  std::vector<Span> residue;
  if (sentence.understood) return residue;
  for (const AccountedWords& words : sentence.words) {
    if (words.by == AccountedBy::Nobody) residue.push_back(words.span);
  }
  return residue;
}

}  // namespace proviso::compiler
