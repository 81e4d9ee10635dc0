// SPDX-License-Identifier: Apache-2.0
// "Ask whether they would prefer a refund or store credit." over titles "Refund" and "Store
// credit": what stands under a title is done where that was chosen.
#include <algorithm>
#include <set>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/block_builder.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

using Words = std::vector<std::string>;

// The places that some line of it goes to: a title among them stays one.
void AddressesIn(const ast::Statement& statement, std::set<Words>& addresses) {
  if (const auto* go = std::get_if<ast::GoTo>(&statement.node)) addresses.insert(go->section.words);
  if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) {
    for (const StatementPtr& other : branch->otherwise) AddressesIn(*other, addresses);
  }
  for (const StatementPtr& inner : statement.body) AddressesIn(*inner, addresses);
}

// What stands under the title is done where the option was chosen.
void TurnIntoCase(ast::Statement& title, ast::Phrase option) {
  ast::Branch branch;
  branch.condition = MakeCondition(title.span, ast::NamedTest{std::move(option), false});
  title.node = std::move(branch);
}

bool Contains(const Words& words, const Words& part) {
  return !part.empty() &&
         std::search(words.begin(), words.end(), part.begin(), part.end()) != words.end();
}

// "Store credit:" is titled "store credit".
Words TitleOf(const ast::Section& section) {
  Words words = section.title.words;
  if (!words.empty() && words.back().ends_with(':')) words.back().pop_back();
  if (!words.empty() && words.back().empty()) words.pop_back();
  return words;
}

// Whether the question may be answered with these words.
bool Offers(const ast::Statement& question, const Words& title) {
  if (const auto* choose = std::get_if<ast::Choose>(&question.node)) {
    return std::any_of(choose->choices.begin(), choose->choices.end(),
                       [&](const ast::Phrase& choice) { return choice.words == title; });
  }
  const auto* asked = std::get_if<ast::AskYesNo>(&question.node);
  return asked != nullptr && !asked->exact && Contains(asked->question.words, title);
}

// What is asked at the end of it: "For all other tickets, ask whether …" in the section above.
const ast::Statement& LastOf(const ast::Statement& statement) {
  const auto* branch = std::get_if<ast::Branch>(&statement.node);
  const bool holds = branch != nullptr || std::holds_alternative<ast::Section>(statement.node);
  if (branch != nullptr && !branch->otherwise.empty()) return LastOf(*branch->otherwise.back());
  return holds && !statement.body.empty() ? LastOf(*statement.body.back()) : statement;
}

// "Status PAID", "Payout status: HELD or LOST": the codes; none where the title is another one.
std::vector<std::string> CodesIn(const ast::Phrase& title, const Phrases& phrases) {
  std::vector<std::string> codes;
  std::string before;  // the word in front of the first code
  std::size_t at = 0;
  const std::string& text = title.text;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" :,/", at), text.size());
    const std::string word = text.substr(at, end - at);
    at = end + 1;
    if (word.size() < 2) continue;
    const bool shouted = std::all_of(word.begin(), word.end(), [](unsigned char c) {
      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    if (shouted) {
      codes.push_back(word);
    } else if (codes.empty()) {
      before = FoldCase(word);
    } else if (!phrases.words().IsOneOf(Place::Inside, FoldCase(word), ProvisoTokens::OR)) {
      return {};
    }
  }
  if (!phrases.words().IsLayoutWord("status", before)) return {};
  return codes;
}

}  // namespace

// "Status PAID" over what is done then.
void BlockBuilder::TurnStatusSection(ast::Statement& statement) const {
  const auto* section = std::get_if<ast::Section>(&statement.node);
  if (section == nullptr || statement.body.empty()) return;
  const std::vector<std::string> codes = CodesIn(section->title, phrases_);
  if (codes.empty()) return;
  ast::Comparison comparison;
  comparison.op = codes.size() > 1 ? ast::CompareOp::OneOf : ast::CompareOp::Is;
  for (const std::string& code : codes) {
    auto value = std::make_unique<ast::Expr>();
    value->span = statement.span;
    value->node = TextLiteral(code);
    comparison.right.push_back(std::move(value));
  }
  ast::Branch branch;
  branch.condition = MakeCondition(statement.span, std::move(comparison));
  statement.node = std::move(branch);
}

