// SPDX-License-Identifier: Apache-2.0
// Sentences of which some word has no account (LANGUAGE section 3, "Every word counts"): they do
// not act. What they stand under is kept, so that the lines below stay where they belong.
#include <algorithm>
#include <utility>

#include "compiler/parse/internal/reading_builder.h"

namespace proviso::parse {
namespace {

// What may stand between a condition and what is done then.
bool Separates(pack::AtomKind kind) {
  switch (kind) {
    case pack::AtomKind::Comma:
    case pack::AtomKind::Colon:
    case pack::AtomKind::Semicolon:
    case pack::AtomKind::Dash:
    case pack::AtomKind::Arrow:
    case pack::AtomKind::Stop:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool ReadingBuilder::Limits(const pack::Atom& atom) const {
  return atom.kind == pack::AtomKind::Word && pack_.flags(pack_.Find(atom.folded)).limits;
}

bool ReadingBuilder::SameName(const ast::Phrase& one, const ast::Phrase& other) const {
  const auto telling = [&](const ast::Phrase& phrase) {
    std::vector<std::string> words = phrase.words;
    std::erase_if(words,
                  [&](const std::string& word) { return pack_.flags(pack_.Find(word)).article; });
    return words;
  };
  const std::vector<std::string> words = telling(one);
  return !words.empty() && words == telling(other);
}

std::span<const pack::Atom> ReadingBuilder::AtomsOf(const ReadLine& line,
                                                    const ReadSentence& sentence) {
  return std::span(line.atoms)
      .subspan(sentence.range.begin, sentence.range.end - sentence.range.begin);
}

// The condition at the head of the sentence, whole or not: "If it frobs, …". Gives back the atom
// behind it, 0 when there is none.
std::size_t ReadingBuilder::UnreadHead(const ReadLine& line, const ReadSentence& sentence,
                                       Segment& segment) {
  const read::Reading& reading = sentence.reading;
  if (reading.empty() || reading.tied) return 0;
  const ReadNode root(line, sentence, pack_, reading.root);
  const std::vector<ReadNode> items = root.children();
  if (items.empty()) return 0;
  const std::vector<ReadNode> inner = items.front().children();
  const ReadNode& first =
      items.front().slot().empty() && !inner.empty() ? inner.front() : items.front();
  const bool otherwise = first.slot() == "otherwise";
  if (first.begin() != 0 || (first.slot() != "condition" && !otherwise)) return 0;
  const std::vector<ReadNode> heads = first.Constructions();
  if (heads.size() != 1) return 0;
  const std::span<const pack::Atom> atoms = AtomsOf(line, sentence);
  std::size_t end = first.end();
  const auto behind = reading.accounts.begin() + static_cast<std::ptrdiff_t>(end);
  bool whole = std::find(reading.accounts.begin(), behind, read::Account::Residue) == behind;
  // Words right behind belong to it as well as to what follows, and so does a call.
  if (!otherwise && end < atoms.size() && !Separates(atoms[end].kind) &&
      (reading.accounts[end] == read::Account::Residue || pack::IsMention(atoms[end]))) {
    whole = false;
    while (end < atoms.size() && !Separates(atoms[end].kind)) ++end;
  }
  const View tokens = root.TokensOf(0, static_cast<std::uint32_t>(end));
  segment.span = phrases_.SpanOf(tokens);
  if (otherwise) {
    segment.otherwise = true;
    return whole ? end : 0;
  }
  // "Damaged: frob it" may as well be a name and what it stands for, as long as no step is seen.
  const bool named = first.rule() == "label";
  if (named && !root.Has("statement")) return 0;
  segment.label = named;
  segment.when = heads.front().construction() == "When";
  if (whole) {
    segment.conditions.push_back(HeadOf(heads.front()));
    return end;
  }
  // Behind the word that opens it.
  const std::vector<ReadNode> tests = first.All("cond");
  const View test =
      root.TokensOf(tests.empty() ? 0 : tests.front().begin(), static_cast<std::uint32_t>(end));
  segment.conditions.push_back(MakeCondition(
      phrases_.SpanOf(test), ast::FreeCondition{Words(test), mentions_.ToolsIn(test)}));
  return end;
}

// Declares something and does nothing: "It loads them in the frobber." A word that limits may be
// about a step.
bool ReadingBuilder::OnlyDeclares(const ReadLine& line, const ReadSentence& sentence) const {
  const read::Reading& reading = sentence.reading;
  if (reading.empty() || reading.tied) return false;
  for (const pack::Atom& atom : AtomsOf(line, sentence)) {
    if (pack::IsMention(atom) || Limits(atom)) return false;
  }
  const ReadNode root(line, sentence, pack_, reading.root);
  const std::vector<ReadNode> statements = root.All("statement");
  if (root.Has("condition") || statements.empty()) return false;
  return std::all_of(statements.begin(), statements.end(), [](const ReadNode& statement) {
    const std::vector<ReadNode> frames = statement.Constructions();
    if (frames.size() != 1) return false;
    const std::string_view mood = frames.front().construction();
    return mood == "Tells" || mood == "States";
  });
}

// Nothing in it reads like a step or could limit one.
bool ReadingBuilder::OnlyNames(const ReadLine& line, const ReadSentence& sentence) const {
  for (const pack::Atom& atom : AtomsOf(line, sentence)) {
    if (pack::IsMention(atom) || Limits(atom) || atom.kind == pack::AtomKind::Quote) return false;
  }
  const read::Reading& reading = sentence.reading;
  return reading.empty() || reading.tied ||
         !ReadNode(line, sentence, pack_, reading.root).Has("statement");
}

// "Obstacles. Work through them in this order.": the first words name what the others say. A word
// that is a verb, too, may be an instruction.
bool ReadingBuilder::IsHead(const ReadLine& line, const ReadSentence& sentence) {
  constexpr std::size_t kMostWords = 3;
  const std::span<const pack::Atom> atoms = AtomsOf(line, sentence);
  return &sentence == &line.sentences.front() && line.sentences.size() > 1 &&
         atoms.size() <= kMostWords && OnlyNames(line, sentence) &&
         reader_.Fits(line.tokens.first(atoms.back().last), "head_words");
}

// "Full name – may have gotten this earlier": a name, and what the text says of having it.
bool ReadingBuilder::IsNotedName(const ReadLine& line) const {
  constexpr std::size_t kMostWords = 5;
  const auto& atoms = line.atoms;
  const auto sign = std::find_if(atoms.begin(), atoms.end(), [](const pack::Atom& atom) {
    return atom.kind != pack::AtomKind::Word || atom.first > kMostWords;
  });
  if (sign == atoms.begin() || sign == atoms.end() || sign + 1 == atoms.end()) return false;
  if (sign->kind != pack::AtomKind::Dash && sign->kind != pack::AtomKind::Colon) return false;
  return reader_.Fits(line.tokens.subspan(sign->last), "known_note");
}

// "Full name - first and last", "Zip code": a line that does nothing by itself. What is loose of
// them is a judgement in the end.
ast::Item ReadingBuilder::ItemOf(const ReadLine& line) const {
  const auto& atoms = line.atoms;
  const auto sign = std::find_if(atoms.begin(), atoms.end(), [](const pack::Atom& atom) {
    return atom.kind == pack::AtomKind::Dash || atom.kind == pack::AtomKind::Colon;
  });
  ast::Item item;
  if (sign == atoms.end() || sign == atoms.begin()) {
    item.label = Noun(line.tokens);
  } else {
    item.label = Noun(line.tokens.first(sign->first));
    item.text = Words(line.tokens.subspan(sign->last));
  }
  if (item.label.empty() && item.text.empty()) item.text = Words(line.tokens);
  return item;
}

// Begins as an instruction does, known or not. "Mind the rule of two", "ask Anna first" bind what
// is done beside them.
bool ReadingBuilder::Instructs(View tokens) {
  if (reader_.Fits(tokens, "binding_words")) return false;
  return (!tokens.empty() && pack_.flags(pack_.Find(tokens.front().folded)).verb) ||
         reader_.Fits(tokens, "instruction_like");
}

void ReadingBuilder::Unread(const ReadLine& line, const ReadSentence& sentence, LineState& state) {
  const std::span<const pack::Atom> atoms = AtomsOf(line, sentence);
  Segment segment;
  std::size_t at = UnreadHead(line, sentence, segment);
  if (at == 0) segment = {};
  while (at < atoms.size() && Separates(atoms[at].kind)) ++at;
  if (at < atoms.size()) {
    const View tokens = line.tokens.subspan(atoms[at].first, atoms.back().last - atoms[at].first);
    auto statement = std::make_unique<ast::Statement>();
    statement->span = phrases_.SpanOf(tokens);
    StatementNote note;
    const ast::Phrase words = Words(tokens);
    if (words.empty() || OnlyDeclares(line, sentence)) {
      statement->node = ast::Documentation{
          words.empty()
              ? phrases_.FromText(phrases_.TextOf(statement->span.begin, statement->span.end),
                                  statement->span)
              : words,
          words.empty() ? ast::Documentation::Reach::Beside : ast::Documentation::Reach::Spoken};
    } else if (at == 0 && IsHead(line, sentence)) {
      statement->node = ast::Documentation{words};
    } else if (at == 0 && line.sentences.size() == 1 && !sentence.asks &&
               (OnlyNames(line, sentence) || IsNotedName(line))) {
      statement->node = ItemOf(line);
    } else {
      statement->node = ast::Judge{words, mentions_.ToolsIn(tokens), mentions_.PoliciesIn(tokens)};
      statement->unread = UnreadOf(line, sentence);
      statement->declared = !sentence.asks && !Instructs(tokens);
      // What asks or limits is no title of the lines below it.
      const bool limited = std::any_of(atoms.begin(), atoms.end(),
                                       [&](const pack::Atom& atom) { return Limits(atom); });
      note.sub_steps_tell_how = !sentence.asks && !limited;
    }
    notes_.Mark(*statement, std::move(note));
    if (segment.span.end == 0) segment.span = statement->span;
    segment.span.end = std::max(segment.span.end, statement->span.end);
    segment.clauses.push_back(std::move(statement));
  }
  // Where the sentence before it stands: a person goes on there.
  if (state.branch == nullptr) state.branch = state.label;
  Close(segment, state);
}

}  // namespace proviso::parse
