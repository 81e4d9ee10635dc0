// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/wordings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "compiler/parse/internal/account_words.h"
#include "compiler/parse/internal/document_builder.h"
#include "compiler/parse/internal/step_lines.h"
#include "compiler/read/rephraser.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

// Of the text's language; of a file in a language without one no sentence was read.
const pack::Pack& PackOf(const ast::Document& document) {
  const pack::Pack* const pack = pack::Pack::Of(document.language);
  return pack != nullptr ? *pack : *pack::Pack::Of("en");
}

constexpr std::size_t kMaxAtoms = 60;   // of a sentence
constexpr std::size_t kMaxTried = 6;    // wordings that are read for one sentence
constexpr std::size_t kMaxLeftOut = 3;  // words of the author
constexpr std::string_view kBullet = "- ";
constexpr std::string_view kClauses = "clause";
// Clauses that only a person can carry out: no wording leads to one.
constexpr std::array<std::string_view, 2> kUnclear = {"Judge", "Work"};
// Both are calls to an author who chooses.
constexpr std::string_view kLookUp = "LookUp";
constexpr std::string_view kCall = "Call";
constexpr std::size_t kAnyTests = SIZE_MAX;
constexpr std::string_view kLooseTests = "loose_test";

struct Region {
  std::uint32_t begin = 0;  // atoms of the sentence
  std::uint32_t end = 0;
};

bool IsPlainBlock(const ast::Block& block) {
  return std::all_of(block.begin(), block.end(), [](const auto& statement) {
    const auto& node = statement->node;
    if (!statement->unread.empty() || std::holds_alternative<ast::Judge>(node) ||
        std::holds_alternative<ast::Documentation>(node) ||
        std::holds_alternative<ast::Item>(node) || std::holds_alternative<ast::Section>(node)) {
      return false;
    }
    const auto* branch = std::get_if<ast::Branch>(&node);
    return IsPlainBlock(statement->body) && (branch == nullptr || IsPlainBlock(branch->otherwise));
  });
}

// Conditions that only judgement can tell: a wording has no more of them than the sentence.
std::size_t LooseTests(const read::Reading& reading, const pack::Pack& pack) {
  return static_cast<std::size_t>(
      std::count_if(reading.nodes.begin(), reading.nodes.end(), [&](const read::Node& node) {
        return node.rule != read::kAtom && pack.rule(node.rule).group == kLooseTests;
      }));
}

}  // namespace

struct Wordings::Finder {
  Finder(const SourceSet& sources, const ast::Document& document_in)
      : document(document_in),
        lines(sources.file(document_in.file), document_in.file),
        reader(pack, lines.source().text()),
        rephraser(pack) {
    const pack::RuleId group = pack.net(pack.root(kClauses)).rule;
    for (const pack::RuleId rule : pack.rule(group).alternatives) {
      const std::string& node = pack.rule(rule).node;
      if (std::find(kUnclear.begin(), kUnclear.end(), node) == kUnclear.end()) {
        clauses.push_back(rule);
      }
    }
  }

  std::optional<Unclear> At(const Span& place);
  std::vector<Region> RegionsOf(const ReadSentence& sentence) const;
  void AddRewordings(const ReadLine& read, const ReadSentence& sentence, Unclear& unclear);
  read::Rewording WithoutResidue(std::span<const pack::Atom> atoms,
                                 const ReadSentence& sentence) const;
  void Try(const ReadLine& read, const ReadSentence& sentence, const Region& region,
           const read::Rewording& rewording, Unclear& unclear);
  void AddHandOff(const ReadLine& read, const ReadSentence& sentence, Unclear& unclear);
  std::uint32_t ConditionOf(const ReadSentence& sentence) const;
  static bool CutsName(std::span<const pack::Atom> atoms, const read::Rewording& rewording);
  bool IsNear(std::span<const pack::Atom> atoms, const Region& region,
              const read::Rewording& rewording) const;
  std::string TextOf(const ReadLine& read, std::size_t from, std::size_t to) const;
  std::string Spelled(const ReadLine& read, const ReadSentence& sentence, const Region& region,
                      const read::Rewording& rewording) const;
  // What it says, by its constructions; nullopt when it is not one sentence that is read whole.
  std::optional<std::string> MeaningOf(const std::string& text, std::size_t loose) const;
  bool Builds(const std::string& text) const;

  const ast::Document& document;
  const pack::Pack& pack = PackOf(document);
  StepLines lines;
  LineReader reader;
  read::Rephraser rephraser;
  std::vector<pack::RuleId> clauses;
  std::set<std::string> meanings;  // of the wordings found
  std::size_t tried = 0;
};

