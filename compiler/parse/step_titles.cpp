// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/step_titles.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ProvisoTokens.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

constexpr std::size_t kMaxTitleWords = 5;

// What stands in front of the colon, in tokens; 0 when it is no bare name.
std::size_t NameEnd(const Line& line, const Phrases& phrases) {
  const Tokens& tokens = line.tokens;
  const VocabularyMatch opens = phrases.words().Match(Place::Connective, tokens, 0);
  if (opens.type == L::IF || opens.type == L::WHEN || opens.type == L::UNLESS ||
      opens.type == L::OTHERWISE)
    return 0;
  for (std::size_t i = 0; i < tokens.size() && i <= kMaxTitleWords; ++i) {
    if (i > 0 && tokens[i].type == L::COLON) return i + 1 < tokens.size() ? i : 0;
    if (tokens[i].type != L::WORD) return 0;
  }
  return 0;
}

bool IsTitled(const Line& line, std::size_t end, const Phrases& phrases) {
  return end > 0 && phrases.words().IsLayoutWord("step_title", line.tokens[end - 1].folded);
}

void CutTitle(Line& line, std::size_t end) {
  const auto colon = line.tokens.begin() + static_cast<std::ptrdiff_t>(end);
  line.title.assign(std::make_move_iterator(line.tokens.begin()), std::make_move_iterator(colon));
  line.tokens.erase(line.tokens.begin(), colon + 1);
}

// The names, as runs of words, that the bulleted lines in front of a line hold.
class NamesBefore {
 public:
  explicit NamesBefore(const std::vector<Line>& lines) : lines_(lines) {}

  // `name`: of at most kMaxTitleWords words. `at` never falls from call to call.
  bool Hold(std::span<const Token> name, std::size_t at) {
    for (; next_ < at; ++next_) Add(lines_[next_]);
    return runs_.contains(Joined(name));
  }

 private:
  static std::string Joined(std::span<const Token> words) {
    std::string joined;
    for (const Token& word : words) joined.append(word.folded).push_back('\n');
    return joined;
  }

  void Add(const Line& line) {
    if (line.bullet == BulletKind::None) return;
    const std::span<const Token> tokens(line.tokens);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::size_t most = std::min(kMaxTitleWords, tokens.size() - i);
      for (std::size_t size = 1; size <= most; ++size)
        runs_.insert(Joined(tokens.subspan(i, size)));
    }
  }

  const std::vector<Line>& lines_;
  std::size_t next_ = 0;
  std::unordered_set<std::string> runs_;
};

// "Funeral work: if the occasion is FUNERAL, …": the condition says again what the name says, so
// that the name is none of its own. Behind a question that offers it, it would be the answer.
bool IsRestated(const std::vector<Line>& lines, std::size_t at, const Phrases& phrases,
                NamesBefore& before) {
  constexpr std::size_t kShortestWord = 4;
  const Line& line = lines[at];
  const bool step = !line.path.empty() && line.mark.front() >= '0' && line.mark.front() <= '9';
  if (line.form != Line::Form::Text || !step || line.heading || !line.title.empty()) return false;
  const std::size_t end = NameEnd(line, phrases);
  if (end == 0) return false;
  const VocabularyMatch opens = phrases.words().Match(Place::Connective, line.tokens, end + 1);
  if (opens.type != L::IF && opens.type != L::WHEN && opens.type != L::UNLESS) return false;
  const std::string rest = FoldCase(phrases.TextOf(line.tokens[end].end, line.end));
  const auto name = std::span(line.tokens).first(end);
  const bool again = std::any_of(name.begin(), name.end(), [&](const Token& word) {
    return word.folded.size() >= kShortestWord && rest.find(word.folded) != std::string::npos;
  });
  return again && !before.Hold(name, at);
}

// "**Identity** — Ask for the email.": the name in bold, in tokens; 0 when there is none. A name
// that stood in the text before is an answer or a case.
std::size_t BoldNameEnd(const std::vector<Line>& lines, std::size_t at, const Phrases& phrases) {
  constexpr std::string_view kMark = "**";
  constexpr std::array<std::string_view, 3> kDashes = {"—", "–", "-"};
  const Line& line = lines[at];
  if (line.form != Line::Form::Text || line.bullet != BulletKind::None || line.heading ||
      line.hashes > 0 || !line.title.empty() || line.tokens.empty()) {
    return 0;
  }
  const std::string_view source = phrases.source();
  std::size_t begin = line.tokens.front().begin;
  if (begin < kMark.size() || source.substr(begin - kMark.size(), kMark.size()) != kMark) return 0;
  const std::size_t close = source.find(kMark, begin);
  if (close == std::string_view::npos || close >= line.end) return 0;
  std::string_view behind = source.substr(close + kMark.size(), line.end - close - kMark.size());
  while (behind.starts_with(' ')) behind.remove_prefix(1);
  const bool dash = std::any_of(kDashes.begin(), kDashes.end(),
                                [&](std::string_view mark) { return behind.starts_with(mark); });
  std::size_t end = 0;
  while (end < line.tokens.size() && line.tokens[end].begin < close) {
    if (line.tokens[end].type != L::WORD) return 0;
    ++end;
  }
  if (!dash || end == 0 || end > kMaxTitleWords || end + 1 >= line.tokens.size()) return 0;
  if (line.tokens[end].type != L::DASH) return 0;
  const std::string name = FoldCase(source.substr(begin, close - begin));
  constexpr std::size_t kLookedAt = 4000;  // what is asked stands near its answers
  const std::size_t up_to = begin - kMark.size();
  const std::size_t from = up_to - std::min(up_to, kLookedAt);
  const std::string before = FoldCase(source.substr(from, up_to - from));
  return before.find(name) == std::string::npos ? end : 0;
}

