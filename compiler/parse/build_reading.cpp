// SPDX-License-Identifier: Apache-2.0
// Sentences: what their conditions cover (LANGUAGE section 3, "Conditions and exceptions").
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/outline.h"
#include "compiler/parse/internal/reading_builder.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

// What an item of the sentence is to the order of things.
enum class ItemKind : std::uint8_t {
  Condition,
  Statement,
  Otherwise,
  EitherWay,
  Comma,
  And,
  Or,
  Then,
  Other
};

struct Item {
  ItemKind kind{};
  ReadNode node;
  bool label = false;   // "Damaged: …"
  bool things = false;  // "Fees over 50 EUR go to …"
};

ItemKind JoinKind(const ReadNode& join) {
  constexpr std::array<std::pair<std::string_view, ItemKind>, 4> kJoins = {{
      {"comma", ItemKind::Comma},
      {"and", ItemKind::And},
      {"or", ItemKind::Or},
      {"then", ItemKind::Then},
  }};
  for (const ReadNode& sign : join.children()) {
    for (const auto& [slot, kind] : kJoins) {
      if (sign.slot() == slot) return kind;
    }
  }
  return ItemKind::Other;
}

bool IsPart(std::string_view name, std::string_view word) {
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  const auto at = std::search(name.begin(), name.end(), word.begin(), word.end(), same);
  return word.size() > 2 && at != name.end();
}

bool SameTest(const ast::Statement& one, const ast::Statement& other) {
  const auto* first = ast::ConditionOf<ast::PredicateCondition>(one);
  const auto* second = ast::ConditionOf<ast::PredicateCondition>(other);
  return first != nullptr && second != nullptr && first->predicate.words == second->predicate.words;
}

// The condition is about what the call's name says: "the ticket" behind @check_ticket.
bool NamesResult(const ast::Use& use, const ast::Condition& condition) {
  const std::vector<std::string> subject = SubjectOf(condition);
  if (subject.empty()) return false;
  return std::any_of(use.calls.begin(), use.calls.end(), [&](const ast::ToolMention& call) {
    return IsPart(call.name, subject.back());
  });
}

bool IsQuestion(const ast::Statement& statement) {
  return std::holds_alternative<ast::AskYesNo>(statement.node) ||
         std::holds_alternative<ast::Offer>(statement.node) ||
         std::holds_alternative<ast::ConfirmValue>(statement.node);
}

const ast::Again* AgainIn(const ast::Block& block) {
  for (const auto& statement : block) {
    if (const auto* again = std::get_if<ast::Again>(&statement->node)) return again;
  }
  return nullptr;
}

bool IsDeclined(const ast::Condition& condition) {
  const auto* answer = std::get_if<ast::CustomerAnswer>(&condition.node);
  return answer != nullptr && !answer->accepted;
}

// A restriction covers what stands before it even when a clause follows.
bool Restricts(const ReadNode& condition) {
  const std::string_view what = condition.construction();
  return what == "Unless" || what == "Except" || what == "UnlessClass";
}

}  // namespace

void ReadingBuilder::NestUnder(ast::ConditionPtr condition, const Span& span, ast::Block& block) {
  auto branch = std::make_unique<ast::Statement>();
  branch->span = span;
  ast::Branch node;
  node.condition = std::move(condition);
  branch->node = std::move(node);
  branch->body = std::exchange(block, ast::Block());
  block.push_back(std::move(branch));
}

ast::ConditionPtr ReadingBuilder::All(std::vector<ast::ConditionPtr> conditions, const Span& span) {
  if (conditions.size() == 1) return std::move(conditions.front());
  // Who has to judge it sees all of them.
  Span whole = span;
  for (const ast::ConditionPtr& condition : conditions) {
    whole.begin = std::min(whole.begin, condition->span.begin);
    whole.end = std::max(whole.end, condition->span.end);
  }
  return MakeCondition(whole, ast::AllOf{std::move(conditions)});
}

ast::Block& ReadingBuilder::TargetOf(ast::Statement& branch) {
  auto& node = std::get<ast::Branch>(branch.node);
  return node.has_otherwise ? node.otherwise : branch.body;
}

