// SPDX-License-Identifier: Apache-2.0
// The first line of a text that has no head fields: its title, or when it is for. "When a guest
// wants to stay longer, ask for the room": what the customer comes with is tested by nobody, the
// policy runs because of it.
#include <algorithm>
#include <utility>
#include <variant>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/document_builder.h"
#include "core/utf8.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;
using View = std::span<const Token>;

bool IsMentionOrQuote(const Token& token) {
  return token.type == L::TOOL || token.type == L::TOOL_OPEN || token.type == L::POLICYREF ||
         token.type == L::QUOTE_OPEN || token.type == L::BRACE_OPEN;
}

// Behind these an instruction may begin.
bool Divides(const Token& token) {
  return token.type == L::COMMA || token.type == L::COLON || token.type == L::DASH ||
         token.type == L::ARROW;
}

// Where the sentences of a line begin.
std::vector<std::size_t> SentenceStarts(View tokens) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const std::uint16_t type = tokens[i].type;
    if (type == L::PERIOD || type == L::QUESTION || type == L::EXCLAMATION || type == L::SEMICOLON)
      starts.push_back(i + 1);
  }
  return starts;
}

// No longer than a condition is written.
constexpr std::size_t kMostTokens = 48;

}  // namespace

bool BlockBuilder::Fits(View tokens, std::string_view rule) {
  return std::none_of(tokens.begin(), tokens.end(), IsMentionOrQuote) && reader_.Fits(tokens, rule);
}

View BlockBuilder::PartOf(View tokens, std::string_view rule, std::string_view slot) {
  if (std::any_of(tokens.begin(), tokens.end(), IsMentionOrQuote)) return {};
  return reader_.PartOf(tokens, rule, slot);
}

// Words that do nothing when they are carried out; a rule is one wherever it stands.
bool BlockBuilder::OnlyNames(const Line& line) {
  const ReadLine read = reader_.Read(line.tokens);
  if (read.sentences.size() != 1) return false;
  bool opens = false;
  const std::vector<StatementPtr> built = readings_.Build(read, opens);
  return std::all_of(built.begin(), built.end(), [](const StatementPtr& statement) {
    return std::holds_alternative<ast::Judge>(statement->node) ||
           std::holds_alternative<ast::Item>(statement->node) ||
           std::holds_alternative<ast::Documentation>(statement->node);
  });
}

bool BlockBuilder::OnlyTells(const Line& line) {
  if (line.form != Line::Form::Text || line.tokens.empty()) return false;
  const ReadLine read = reader_.Read(line.tokens);
  const bool clean = !read.torn && !read.mentions &&
                     std::all_of(read.sentences.begin(), read.sentences.end(),
                                 [](const ReadSentence& sentence) { return sentence.clean(); });
  if (!clean) return false;
  bool opens = false;
  const std::vector<StatementPtr> built = readings_.Build(read, opens);
  return !opens && !built.empty() &&
         std::all_of(built.begin(), built.end(), [](const StatementPtr& statement) {
           return std::holds_alternative<ast::Documentation>(statement->node) ||
                  std::holds_alternative<ast::Rule>(statement->node);
         });
}

// "No card comes up: …": a case, whatever opens it.
bool BlockBuilder::TellsCases(View tokens) {
  const ReadLine read = reader_.Read(tokens);
  bool opens = false;
  const std::vector<StatementPtr> built = readings_.Build(read, opens);
  return !built.empty() && std::holds_alternative<ast::Branch>(built.front()->node);
}

std::vector<StatementPtr> BlockBuilder::Told(const Line& line) {
  const ReadLine read = reader_.Read(line.tokens);
  bool opens = false;
  return readings_.Build(read, opens);
}

bool BlockBuilder::PutsQuestion(View tokens) {
  const ReadLine read = reader_.Read(tokens);
  bool opens = false;
  const auto asks = [](const auto& self, const ast::Block& block) -> bool {
    return std::any_of(block.begin(), block.end(), [&](const StatementPtr& statement) {
      if (std::holds_alternative<ast::AskYesNo>(statement->node) ||
          std::holds_alternative<ast::Choose>(statement->node) ||
          std::holds_alternative<ast::Offer>(statement->node))
        return true;
      const auto* branch = std::get_if<ast::Branch>(&statement->node);
      return self(self, statement->body) || (branch != nullptr && self(self, branch->otherwise));
    });
  };
  return asks(asks, readings_.Build(read, opens));
}

