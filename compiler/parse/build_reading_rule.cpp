// SPDX-License-Identifier: Apache-2.0
// Rules: what the constructions of rules.cx say must have been before a call (LANGUAGE section 9).
#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

#include "compiler/parse/internal/outline.h"
#include "compiler/parse/internal/reading_builder.h"

namespace proviso::parse {
namespace {

ast::ConditionPtr Negated(ast::ConditionPtr condition) {
  if (auto* inner = std::get_if<ast::NotCondition>(&condition->node)) {
    return std::move(inner->operand);
  }
  const Span span = condition->span;
  return MakeCondition(span, ast::NotCondition{std::move(condition)});
}

// How often, of the slots "one", "two" and "number"; 0 when the figure is none.
std::uint32_t TimesIn(const ReadNode& frame, const Phrases& phrases) {
  if (frame.Has("one")) return 1;
  if (frame.Has("two")) return 2;
  const auto number = frame.First("number");
  std::uint32_t times = 0;
  if (number.empty()) return 0;
  const std::string text = phrases.TextOf(number.front());
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), times);
  return error == std::errc() && end == text.data() + text.size() ? times : 0;
}

// What may be done where a rule forbids: nothing that another rule would have to look at.
bool IsHandOver(const ast::Block& block) {
  return !block.empty() && std::all_of(block.begin(), block.end(), [](const auto& statement) {
    return std::holds_alternative<ast::Say>(statement->node) ||
           std::holds_alternative<ast::HandOff>(statement->node) ||
           std::holds_alternative<ast::Stop>(statement->node);
  });
}

// The condition holds where what it names is so, and names one of the words, in singular or plural.
bool SharesWord(const ast::Condition& condition, const std::vector<std::string>& words) {
  constexpr std::size_t kLeast = 4;
  const auto* predicate = std::get_if<ast::PredicateCondition>(&condition.node);
  const auto* comparison = std::get_if<ast::Comparison>(&condition.node);
  if (predicate == nullptr && comparison == nullptr) return false;
  if (predicate != nullptr ? predicate->negated : comparison->negated) return false;
  const std::vector<std::string> subject = SubjectOf(condition);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(subject.begin(), subject.end(), [&](const std::string& named) {
      const std::size_t common = std::min(word.size(), named.size());
      return common >= kLeast && word.compare(0, common, named, 0, common) == 0;
    });
  });
}

}  // namespace

ReadingBuilder::Sense ReadingBuilder::SenseOf(const ReadNode& frame) const {
  const std::string_view mood = frame.construction();
  if (mood == "Only") return Sense::Only;
  const bool clause = frame.Has("do") || frame.Has("deed");
  if (clause && (mood == "Forbids" || (forbidden_ && mood == "Acts"))) return Sense::Forbids;
  return Sense::None;
}

namespace {

// "Do not ask for …, never offer …": no tool does that.
bool OnlyTalks(const ReadNode& frame) {
  constexpr std::array<std::string_view, 18> kTalking = {
      "SayQuote", "Tell",      "TellTo", "TellToward", "TellAbout", "TellSo",
      "Ask",      "AskYesNo",  "Choose", "AskIt",      "Require",   "AskQuestion",
      "Suggest",  "Apologise", "Offer",  "HandOff",    "Point",     "Congratulate"};
  const std::vector<ReadNode> clauses = frame.All("do");
  return !clauses.empty() && std::all_of(clauses.begin(), clauses.end(), [&](const auto& clause) {
    const std::vector<ReadNode> said = clause.Constructions();
    return !said.empty() && std::find(kTalking.begin(), kTalking.end(),
                                      said.front().construction()) != kTalking.end();
  });
}

}  // namespace

ast::Rule ReadingBuilder::RuleOf(const ReadNode& frame) {
  ast::Rule rule;
  rule.text = Words(frame.tokens());
  rule.names_clause = OnlyTalks(frame);
  // "This is not possible": what it speaks of may be any deed.
  rule.names_deed = frame.Has("do") || frame.Has("deed") ||
                    (frame.construction().starts_with("Forbids") && !frame.Has("said_of"));
  std::vector<ReadNode> deed = frame.All("deed");
  if (deed.empty()) deed = frame.All("do");
  if (!deed.empty()) {
    rule.deed = Words(deed.front().tokens());
  } else if (frame.construction() != "LimitsAll") {
    rule.deed = rule.text;  // else it limits all that is done
  }
  // A tool that only its condition names is not forbidden.
  if (!deed.empty()) rule.tools = mentions_.ToolsIn(deed.front().tokens());
  if (rule.tools.empty()) rule.tools = mentions_.ToolsIn(frame.tokens());
  if (const View limited = frame.First("limited"); !limited.empty())
    limited_ = Words(limited).words;
  Require(frame, rule);
  return rule;
}

