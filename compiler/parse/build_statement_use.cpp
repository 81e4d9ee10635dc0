// SPDX-License-Identifier: Apache-2.0
// Calls, offers, and what all statements share: nouns, brackets, "as {name}".
#include <algorithm>

#include "compiler/parse/internal/statement_tools.h"

namespace proviso::parse {
namespace {

using L = ProvisoParser;

bool EndsNoun(std::uint16_t type) { return type == L::AS || type == L::WITHOUT_ASKING; }

}  // namespace

std::size_t LineBuilder::SkipAudience(const Clause& clause, std::size_t part) const {
  const auto& parts = clause.parts;
  std::size_t at = part;
  while (at < parts.size() && parts[at].type == L::DETERMINER) ++at;
  if (at < parts.size() && parts[at].type == L::CUSTOMER) {
    const std::string& word = parts[at].tokens.front().folded;
    // "the customer's name" is no audience.
    return word.find('\'') == std::string::npos ? at + 1 : part;
  }
  if (at == part && at < parts.size() && parts[at].type == L::PRONOUN) return at + 1;
  return part;
}

LineBuilder::View LineBuilder::From(const Clause& clause, std::size_t part) const {
  return Between(clause, part, clause.parts.size());
}

LineBuilder::View LineBuilder::Between(const Clause& clause, std::size_t first,
                                       std::size_t last) const {
  if (first >= last || first >= clause.parts.size()) return {};
  const View begin = clause.parts[first].tokens;
  const View end = clause.parts[last - 1].tokens;
  return View(begin.data(), static_cast<std::size_t>(end.data() + end.size() - begin.data()));
}

std::size_t LineBuilder::Find(const Clause& clause, std::uint16_t type, std::size_t from) const {
  while (from < clause.parts.size() && clause.parts[from].type != type) ++from;
  return from;
}

std::size_t LineBuilder::FindKind(const Clause& clause, Part::Kind kind, std::size_t from) const {
  while (from < clause.parts.size() && clause.parts[from].kind != kind) ++from;
  return from;
}

bool LineBuilder::Has(const Clause& clause, std::uint16_t type) const {
  return Find(clause, type) < clause.parts.size();
}

// The tools that the clause calls: not those that it only names ("instead of @x", "before @x").
std::vector<ast::ToolMention> LineBuilder::Calls(const Clause& clause) {
  std::vector<ast::ToolMention> calls;
  for (std::size_t i = 0; i < clause.parts.size(); ++i) {
    const Part& part = clause.parts[i];
    if (part.kind == Part::Kind::Group) {
      for (ast::ToolMention& tool : mentions_.ToolsIn(part.tokens))
        calls.push_back(std::move(tool));
    }
    if (part.kind != Part::Kind::Tool) continue;
    std::size_t before = i;
    while (before > 0 &&
           (clause.parts[before - 1].type == L::DETERMINER ||
            phrases_.words().TypeOf(Place::Gerund,
                                    clause.parts[before - 1].tokens.front().folded) != 0)) {
      --before;
    }
    if (before > 0 && clause.parts[before - 1].type == L::MENTION) continue;
    calls.push_back(mentions_.ToolOf(part.tokens));
  }
  return calls;
}

ast::Phrase LineBuilder::Noun(View tokens) const {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (EndsNoun(tokens[i].type) && i > 0) {
      tokens = tokens.first(i);
      break;
    }
  }
  const auto is_article = [&](const Token& token) {
    const bool possessive = token.folded.find('\'') != std::string::npos;
    return token.type == L::DETERMINER || token.type == L::LEAD_IN ||
           (token.type == L::CUSTOMER && possessive);
  };
  while (tokens.size() > 1 && is_article(tokens.front())) tokens = tokens.subspan(1);
  return PhraseWithout(tokens, true, true);
}

std::vector<ast::Phrase> LineBuilder::Nouns(View tokens, bool& any_one) const {
  std::vector<ast::Phrase> nouns;
  std::size_t first = 0;
  bool relative = false;
  int depth = 0;
  const auto add = [&](std::size_t end) {
    ast::Phrase noun = Noun(tokens.subspan(first, end - first));
    if (!noun.empty()) nouns.push_back(std::move(noun));
    first = end + 1;
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::uint16_t type = tokens[i].type;
    if (type == L::LPAREN) ++depth;
    if (type == L::RPAREN) --depth;
    if (depth > 0) continue;
    // "…, such as 'Guess Jeans'", "… so that we can …", "… that they want": no further values.
    if (type == L::SUBORDINATE || type == L::EXAMPLE || type == L::THAT || type == L::WH ||
        type == L::COLON) {
      relative = true;
      if (type == L::SUBORDINATE || type == L::EXAMPLE || type == L::COLON) {
        tokens = tokens.first(i);
        break;
      }
    }
    if (relative) continue;
    if (type == L::AND || type == L::OR || type == L::COMMA) {
      any_one = any_one || type == L::OR;
      add(i);
    }
  }
  add(tokens.size());
  return nouns;
}

