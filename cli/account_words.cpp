// SPDX-License-Identifier: Apache-2.0
#include "cli/account_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace proviso::cli {

using compiler::AccountedBy;
using compiler::AccountedWords;
using compiler::LineAccount;
using compiler::LineReading;
using compiler::ReadingKind;
using compiler::SentenceAccount;

namespace {

using Place = std::pair<FileId, std::uint32_t>;

bool IsSentence(ReadingKind kind) {
  switch (kind) {
    case ReadingKind::PolicyName:
    case ReadingKind::HeadField:
    case ReadingKind::Section:
    case ReadingKind::Option:
    case ReadingKind::Detail:
    case ReadingKind::Documentation:
    case ReadingKind::Comment:
      return false;
    default:
      return true;
  }
}

}  // namespace

const LineAccount* Accounts::At(FileId file, std::uint32_t line) const {
  const Place place{file, line};
  const auto& readings = compilation_.readings;
  auto reading = std::partition_point(
      readings.begin(), readings.end(),
      [&](const LineReading& one) { return Place(one.file, one.line) < place; });
  bool sentence = false;
  for (; reading != readings.end() && Place(reading->file, reading->line) == place; ++reading) {
    sentence = sentence || IsSentence(reading->kind);
  }
  if (!sentence) return nullptr;
  const auto& accounts = compilation_.accounts;
  const auto account = std::partition_point(
      accounts.begin(), accounts.end(),
      [&](const LineAccount& one) { return Place(one.file, one.line) < place; });
  const bool found = account != accounts.end() && Place(account->file, account->line) == place;
  return found ? &*account : nullptr;
}

std::string ResidueText(const SourceSet& sources, const LineAccount& line) {
  std::string text;
  const auto add = [&](const Span& span) {
    text += fmt::format("{}“{}”", text.empty() ? "" : ", ", sources.file(span.file).Text(span));
  };
  for (const SentenceAccount& sentence : line.sentences) {
    const std::vector<Span> residue = compiler::ResidueOf(sentence);
    for (const Span& span : residue) add(span);
    // Read in two ways, or not closed: all of it.
    if (!sentence.understood && residue.empty()) add(sentence.span);
  }
  return text;
}

std::string AccountText(const AccountedWords& words) {
  if (words.by == AccountedBy::Nobody) return "not understood";
  if (words.by == AccountedBy::Function && words.slot.empty()) return "says nothing by itself";
  std::string text(compiler::AccountedByName(words.by));
  if (words.construction.empty()) return text;
  return words.slot.empty()
             ? fmt::format("{} of {}", text, words.construction)
             : fmt::format("{} in the {} of {}", text, words.slot, words.construction);
}

std::string AccountText(const SourceSet& sources, const LineAccount& line) {
  std::string text;
  for (const SentenceAccount& sentence : line.sentences) {
    for (const AccountedWords& words : sentence.words) {
      text += fmt::format("{}“{}”: {}", text.empty() ? "" : " · ",
                          sources.file(words.span.file).Text(words.span), AccountText(words));
    }
  }
  return text;
}

}  // namespace proviso::cli
