// SPDX-License-Identifier: Apache-2.0
// P405 vague-amount: an instruction names an amount and leaves open how much it is: two amounts
// with "or" between them, a range, an example, "about 10%", "a small discount". Amounts in
// conditions are limits, and in a question it is the customer who decides; both are left alone.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/amounts.h"
#include "compiler/lint/instruction_lines.h"
#include "compiler/lint/rules/clarity/rules.h"

namespace proviso::compiler::lint {
namespace {

struct Site {
  const InstructionLine& line;
  const Lexicon& lexicon;
  DiagnosticSink& sink;
};

// The customer is asked, or a rule sets a limit.
bool IsSettled(const ast::Statement* statement) {
  if (statement == nullptr) return false;
  return std::holds_alternative<ast::Ask>(statement->node) ||
         std::holds_alternative<ast::AskYesNo>(statement->node) ||
         std::holds_alternative<ast::Choose>(statement->node) ||
         std::holds_alternative<ast::ConfirmValue>(statement->node) ||
         std::holds_alternative<ast::Rule>(statement->node) ||
         std::holds_alternative<ast::Wait>(statement->node) ||
         std::holds_alternative<ast::Repeat>(statement->node);
}

std::size_t FirstWordFrom(const InstructionLine& line, std::size_t offset) {
  std::size_t i = 0;
  while (i < line.words.size() && line.words[i].span.begin - line.span.begin < offset) ++i;
  return i;
}

// "…, as the customer prefers", "whichever they choose", "depending on …" behind the amounts;
// "first …, then …" around them.
bool SaysWhoDecides(const Site& site, const AmountGroup& group) {
  const std::vector<LineWord>& words = site.line.words;
  const std::size_t first = FirstWordFrom(site.line, group.begin);
  const std::size_t after = FirstWordFrom(site.line, group.end);
  if (first > 0 && site.lexicon.Is("in_turn_first", words[first - 1].text)) return true;
  constexpr std::size_t kReach = 6;
  // What stands behind the bracket of the amounts is no longer about them.
  const std::size_t bracket = site.line.text.find(')', group.end);
  for (std::size_t i = after; i < words.size() && i < after + kReach; ++i) {
    if (words[i].sentence != words[after].sentence || site.line.OffsetOf(words[i]) > bracket) break;
    if (site.lexicon.Is("decided_outright", words[i].text)) return true;
    if (!site.lexicon.Is("decided_openers", words[i].text)) continue;
    const std::size_t end = std::min(words.size(), i + kReach);
    for (std::size_t k = i + 1; k < end; ++k) {
      if (site.lexicon.Is("deciding_verbs", words[k].text)) return true;
    }
  }
  return false;
}

bool IsInTurn(const Site& site, const AmountGroup& group) {
  // "first 10%, then 15%" is two groups of one; the word in front of each says it.
  const std::size_t first = FirstWordFrom(site.line, group.begin);
  return first > 0 && (site.lexicon.Is("in_turn_first", site.line.words[first - 1].text) ||
                       site.lexicon.Is("in_turn_next", site.line.words[first - 1].text));
}

// "e.g.," or "such as" in front of the amounts, at most two words away; its first word.
std::optional<std::size_t> ExampleMarker(const Site& site, std::size_t first, std::size_t& length) {
  constexpr std::size_t kArticles = 2;
  for (std::size_t back = 0; back <= kArticles; ++back) {
    for (std::size_t i = first; i-- > 0;) {
      length = MatchPhrase(site.line, i, site.lexicon.List("example_markers"));
      if (length > 0 && i + length + back == first &&
          site.line.words[i].sentence == site.line.words[first].sentence)
        return i;
      if (i + 4 < first) break;
    }
  }
  return std::nullopt;
}

// White space and punctuation behind the marker.
std::size_t SkipPunctuation(std::string_view text, std::size_t at) {
  while (at < text.size() &&
         (text[at] == ' ' || text[at] == ',' || text[at] == '.' || text[at] == ':'))
    ++at;
  return at;
}

std::string Joined(const std::vector<Amount>& amounts, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (i > 0) text += i + 1 == amounts.size() ? fmt::format(" {} ", last) : std::string(", ");
    text += amounts[i].Text();
  }
  return text;
}

bool IsOffered(const Site& site, std::size_t offset) {
  const ast::Statement* statement = site.line.StatementAt(offset);
  return statement == nullptr || std::holds_alternative<ast::Offer>(statement->node);
}

void ReportAlternatives(const Site& site, const AmountGroup& group) {
  const std::vector<Amount>& amounts = group.amounts;
  std::size_t begin = group.begin;
  const std::size_t first = FirstWordFrom(site.line, group.begin);
  std::size_t length = 0;
  // The words that the amounts replace: "e.g.," and "between".
  if (const auto marker = ExampleMarker(site, first, length); marker && *marker + length == first) {
    begin = site.line.OffsetOf(site.line.words[*marker]);
  } else if (first > 0 && site.lexicon.Is("amount_between", site.line.words[first - 1].text)) {
    begin = site.line.OffsetOf(site.line.words[first - 1]);
  }
  const Span whole = site.line.SpanOf(begin, group.end);
  const Lexicon& lexicon = site.lexicon;
  Diagnostic& diagnostic =
      site.sink.Report(DiagnosticId::VagueAmount, site.line.SpanOf(group.begin, group.end),
                       fmt::format("nothing says who decides between {}",
                                   Joined(amounts, lexicon.Message("and_word"))));
  diagnostic.Note(
      "read as it stands, the first amount is given unless the customer asks for another one of "
      "them");
  diagnostic.Choice(
      fmt::format("who decides between {}?", Joined(amounts, lexicon.Message("and_word"))));
  if (IsOffered(site, group.begin)) {
    diagnostic.Fix("the customer", whole,
                   fmt::format("{}{}", Joined(amounts, lexicon.Message("or_word")),
                               lexicon.Message("customer_chooses")));
    std::string turn;
    for (const Amount& amount : amounts) {
      turn += turn.empty() ? lexicon.Message("in_turn_begin") : lexicon.Message("in_turn_go_on");
      turn += amount.Text();
    }
    diagnostic.Fix(turn, whole, turn);
  } else {
    diagnostic.Fix(fmt::format("always {}", amounts.back().Text()), whole, amounts.back().Text());
  }
  diagnostic.Fix(fmt::format("always {}", amounts.front().Text()), whole, amounts.front().Text());
}

void ReportExample(const Site& site, const Amount& amount, std::size_t marker, std::size_t length) {
  const std::vector<LineWord>& words = site.line.words;
  const std::size_t begin = site.line.OffsetOf(words[marker]);
  const std::size_t words_end = words[marker + length - 1].span.end - site.line.span.begin;
  const std::size_t end = SkipPunctuation(site.line.text, words_end);
  site.sink
      .Report(DiagnosticId::VagueAmount, site.line.SpanOf(begin, amount.end),
              fmt::format("{} is given as an example, and nothing says how much it really is",
                          amount.Text()))
      .Note("an example leaves the amount to whoever reads the policy")
      .Fix(fmt::format("always {}", amount.Text()), site.line.SpanOf(begin, end), "");
}

void ReportApproximate(const Site& site, const Amount& amount, const LineWord& word) {
  const std::size_t begin = site.line.OffsetOf(word);
  site.sink
      .Report(DiagnosticId::VagueAmount, site.line.SpanOf(begin, amount.end),
              fmt::format("`{}` is no exact amount: nothing says how much it is",
                          site.line.source.substr(begin, amount.end - begin)))
      .Fix(fmt::format("always {}", amount.Text()), site.line.SpanOf(begin, amount.begin), "");
}

void CheckGroup(const Site& site, const AmountGroup& group) {
  if (site.line.InCondition(group.begin) || IsSettled(site.line.StatementAt(group.begin))) return;
  if (SaysWhoDecides(site, group) || IsInTurn(site, group)) return;
  if (group.alternatives()) return ReportAlternatives(site, group);
  const Amount& amount = group.amounts.front();
  const std::size_t first = FirstWordFrom(site.line, amount.begin);
  std::size_t length = 0;
  if (const auto marker = ExampleMarker(site, first, length))
    return ReportExample(site, amount, *marker, length);
  for (std::size_t i = first; i-- > 0 && i + 3 >= first;) {
    length = MatchPhrase(site.line, i, site.lexicon.List("approximate_words"));
    if (length > 0 && i + length == first) {
      LineWord word = site.line.words[i];
      return ReportApproximate(site, amount, word);
    }
  }
}

// "a small discount", "some kind of compensation".
void CheckWords(const Site& site) {
  const std::vector<LineWord>& words = site.line.words;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].condition || !site.lexicon.Is("vague_amount_words", words[i].text)) continue;
    std::size_t noun = i + 1;
    if (!site.lexicon.Is("amount_nouns", words[noun].text)) ++noun;  // "a small goodwill discount"
    if (noun >= words.size() || !site.lexicon.Is("amount_nouns", words[noun].text)) continue;
    if (words[noun].sentence != words[i].sentence) continue;
    const bool compound =
        noun + 1 < words.size() && site.lexicon.Is("amount_noun_continues", words[noun + 1].text);
    const std::size_t begin = site.line.OffsetOf(words[i]);
    const std::size_t end = words[noun].span.end - site.line.span.begin;
    if (compound || IsSettled(site.line.StatementAt(begin))) continue;
    if (site.line.text.substr(begin, end - begin).find_first_of(".,:;()\x01") != std::string::npos)
      continue;
    // "a partial refund of $20" says how much.
    const std::vector<AmountGroup> groups = AmountGroups(site.line, site.lexicon);
    if (std::any_of(groups.begin(), groups.end(), [&](const AmountGroup& group) {
          return group.begin > end && group.begin < end + 24;
        }))
      continue;
    site.sink
        .Report(
            DiagnosticId::VagueAmount, site.line.SpanOf(begin, end),
            fmt::format("`{}` does not say how much", site.line.source.substr(begin, end - begin)))
        .Note("write the amount, as in `10%` or `$20`, or who decides it");
  }
}

class VagueAmountRule final : public Rule {
 public:
  VagueAmountRule() : Rule(DiagnosticId::VagueAmount, Category::Clarity) {}

  void Check(const Context& context, DiagnosticSink& sink) const override {
    for (const InstructionLine& line : InstructionLines(context)) {
      const Site site{line, context.lexicon, sink};
      for (const AmountGroup& group : AmountGroups(line, context.lexicon)) CheckGroup(site, group);
      CheckWords(site);
    }
  }
};

}  // namespace

std::unique_ptr<const Rule> MakeVagueAmountRule() { return std::make_unique<VagueAmountRule>(); }

}  // namespace proviso::compiler::lint