std::optional<Unclear> Wordings::Finder::At(const Span& place) {
  const std::uint32_t number = lines.source().LineOf(place.begin);
  const auto layout =
      std::lower_bound(document.layout.begin(), document.layout.end(), number,
                       [](const ast::LineLayout& a, std::uint32_t b) { return a.number < b; });
  Line line;
  if (layout == document.layout.end() || layout->number != number || !lines.Lex(*layout, line)) {
    return std::nullopt;
  }
  const ReadLine read = reader.Read(line.tokens);
  for (const ReadSentence& sentence : read.sentences) {
    if (sentence.range.begin == sentence.range.end || (sentence.clean() && !read.torn)) continue;
    Unclear unclear;
    unclear.sentence = AccountOf(read, sentence, document.file, pack);
    if (unclear.sentence.span.end <= place.begin) continue;
    unclear.torn = read.torn;
    // What is not closed may hold anything.
    if (!read.torn && sentence.range.end - sentence.range.begin <= kMaxAtoms) {
      AddRewordings(read, sentence, unclear);
      AddHandOff(read, sentence, unclear);
    }
    return unclear;
  }
  return std::nullopt;
}

// What is to be said anew: the words that nobody accounts for with the statements that they stand
// beside, then all to the end of the sentence, then all of it.
std::vector<Region> Wordings::Finder::RegionsOf(const ReadSentence& sentence) const {
  const auto size = static_cast<std::uint32_t>(sentence.range.end - sentence.range.begin);
  const Region whole{0, size};
  const read::Reading& reading = sentence.reading;
  if (reading.empty()) return {whole};
  const auto& accounts = reading.accounts;
  const auto is_residue = [](read::Account account) { return account == read::Account::Residue; };
  const auto first = std::find_if(accounts.begin(), accounts.end(), is_residue);
  if (first == accounts.end()) return {whole};
  const auto last = std::find_if(accounts.rbegin(), accounts.rend(), is_residue);
  Region region{static_cast<std::uint32_t>(first - accounts.begin()),
                static_cast<std::uint32_t>(accounts.rend() - last)};
  for (const read::Node& node : reading.nodes) {
    if (node.rule == read::kAtom || pack.slot_name(node.slot) != "statement") continue;
    if (node.end == region.begin) region.begin = node.begin;
    if (node.begin == region.end) region.end = node.end;
  }
  std::vector<Region> regions = {region};
  if (region.end != size) regions.push_back({region.begin, size});
  if (region.begin != 0) regions.push_back(whole);
  return regions;
}

// The atoms of the conditions at its beginning and the comma behind them; 0 when there are none
// that were read whole.
std::uint32_t Wordings::Finder::ConditionOf(const ReadSentence& sentence) const {
  if (sentence.reading.empty()) return 0;
  std::uint32_t end = 0;
  std::uint32_t behind = 0;
  for (const read::Node& item : sentence.reading.nodes) {
    const std::string_view slot = pack.slot_name(item.slot);
    if (item.begin != end) continue;
    if (slot == "condition") end = item.end;
    if (slot == "join" && end != 0) behind = end = item.end;
  }
  return behind;
}

// Words behind a policy are its name, as likely as not: without them another one would be meant.
bool Wordings::Finder::CutsName(std::span<const pack::Atom> atoms,
                                const read::Rewording& rewording) {
  const auto left_out = [&](std::uint32_t atom) {
    return std::find(rewording.left_out.begin(), rewording.left_out.end(), atom) !=
           rewording.left_out.end();
  };
  return std::any_of(rewording.left_out.begin(), rewording.left_out.end(), [&](std::uint32_t atom) {
    while (atom > 0 && (left_out(atom) || atoms[atom].kind == pack::AtomKind::Sign)) --atom;
    return atoms[atom].kind == pack::AtomKind::Policy;
  });
}

// It says most of what the author does, and more than a verb of it.
bool Wordings::Finder::IsNear(std::span<const pack::Atom> atoms, const Region& region,
                              const read::Rewording& rewording) const {
  if (rewording.left_out.empty()) return true;
  std::size_t all = 0;
  std::size_t left_out = 0;
  for (std::uint32_t i = region.begin; i < region.end; ++i) {
    const pack::WordFlags flags = pack.flags(pack.Find(atoms[i].folded));
    if (atoms[i].kind == pack::AtomKind::Word && (flags.function || flags.article)) continue;
    all += atoms[i].kind == pack::AtomKind::Word ? 1 : 2;
    if (std::find(rewording.left_out.begin(), rewording.left_out.end(), i) !=
        rewording.left_out.end()) {
      ++left_out;
    }
  }
  return left_out <= kMaxLeftOut && (all - left_out) * 2 >= all && all - left_out > 1;
}