// A line without a final stop that stands alone at the very top: what the text is called, however
// it is worded.
bool DocumentBuilder::ReadLoneTitle(const Part& part, ast::Policy& policy) {
  constexpr std::size_t kMostWords = 14;
  if (!part.name.empty() || part.from_page || part.lines.size() < 2) return false;
  const Line& line = part.lines.front();
  const Tokens& tokens = line.tokens;
  const bool alone = part.lines[1].number > line.number + 1;
  if (!alone || line.form != Line::Form::Text || line.bullet != BulletKind::None || line.quoted ||
      line.hashes > 0 || line.titled || tokens.empty() || tokens.size() > kMostWords)
    return false;
  const std::uint16_t last = tokens.back().type;
  if (last == L::PERIOD || last == L::EXCLAMATION || last == L::COLON || last == L::COMMA)
    return false;
  if (IsField(line) || TriggerLength(line) > 0 || TriggerOf(tokens).end != 0) return false;
  if (phrases_.words().Match(Place::Connective, tokens, 0)) return false;
  const bool limited = pack_->flags(pack_->Find(tokens.front().folded)).limits;
  if (limited || std::any_of(tokens.begin(), tokens.end(), IsMentionOrQuote)) return false;
  if (!blocks_.OnlyNames(line)) return false;
  AddLayout(line, ast::LineRole::Explanation);
  policy.body.push_back(blocks_.Explanation(line));
  policy.aliases.push_back(phrases_.Make(tokens).text);
  return true;
}

// How many tokens say when the policy is for, as far as an instruction may begin behind them, and
// which of them say what the customer comes with.
DocumentBuilder::Trigger DocumentBuilder::TriggerOf(View tokens) {
  Trigger found;
  const auto take = [&](std::size_t end, std::size_t behind) {
    const View part = tokens.first(end);
    View wish = blocks_.PartOf(part, "trigger", "wish");
    const bool alone =
        behind == tokens.size() || tokens[end].type == L::PERIOD || tokens[end].type == L::QUESTION;
    if (wish.empty() && alone) wish = blocks_.PartOf(part, "trigger_line", "wish");
    if (!wish.empty()) found = {behind, wish};
  };
  const std::size_t most = std::min(tokens.size(), kMostTokens);
  for (std::size_t i = 1; i < most; ++i) {
    const Token& token = tokens[i];
    const bool then = phrases_.words().IsOneOf(Place::Inside, token.folded, L::THEN);
    if (Divides(token)) take(i, i + 1);
    if (then && token.type == L::WORD) take(i, i);
    if (token.type == L::PERIOD || token.type == L::QUESTION) {
      if (i + 1 < tokens.size()) take(i, i + 1);
      break;
    }
    if (token.type == L::SEMICOLON || IsMentionOrQuote(token)) break;
  }
  const bool stop = tokens.size() > 1 && tokens.back().type == L::PERIOD;
  if (tokens.size() <= kMostTokens) take(tokens.size() - (stop ? 1 : 0), tokens.size());
  return found;
}

// "This is about lost keys. Be kind." in front of the line that says when.
bool DocumentBuilder::LeadsToTrigger(const Part& part, std::size_t at) {
  constexpr std::size_t kMostBefore = 3;
  for (std::size_t i = at; i < part.lines.size() && i <= at + kMostBefore; ++i) {
    const Line& line = part.lines[i];
    if (i > at && TriggerOf(line.tokens).end != 0) return true;
    if (line.bullet != BulletKind::None || line.hashes > 0 || line.heading || line.titled ||
        !blocks_.OnlyTells(line))
      return false;
  }
  return false;
}