// What may hang on any step: an aside in brackets, "as {name: type}", "without asking".
void LineBuilder::Trimmings(View tokens, ast::Statement& statement) {
  const std::vector<Part> parts = PartsOf(tokens);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind == Part::Kind::Group && statement.brackets.empty() &&
        mentions_.ToolsIn(parts[i].tokens).empty()) {
      statement.brackets = phrases_.Make(parts[i].tokens);
    }
    if (parts[i].type == L::WITHOUT_ASKING) statement.without_asking = true;
    if (parts[i].type == L::AS && i + 1 < parts.size() && parts[i + 1].kind == Part::Kind::Braces) {
      mentions_.ReadAs(parts[i + 1].tokens, statement.as);
    }
  }
}

void LineBuilder::AddUse(const Clause& clause, std::vector<ast::ToolMention> calls,
                         ast::Block& out) {
  ast::Use use;
  use.calls = std::move(calls);
  use.words = PhraseWithout(clause.all, true, false);
  use.entered = phrases_.Quoted(clause.rest);
  // The purpose stands behind the call, or in front of it: "to close the case, use @t".
  const std::size_t tool = FindKind(clause, Part::Kind::Tool);
  for (std::size_t i = tool < clause.parts.size() ? tool + 1 : 0; i < clause.parts.size(); ++i) {
    const std::uint16_t type = clause.parts[i].type;
    if (type != L::TO && type != L::THAT && type != L::FOR) continue;
    use.purpose = PhraseWithout(From(clause, i + 1), true, false);
    const bool tells = i + 1 < clause.parts.size() &&
                       (clause.parts[i + 1].type == L::TELL || clause.parts[i + 1].type == L::LET ||
                        clause.parts[i + 1].type == L::SAY);
    const std::size_t that = Find(clause, L::THAT, i);
    if (tells && that < clause.parts.size()) use.told = phrases_.Make(From(clause, that + 1));
    break;
  }
  if (use.purpose.empty() && !clause.lead.empty()) {
    View lead = clause.lead;
    while (!lead.empty() && phrases_.words().TypeOf(Place::Inside, lead.front().folded) != L::TO) {
      lead = lead.subspan(1);
    }
    if (lead.size() > 1) use.purpose = phrases_.Make(lead.subspan(1));
  }
  Add(out, clause, std::move(use));
}

void LineBuilder::Use(const Clause& clause, ast::Block& out) {
  std::vector<ast::ToolMention> calls = Calls(clause);
  if (!calls.empty()) {
    AddUse(clause, std::move(calls), out);
    return;
  }
  if (clause.head == L::USE && !mentions_.PoliciesIn(clause.rest).empty()) {
    Follow(clause, out);
    return;
  }
  if (FindKind(clause, Part::Kind::Quote) < clause.parts.size() &&
      (Has(clause, L::MACRO) || clause.head == L::USE)) {
    Say(clause, out);
    return;
  }
  Judge(clause, out);
  if (clause.head == L::ENTER) {
    StatementNote& note = NoteFor(*out.back());
    note.enters_only = true;
    note.entered = phrases_.Quoted(clause.rest);
  }
}

void LineBuilder::Offer(const Clause& clause, ast::Block& out) {
  ast::Offer offer;
  offer.tools = Calls(clause);
  std::size_t first = SkipAudience(clause, 0);
  std::size_t end = first;
  const auto ends = [&](std::uint16_t type) {
    return type == L::TO || type == L::WITH || type == L::COLON || type == L::SUBORDINATE ||
           type == L::FOR;
  };
  while (end < clause.parts.size() && !ends(clause.parts[end].type)) ++end;
  offer.noun = Noun(Between(clause, first, end));
  const std::size_t to = Find(clause, L::TO, end);
  if (to < clause.parts.size()) offer.purpose = PhraseWithout(From(clause, to + 1), true, false);
  // "offer to remove the fee" offers a deed.
  if (offer.noun.empty() && offer.purpose.empty()) {
    offer.purpose = PhraseWithout(clause.rest, true, false);
  }
  const std::size_t colon = Find(clause, L::COLON);
  if (colon < clause.parts.size()) {
    for (ast::Phrase& label : phrases_.Members(From(clause, colon + 1))) {
      ast::OfferOption option;
      option.span = label.span;
      option.label = std::move(label);
      offer.options.push_back(std::move(option));
    }
  }
  if (offer.options.empty()) offer.values = phrases_.Amounts(clause.all);
  Add(out, clause, std::move(offer));
}

void LineBuilder::ApplyOffer(const Clause& clause, ast::Block& out) {
  ast::ApplyOffer apply;
  apply.words = PhraseWithout(clause.all, true, true);
  apply.tools = mentions_.ToolsIn(clause.rest);
  apply.open_list = std::any_of(clause.rest.begin(), clause.rest.end(),
                                [](const Token& token) { return token.type == L::OTHER; });
  Add(out, clause, std::move(apply));
}

}  // namespace proviso::parse