// The case that the rule speaks of is tested by the very next sentence, which ends there what the
// rule forbids. Only where both speak of the same: another test leaves the rule as it is.
void ReadingBuilder::SettleTested(ast::Block& out) {
  if (limited_.empty() || out.size() < 2) return;
  for (std::size_t i = 0; i + 1 < out.size(); ++i) {
    auto* rule = std::get_if<ast::Rule>(&out[i]->node);
    const auto* branch = std::get_if<ast::Branch>(&out[i + 1]->node);
    if (rule == nullptr || branch == nullptr || branch->condition == nullptr) continue;
    const bool open = std::holds_alternative<std::monostate>(rule->needs) && rule->tools.empty();
    if (!open || branch->has_otherwise || !Ends(out[i + 1]->body)) continue;
    if (!SharesWord(*branch->condition, limited_)) continue;
    ast::Phrase told = rule->text;
    told.words.clear();
    out[i]->node = ast::Documentation{std::move(told)};
  }
}

void ReadingBuilder::Require(const ReadNode& frame, ast::Rule& rule) {
  const std::string_view mood = frame.construction();
  const Span span = phrases_.SpanOf(frame.tokens());
  const auto nouns = [&](std::string_view slot) {
    std::vector<ast::Phrase> found;
    for (const ReadNode& value : frame.All(slot)) {
      if (ast::Phrase noun = Noun(value); !noun.empty()) found.push_back(std::move(noun));
    }
    return found;
  };
  const bool forbids = SenseOf(frame) == Sense::Forbids;
  // Under a head that forbids, a limit would be turned round; what forbids itself is not.
  if (forbidden_ && !forbids && !mood.starts_with("Forbids")) return;
  const bool consent =
      mood == "NeedsConsent" || (forbids && frame.Has("without_asking") && !frame.Has("purpose"));
  // "Never refund used bookings with @t": those only.
  std::vector<ast::ConditionPtr> of_class;
  for (const ReadNode& things : frame.All("class")) AddTests(things, of_class);
  if (frame.Has("of_these") && things_ != nullptr) {
    rule.needs = ast::HoldsFirst{Negated(std::move(things_))};
  } else if (frame.Has("of_these") && limit_ != nullptr) {
    rule.needs = ast::AtMostValue{std::move(limit_)};
    rule.deed = limit_of_;
  } else if (mood == "OnlyClass") {
    if (!of_class.empty()) rule.needs = ast::HoldsFirst{All(std::move(of_class), span)};
  } else if (!of_class.empty()) {
    if (forbids) rule.needs = ast::HoldsFirst{Negated(All(std::move(of_class), span))};
    // "Never refund worn shoes. Send them to the workshop."
    std::vector<ast::ConditionPtr> things;
    for (const ReadNode& each : frame.All("class")) AddTests(each, things);
    things_ = All(std::move(things), span);
  } else if (mood == "ForbidsUntil" || mood == "OnlyWhere") {
    rule.needs = ast::HoldsFirst{Condition(frame.All("cond").front())};
  } else if (mood == "ForbidsAfter") {
    rule.needs = ast::HoldsFirst{Negated(Condition(frame.All("cond").front()))};
  } else if (mood == "ForbidsWithout") {
    rule.needs = ast::HoldsFirst{MakeCondition(
        span,
        ast::PredicateCondition{Noun(frame.First("subject")), Words(frame.First("state")), false})};
  } else if (mood == "ForbidsUntilCalled") {
    const View first = frame.First("first");
    rule.needs = ast::HoldsFirst{MakeCondition(
        phrases_.SpanOf(first), ast::FreeCondition{Words(first), mentions_.ToolsIn(first)})};
  } else if (consent) {
    rule.needs = ast::HoldsFirst{MakeCondition(span, ast::CustomerAnswer{true, {}})};
  } else if (mood == "NeedsAsked") {
    if (auto asked = nouns("value"); !asked.empty()) rule.needs = ast::AskedFirst{std::move(asked)};
  } else if (mood == "AtMostTimes") {
    // No conversation can count what others did.
    const std::uint32_t times = frame.Has("period") ? 0 : TimesIn(frame, phrases_);
    if (times > 0) rule.needs = ast::AtMostTimes{times, frame.Has("things")};
  } else if (mood == "NotTogether") {
    // One of them, once. No conversation knows what another one did.
    if (!frame.Has("period") && rule.tools.size() > 1) rule.needs = ast::AtMostTimes{};
  } else if (mood == "ForbidsFor") {
    ast::AllOf all;
    for (const ReadNode& part : frame.All("part")) {
      const std::vector<ReadNode> tests = part.Constructions();
      View own = frame.First("subject");
      for (const ReadNode& test : tests) all.parts.push_back(Test(test, own));
    }
    if (all.parts.size() == 1) {
      rule.needs = ast::HoldsFirst{Negated(std::move(all.parts.front()))};
      const ReadNode test = frame.All("part").front().Constructions().front();
      View own = frame.First("subject");
      things_ = Test(test, own);
    }
  } else if (mood == "UpTo") {
    if (ast::ExprPtr most = mentions_.Operand(frame.First("most"))) {
      rule.needs = ast::AtMostValue{std::move(most)};
      limit_ = mentions_.Operand(frame.First("most"));
      limit_of_ = rule.deed;
      // "Fees over 50 EUR go to Trust": there.
      if (const View to = frame.First("to"); !to.empty()) {
        Add(frame, rule.instead, ast::HandOff{Noun(to), {}});
      }
    }
  } else if (forbids && rule.tools.empty()) {
    const std::vector<ReadNode> clauses = frame.All("do");
    const std::vector<ReadNode> said =
        clauses.empty() ? std::vector<ReadNode>{} : clauses.front().Constructions();
    if (!said.empty() && said.front().construction() == "Ask") {
      if (auto asked = nouns("value"); !asked.empty())
        rule.needs = ast::NeverAsked{std::move(asked)};
    }
  }
}

