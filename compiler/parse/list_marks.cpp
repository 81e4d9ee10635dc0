// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/list_marks.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "ProvisoTokens.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;
using Path = std::vector<std::uint32_t>;

constexpr std::size_t kMaxParts = 8;
constexpr std::size_t kMaxTitleTokens = 12;
constexpr std::uint32_t kStep = 2;  // columns by which a child stands deeper than its parent

std::optional<std::uint32_t> NumberOf(std::string_view digits) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::uint32_t LetterOf(std::string_view folded) {
  if (folded.size() != 1 || folded[0] < 'a' || folded[0] > 'z') return 0;
  return static_cast<std::uint32_t>(folded[0] - 'a') + 1;
}

// "3.2.1", "3.2a" and "3.2.a", which stand under 3.2, "b2" and "b.2", the second of b; folded.
// Empty if it is none.
Path PathOf(std::string_view text) {
  std::uint32_t letter = 0;
  Path path;
  if (text.size() > 1 && (letter = LetterOf(text.substr(0, 1))) != 0) {
    path.push_back(letter);
    text.remove_prefix(1);
    if (text.size() > 1 && text.front() == '.') text.remove_prefix(1);
  }
  letter = 0;
  if (text.size() > 1 && (letter = LetterOf(text.substr(text.size() - 1))) != 0) {
    text.remove_suffix(1);
    if (text.size() > 1 && text.back() == '.') text.remove_suffix(1);
  }
  while (path.size() < kMaxParts) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const auto part = NumberOf(text.substr(0, dot));
    if (!part) return {};
    path.push_back(*part);
    if (dot == text.size()) {
      if (letter != 0) path.push_back(letter);
      // "4.0", over 4.1 and 4.2: the fourth.
      if (path.size() == 2 && path.back() == 0) path.pop_back();
      return path;
    }
    text.remove_prefix(dot + 1);
  }
  return {};
}

// The value of a Roman numeral as lists use them, 0 if it is none.
std::uint32_t RomanOf(std::string_view folded) {
  constexpr std::pair<char, std::uint32_t> kValues[] = {{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}};
  std::uint32_t sum = 0;
  std::uint32_t before = 0;
  for (std::size_t i = folded.size(); i-- > 0;) {
    const auto* found = std::find_if(std::begin(kValues), std::end(kValues),
                                     [&](const auto& pair) { return pair.first == folded[i]; });
    if (found == std::end(kValues)) return 0;
    sum = found->second < before ? sum - found->second : sum + found->second;
    before = std::max(before, found->second);
  }
  return sum;
}

enum class MarkKind : std::uint8_t { None, Number, Letter };

// What may be a mark at the start of a line.
struct Candidate {
  MarkKind kind = MarkKind::None;
  Path path;                // of numbers, or the place of the letter
  std::uint32_t roman = 0;  // the same letters as a Roman numeral
  std::size_t length = 0;   // tokens
  std::size_t at = 0;       // the one that counts
  bool certain = false;
  bool heading = false;  // "SECTION: …"
};

bool IsWithin(std::span<const Token> tokens, std::size_t at, std::uint16_t type) {
  return at < tokens.size() && tokens[at].type == type && !tokens[at].space_before;
}

class Marker {
 public:
  Marker(std::vector<Line>& lines, const Phrases& phrases) : lines_(lines), phrases_(phrases) {}