// The steps of numbered lists: which comes behind which, without a walk over the text for each.
class StepIndex {
 public:
  explicit StepIndex(const std::vector<Line>& lines)
      : lines_(lines), end_(lines.size(), lines.size()) {
    std::vector<std::size_t> open;  // steps whose list no shallower step has ended, by indent
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].hashes > 0) {
        for (const std::size_t step : open) end_[step] = i;
        open.clear();
      }
      if (!IsStep(lines[i])) continue;
      while (!open.empty() && lines[open.back()].indent > lines[i].indent) {
        end_[open.back()] = i;
        open.pop_back();
      }
      open.push_back(i);
      steps_[{lines[i].indent, lines[i].path}].push_back(i);
    }
  }

  static bool IsStep(const Line& line) {
    return line.form == Line::Form::Text && line.bullet == BulletKind::Number &&
           !line.path.empty() && !line.heading && line.hashes == 0 && !line.tokens.empty();
  }

  // The steps of one list, from its first on.
  std::vector<std::size_t> ListFrom(std::size_t first) const {
    std::vector<std::size_t> steps = {first};
    Key next{lines_[first].indent, lines_[first].path};
    const std::size_t end = std::min(end_[first], Behind(first, next));
    for (++next.second.back();; ++next.second.back()) {
      const std::size_t step = Behind(steps.back(), next);
      if (step >= end) return steps;
      steps.push_back(step);
    }
  }

 private:
  using Key = std::pair<decltype(Line::indent), std::vector<std::uint32_t>>;

  // The first such step behind a line; the number of lines when there is none.
  std::size_t Behind(std::size_t line, const Key& key) const {
    const auto found = steps_.find(key);
    if (found == steps_.end()) return lines_.size();
    const auto step = std::upper_bound(found->second.begin(), found->second.end(), line);
    return step == found->second.end() ? lines_.size() : *step;
  }

  const std::vector<Line>& lines_;
  std::vector<std::size_t> end_;  // by line: where a heading or a shallower step ends its list
  std::map<Key, std::vector<std::size_t>> steps_;
};

class Titler {
 public:
  Titler(std::vector<Line>& lines, const Phrases& phrases) : lines_(lines), phrases_(phrases) {}

  void Run() {
    const StepIndex index(lines_);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (StepIndex::IsStep(lines_[i]) && lines_[i].path.back() == 1)
        Cut(index.ListFrom(i), AnswersWhatIsAbove(i));
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (const std::size_t end = BoldNameEnd(lines_, i, phrases_); end > 0)
        CutTitle(lines_[i], end);
    }
    NamesBefore before(lines_);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (IsRestated(lines_, i, phrases_, before))
        CutTitle(lines_[i], NameEnd(lines_[i], phrases_));
    }
  }

 private:
  // Labels under a line that asks or lists are its answers.
  bool AnswersWhatIsAbove(std::size_t first) const {
    if (first == 0) return false;
    const Line& above = lines_[first - 1];
    if (above.hashes > 0 || above.heading || above.bold || above.tokens.empty()) return false;
    const std::uint16_t last = above.tokens.back().type;
    const bool colon = last == L::COLON && above.bullet != BulletKind::None;
    return last == L::QUESTION || colon;
  }

  void Cut(const std::vector<std::size_t>& steps, bool answers) {
    if (answers) return;
    std::vector<std::size_t> ends;
    std::size_t named = 0;
    std::size_t titled = 0;
    for (const std::size_t step : steps) {
      ends.push_back(NameEnd(lines_[step], phrases_));
      named += ends.back() > 0 ? 1 : 0;
      titled += IsTitled(lines_[step], ends.back(), phrases_) ? 1 : 0;
    }
    const bool all = IsTitled(lines_[steps.front()], ends.front(), phrases_) && 2 * titled >= named;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      Line& line = lines_[steps[i]];
      if (ends[i] > 0 && (all || IsTitled(line, ends[i], phrases_))) CutTitle(line, ends[i]);
    }
  }

  std::vector<Line>& lines_;
  const Phrases& phrases_;
};

}  // namespace

void CutStepTitles(std::vector<Line>& lines, const Phrases& phrases) {
  Titler(lines, phrases).Run();
}

}  // namespace proviso::parse