bool ReadingBuilder::AddInstead(Segment& segment, LineState& state) {
  if (!std::exchange(state.this_case, false)) return false;
  if (state.branch != nullptr || state.out.empty()) return false;
  auto* rule = std::get_if<ast::Rule>(&state.out.back()->node);
  if (rule == nullptr || !segment.conditions.empty() || segment.otherwise) return false;
  if (!IsHandOver(segment.clauses)) rule->needs = std::monostate();
  std::move(segment.clauses.begin(), segment.clauses.end(), std::back_inserter(rule->instead));
  return true;
}

bool ReadingBuilder::IsRule(const Segment& segment) {
  return !segment.clauses.empty() && !segment.otherwise &&
         std::all_of(segment.clauses.begin(), segment.clauses.end(), [](const auto& clause) {
           return std::holds_alternative<ast::Rule>(clause->node);
         });
}

void ReadingBuilder::JoinRule(Segment& segment) {
  if (!IsRule(segment) || segment.conditions.empty()) return;
  StatementPtr rule = std::move(segment.clauses.front());
  auto& whole = std::get<ast::Rule>(rule->node);
  const bool bare = std::holds_alternative<std::monostate>(whole.needs) &&
                    segment.clauses.size() == 1 && !segment.only && !segment.open;
  for (std::size_t i = 1; i < segment.clauses.size(); ++i) {
    auto& tools = std::get<ast::Rule>(segment.clauses[i]->node).tools;
    std::move(tools.begin(), tools.end(), std::back_inserter(whole.tools));
  }
  for (const ast::ConditionPtr& condition : segment.conditions) {
    segment.span.begin = std::min(segment.span.begin, condition->span.begin);
    segment.span.end = std::max(segment.span.end, condition->span.end);
  }
  rule->span = segment.span;
  whole.text =
      phrases_.FromText(phrases_.TextOf(segment.span.begin, segment.span.end), segment.span);
  // A limit that holds under a condition only is not one of those that the compiler settles.
  whole.needs = std::monostate();
  ast::ConditionPtr all = All(std::move(segment.conditions), segment.span);
  if (bare && segment.sense == Sense::Forbids) {
    whole.needs = ast::HoldsFirst{Negated(std::move(all))};
  } else if (bare && segment.sense == Sense::Only) {
    whole.needs = ast::HoldsFirst{std::move(all)};
  }
  segment.conditions.clear();
  segment.clauses.clear();
  segment.clauses.push_back(std::move(rule));
}