// Nothing of this branch goes on behind its last statement.
bool ReadingBuilder::Ends(const ast::Block& block) {
  if (block.empty()) return false;
  const auto& last = block.back()->node;
  if (const auto* follow = std::get_if<ast::FollowPolicy>(&last)) {
    return follow->use == ast::PolicyUse::Transfer;
  }
  return std::holds_alternative<ast::Stop>(last) || std::holds_alternative<ast::HandOff>(last) ||
         std::holds_alternative<ast::GoTo>(last);
}

ast::Statement* ReadingBuilder::Asking(const LineState& state) {
  for (ast::Statement* branch : {state.branch, state.around}) {
    if (branch == nullptr) continue;
    const ast::Block& block = TargetOf(*branch);
    const bool asks = std::any_of(block.begin(), block.end(), [](const auto& statement) {
      return std::holds_alternative<ast::AskYesNo>(statement->node) ||
             std::holds_alternative<ast::Choose>(statement->node) ||
             std::holds_alternative<ast::Offer>(statement->node) ||
             std::holds_alternative<ast::ConfirmValue>(statement->node);
    });
    if (asks) return branch;
  }
  return nullptr;
}

ast::Statement* ReadingBuilder::Holding(const LineState& state, const ast::Statement& branch) {
  if (state.label != nullptr && !Ends(TargetOf(*state.label))) return state.label;
  if (state.branch == nullptr || Ends(TargetOf(*state.branch))) return nullptr;
  // "If the ticket is valid, …. If it is not valid, …": the other outcome, where that one stands.
  if (state.around != nullptr && SameTest(*state.branch, branch)) return state.around;
  const ast::Block& block = TargetOf(*state.branch);
  const ast::Use* use = nullptr;
  for (const auto& statement : block) {
    if (const auto* call = std::get_if<ast::Use>(&statement->node)) use = call;
  }
  if (use == nullptr) return nullptr;
  if (ast::ConditionOf<ast::ToolFails>(branch) != nullptr) return state.branch;
  // "…, use @check_ticket(…). If the ticket is valid, …", "if that finds nothing either".
  const auto* condition = std::get<ast::Branch>(branch.node).condition.get();
  if (condition == nullptr) return nullptr;
  if (condition->again && AgainIn(block) == nullptr) return state.branch;
  return NamesResult(*use, *condition) ? state.branch : nullptr;
}

bool ReadingBuilder::IsOtherOutcome(const LineState& state, const Segment& segment) {
  if (state.branch == nullptr || segment.post || segment.conditions.size() != 1) return false;
  const auto* answer = std::get_if<ast::CustomerAnswer>(&segment.conditions.front()->node);
  if (answer == nullptr || answer->accepted || !answer->about.empty()) return false;
  const auto& branch = std::get<ast::Branch>(state.branch->node);
  return !branch.has_otherwise && branch.condition != nullptr && Asking(state) == nullptr &&
         ast::ConditionOf<ast::CustomerAnswer>(*state.branch) == nullptr;
}

bool ReadingBuilder::IsSound(const ReadLine& line) const {
  for (const ReadSentence& sentence : line.sentences) {
    if (sentence.reading.empty()) continue;
    const ReadNode root(line, sentence, pack_, sentence.reading.root);
    std::uint32_t behind_condition = UINT32_MAX;
    for (const ReadNode& item : root.children()) {
      const bool call = item.atom(item.begin()).kind == pack::AtomKind::Tool;
      if (call && item.begin() == behind_condition) return false;
      if (item.Has("condition") || item.slot() == "condition") behind_condition = item.end();
    }
  }
  return true;
}

ast::Phrase ReadingBuilder::Unread(const ReadLine& line) const {
  for (const ReadSentence& sentence : line.sentences) {
    // The words are those of the sentence that limits it.
    if (sentence.clean() || (sentence.limited && !sentence.has_residue())) continue;
    return UnreadOf(line, sentence);
  }
  return {};
}

ast::Phrase ReadingBuilder::UnreadOf(const ReadLine& line, const ReadSentence& sentence) const {
  const std::size_t first = sentence.range.begin;
  const auto& accounts = sentence.reading.accounts;
  std::size_t begin = 0;
  while (begin < accounts.size() && accounts[begin] != read::Account::Residue) ++begin;
  std::size_t end = begin;
  while (end < accounts.size() && accounts[end] == read::Account::Residue) ++end;
  // A sentence that was not read at all, or in two ways: the whole of it.
  if (begin == end) {
    begin = 0;
    end = sentence.range.end - first;
  }
  const std::size_t from = line.atoms[first + begin].first;
  return Words(line.tokens.subspan(from, line.atoms[first + end - 1].last - from));
}

