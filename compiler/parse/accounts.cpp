// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/accounts.h"

#include <span>
#include <string_view>
#include <utility>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/account_words.h"
#include "compiler/parse/internal/step_lines.h"

namespace proviso::parse {

using compiler::AccountedBy;
using compiler::AccountedWords;
using compiler::LineAccount;
using compiler::SentenceAccount;

namespace {

// What a piece of the sentence is, whoever took it.
AccountedBy PieceOf(pack::AtomKind kind) {
  switch (kind) {
    case pack::AtomKind::Tool:
      return AccountedBy::Tool;
    case pack::AtomKind::Policy:
      return AccountedBy::Policy;
    case pack::AtomKind::Number:
    case pack::AtomKind::Percent:
    case pack::AtomKind::Money:
    case pack::AtomKind::Date:
    case pack::AtomKind::Address:
    case pack::AtomKind::Braces:
      return AccountedBy::Value;
    case pack::AtomKind::Quote:
      return AccountedBy::Quote;
    case pack::AtomKind::Group:
    case pack::AtomKind::Brackets:
      return AccountedBy::Aside;
    case pack::AtomKind::Word:
      return AccountedBy::Form;
    default:
      return AccountedBy::Sign;
  }
}

// The innermost construction and slot around each atom.
class Holders {
 public:
  struct Holder {
    std::string_view construction;
    std::string_view slot;
    bool function = false;  // the pack's words that no name is made of
  };

  Holders(const ReadSentence& sentence, const pack::Pack& pack) : sentence_(sentence), pack_(pack) {
    holders_.resize(sentence.range.end - sentence.range.begin);
    if (!sentence.reading.empty()) Visit(sentence.reading.root, {});
  }
  const Holder& at(std::size_t i) const { return holders_[i]; }

 private:
  void Visit(std::uint32_t index, Holder holder) {
    const read::Node& node = sentence_.reading.nodes[index];
    if (const std::string_view slot = pack_.slot_name(node.slot); !slot.empty()) holder.slot = slot;
    if (node.rule != read::kAtom) {
      const pack::RuleInfo& rule = pack_.rule(node.rule);
      if (rule.kind == pack::RuleInfo::Kind::Construction) {
        holder.construction = rule.name;
        holder.slot = {};
      }
      holder.function = rule.function;
    }
    for (std::uint32_t i = node.begin; i < node.end; ++i) holders_[i] = holder;
    for (const std::uint32_t child : node.children) Visit(child, holder);
  }

  const ReadSentence& sentence_;
  const pack::Pack& pack_;
  std::vector<Holder> holders_;
};

AccountedBy ByOf(const pack::Atom& atom, read::Account account, bool function) {
  switch (account) {
    case read::Account::Residue:
      return AccountedBy::Nobody;
    case read::Account::Silent:
      return AccountedBy::Function;
    case read::Account::Name:
      return AccountedBy::Name;
    case read::Account::Free:
      return atom.kind == pack::AtomKind::Word ? AccountedBy::Text : PieceOf(atom.kind);
    case read::Account::Template:
      return function ? AccountedBy::Function : AccountedBy::Form;
    case read::Account::Piece:
      break;
  }
  return PieceOf(atom.kind);
}

bool IsClean(const ReadLine& line) {
  return line.sentences.size() == 1 && line.sentences.front().clean();
}

// "Sealed:" over its steps is no sentence (case_heads.cpp).
ReadLine ReadAsBuilt(LineReader& reader, std::span<const Token> tokens) {
  ReadLine line = reader.Read(tokens);
  if (IsClean(line) || tokens.size() < 2 || tokens.back().type != ProvisoTokens::COLON) return line;
  for (const std::string_view rule : {"case_head_cond", "case_name_cond"}) {
    ReadLine head = reader.ReadBy(tokens.first(tokens.size() - 1), rule);
    if (IsClean(head)) return head;
  }
  return line;
}

}  // namespace

SentenceAccount AccountOf(const ReadLine& line, const ReadSentence& sentence, FileId file,
                          const pack::Pack& pack) {
  SentenceAccount account;
  const std::size_t first = sentence.range.begin;
  const auto begin_of = [&](std::size_t atom) { return line.tokens[line.atoms[atom].first].begin; };
  const auto end_of = [&](std::size_t atom) { return line.tokens[line.atoms[atom].last - 1].end; };
  account.span = {file, begin_of(first), end_of(sentence.range.end - 1)};
  account.understood = sentence.clean() && !line.torn;
  if (sentence.reading.tied) {
    for (const pack::RuleId rule : sentence.reading.tie) {
      account.readings.push_back(pack.rule(rule).name);
    }
  }
  const Holders holders(sentence, pack);
  for (std::size_t i = first; i < sentence.range.end; ++i) {
    const Holders::Holder& holder = holders.at(i - first);
    const AccountedBy by =
        sentence.reading.empty()
            ? AccountedBy::Nobody
            : ByOf(line.atoms[i], sentence.reading.accounts[i - first], holder.function);
    const bool nobody = by == AccountedBy::Nobody;
    AccountedWords words{{file, begin_of(i), end_of(i)},
                         by,
                         std::string(nobody ? std::string_view() : holder.construction),
                         std::string(nobody ? std::string_view() : holder.slot)};
    AccountedWords* last = account.words.empty() ? nullptr : &account.words.back();
    if (last != nullptr && last->by == by && last->construction == words.construction &&
        last->slot == words.slot) {
      last->span.end = words.span.end;
    } else {
      account.words.push_back(std::move(words));
    }
  }
  return account;
}

std::vector<LineAccount> AccountsOf(const SourceSet& sources, const ast::Document& document) {
  const pack::Pack* const found = pack::Pack::Of(document.language);
  if (found == nullptr) return {};  // nothing of it was read
  const pack::Pack& pack = *found;
  std::vector<LineAccount> accounts;
  StepLines lines(sources.file(document.file), document.file);
  LineReader reader(pack, lines.source().text());
  Line line;
  for (const ast::LineLayout& layout : document.layout) {
    if (!lines.Lex(layout, line)) continue;
    const ReadLine read = ReadAsBuilt(reader, line.tokens);
    LineAccount account{document.file, layout.number, {}};
    for (const ReadSentence& sentence : read.sentences) {
      if (sentence.range.begin == sentence.range.end) continue;
      account.sentences.push_back(AccountOf(read, sentence, document.file, pack));
    }
    accounts.push_back(std::move(account));
  }
  return accounts;
}

}  // namespace proviso::parse