namespace {

// Conditions and statements of a sentence, in order.
std::vector<ReadNode> ItemsOf(const ReadNode& root) {
  return root.InSlots({"condition", "otherwise", "statement"});
}

std::string_view MoodOf(const ReadNode& item) {
  return item.slot() == "statement" ? item.mood() : std::string_view{};
}

// What only speaks or ends: nothing of it is a step that others could go on from.
bool SpeaksOrEnds(const ReadNode& statement) {
  constexpr std::array<std::string_view, 15> kSpeaking = {
      "SayQuote", "Tell",      "TellTo",       "TellToward", "TellAbout",
      "TellSo",   "Apologise", "Thank",        "Wish",       "Farewell",
      "Stop",     "HandOff",   "Congratulate", "Suggest",    "Point"};
  const std::string_view mood = statement.mood();
  if (mood == "Closes") return true;
  if (mood != "Acts") return false;
  for (const ReadNode& frame : statement.Constructions()) {
    for (const ReadNode& clause : frame.All("do")) {
      for (const ReadNode& deed : clause.Constructions()) {
        if (std::find(kSpeaking.begin(), kSpeaking.end(), deed.construction()) == kSpeaking.end())
          return false;
      }
    }
  }
  return true;
}

// "… if they choose to keep it": who takes the option has said so.
bool IsTaken(const ReadNode& item) {
  const std::vector<ReadNode> heads = item.Constructions();
  return item.slot() == "condition" &&
         std::all_of(heads.begin(), heads.end(), [](const auto& head) {
           const std::string_view what = head.construction();
           if (what == "IfYes") return true;
           const std::vector<ReadNode> tests = head.Constructions();
           return (what == "If" || what == "When") && !tests.empty() &&
                  std::all_of(tests.begin(), tests.end(), [](const ReadNode& test) {
                    return test.construction() == "Yes" || test.construction() == "Wants";
                  });
         });
}

}  // namespace

bool ReadingBuilder::OnlyRefuses(const ReadLine& line, std::size_t at) const {
  if (at >= line.sentences.size()) return false;
  for (; at < line.sentences.size(); ++at) {
    const ReadSentence& sentence = line.sentences[at];
    if (!sentence.clean()) return false;
    const std::vector<ReadNode> items = ItemsOf({line, sentence, pack_, sentence.reading.root});
    const bool speaks =
        !items.empty() && std::all_of(items.begin(), items.end(), [](const ReadNode& item) {
          return item.slot() == "statement" && SpeaksOrEnds(item);
        });
    if (!speaks) return false;
  }
  return true;
}

// Words left over that forbid or restrict: "only for members", not "only the next box".
bool ReadingBuilder::LeavesLimit(const ReadLine& line, const ReadSentence& sentence) const {
  const std::span<const pack::Atom> atoms = AtomsOf(line, sentence);
  const auto restricts = [&](const pack::Atom& atom) {
    const pack::WordFlags flags = pack_.flags(pack_.Find(atom.folded));
    return atom.kind == pack::AtomKind::Word &&
           (flags.limits || (flags.function && !flags.article));
  };
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const bool left =
        sentence.reading.empty() || sentence.reading.accounts[i] == read::Account::Residue;
    if (left && Limits(atoms[i]) && (i + 1 == atoms.size() || restricts(atoms[i + 1]))) return true;
  }
  return false;
}

ast::Phrase ReadingBuilder::LimitOf(const ReadLine& line) const {
  for (const ReadSentence& sentence : line.sentences) {
    if (LeavesLimit(line, sentence)) return Unread(line);
    if (sentence.reading.empty()) continue;
    for (const ReadNode& item : ItemsOf({line, sentence, pack_, sentence.reading.root})) {
      if (IsTaken(item)) continue;
      const std::string_view mood = MoodOf(item);
      constexpr std::array<std::string_view, 5> kNoLimits = {"Acts", "Permits", "Tells", "TellsWhy",
                                                             "States"};
      if (std::find(kNoLimits.begin(), kNoLimits.end(), mood) == kNoLimits.end())
        return Words(item.tokens());
    }
  }
  return {};
}

bool ReadingBuilder::IsSingle(const ReadLine& line, std::string_view mood) const {
  if (line.torn || line.sentences.size() != 1 || !line.sentences.front().clean()) return false;
  const ReadSentence& sentence = line.sentences.front();
  const std::vector<ReadNode> items = ItemsOf({line, sentence, pack_, sentence.reading.root});
  return items.size() == 1 && MoodOf(items.front()) == mood;
}

std::vector<StatementPtr> ReadingBuilder::BuildForbidden(const ReadLine& line) {
  forbidden_ = true;
  bool opens = false;
  std::vector<StatementPtr> built = Build(line, opens);
  forbidden_ = false;
  return built;
}

}  // namespace proviso::parse