// The sentence as it is, without the words that nobody accounts for.
read::Rewording Wordings::Finder::WithoutResidue(std::span<const pack::Atom> atoms,
                                                 const ReadSentence& sentence) const {
  read::Rewording rewording;
  const auto& accounts = sentence.reading.accounts;
  for (std::uint32_t i = 0; i < accounts.size(); ++i) {
    if (accounts[i] != read::Account::Residue) {
      // A comma joins nothing to what is left out before it.
      const bool loose = atoms[i].kind == pack::AtomKind::Comma &&
                         (rewording.parts.empty() ||
                          atoms[rewording.parts.back().atom].kind == pack::AtomKind::Comma);
      if (!loose) rewording.parts.push_back({i, {}});
    } else if (atoms[i].kind == pack::AtomKind::Word &&
               !pack.flags(pack.Find(atoms[i].folded)).limits) {
      rewording.left_out.push_back(i);
    } else {
      return {};
    }
  }
  return rewording;
}

void Wordings::Finder::Try(const ReadLine& read, const ReadSentence& sentence, const Region& region,
                           const read::Rewording& rewording, Unclear& unclear) {
  const std::size_t first = sentence.range.begin;
  const std::span<const pack::Atom> atoms(read.atoms.data() + first, sentence.range.end - first);
  if (tried == kMaxTried || unclear.wordings.size() == kMaxWordings || rewording.parts.empty() ||
      (rewording.new_verb && rewording.pieces < 2) || !IsNear(atoms, region, rewording) ||
      CutsName(atoms, rewording)) {
    return;
  }
  ++tried;
  Wording wording{Spelled(read, sentence, region, rewording), {}, false};
  const auto meaning = MeaningOf(wording.text, LooseTests(sentence.reading, pack));
  if (!meaning || !Builds(wording.text) || !meanings.insert(*meaning).second) return;
  for (const std::uint32_t atom : rewording.left_out) {
    wording.left_out.push_back(TextOf(read, first + atom, first + atom + 1));
  }
  unclear.wordings.push_back(std::move(wording));
}

void Wordings::Finder::AddRewordings(const ReadLine& read, const ReadSentence& sentence,
                                     Unclear& unclear) {
  const std::span<const pack::Atom> atoms(read.atoms.data() + sentence.range.begin,
                                          sentence.range.end - sentence.range.begin);
  meanings.clear();
  tried = 0;
  const Region whole{0, static_cast<std::uint32_t>(atoms.size())};
  if (!sentence.reading.empty()) {
    Try(read, sentence, whole, WithoutResidue(atoms, sentence), unclear);
  }
  for (const Region& region : RegionsOf(sentence)) {
    for (const read::Rewording& rewording :
         rephraser.Reword(atoms, region.begin, region.end, clauses)) {
      Try(read, sentence, region, rewording, unclear);
    }
  }
  // The last place is for the wording that leaves nothing out.
  const bool complete =
      std::all_of(unclear.wordings.begin(), unclear.wordings.end(),
                  [](const Wording& wording) { return wording.left_out.empty(); });
  if (!complete && unclear.wordings.size() == kMaxWordings) unclear.wordings.pop_back();
}

// A person is told all that the sentence says, so that nothing of it is lost.
void Wordings::Finder::AddHandOff(const ReadLine& read, const ReadSentence& sentence,
                                  Unclear& unclear) {
  if (unclear.wordings.size() == kMaxWordings) return;
  std::size_t end = sentence.range.end;
  if (read.atoms[end - 1].kind == pack::AtomKind::Colon) --end;
  const std::size_t begin = sentence.range.begin + ConditionOf(sentence);
  if (end <= begin) return;
  constexpr std::array<std::string_view, 3> kForms = {"hand off wording", "hand off wording quoted",
                                                      "hand off wording quoted around a quotation"};
  for (const std::string_view key : kForms) {
    const std::string& form = pack.forms().Text(key);
    if (form.empty()) continue;
    Wording wording;
    wording.hands_off = true;
    wording.text = fmt::format(fmt::runtime(form), TextOf(read, begin, end));
    if (begin != sentence.range.begin) {
      wording.text[0] = FoldCase(wording.text.substr(0, 1))[0];
      wording.text = TextOf(read, sentence.range.begin, begin) + " " + wording.text;
    }
    if (!MeaningOf(wording.text, kAnyTests) || !Builds(wording.text)) continue;
    unclear.wordings.push_back(std::move(wording));
    return;
  }
}

