// SPDX-License-Identifier: Apache-2.0
// Words that limit an instruction and stand where the constructions let anything stand: in an
// aside, or as a clause of their own. Whoever reads over them does what the author took out
// (LANGUAGE section 3, "Every word counts").
#include <algorithm>
#include <array>
#include <utility>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/read_line.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;
using pack::AtomKind;

constexpr int kMaxDepth = 8;

// In a question or a message an aside belongs to what is asked or said; in these it belongs to what
// is done.
bool Acts(const ReadNode& node) {
  constexpr std::array<std::string_view, 12> kActing = {
      "Call",   "LookUp",   "AskAndCall", "HandOff", "Stop",     "Remember",
      "Follow", "Transfer", "Go",         "Skip",    "Continue", "ApplyOffer"};
  for (const ReadNode& construction : node.Constructions()) {
    const std::string_view what = construction.construction();
    if (std::find(kActing.begin(), kActing.end(), what) != kActing.end()) return true;
    if (Acts(construction)) return true;
  }
  return false;
}

// Where a value is asked for: an aside there says more of it ("on the frame, above the pedals").
void AddAsked(const ReadNode& node, std::vector<std::pair<std::uint32_t, std::uint32_t>>& asked) {
  for (const ReadNode& construction : node.Constructions()) {
    const std::string_view what = construction.construction();
    if (what == "Ask" || what == "Require" || what == "Choose") {
      asked.emplace_back(construction.begin(), construction.end());
    } else {
      AddAsked(construction, asked);
    }
  }
}

// Of a clause that is read as a condition: what it tests is named in it.
bool TestsNamed(const ReadNode& node) {
  const std::vector<ReadNode> tests = node.Constructions();
  return std::all_of(tests.begin(), tests.end(),
                     [](const ReadNode& test) {
                       return test.construction() != "Judged" && test.construction() != "Named" &&
                              (test.Has("subject") || test.Has("left") || test.Has("expr") ||
                               TestsNamed(test));
                     }) &&
         !tests.empty();
}

bool Mentions(const ReadNode& statement) {
  for (std::uint32_t i = statement.begin(); i < statement.end(); ++i) {
    if (pack::IsMention(statement.atom(i))) return true;
  }
  return false;
}

bool Offers(const ReadNode& statement) {
  const std::vector<ReadNode> deeds = statement.All("do");
  return std::any_of(deeds.begin(), deeds.end(), [](const ReadNode& deed) {
    const std::vector<ReadNode> clauses = deed.Constructions();
    return std::any_of(clauses.begin(), clauses.end(),
                       [](const ReadNode& clause) { return clause.construction() == "Offer"; });
  });
}

}  // namespace

bool LineReader::Limits(std::span<const Token> tokens) const {
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.type == L::WORD && pack_.flags(pack_.Find(token.folded)).limits;
  });
}

// The same of what stands in brackets: also in words that limit there alone ("approval needed").
bool LineReader::LimitsAside(std::span<const Token> group) {
  if (Fits(group.size() > 2 ? group.subspan(1, group.size() - 2) : group, "conceding_aside"))
    return false;
  // "(gift is false)": a test is a limit where no condition stands before it.
  if (Limits(group) || IsGloss(group)) return true;
  if (!limiting_aside_ || group.size() < 3) return false;
  std::vector<pack::Atom> inside = AtomsOf(group.subspan(1, group.size() - 2), source_);
  // "max. 50 EUR"
  std::erase_if(inside, [](const pack::Atom& atom) { return atom.kind == AtomKind::Stop; });
  const read::Reading reading = reader_.Read(inside, *limiting_aside_);
  return !reading.empty() && std::find(reading.accounts.begin(), reading.accounts.end(),
                                       read::Account::Residue) == reading.accounts.end();
}