void BlockBuilder::TurnOptionSections(ast::Block& block) const {
  std::set<Words> addresses;
  for (const StatementPtr& statement : block) AddressesIn(*statement, addresses);
  // The titles from `begin` on that the question offers.
  const auto turn = [&](const ast::Statement& question, ast::Block& lines, std::size_t begin) {
    std::size_t end = begin;
    const auto named = [&](const ast::Statement& statement) {
      const auto* section = std::get_if<ast::Section>(&statement.node);
      return section != nullptr && !statement.body.empty() &&
             !addresses.contains(TitleOf(*section)) && Offers(question, TitleOf(*section));
    };
    while (end < lines.size() && named(*lines[end])) ++end;
    constexpr std::size_t kFewest = 2;  // one alone may bear the name by chance
    for (std::size_t at = begin; end - begin >= kFewest && at < end; ++at) {
      ast::Statement& statement = *lines[at];
      auto& section = std::get<ast::Section>(statement.node);
      statement.unread = {};  // the question reads it
      ast::Phrase option = std::move(section.title);
      if (option.text.ends_with(':')) option.text.pop_back();
      if (!option.words.empty() && option.words.back().ends_with(':'))
        option.words.back().pop_back();
      TurnIntoCase(statement, std::move(option));
    }
  };
  const auto within = [&](const auto& self, ast::Block& lines) -> void {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto* title = std::get_if<ast::Section>(&lines[i]->node);
      if (title != nullptr && !addresses.contains(TitleOf(*title))) TurnStatusSection(*lines[i]);
      turn(LastOf(*lines[i]), lines, i + 1);
      turn(*lines[i], lines[i]->body, 0);
    }
    for (const StatementPtr& statement : lines) {
      self(self, statement->body);
      if (auto* branch = std::get_if<ast::Branch>(&statement->node)) self(self, branch->otherwise);
    }
  };
  within(within, block);
}

// Every option has its section, one behind the other up to the end; then none of them is for all.
void BlockBuilder::TurnSectionsIntoCases(ast::Block& block) {
  const auto asked = std::find_if(block.rbegin(), block.rend(), [](const auto& statement) {
    return std::holds_alternative<ast::Choose>(statement->node);
  });
  if (asked == block.rend()) return;
  const std::vector<ast::Phrase> choices = std::get<ast::Choose>((*asked)->node).choices;
  const auto named = [&](const ast::Statement& statement) {
    const auto* section = std::get_if<ast::Section>(&statement.node);
    return section == nullptr ? choices.end()
                              : std::find_if(choices.begin(), choices.end(), [&](const auto& one) {
                                  return readings_.SameName(one, section->title);
                                });
  };
  std::size_t sections = 0;
  std::set<std::size_t> seen;
  for (auto at = asked.base(); at != block.end(); ++at) {
    // "If Book, go to “Book”": where the author leads to them, the sections are addresses.
    std::set<Words> addresses;
    AddressesIn(**at, addresses);
    if (!addresses.empty()) return;
    if (!std::holds_alternative<ast::Section>((*at)->node)) continue;
    ++sections;
    if (const auto one = named(**at); one != choices.end())
      seen.insert(static_cast<std::size_t>(one - choices.begin()));
  }
  if (seen.size() < 2 || seen.size() != sections || seen.size() != choices.size()) return;
  for (auto at = asked.base(); at != block.end(); ++at) {
    const auto one = named(**at);
    if (one == choices.end()) continue;
    TurnIntoCase(**at, *one);
  }
}

}  // namespace proviso::parse