  void Run() {
    std::vector<Candidate> candidates(lines_.size());
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      if (line.form != Line::Form::Text || line.tokens.empty()) continue;
      if (line.hashes == 0) candidates[i] = CandidateOf(line);
    }
    Confirm(candidates);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].hashes > 0) NameHeading(lines_[i]);
      if (candidates[i].certain) Cut(lines_[i], candidates[i]);
    }
  }

 private:
  // "## Step 2 (Escalate)", "## 3. Refund": an address; the title stays as it is written.
  void NameHeading(Line& line) const {
    const std::span<const Token> tokens(line.tokens);
    if (tokens.empty()) return;
    const bool named = phrases_.words().IsLayoutWord("step", tokens[0].folded) ||
                       phrases_.words().IsLayoutWord("section", tokens[0].folded);
    const std::size_t at = named ? 1 : 0;
    if (at >= tokens.size() || tokens[at].type != L::NUMBER) return;
    // "## 4 Ordering", not "## 24 hours".
    const bool titled =
        tokens.size() > 1 && tokens[1].type == L::WORD && phrases_.IsCapitalised(tokens[1]);
    if (named || titled || IsWithin(tokens, 1, L::PERIOD) || IsWithin(tokens, 1, L::RPAREN))
      ReadMark(phrases_.TextOf(tokens[at]), line);
  }

  Candidate CandidateOf(const Line& line) const {
    Candidate candidate;
    if (!line.path.empty()) {  // the lexer found it
      candidate.kind = line.bullet == BulletKind::Number ? MarkKind::Number : MarkKind::Letter;
      candidate.path = line.path;
      candidate.roman = RomanOf(line.mark);
      candidate.certain = true;
      return candidate;
    }
    const std::span<const Token> tokens(line.tokens);
    const Token& first = tokens.front();
    candidate.length = 1;
    if (first.type == L::NUMBER) {
      candidate.path = PathOf(phrases_.TextOf(first));
      if (candidate.path.empty()) return {};
      candidate.kind = MarkKind::Number;
      if (IsWithin(tokens, 1, L::PERIOD) || IsWithin(tokens, 1, L::RPAREN)) candidate.length = 2;
      // "1 month" and "2 months" are members of a list, "1 Ask …" and "2 Use …" are steps.
      if (candidate.length == 1 && !BeginsText(line, 1)) return {};
    } else if (first.type == L::WORD && PathOf(first.folded).size() > 1) {  // "2a)"
      candidate.path = PathOf(first.folded);
      candidate.kind = MarkKind::Number;
      if (IsWithin(tokens, 1, L::PERIOD) || IsWithin(tokens, 1, L::RPAREN)) candidate.length = 2;
      const bool dotted = first.folded.find('.') != std::string::npos;
      if (candidate.length == 1 && !dotted && !BeginsText(line, 1)) return {};
    } else if (first.type == L::WORD) {
      if (Candidate named = NamedCandidate(line); named.kind != MarkKind::None) return named;
      if (!IsWithin(tokens, 1, L::PERIOD)) return {};
      candidate.kind = MarkKind::Letter;
      candidate.path = {LetterOf(first.folded)};
      candidate.roman = RomanOf(first.folded);
      if (candidate.path.front() == 0 && candidate.roman == 0) return {};
      candidate.length = 2;
    } else {
      return {};
    }
    const bool text = candidate.length < tokens.size() && tokens[candidate.length].space_before;
    return text ? candidate : Candidate{};
  }

  bool BeginsText(const Line& line, std::size_t at) const {
    if (at >= line.tokens.size() || line.bullet != BulletKind::None) return false;
    const Token& token = line.tokens[at];
    // "eSIM"
    const std::string text = phrases_.TextOf(token);
    const bool named =
        std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return token.type == L::WORD ? named || phrases_.IsCapitalised(token)
                                 : token.type == L::TOOL || token.type == L::TOOL_OPEN;
  }

  // "Step 3 – …", "STEP 2. …", "SECTION: …", "Part B: …"
  Candidate NamedCandidate(const Line& line) const {
    const std::span<const Token> tokens(line.tokens);
    const Vocabulary& words = phrases_.words();
    const bool step = words.IsLayoutWord("step", tokens[0].folded);
    if (!step && !words.IsLayoutWord("section", tokens[0].folded)) return {};
    Candidate candidate;
    candidate.kind = MarkKind::Number;
    candidate.heading = !step;
    candidate.length = 1;
    if (tokens.size() > 1 && tokens[1].type == L::NUMBER) {
      candidate.path = PathOf(phrases_.TextOf(tokens[1]));
    } else if (tokens.size() > 1 && tokens[1].type == L::WORD &&
               PathOf(tokens[1].folded).size() > 1) {
      candidate.path = PathOf(tokens[1].folded);
    } else if (tokens.size() > 1 && tokens[1].type == L::WORD && LetterOf(tokens[1].folded) != 0) {
      candidate.kind = MarkKind::Letter;
      candidate.path = {LetterOf(tokens[1].folded)};
    } else if (step || !IsUpperCase(tokens[0])) {
      return {};
    }
    if (!candidate.path.empty()) candidate.at = candidate.length++;
    if (candidate.length >= tokens.size()) return {};
    const Token& end = tokens[candidate.length++];
    const bool ends = end.type == L::COLON || end.type == L::DASH || end.type == L::RPAREN ||
                      (end.type == L::PERIOD && !end.space_before);
    if (!ends || candidate.length == tokens.size()) return {};
    if (candidate.heading && !IsTitle(tokens.subspan(candidate.length))) return {};
    candidate.certain = true;
    return candidate;
  }

  bool IsUpperCase(const Token& token) const {
    const std::string text = phrases_.TextOf(token);
    return text.size() > 1 &&
           std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  static bool IsTitle(std::span<const Token> tokens) {
    if (tokens.size() > kMaxTitleTokens || tokens.back().type == L::PERIOD) return false;
    return std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
      return token.type == L::WORD || token.type == L::NUMBER || token.type == L::DASH ||
             token.type == L::COMMA || token.type == L::SLASH || token.type == L::COLON ||
             token.type == L::QUESTION;
    });
  }

  // `next` comes behind `path` in a list: "1" and "2", "2" and "2.1", "2.2" and "3".
  static bool Follows(const Path& next, const Path& path) {
    if (next.size() == path.size() + 1) {
      return next.back() == 1 && std::equal(path.begin(), path.end(), next.begin());
    }
    if (next.empty() || next.size() > path.size()) return false;
    const std::size_t last = next.size() - 1;
    return next[last] == path[last] + 1 &&
           std::equal(next.begin(), next.begin() + static_cast<std::ptrdiff_t>(last), path.begin());
  }

  // "2" and "4", where a step was taken out of a list.
  static bool Skips(const Path& next, const Path& path) {
    constexpr std::uint32_t kMaxGap = 3;
    return next.size() == path.size() && next.back() > path.back() &&
           next.back() - path.back() <= kMaxGap &&
           std::equal(next.begin(), next.end() - 1, path.begin());
  }

  void Confirm(std::vector<Candidate>& candidates) const {
    std::map<std::size_t, std::size_t> paths;      // the last path of each length
    std::map<std::uint32_t, std::size_t> letters;  // the last letter of each indentation
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      Candidate& candidate = candidates[i];
      if (lines_[i].hashes > 0) {
        paths.clear();
        letters.clear();
      }
      if (candidate.path.empty()) continue;  // "SECTION: …" counts nothing
      if (candidate.kind == MarkKind::Number) {
        for (const auto& [length, at] : paths) {
          if (!Follows(candidate.path, candidates[at].path) &&
              !(candidates[at].certain && Skips(candidate.path, candidates[at].path)))
            continue;
          candidate.certain = true;
          candidates[at].certain = true;
        }
        paths[candidate.path.size()] = i;
      } else if (candidate.kind == MarkKind::Letter) {
        const auto [place, added] = letters.try_emplace(lines_[i].indent, i);
        if (!added) ConfirmLetter(candidates[std::exchange(place->second, i)], candidate);
      }
    }
  }

  static void ConfirmLetter(Candidate& before, Candidate& candidate) {
    const bool roman = candidate.roman != 0 && candidate.roman == before.roman + 1 &&
                       (before.roman != 0 || before.certain);
    const bool letter = candidate.path.front() != 0 && before.path.front() != 0 &&
                        candidate.path.front() == before.path.front() + 1;
    if (!roman && !letter) return;
    candidate.certain = true;
    before.certain = true;
  }

  void Cut(Line& line, const Candidate& candidate) const {
    if (candidate.length == 0) return;
    const std::string mark = candidate.kind == MarkKind::Letter
                                 ? line.tokens[candidate.at].folded
                                 : phrases_.TextOf(line.tokens[candidate.at]);
    if (!candidate.path.empty()) ReadMark(mark, line);
    line.heading = line.heading || candidate.heading;
    line.titled = !line.heading && candidate.at > 0;
    if (!line.heading)
      line.bullet = candidate.kind == MarkKind::Number ? BulletKind::Number : BulletKind::Mark;
    line.tokens.erase(line.tokens.begin(),
                      line.tokens.begin() + static_cast<std::ptrdiff_t>(candidate.length));
    line.text_begin = line.tokens.front().begin;
  }

  std::vector<Line>& lines_;
  const Phrases& phrases_;
};

}  // namespace