// Several cases, or another one for all the rest: then the first is no more than one of them.
bool DocumentBuilder::HasOtherTrigger(const Part& part, std::size_t at, std::size_t behind) {
  const Line& first = part.lines[at];
  bool seen_condition = false;
  bool asked = false;
  for (std::size_t i = at; i < part.lines.size(); ++i) {
    const Line& line = part.lines[i];
    if (line.form != Line::Form::Text || line.indent > first.indent) {
      asked =
          asked || (line.form == Line::Form::Text && i > at && blocks_.PutsQuestion(line.tokens));
      continue;
    }
    const std::size_t skipped = i == at ? behind : 0;
    const View tokens = View(line.tokens).subspan(skipped);
    const std::vector<std::size_t> starts = SentenceStarts(tokens);
    for (std::size_t s = 0; s < starts.size(); ++s) {
      const std::size_t end = s + 1 < starts.size() ? starts[s + 1] : tokens.size();
      const View sentence = tokens.subspan(starts[s], end - starts[s]);
      if (sentence.empty()) continue;
      const VocabularyMatch opens =
          phrases_.words().Match(Place::Connective, line.tokens, skipped + starts[s]);
      if (!seen_condition && opens && opens.type == L::OTHERWISE) return true;
      seen_condition =
          seen_condition || static_cast<bool>(opens) || (i > at && blocks_.TellsCases(sentence));
      for (std::size_t k = 1; k < std::min(sentence.size(), kMostTokens); ++k) {
        if (!Divides(sentence[k])) continue;
        const View head = sentence.first(k);
        if (blocks_.Fits(head, "other_trigger")) return true;
        if (!asked && blocks_.Fits(head, "same_trigger")) return true;
      }
      asked = asked || (i > at && blocks_.PutsQuestion(sentence));
    }
  }
  return false;
}

// "When a guest would like to stay longer: take down the room number." The words become the head
// field, what stands behind them is the first step. Gives true when nothing is left of the line.
bool DocumentBuilder::ReadSpokenTrigger(Part& part, std::size_t at, ast::Policy& policy) {
  Line& line = part.lines[at];
  if (line.form != Line::Form::Text || line.hashes > 0 || line.tokens.empty()) return false;
  const bool known = std::any_of(policy.head.begin(), policy.head.end(),
                                 [](const ast::HeadField& field) { return field.key == "when"; });
  if (known) return false;
  const Trigger trigger = TriggerOf(line.tokens);
  const std::size_t behind = trigger.end;
  if (behind == 0 || HasOtherTrigger(part, at, behind)) return false;
  ast::HeadField field;
  field.key = "when";
  field.span = phrases_.SpanOf(line.text_begin, line.tokens[behind - 1].end);
  field.value = phrases_.TextOf(trigger.wish.front().begin, trigger.wish.back().end);
  AddField(policy, std::move(field));
  const bool whole = behind == line.tokens.size();
  if (whole) AddLayout(line, ast::LineRole::HeadField);
  line.tokens.erase(line.tokens.begin(), line.tokens.begin() + static_cast<std::ptrdiff_t>(behind));
  return whole;
}

// "When: a seller says that a payout is missing": who comes with it is the customer of this text,
// whatever they are in others.
void DocumentBuilder::LearnCustomer(const ast::Policy& policy, std::vector<Line>& lines) const {
  const auto when = std::find_if(policy.head.begin(), policy.head.end(),
                                 [](const ast::HeadField& field) { return field.key == "when"; });
  if (when == policy.head.end()) return;
  std::vector<std::string> words;
  constexpr std::size_t kLeading = 3;  // "a seller says"
  for (std::size_t at = 0; at < when->value.size() && words.size() < kLeading;) {
    const std::size_t end = std::min(when->value.find(' ', at), when->value.size());
    if (end > at) words.push_back(FoldCase(when->value.substr(at, end - at)));
    at = end + 1;
  }
  if (words.size() < kLeading || !pack_->flags(pack_->Find(words[0])).article) return;
  const pack::WordFlags noun = pack_->flags(pack_->Find(words[1]));
  if (noun.customer || noun.function || noun.limits || noun.verb) return;
  if (!phrases_.words().IsLayoutWord("comes_with", words[2])) return;
  for (Line& line : lines) {
    for (Token& token : line.tokens) {
      if (token.type != L::WORD || !token.folded.starts_with(words[1])) continue;
      const std::string ending = token.folded.substr(words[1].size());
      for (const std::string_view key : {"customer_one", "customer_several", "customer_own"}) {
        const std::string_view forms = phrases_.words().text(key);  // "s customers"
        const std::size_t space = forms.find(' ');
        if (space != std::string_view::npos && ending == forms.substr(0, space))
          token.folded = forms.substr(space + 1);
      }
    }
  }
}

}  // namespace proviso::parse
