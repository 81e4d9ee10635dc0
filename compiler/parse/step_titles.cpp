// SPDX-License-Identifier: Apache-2.0
#include "compiler/parse/internal/step_titles.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

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

// "Funeral work: if the occasion is FUNERAL, …": the condition says again what the name says, so
// that the name is none of its own. Behind a question that offers it, it would be the answer.
bool IsRestated(const std::vector<Line>& lines, std::size_t at, const Phrases& phrases) {
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
  return again &&
         std::none_of(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(at),
                      [&](const Line& before) {
                        return before.bullet != BulletKind::None &&
                               std::search(before.tokens.begin(), before.tokens.end(), name.begin(),
                                           name.end(), [](const Token& a, const Token& b) {
                                             return a.folded == b.folded;
                                           }) != before.tokens.end();
                      });
}

class Titler {
 public:
  Titler(std::vector<Line>& lines, const Phrases& phrases) : lines_(lines), phrases_(phrases) {}

  void Run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (IsStep(lines_[i]) && lines_[i].path.back() == 1) Cut(ListFrom(i), AnswersWhatIsAbove(i));
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (IsRestated(lines_, i, phrases_)) CutTitle(lines_[i], NameEnd(lines_[i], phrases_));
    }
  }

 private:
  static bool IsStep(const Line& line) {
    return line.form == Line::Form::Text && line.bullet == BulletKind::Number &&
           !line.path.empty() && !line.heading && line.hashes == 0 && !line.tokens.empty();
  }

  // Labels under a line that asks or lists are its answers.
  bool AnswersWhatIsAbove(std::size_t first) const {
    if (first == 0) return false;
    const Line& above = lines_[first - 1];
    if (above.hashes > 0 || above.heading || above.bold || above.tokens.empty()) return false;
    const std::uint16_t last = above.tokens.back().type;
    const bool colon = last == L::COLON && above.bullet != BulletKind::None;
    return last == L::QUESTION || colon;
  }

  // The steps of one list, from its first on.
  std::vector<std::size_t> ListFrom(std::size_t first) const {
    std::vector<std::size_t> steps = {first};
    std::vector<std::uint32_t> next = lines_[first].path;
    ++next.back();
    for (std::size_t i = first + 1; i < lines_.size() && lines_[i].hashes == 0; ++i) {
      const Line& line = lines_[i];
      if (!IsStep(line) || line.indent > lines_[first].indent) continue;
      if (line.indent < lines_[first].indent || line.path == lines_[first].path) break;
      if (line.path != next) continue;
      steps.push_back(i);
      ++next.back();
    }
    return steps;
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
