// SPDX-License-Identifier: Apache-2.0
#include "tests/edits/account.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/pack/pack.h"
#include "compiler/parse/internal/line_lexer.h"
#include "compiler/parse/internal/read_line.h"

namespace proviso::edits {
namespace {

using compiler::ReadingKind;

std::string_view NameOf(read::Account account) {
  switch (account) {
    case read::Account::Template:
      return "template";
    case read::Account::Silent:
      return "silent";
    case read::Account::Name:
      return "name";
    case read::Account::Free:
      return "free";
    case read::Account::Piece:
      return "piece";
    case read::Account::Residue:
      return "residue";
  }
  return "";
}

// The rules around an atom, from the outermost.
std::string RulesAround(const pack::Pack& pack, const read::Reading& reading, std::uint32_t atom) {
  std::string path;
  if (reading.empty()) return path;
  std::uint32_t at = reading.root;
  for (bool deeper = true; deeper;) {
    deeper = false;
    for (const std::uint32_t child : reading.nodes[at].children) {
      const read::Node& node = reading.nodes[child];
      if (atom < node.begin || atom >= node.end || node.rule == read::kAtom) continue;
      path += (path.empty() ? "" : "/") + pack.rule(node.rule).name;
      if (node.slot != 0) path += ":" + std::string(pack.slot_name(node.slot));
      at = child;
      deeper = true;
      break;
    }
  }
  return path;
}

}  // namespace

Accounts::Accounts(const compiler::Compilation& compilation, FileId file) {
  for (const compiler::LineReading& reading : compilation.readings) {
    if (reading.file != file) continue;
    kinds_[reading.line].insert(reading.kind);
    tools_[reading.line].insert(reading.tools.begin(), reading.tools.end());
    if (reading.kind == ReadingKind::HeadField) fields_[reading.line] = reading.meaning;
  }
  for (const Diagnostic& finding : compilation.diagnostics) {
    // Which of two fields holds is told.
    if (finding.id == DiagnosticId::DuplicateHeadField && finding.primary.file == file)
      fields_.clear();
    if (finding.id == DiagnosticId::UnreachableStep && finding.primary.file == file)
      unreachable_.push_back(finding.primary);
  }
  if (compilation.module) FindReached(*compilation.module, compilation.sources.file(file).name());
  for (const auto& document : compilation.documents) {
    if (document.file == file && !document.language.empty()) language_ = document.language;
  }
  ReadLines(compilation.sources.file(file), *pack::Pack::Of(language_));
}

void Accounts::FindReached(const Module& module, const std::string& name) {
  for (const SourceMapEntry& entry : module.source_map) {
    if (module.files[entry.file] == name) reached_.insert(entry.line);
  }
}

void Accounts::ReadLines(const SourceFile& source, const pack::Pack& pack) {
  DiagnosticSink ignored;
  parse::LineLexer lexer(source, FileId{}, ignored, {});
  parse::LineReader reader(pack, source.text());
  for (std::uint32_t number = 1; number <= source.line_count(); ++number) {
    parse::Line line;
    if (!lexer.Lex(number, line)) continue;
    const parse::ReadLine read = reader.Read(BehindMark(line));
    for (const parse::ReadSentence& sentence : read.sentences) {
      for (std::uint32_t i = 0; i < sentence.reading.accounts.size(); ++i) {
        const read::Account account = sentence.reading.accounts[i];
        const pack::Atom& atom = read.atoms[sentence.range.begin + i];
        const std::string rules = std::string(sentence.clean() ? "" : "unclean ") +
                                  std::string(NameOf(account)) + ": " +
                                  RulesAround(pack, sentence.reading, i);
        for (const parse::Token& token : read.tokens.subspan(atom.first, atom.last - atom.first)) {
          const pack::WordFlags flags = pack.flags(pack.Find(token.folded));
          accounts_[token.begin] = rules;
          if (flags.limits) limiting_.insert(token.begin);
          if (atom.kind == pack::AtomKind::Group) asides_.insert(token.begin);
          const bool silent =
              account == read::Account::Silent || flags.article || flags.abbreviates;
          if (sentence.clean() && silent) silent_.insert(token.begin);
        }
      }
    }
  }
}

bool Accounts::AllOf(std::uint32_t line, std::initializer_list<ReadingKind> kinds) const {
  const auto found = kinds_.find(line);
  if (found == kinds_.end()) return true;  // a blank line, or a policy that is not read on
  return std::all_of(found->second.begin(), found->second.end(), [&](ReadingKind kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  });
}

bool Accounts::IsDocumentation(std::uint32_t line) const {
  return AllOf(line, {ReadingKind::Documentation, ReadingKind::Comment, ReadingKind::Detail});
}

bool Accounts::IsTitle(std::uint32_t line) const {
  return AllOf(line, {ReadingKind::Documentation, ReadingKind::Comment, ReadingKind::Section,
                      ReadingKind::PolicyName, ReadingKind::Entry});
}

bool Accounts::IsHead(std::uint32_t line) const {
  if (!AllOf(line, {ReadingKind::HeadField})) return false;
  constexpr std::array<std::string_view, 2> kActing = {"`when`", "`language"};
  const auto field = fields_.find(line);
  return field == fields_.end() ||
         std::none_of(kActing.begin(), kActing.end(), [&](std::string_view name) {
           return field->second.find(name) != std::string::npos;
         });
}

bool Accounts::IsNeverReached(std::uint32_t line) const {
  if (reached_.contains(line) || IsTitle(line)) return false;
  return AllOf(line, {ReadingKind::Documentation, ReadingKind::Question, ReadingKind::Confirmation,
                      ReadingKind::Choice, ReadingKind::Fact, ReadingKind::Call, ReadingKind::Offer,
                      ReadingKind::Message, ReadingKind::Branch, ReadingKind::Gate,
                      ReadingKind::PolicyCall, ReadingKind::HandOff, ReadingKind::Assignment,
                      ReadingKind::End, ReadingKind::Note, ReadingKind::Judgement});
}

bool Accounts::IsUnreachable(std::uint32_t begin) const {
  return std::any_of(unreachable_.begin(), unreachable_.end(),
                     [&](const Span& span) { return span.begin <= begin && begin < span.end; });
}

bool Accounts::CallAlike(std::uint32_t a, std::uint32_t b) const {
  const auto first = tools_.find(a);
  const auto second = tools_.find(b);
  return AllOf(a, {ReadingKind::Call}) && AllOf(b, {ReadingKind::Call}) && first != tools_.end() &&
         second != tools_.end() && !first->second.empty() && first->second == second->second;
}

std::string Accounts::Of(std::uint32_t begin) const {
  const auto found = accounts_.find(begin);
  return found == accounts_.end() ? std::string() : found->second;
}

bool Accounts::SaysNothing(std::uint32_t begin) const { return silent_.contains(begin); }

bool Accounts::Explains(std::uint32_t line, std::uint32_t begin) const {
  const std::string account = Of(begin);
  constexpr std::array<std::string_view, 5> kExplaining = {"/explained", "/reason", "/tells.",
                                                           "/undo.", "/context"};
  // "… (two letters and 5 digits)" behind what is asked or told: an example of it.
  const bool spoken = account.find("/ask.") != std::string::npos ||
                      account.find("/tell.") != std::string::npos ||
                      account.find("/fact.") != std::string::npos;
  if (asides_.contains(begin) && spoken) return true;
  // A limit on what no step of the policy does is named as such.
  const auto kinds = kinds_.find(line);
  if (account.find("/limits.") != std::string::npos && kinds != kinds_.end() &&
      kinds->second.contains(ReadingKind::Documentation)) {
    return true;
  }
  return std::any_of(kExplaining.begin(), kExplaining.end(), [&](std::string_view rule) {
    return account.find(rule) != std::string::npos;
  });
}

bool Accounts::IsRedundant(std::uint32_t begin) const {
  const std::string account = Of(begin);
  // "If yes:", "Yes:"; "but only if", "only if": the condition stands there still.
  if (account.ends_with("_word:if_word") || account.ends_with("_word:only_if_word") ||
      account.ends_with("_word:unless_word") || account.ends_with("/if_word:if_word")) {
    return true;
  }
  if (limiting_.contains(begin) && account.find(":purpose") == std::string::npos) return false;
  if (account.starts_with("template")) return true;
  // Words that bind: which thing, which team, what the call is for.
  constexpr std::array<std::string_view, 6> kNaming = {":purpose", ":subject", ":noun",
                                                       ":about",   ":to",      ":things"};
  return account.starts_with("name") &&
         std::any_of(kNaming.begin(), kNaming.end(), [&](std::string_view slot) {
           return account.find(slot) != std::string::npos;
         });
}

bool IsExcused(const Accounts& accounts, const Edit& edit) {
  const auto silent = [&](std::uint32_t line) {
    return accounts.IsDocumentation(line) || accounts.IsTitle(line) || accounts.IsHead(line);
  };
  if (silent(edit.line) || accounts.IsNeverReached(edit.line)) return true;
  const bool appended = edit.kind == EditKind::ExceptionAppended;
  if (accounts.IsUnreachable(appended ? edit.last : edit.span.begin)) return true;
  switch (edit.kind) {
    case EditKind::LinesSwapped:
      // Moving what says nothing past an instruction moves no instruction.
      return silent(edit.other) || accounts.IsNeverReached(edit.other) ||
             accounts.CallAlike(edit.line, edit.other);
    case EditKind::WordDropped:
      return accounts.SaysNothing(edit.span.begin) ||
             accounts.Explains(edit.line, edit.span.begin) || accounts.IsRedundant(edit.span.begin);
    case EditKind::NotInserted:
    case EditKind::AmountChanged:
      return accounts.Explains(edit.line, edit.span.begin);
    case EditKind::ExceptionAppended:
      return accounts.Explains(edit.line, edit.last);
  }
  return false;
}

}  // namespace proviso::edits