bool ReadingBuilder::IsShouted(const ReadLine& line) const {
  std::size_t words = 0;
  for (const Token& token : line.tokens) {
    if (token.type != L::WORD) continue;
    const std::string text = phrases_.TextOf(token);
    if (std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
      return false;
    ++words;
  }
  return words > 2;
}

ast::ConditionPtr ReadingBuilder::ConditionOf(const ReadLine& line) {
  if (line.sentences.size() != 1 || !line.sentences.front().clean()) return nullptr;
  const ReadSentence& sentence = line.sentences.front();
  const ReadNode root(line, sentence, pack_, sentence.reading.root);
  const std::vector<ReadNode> heads = root.All("head");
  if (heads.empty()) return Condition(root);
  const std::vector<ReadNode> said = heads.front().Constructions();
  return said.empty() ? nullptr : HeadOf(said.front());
}

std::vector<StatementPtr> ReadingBuilder::Build(const ReadLine& line, bool& opens) {
  LineState state;
  things_ = nullptr;
  limit_ = nullptr;
  limited_.clear();
  next_fact_ = {};
  agreed_ = nullptr;
  shouted_ = IsShouted(line);
  torn_ = !IsSound(line);
  for (std::size_t i = 0; i < line.sentences.size(); ++i) {
    state.last = i + 1 == line.sentences.size();
    state.refuses = OnlyRefuses(line, i + 1);
    Sentence(line, line.sentences[i], state);
  }
  SettleTested(state.out);
  ExplainWithin(state.out);
  opens = !line.atoms.empty() && line.atoms.back().kind == pack::AtomKind::Colon;
  return std::move(state.out);
}

// "If it is a group ticket, hand over to the desk. They look after schools.": what explains a
// branch belongs to it, also behind its end, and parts it from no *otherwise*.
void ReadingBuilder::ExplainWithin(ast::Block& block) {
  for (std::size_t i = 1; i < block.size();) {
    auto* branch = std::get_if<ast::Branch>(&block[i - 1]->node);
    const bool explains = std::holds_alternative<ast::Documentation>(block[i]->node);
    if (branch == nullptr || !explains || branch->has_otherwise || !block[i]->unread.empty()) {
      ++i;
      continue;
    }
    block[i - 1]->body.push_back(std::move(block[i]));
    block.erase(block.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

bool ReadingBuilder::CallsAreRead(const ReadLine& line) const {
  bool calls = false;
  for (const ReadSentence& sentence : line.sentences) {
    for (std::size_t i = sentence.range.begin; i < sentence.range.end; ++i) {
      const pack::Atom& atom = line.atoms[i];
      const bool tool = pack::IsMention(atom);
      calls = calls || (tool && sentence.clean());
      if (sentence.clean()) continue;
      // Words that limit may limit the call, and what is asked may be its condition.
      if (tool || sentence.asks || Limits(atom)) return false;
    }
  }
  return calls;
}

void ReadingBuilder::Sentence(const ReadLine& line, const ReadSentence& sentence,
                              LineState& state) {
  state.inner = nullptr;
  fact_ = std::exchange(next_fact_, {});
  if (!sentence.clean() || torn_) return Unread(line, sentence, state);
  named_ = {};
  std::vector<Item> items;
  const ReadNode root(line, sentence, pack_, sentence.reading.root);
  const auto add = [&](const ReadNode& node) {
    const std::string_view slot = node.slot();
    if (slot == "condition" || slot == "statement" || slot == "otherwise") {
      for (const ReadNode& construction : node.Constructions()) {
        const ItemKind kind = slot == "condition"                          ? ItemKind::Condition
                              : slot == "statement"                        ? ItemKind::Statement
                              : construction.construction() == "EitherWay" ? ItemKind::EitherWay
                                                                           : ItemKind::Otherwise;
        const bool things = node.rule() == "noun_condition" || node.rule() == "case_condition";
        items.push_back({kind, construction, node.rule() == "label", things});
      }
    } else if (slot == "join") {
      items.push_back({JoinKind(node), node});
    } else {
      items.push_back({ItemKind::Other, node});
    }
  };
  for (const ReadNode& item : root.children()) {
    // What stands at the start alone is a part of the sentence itself.
    if (!item.slot().empty()) {
      add(item);
      continue;
    }
    for (const ReadNode& node : item.children()) add(node);
  }
  const auto next_is_statement = [&](std::size_t at) {
    for (++at; at < items.size(); ++at) {
      if (items[at].kind == ItemKind::Statement) return true;
      if (items[at].kind != ItemKind::Comma && items[at].kind != ItemKind::Then &&
          items[at].kind != ItemKind::Other) {
        return false;
      }
    }
    return false;
  };
  // "Cancel it - not if it is sealed": no step of its own stands behind the sign.
  const auto only_conditions_follow = [&](std::size_t at) {
    bool any = false;
    for (++at; at < items.size() && items[at].kind != ItemKind::Then; ++at) {
      if (items[at].kind == ItemKind::Statement || items[at].kind == ItemKind::Otherwise)
        return false;
      any = any || items[at].kind == ItemKind::Condition;
    }
    return any && line.atoms.back().kind != pack::AtomKind::Colon;
  };
  // Behind a call a condition without a step is one of the call, unless it opens the lines below.
  const bool opens = line.atoms.back().kind == pack::AtomKind::Colon;
  const auto limits = [&](const Item& item) {
    if (item.kind != ItemKind::Condition) {
      return item.kind != ItemKind::Statement && item.kind != ItemKind::Otherwise &&
             item.kind != ItemKind::EitherWay;
    }
    const std::string_view what = item.node.construction();
    const bool of_call = line.mentions && !opens && !item.label && !what.starts_with("Open") &&
                         what != "IfYes" && what != "IfNo";
    return of_call || Restricts(item.node) || item.node.Has("only_if_word") ||
           item.node.Has("only_when_word");
  };
  const auto is_condition = [](const Item& item) { return item.kind == ItemKind::Condition; };
  // "Cancel it. Not if it is sealed.": a condition of the sentence before.
  if (!state.out.empty() && std::all_of(items.begin(), items.end(), limits) &&
      std::any_of(items.begin(), items.end(), is_condition)) {
    std::vector<ast::ConditionPtr> conditions;
    for (const Item& item : items) {
      if (is_condition(item)) conditions.push_back(HeadOf(item.node));
    }
    return LimitBefore(std::move(conditions), line, sentence, state);
  }
  state.said = state.out.size();
  Segment segment;
  ast::Joined joined = ast::Joined::None;
  ItemKind before = ItemKind::Other;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    switch (item.kind) {
      case ItemKind::Condition: {
        const bool behind =
            !segment.clauses.empty() &&
            (Restricts(item.node) || !next_is_statement(i) || before == ItemKind::Statement);
        if (!segment.clauses.empty() && !behind) {
          Close(segment, state);
          joined = ast::Joined::None;
        }
        if (behind && !segment.post) segment.heads = segment.conditions.size();
        segment.post = segment.post || behind;
        segment.open = segment.open || item.node.construction().starts_with("Open");
        segment.open_all = segment.open_all || item.node.construction() == "OpenAll";
        segment.label = segment.label || item.label;
        segment.when = segment.when || item.node.construction() == "When";
        segment.only =
            segment.only || item.node.Has("only_if_word") || item.node.Has("only_when_word");
        ast::ConditionPtr condition = HeadOf(item.node);
        // "Fees over 50 EUR go to the desk. Never refund them yourself."
        if (item.things) things_ = HeadOf(item.node);
        segment.either = segment.otherwise && segment.clauses.empty() &&
                         segment.conditions.empty() && joined == ast::Joined::Or &&
                         IsDeclined(*condition);
        if (segment.conditions.empty() && segment.clauses.empty()) {
          segment.span = phrases_.SpanOf(item.node.tokens());
        }
        segment.conditions.push_back(std::move(condition));
        break;
      }
      case ItemKind::Otherwise:
        Close(segment, state);
        joined = ast::Joined::Otherwise;
        segment.otherwise = true;
        segment.span = phrases_.SpanOf(item.node.tokens());
        break;
      case ItemKind::EitherWay:
        // Whatever the conditions before it gave: what follows is under none of them. Behind the
        // answers to a question that a branch put it stays in that branch: "If it is overdue, ask
        // …. If yes, …. If no, …. Either way stop."
        Close(segment, state);
        state.branch = std::exchange(state.around, nullptr);
        joined = ast::Joined::None;
        break;
      case ItemKind::Statement:
        if (segment.clauses.empty() && segment.conditions.empty() && !segment.otherwise) {
          segment.span = phrases_.SpanOf(item.node.tokens());
        }
        if (item.node.Has("of_these") && things_ != nullptr && segment.conditions.empty() &&
            segment.clauses.empty() && !segment.otherwise) {
          segment.conditions.push_back(std::move(things_));
        }
        StatementOf(item.node, joined, segment.clauses);
        segment.sense = SenseOf(item.node);
        segment.span.end = std::max(segment.span.end, phrases_.SpanOf(item.node.tokens()).end);
        joined = ast::Joined::Then;
        break;
      case ItemKind::Then:
        // "…, then …": what a condition behind would cover begins anew.
        if (!segment.clauses.empty() && !segment.otherwise && segment.conditions.empty() &&
            state.branch == nullptr && !only_conditions_follow(i)) {
          Close(segment, state);
        }
        break;
      case ItemKind::Or:
        joined = ast::Joined::Or;
        break;
      case ItemKind::Other:
        if (item.node.slot() == "this_case") {
          if (IsRule(segment)) Close(segment, state);
          state.this_case = segment.clauses.empty();
        }
        if (item.node.slot() == "aside" && !segment.clauses.empty() &&
            segment.clauses.back()->brackets.empty()) {
          segment.clauses.back()->brackets = Words(item.node.tokens());
        }
        break;
      case ItemKind::And:
      case ItemKind::Comma:
        break;
    }
    if (item.kind != ItemKind::Other) before = item.kind;
  }
  Close(segment, state);
}

// All that the sentence before says, or the branch that it belongs to, comes under the conditions.
// What is no instruction is not limited so: a person decides.
void ReadingBuilder::LimitBefore(std::vector<ast::ConditionPtr> conditions, const ReadLine& line,
                                 const ReadSentence& sentence, LineState& state) {
  const std::size_t first = std::min(state.said, state.out.size() - 1);
  const bool rule =
      std::any_of(state.out.begin() + static_cast<std::ptrdiff_t>(first), state.out.end(),
                  [](const auto& said) { return std::holds_alternative<ast::Rule>(said->node); });
  if (rule || conditions.empty()) return Unread(line, sentence, state);
  ast::Block block;
  const auto from = state.out.begin() + static_cast<std::ptrdiff_t>(first);
  std::move(from, state.out.end(), std::back_inserter(block));
  state.out.erase(from, state.out.end());
  Span span = block.front()->span;
  span.end = std::max(span.end, conditions.back()->span.end);
  NestUnder(All(std::move(conditions), span), span, block);
  StatementNote note;
  note.acts = true;
  notes_.Mark(*block.front(), std::move(note));
  state.out.push_back(std::move(block.front()));
  state.branch = state.around = state.label = nullptr;
}

// "If they say no, leave it as it is" ends there. Where nobody has answered, what comes next may be
// meant all the same: a person decides.
void ReadingBuilder::SettleLeaving(Segment& segment, const LineState& state) {
  const bool in_answer =
      (state.branch != nullptr &&
       ast::ConditionOf<ast::CustomerAnswer>(*state.branch) != nullptr) ||
      std::any_of(segment.conditions.begin(), segment.conditions.end(), [](const auto& condition) {
        return std::holds_alternative<ast::CustomerAnswer>(condition->node);
      });
  if (in_answer) return;
  for (const StatementPtr& clause : segment.clauses) {
    if (!notes_.Of(*clause).leaves) continue;
    const Span span = clause->span;
    clause->node =
        ast::Judge{phrases_.FromText(phrases_.TextOf(span.begin, span.end), span), {}, {}};
  }
}

// "Ask whether they agree, and end it only if they do": the question is not under its own answer.
void ReadingBuilder::SettleAnswer(Segment& segment) {
  if (!segment.post || segment.heads >= segment.conditions.size()) return;
  const auto behind = segment.conditions.begin() + static_cast<std::ptrdiff_t>(segment.heads);
  if (!std::all_of(behind, segment.conditions.end(), [](const ast::ConditionPtr& condition) {
        return std::holds_alternative<ast::CustomerAnswer>(condition->node);
      })) {
    return;
  }
  std::size_t asked = segment.clauses.size();
  while (asked > 0 && !IsQuestion(*segment.clauses[asked - 1])) --asked;
  if (asked == 0 || asked == segment.clauses.size()) return;
  const auto first = segment.clauses.begin() + static_cast<std::ptrdiff_t>(asked);
  ast::Block then(std::make_move_iterator(first), std::make_move_iterator(segment.clauses.end()));
  segment.clauses.erase(first, segment.clauses.end());
  std::vector<ast::ConditionPtr> answers(std::make_move_iterator(behind),
                                         std::make_move_iterator(segment.conditions.end()));
  segment.conditions.erase(behind, segment.conditions.end());
  NestUnder(All(std::move(answers), segment.span), segment.span, then);
  segment.clauses.push_back(std::move(then.front()));
  segment.post = false;
}

// The branch is the last of several cases of its line, none of which has its own otherwise.
bool ReadingBuilder::ClosesRun(const ast::Statement& branch, const ast::Block& line) {
  if (line.size() < 2 || line.back().get() != &branch) return false;
  return std::all_of(line.end() - 2, line.end(), [](const StatementPtr& statement) {
    const auto* one = std::get_if<ast::Branch>(&statement->node);
    return one != nullptr && one->condition != nullptr && !one->has_otherwise;
  });
}

// The segment as statements, where the line stands.
void ReadingBuilder::Close(Segment& done, LineState& state) {
  Segment segment = std::exchange(done, Segment{});
  // "Holiday: go to 4 if the count is 0, otherwise to 5": the nearest condition of the sentence.
  ast::Statement* const nested = std::exchange(state.inner, nullptr);
  ast::Statement* inner = nullptr;
  const auto move_to = [&](ast::Block& target) {
    if (AnswersOf(target, segment.clauses)) return;
    for (StatementPtr& statement : segment.clauses) target.push_back(std::move(statement));
  };
  SettleLeaving(segment, state);
  // "Everyone else has to agree first. Tell them … and ask …": asked for where the line does so.
  const bool asks = std::any_of(segment.clauses.begin(), segment.clauses.end(),
                                [](const auto& clause) { return IsQuestion(*clause); });
  if (agreed_ != nullptr && asks) {
    const Span span = agreed_->span;
    agreed_->node =
        ast::Documentation{phrases_.FromText(phrases_.TextOf(span.begin, span.end), span)};
    std::get<ast::Documentation>(std::exchange(agreed_, nullptr)->node).text.words.clear();
  }
  if (AddInstead(segment, state)) return;
  const bool refused = state.refuses && !segment.post && !segment.open && !segment.only &&
                       segment.sense != Sense::Only;
  // What stands behind it on the line is in that case, too.
  const bool goes_on = segment.label && !state.last;
  if (!refused && !goes_on) JoinRule(segment);
  if (segment.conditions.empty() && !segment.otherwise) {
    // "If it is over $500, assign it to Billing. Stop.": the end is said twice, not of every case.
    const bool only_stops = std::all_of(
        segment.clauses.begin(), segment.clauses.end(),
        [](const auto& clause) { return std::holds_alternative<ast::Stop>(clause->node); });
    if (state.branch != nullptr && !only_stops && Ends(TargetOf(*state.branch)))
      state.branch = nullptr;
    move_to(state.branch == nullptr ? state.out : TargetOf(*state.branch));
    return;
  }
  if (IsOtherOutcome(state, segment)) {
    segment.conditions.clear();
    segment.otherwise = true;
  }
  SettleAnswer(segment);
  if (segment.conditions.empty() && !segment.otherwise) {
    move_to(state.branch == nullptr ? state.out : TargetOf(*state.branch));
    return;
  }
  // "If it is open, tell them … once it is paid. Exit.": what comes behind is of the first case.
  if (segment.post && segment.heads > 0 && segment.heads < segment.conditions.size()) {
    const auto first = segment.conditions.begin() + static_cast<std::ptrdiff_t>(segment.heads);
    std::vector<ast::ConditionPtr> behind(std::make_move_iterator(first),
                                          std::make_move_iterator(segment.conditions.end()));
    segment.conditions.erase(first, segment.conditions.end());
    NestUnder(All(std::move(behind), segment.span), segment.span, segment.clauses);
    inner = segment.clauses.front().get();
    segment.post = false;
  }
  // "In all other cases, or if they decline, …": a branch of its own, which what is around it has
  // to be seen for.
  if (segment.either) segment.otherwise = false;
  // "Else if …": the condition stands inside the otherwise.
  const bool else_if = segment.otherwise && !segment.conditions.empty();
  if (else_if) {
    NestUnder(All(std::exchange(segment.conditions, {}), segment.span), segment.span,
              segment.clauses);
  }
  if (segment.otherwise) {
    // "Use @a if it is late, otherwise stop": the branch is the one just made.
    if (state.branch == nullptr && !state.out.empty() &&
        std::holds_alternative<ast::Branch>(state.out.back()->node)) {
      state.branch = state.out.back().get();
    }
    if (nested != nullptr) {
      std::get<ast::Branch>(nested->node).has_otherwise = true;
      nested->span.end = std::max(nested->span.end, segment.span.end);
      if (state.branch != nullptr)
        state.branch->span.end = std::max(state.branch->span.end, segment.span.end);
      move_to(TargetOf(*nested));
      return;
    }
    // "If a, …. Failing that, if b, …. Otherwise, …": what completes the inner one.
    while (state.branch != nullptr && std::get<ast::Branch>(state.branch->node).has_otherwise) {
      const ast::Block& rest = std::get<ast::Branch>(state.branch->node).otherwise;
      const bool again =
          rest.size() == 1 && std::holds_alternative<ast::Branch>(rest.front()->node);
      if (!again) break;
      state.branch = rest.front().get();
    }
    // "If packed, …. If shipped, …. Otherwise, …": neither of them held.
    const bool closes_run = state.branch != nullptr && ClosesRun(*state.branch, state.out);
    if (state.branch != nullptr && !closes_run &&
        !std::get<ast::Branch>(state.branch->node).has_otherwise) {
      std::get<ast::Branch>(state.branch->node).has_otherwise = true;
      state.branch->span.end = std::max(state.branch->span.end, segment.span.end);
      move_to(TargetOf(*state.branch));
      return;
    }
  }
  auto statement = std::make_unique<ast::Statement>();
  statement->span = segment.span;
  ast::Branch branch;
  // "When the customer asks for a refund, if the order is delivered, …": the trigger around the
  // test.
  if (segment.when && !segment.post && segment.conditions.size() == 2) {
    Span within = segment.conditions[1]->span;
    within.end = segment.span.end;
    NestUnder(std::move(segment.conditions[1]), within, segment.clauses);
    segment.conditions.pop_back();
  }
  if (!segment.conditions.empty()) {
    branch.condition = All(std::move(segment.conditions), segment.span);
  }
  statement->node = std::move(branch);
  StatementNote note;
  note.acts = true;
  note.else_if = else_if;
  note.open_condition = segment.open;
  note.open_all = segment.open_all;
  note.or_declined = segment.either;
  notes_.Mark(*statement, std::move(note));
  move_to(statement->body);
  // "In case of technical problems, ask whether … . On yes, …": the answer is to what was asked
  // in that case only.
  const bool answers = ast::ConditionOf<ast::CustomerAnswer>(*statement) != nullptr;
  ast::Statement* around = answers && !segment.post ? Asking(state) : nullptr;
  if (around == nullptr && !answers && !segment.post && !segment.label) {
    around = Holding(state, *statement);
  }
  ast::Block& place = around != nullptr ? TargetOf(*around) : state.out;
  place.push_back(std::move(statement));
  state.branch = segment.post ? nullptr : place.back().get();
  state.inner = inner;
  state.around = around;
  if (segment.label && around == nullptr) state.label = place.back().get();
}

namespace {

// "…, you may not proceed."
bool ForbidsToGoOn(const ReadNode& frame) {
  const std::vector<ReadNode> clauses = frame.All("do");
  if (clauses.size() != 1) return false;
  const std::vector<ReadNode> said = clauses.front().Constructions();
  return said.size() == 1 && said.front().construction() == "Continue";
}

}  // namespace

// In which mood a clause stands decides whether it is carried out.
void ReadingBuilder::StatementOf(const ReadNode& frame, ast::Joined joined, ast::Block& out) {
  const std::size_t before = out.size();
  const std::string_view mood = frame.construction();
  if (forbidden_ && mood == "Acts") {
    Add(frame, out, RuleOf(frame));
  } else if (mood == "Acts" || mood == "Permits") {
    for (const ReadNode& clause : frame.All("do")) {
      for (const ReadNode& construction : clause.Constructions()) Clause(construction, out);
    }
    for (std::size_t i = before; i < out.size(); ++i) out[i]->permitted = mood == "Permits";
  } else if (mood == "Forbids" && !forbidden_ && ForbidsToGoOn(frame)) {
    Add(frame, out, ast::Stop{});
  } else if (mood == "Closes" && !forbidden_) {
    Add(frame, out, ast::Stop{});
  } else if (mood == "LimitsSteps") {
    // What it means for the steps behind it, a person tells.
    Add(frame, out, ast::Judge{Words(frame.tokens()), {}, {}});
    out.back()->declared = true;
  } else if (mood == "Tells" || mood == "TellsWhy" || mood == "States") {
    ast::Phrase told = Words(frame.tokens());
    const bool open = mood == "States";
    // "People write because they can't come": no rule is looked for in it.
    if (!open && frame.Has("introduces")) told.words.clear();
    if (!frame.Has("introduces")) next_fact_ = told;
    Add(frame, out,
        ast::Documentation{std::move(told), open ? ast::Documentation::Reach::Spoken
                                                 : ast::Documentation::Reach::None});
  } else {
    Add(frame, out, RuleOf(frame));
  }
  if (out.size() > before) out[before]->joined = joined;
}

ast::ConditionPtr ReadingBuilder::HeadOf(const ReadNode& node) {
  const std::string_view what = node.construction();
  const Span span = phrases_.SpanOf(node.tokens());
  if (what == "IfYes" || what == "IfNo") {
    return MakeCondition(span, ast::CustomerAnswer{what == "IfYes", {}});
  }
  // "For a refund, …": what the customer wants, where it was put to them.
  if (what == "ForWish") {
    const std::vector<ReadNode> wished = node.All("things");
    const View tokens = wished.empty() ? node.tokens() : wished.front().tokens();
    return MakeCondition(span, ast::NamedTest{Noun(tokens), true});
  }
  if (what == "ForThings" || what == "Except") {
    // "except for gift cards": what is done is done to no card, and no record says what it is.
    if (what == "Except" && !node.Has("kind")) {
      return MakeCondition(span, ast::NotCondition{FreeOf(node)});
    }
    const std::vector<ReadNode> things = node.All("things");
    const View tokens = things.empty() ? node.tokens() : things.front().tokens();
    // "For bookings of more than 5 nights": no status says so.
    const bool figure = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
      return token.type == ProvisoTokens::NUMBER || token.type == ProvisoTokens::MONEY ||
             token.type == ProvisoTokens::PERCENT;
    });
    if (figure) {
      ast::ConditionPtr free = FreeOf(node);
      if (what == "ForThings") return free;
      return MakeCondition(span, ast::NotCondition{std::move(free)});
    }
    ast::ConditionPtr named = MakeCondition(span, ast::NamedTest{Noun(tokens), false});
    if (what == "ForThings") return named;
    return MakeCondition(span, ast::NotCondition{std::move(named)});
  }
  // "For orders that are paid": each test of the class.
  if (what == "IfClass" || what == "UnlessClass") {
    std::vector<ast::ConditionPtr> tests;
    for (const ReadNode& things : node.All("class")) AddTests(things, tests);
    ast::ConditionPtr of_class = tests.empty() ? FreeOf(node) : All(std::move(tests), span);
    if (what == "IfClass") return of_class;
    return MakeCondition(span, ast::NotCondition{std::move(of_class)});
  }
  // "Booked through a broker (source is BROKER): …": the brackets say what is tested.
  if (what == "IfTold") {
    ast::ConditionPtr test = GlossOf(node.First("told_test"));
    return test != nullptr ? std::move(test) : FreeOf(node);
  }
  // Filled by the lines below; until then nothing is known of it.
  if (what == "OpenIf" || what == "OpenAll" || what == "OpenUnless") {
    ast::ConditionPtr open = MakeCondition(span, ast::FreeCondition{Words(node.tokens()), {}});
    if (what != "OpenUnless") return open;
    return MakeCondition(span, ast::NotCondition{std::move(open)});
  }
  const std::vector<ReadNode> inner = node.All("cond");
  ast::ConditionPtr condition = inner.empty() ? FreeOf(node) : Condition(inner.front());
  if (what != "Unless") return condition;
  return MakeCondition(span, ast::NotCondition{std::move(condition)});
}

}  // namespace proviso::parse