std::string Wordings::Finder::TextOf(const ReadLine& read, std::size_t from, std::size_t to) const {
  const std::uint32_t begin = read.tokens[read.atoms[from].first].begin;
  const std::uint32_t end = read.tokens[read.atoms[to - 1].last - 1].end;
  return std::string(lines.source().text().substr(begin, end - begin));
}

// Neighbours of the sentence keep what stands between them.
std::string Wordings::Finder::Spelled(const ReadLine& read, const ReadSentence& sentence,
                                      const Region& region,
                                      const read::Rewording& rewording) const {
  const std::size_t first = sentence.range.begin;
  std::vector<read::Rewording::Part> parts;
  for (std::uint32_t i = 0; i < region.begin; ++i) parts.push_back({i, {}});
  parts.insert(parts.end(), rewording.parts.begin(), rewording.parts.end());
  const auto size = static_cast<std::uint32_t>(sentence.range.end - first);
  for (std::uint32_t i = region.end; i < size; ++i) parts.push_back({i, {}});
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const read::Rewording::Part& part = parts[i];
    const bool put_in = part.atom == pack::kNone;
    if (i > 0) {
      const bool neighbours =
          !put_in && parts[i - 1].atom != pack::kNone && parts[i - 1].atom + 1 == part.atom;
      if (neighbours) {
        const std::uint32_t from = read.tokens[read.atoms[first + parts[i - 1].atom].last - 1].end;
        const std::uint32_t to = read.tokens[read.atoms[first + part.atom].first].begin;
        text += lines.source().text().substr(from, to - from);
      } else {
        text += ' ';
      }
    }
    std::string word =
        part.word.empty() ? TextOf(read, first + part.atom, first + part.atom + 1) : part.word;
    // The sentence may begin with another word now.
    if (i == 0 && word[0] >= 'a' && word[0] <= 'z')
      word[0] = static_cast<char>(word[0] - 'a' + 'A');
    if (i > 0 && part.atom == 0) word = FoldCase(word);
    text += word;
  }
  return text;
}

std::optional<std::string> Wordings::Finder::MeaningOf(const std::string& text,
                                                       std::size_t loose) const {
  SourceSet sources;
  const FileId file = sources.Add({}, std::string(kBullet) + text);
  DiagnosticSink unheard;
  LineLexer lexer(sources.file(file), file, unheard, {});
  Line line;
  if (!lexer.Lex(1, line)) return std::nullopt;
  LineReader again(pack, sources.file(file).text());
  const ReadLine read = again.Read(line.tokens);
  if (read.torn || read.sentences.size() != 1 || !read.sentences.front().clean()) {
    return std::nullopt;
  }
  const read::Reading& reading = read.sentences.front().reading;
  if (LooseTests(reading, pack) > loose) return std::nullopt;
  // The customer is no thing.
  for (std::size_t i = 0; loose != kAnyTests && i < reading.accounts.size(); ++i) {
    const std::string& word = read.atoms[read.sentences.front().range.begin + i].folded;
    if (reading.accounts[i] == read::Account::Name && pack.flags(pack.Find(word)).customer) {
      return std::nullopt;
    }
  }
  std::string meaning;
  for (const read::Node& node : reading.nodes) {
    if (node.rule == read::kAtom || pack.rule(node.rule).group != kClauses) continue;
    const std::string& what = pack.rule(node.rule).node;
    if (std::find(kUnclear.begin(), kUnclear.end(), what) != kUnclear.end()) return std::nullopt;
    meaning += (what == kLookUp ? kCall : std::string_view(what));
    meaning += ' ';
  }
  return meaning;
}

bool Wordings::Finder::Builds(const std::string& text) const {
  SourceSet sources;
  const FileId file = sources.Add({}, std::string(kBullet) + text);
  DiagnosticSink unheard;
  const ParseOptions options;
  const ast::Document built = DocumentBuilder(sources, file, unheard, options).Build();
  return built.policies.size() == 1 && !built.policies.front().body.empty() &&
         IsPlainBlock(built.policies.front().body);
}

Wordings::Wordings(const SourceSet& sources, const ast::Document& document)
    : finder_(std::make_unique<Finder>(sources, document)) {}
Wordings::~Wordings() = default;

std::optional<Unclear> Wordings::At(const Span& place) { return finder_->At(place); }

}  // namespace proviso::parse