void ConfirmMarks(std::vector<Line>& lines, const Phrases& phrases) {
  Marker(lines, phrases).Run();
}

void IndentByPath(std::vector<Line>& lines) {
  struct Numbered {
    Path path;
    std::uint32_t written = 0;
    std::uint32_t indent = 0;
  };
  std::vector<Numbered> above;  // the last number of every level
  std::uint32_t written = 0;    // of the last line with a number, and what was added to it
  std::uint32_t added = 0;
  for (Line& line : lines) {
    const bool numbered = line.bullet == BulletKind::Number && !line.path.empty();
    if (line.hashes > 0) {
      above.clear();
      added = 0;
    } else if (!numbered) {
      const bool deeper = line.indent > written;
      if (!deeper && (line.bullet == BulletKind::None || line.indent < written)) added = 0;
      line.indent += added;
    } else {
      const std::size_t levels = line.path.size();
      Numbered place{line.path, line.indent, line.indent};
      const auto is_parent = [&](const Numbered& other) {
        return other.path.size() + 1 == levels &&
               std::equal(other.path.begin(), other.path.end(), line.path.begin());
      };
      const auto parent = std::find_if(above.rbegin(), above.rend(), is_parent);
      if (parent != above.rend()) {
        place.indent = line.indent > parent->written
                           ? line.indent - parent->written + parent->indent
                           : parent->indent + kStep;
        above.erase(parent.base(), above.end());
      } else if (levels == 1) {
        place.indent = line.indent + (line.indent > written ? added : 0);
        if (place.indent == line.indent) above.clear();
      }
      written = place.written;
      added = place.indent - place.written;
      line.indent = place.indent;
      above.push_back(std::move(place));
      if (above.size() > kMaxParts * 2) above.erase(above.begin());
    }
  }
}

void ReadMark(std::string_view bullet, Line& line) {
  const auto outer = [](char c) {
    return c == ' ' || c == '\t' || c == '(' || c == ')' || c == '.';
  };
  while (!bullet.empty() && outer(bullet.front())) bullet.remove_prefix(1);
  while (!bullet.empty() && outer(bullet.back())) bullet.remove_suffix(1);
  std::string mark = FoldCase(bullet);
  line.path = PathOf(mark);
  if (line.path.empty()) {
    const std::uint32_t letter = LetterOf(mark);
    const std::uint32_t number = letter != 0 ? letter : RomanOf(mark);
    if (number != 0) line.path = {number};
  }
  if (!line.path.empty()) line.mark = std::move(mark);
}

}  // namespace proviso::parse