// The atoms of `tokens`, which begin at the line's token `first`, with limiting asides opened.
void LineReader::AddOpened(std::span<const Token> tokens, std::size_t first, int depth,
                           std::vector<pack::Atom>& atoms) {
  const auto comma = [&](std::size_t at) {
    const auto token = static_cast<std::uint32_t>(at);
    atoms.push_back({AtomKind::Comma, ",", token, token + 1});
  };
  std::vector<pack::Atom> own = AtomsOf(tokens, source_);
  // "(only if it is paid!)": no sentence ends there.
  while (depth > 0 && !own.empty() && own.back().kind == AtomKind::Stop) own.pop_back();
  for (std::size_t i = 0; i < own.size(); ++i) {
    pack::Atom atom = own[i];
    const auto inside = tokens.subspan(atom.first, atom.last - atom.first);
    atom.first += static_cast<std::uint32_t>(first);
    atom.last += static_cast<std::uint32_t>(first);
    if (atom.kind != AtomKind::Group || inside.size() < 3 || !LimitsAside(inside)) {
      atoms.push_back(std::move(atom));
      continue;
    }
    if (depth >= kMaxDepth) {
      atom.kind = AtomKind::Sign;
      atoms.push_back(std::move(atom));
      continue;
    }
    comma(atom.first);
    AddOpened(inside.subspan(1, inside.size() - 2), atom.first + 1, depth + 1, atoms);
    const bool last = i + 1 == own.size();
    const bool divided = !last && own[i + 1].kind == AtomKind::Comma;
    if (!last && !divided) comma(atom.last - 1);
  }
}

void LineReader::OpenAsides(ReadLine& line, ReadSentence& sentence, pack::NetId root) {
  const std::size_t begin = sentence.range.begin;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> asked;
  if (sentence.clean()) {
    const ReadNode root_node(line, sentence, pack_, sentence.reading.root);
    AddAsked(root_node, asked);
    // "({days_open} under 7)" behind a test: read where the test is.
    for (const ReadNode& gloss : root_node.All("told_test")) {
      if (IsGloss(gloss.tokens())) asked.emplace_back(gloss.begin(), gloss.end());
    }
  }
  const auto limits = [&](const pack::Atom& atom) {
    const auto at =
        static_cast<std::uint32_t>(&atom - line.atoms.data() - static_cast<std::ptrdiff_t>(begin));
    const bool of_question = std::any_of(asked.begin(), asked.end(), [&](const auto& part) {
      return part.first <= at && at < part.second;
    });
    return atom.kind == AtomKind::Group && !of_question &&
           LimitsAside(line.tokens.subspan(atom.first, atom.last - atom.first));
  };
  const auto from = line.atoms.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto to = line.atoms.begin() + static_cast<std::ptrdiff_t>(sentence.range.end);
  if (std::none_of(from, to, limits)) return;
  // "Use @t. (Not for gift cards.)"
  const bool alone = sentence.range.end - sentence.range.begin == 1 && line.mentions;
  const bool acts =
      alone || std::any_of(from, to, pack::IsMention) ||
      (!sentence.reading.empty() && Acts(ReadNode(line, sentence, pack_, sentence.reading.root)));
  if (!acts) return;
  std::vector<pack::Atom> opened;
  const std::size_t first = from->first;
  AddOpened(line.tokens.subspan(first, (to - 1)->last - first), first, 0, opened);
  const auto place = line.atoms.erase(from, to);
  line.atoms.insert(place, opened.begin(), opened.end());
  sentence.range.end = begin + opened.size();
  sentence.reading = ReadAtoms(line, sentence.range, root);
}

// A test that names what it tests; any other limit is one of the sentence.
bool LineReader::IsGloss(std::span<const Token> group) {
  if (group.size() < 3) return false;
  const ReadLine line = ReadCondition(group.subspan(1, group.size() - 2));
  if (line.sentences.size() != 1 || !line.sentences.front().clean()) return false;
  const ReadSentence& sentence = line.sentences.front();
  return TestsNamed(ReadNode(line, sentence, pack_, sentence.reading.root));
}

bool LineReader::NamesTools(std::span<const Token> group) {
  if (!tool_aside_ || group.size() < 3) return false;
  const std::vector<pack::Atom> inside = AtomsOf(group.subspan(1, group.size() - 2), source_);
  if (std::none_of(inside.begin(), inside.end(), pack::IsMention)) return false;
  const read::Reading reading = reader_.Read(inside, *tool_aside_);
  return !reading.empty() && std::find(reading.accounts.begin(), reading.accounts.end(),
                                       read::Account::Residue) == reading.accounts.end();
}

void LineReader::OpenToolAsides(ReadLine& line, ReadSentence& sentence, pack::NetId root) {
  const std::size_t begin = sentence.range.begin;
  const auto from = line.atoms.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto to = line.atoms.begin() + static_cast<std::ptrdiff_t>(sentence.range.end);
  std::vector<pack::Atom> opened;
  bool any = false;
  for (auto atom = from; atom != to; ++atom) {
    const auto inside = line.tokens.subspan(atom->first, atom->last - atom->first);
    if (atom->kind != AtomKind::Group || atom == from || !NamesTools(inside)) {
      opened.push_back(*atom);
      continue;
    }
    any = true;
    std::vector<pack::Atom> own = AtomsOf(inside.subspan(1, inside.size() - 2), source_);
    const auto named = std::find_if(own.begin(), own.end(), pack::IsMention);
    for (pack::Atom& each : own) {
      each.first += atom->first + 1;
      each.last += atom->first + 1;
    }
    // What leads to the tool says no more than the bracket does.
    opened.push_back({AtomKind::Comma, ",", atom->first, named->first});
    opened.insert(opened.end(), named, own.end());
  }
  if (!any) return;
  const auto statements = [&](const ReadSentence& read) {
    if (read.reading.empty()) return std::size_t{0};
    return ReadNode(line, read, pack_, read.reading.root).All("statement").size();
  };
  const std::size_t before = std::max(statements(sentence), std::size_t{1});
  const std::vector<pack::Atom> closed(from, to);
  const auto put = [&](const std::vector<pack::Atom>& atoms) {
    const auto first = line.atoms.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto place = line.atoms.erase(
        first, line.atoms.begin() + static_cast<std::ptrdiff_t>(sentence.range.end));
    line.atoms.insert(place, atoms.begin(), atoms.end());
    sentence.range.end = begin + atoms.size();
  };
  const read::Reading old = sentence.reading;
  put(opened);
  sentence.reading = ReadAtoms(line, sentence.range, root);
  if (sentence.clean() && statements(sentence) <= before) return;
  put(closed);
  sentence.reading = old;
}

void MarkLooseLimits(ReadLine& line, const pack::Pack& pack) {
  ReadSentence& sentence = line.sentences.back();
  if (sentence.reading.empty()) return;
  // What joins them with them.
  const std::vector<ReadNode> statements =
      ReadNode(line, sentence, pack, sentence.reading.root).InSlots({"statement", "join"});
  const auto loose = [&](const ReadNode& node) {
    std::fill(sentence.reading.accounts.begin() + node.begin(),
              sentence.reading.accounts.begin() + node.end(), read::Account::Residue);
  };
  // "… with @t, which is meant for members": what is told of the call limits it.
  for (const ReadNode& remark :
       ReadNode(line, sentence, pack, sentence.reading.root).InSlots({"call_remark"})) {
    const std::vector<ReadNode> told = remark.Constructions();
    if (!told.empty() && told.front().construction() == "LooseLimit") loose(remark);
  }
  const auto limits = [&](const pack::Atom& atom) {
    return atom.kind == AtomKind::Word && pack.flags(pack.Find(atom.folded)).limits;
  };
  bool acts = line.sentences.size() > 1 && line.mentions;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const ReadNode& statement = statements[i];
    const std::string_view mood = statement.mood();
    // "…, but at most twice", "…, not for members": a limit of what stands before it.
    const bool own = i == 0 && !limits(statement.atom(statement.begin()));
    const bool bare = mood == "BareLimit" || mood == "LimitsSteps" || mood == "LimitsAll" ||
                      (mood == "Limits" && !Mentions(statement) && !own) ||
                      // "… with @t, but hands off what is packed": no deed of its own.
                      (mood == "Forbids" && !Mentions(statement) && !statement.Has("do") &&
                       !statement.Has("deed") && !statement.Has("talk"));
    if (mood == "BareBan" || (bare && acts)) {
      loose(statement);
      // "Use @t. Never on Sundays."
      if (i == 0 && acts) line.sentences[line.sentences.size() - 2].limited = true;
    }
    // "Never here: use @t": what is forbidden stands behind the sign.
    const bool forbids =
        mood == "Forbids" || mood == "Limits" || mood == "BareLimit" || mood == "LimitsAll";
    if (forbids && i + 2 < statements.size() && statements[i + 1].Has("then") &&
        statements[i + 2].mood() == "Acts" && Mentions(statements[i + 2])) {
      loose(statement);
    }
    // "Since it is paid, ship it": what is done for a reason may be done only where that holds.
    if (mood == "TellsWhy" && std::any_of(statements.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                          statements.end(), [](const ReadNode& later) {
                                            return Acts(later) || Offers(later) || Mentions(later);
                                          })) {
      loose(statement);
    }
    acts = acts || mood == "Acts" || mood == "Permits";
  }
}

}  // namespace proviso::parse
