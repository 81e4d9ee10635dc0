// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/vocabulary/phrasing.h"
#include "core/names.h"

namespace proviso::compiler {

namespace {

// Where the last statement begins that may react to something before it.
std::uint32_t LastReaction(const ast::Block& block) {
  std::uint32_t last = 0;
  for (const auto& statement : block) {
    const auto* branch = std::get_if<ast::Branch>(&statement->node);
    const bool tests = branch != nullptr && branch->condition != nullptr &&
                       (std::holds_alternative<ast::ToolFails>(branch->condition->node) ||
                        std::holds_alternative<ast::PredicateCondition>(branch->condition->node));
    if (tests || std::holds_alternative<ast::ApplyOffer>(statement->node)) {
      last = std::max(last, statement->span.begin);
    }
    last = std::max(last, LastReaction(statement->body));
    if (branch != nullptr) last = std::max(last, LastReaction(branch->otherwise));
  }
  return last;
}

}  // namespace

Binder::Binder(Bundle& bundle, PolicyId policy)
    : bundle_(bundle),
      policy_(policy),
      ast_(*bundle.policies.at(policy).policy),
      file_(bundle.policies.at(policy).file),
      last_reaction_(LastReaction(ast_.body)) {}

// Where each "go to" leads: "back to 2" is the step of that number in its own list, then in the
// lists around it.
void Binder::CollectGoTos(const ast::Block& block, std::vector<const ast::Block*>& around) {
  around.push_back(&block);
  for (const auto& statement : block) {
    if (const auto* go = std::get_if<ast::GoTo>(&statement->node)) {
      const ast::Statement* place = NearPlace(go->section.text, around);
      if (place == nullptr) place = bundle_.policies.FindPlace(policy_, go->section.text);
      if (place != nullptr) {
        places_.emplace(statement.get(), place);
        goto_targets_.insert(place);
      }
    }
    CollectGoTos(statement->body, around);
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
      CollectGoTos(branch->otherwise, around);
  }
  around.pop_back();
}

const ast::Statement* Binder::NearPlace(std::string_view address,
                                        const std::vector<const ast::Block*>& around) const {
  const Words words = SplitWords(address);
  // "Step 2" may be a part of the whole, a bare number is of a list.
  if (words.size() != 1) return nullptr;
  for (auto block = around.rbegin(); block != around.rend(); ++block) {
    for (const auto& statement : **block) {
      if (!statement->mark.empty() && statement->mark == words.back()) return statement.get();
    }
  }
  return nullptr;
}

CheckedPolicy Binder::Bind() {
  CheckedPolicy policy;
  policy.spec.name = ast_.name;
  policy.spec.aliases = ast_.aliases;
  // The names with and without a last word such as "policy": the VM compares words and knows no
  // language.
  const Words& droppable = lexicon().droppable_policy_words();
  const auto add_alias = [&](std::string alias) {
    std::vector<std::string>& aliases = policy.spec.aliases;
    const bool known = NormalizeName(alias) == NormalizeName(ast_.name) ||
                       std::any_of(aliases.begin(), aliases.end(), [&](const std::string& other) {
                         return NormalizeName(other) == NormalizeName(alias);
                       });
    if (!known && !alias.empty()) aliases.push_back(std::move(alias));
  };
  for (const std::string& name : bundle_.policies.at(policy_).names) {
    add_alias(name);
    add_alias(name + " " + droppable.front());
  }
  policy.spec.file = static_cast<std::uint32_t>(file_);
  policy.spec.line = bundle_.sources.LineOf(ast_.name_span);
  policy.span = ast_.name_span;
  for (const ast::HeadField& field : ast_.head) {
    if (field.key == "when") policy.spec.when = field.value;
    if (field.key == "examples") policy.spec.examples = field.items;
  }
  main_path_.policy = ast_.name;
  std::vector<const ast::Block*> around;
  CollectGoTos(ast_.body, around);
  for (const EntryRequest& request : bundle_.policies.entries(policy_)) MarkOf(*request.target);
  policy.end_outcome = lexicon().Outcome("completed");
  policy.end_is_gate = bundle_.policies.HandsBack(policy_);
  LookForAgain();
  CollectRules(ast_.body);
  CollectRulesOfFolder();
  BindBlock(ast_.body, policy.body, nullptr);
  BindEntries(policy);
  FinishRules(policy.body);
  bundle_.main_paths.push_back(main_path_);
  return policy;
}

void Binder::BindEntries(CheckedPolicy& policy) {
  for (const EntryRequest& request : bundle_.policies.entries(policy_)) {
    CheckedEntry entry;
    entry.mark = MarkOf(*request.target);
    entry.span = request.target->span;
    scope_ = Scope{};
    consumed_.clear();
    replaying_ = true;
    Replay(ast_.body, *request.target, entry.replay, nullptr);
    replaying_ = false;
    policy.entries.push_back(std::move(entry));
  }
}

bool Binder::Replay(const ast::Block& block, const ast::Statement& target, CheckedBlock& out,
                    const Cursor* outer) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    const ast::Statement& statement = *block[i];
    if (&statement == &target) return true;
    const Cursor at{&block, i, outer};
    if (std::holds_alternative<ast::Section>(statement.node)) {
      if (Replay(statement.body, target, out, &at)) return true;
      continue;
    }
    const auto* branch = std::get_if<ast::Branch>(&statement.node);
    const bool gathers = std::holds_alternative<ast::Ask>(statement.node) ||
                         std::holds_alternative<ast::Choose>(statement.node) ||
                         std::holds_alternative<ast::Use>(statement.node) ||
                         std::holds_alternative<ast::Fact>(statement.node);
    if (gathers) {
      BindStatement(statement, out, at);
    } else if (branch != nullptr) {
      // The caller would be inside this branch: its condition held.
      const Scope before = scope_;
      CheckedBlock inside;
      if (Replay(statement.body, target, inside, &at) ||
          Replay(branch->otherwise, target, inside, &at)) {
        out.insert(out.end(), std::make_move_iterator(inside.begin()),
                   std::make_move_iterator(inside.end()));
        return true;
      }
      scope_ = before;
      if (branch->condition != nullptr) BindStatement(statement, out, at);
    }
    if (!std::holds_alternative<ast::Branch>(statement.node) &&
        Replay(statement.body, target, out, &at))
      return true;
  }
  return false;
}

void Binder::BindBlock(const ast::Block& block, CheckedBlock& out, const Cursor* outer) {
  ++depth_;
  bool reported = false;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const ast::Statement& statement = *block[i];
    if (consumed_.contains(&statement)) continue;
    const bool entered = goto_targets_.contains(&statement) || marks_.contains(&statement);
    // What is known here is what every way here knows, jumps from above included.
    if (const auto jumped = arrivals_.find(&statement); jumped != arrivals_.end()) {
      scope_ = Join(scope_, jumped->second);
    }
    if (scope_.ended && entered) scope_ = last_live_;
    const bool passive = std::holds_alternative<ast::Documentation>(statement.node) ||
                         std::holds_alternative<ast::Item>(statement.node) ||
                         std::holds_alternative<ast::Continue>(statement.node) ||
                         std::holds_alternative<ast::Rule>(statement.node) ||
                         std::holds_alternative<ast::Section>(statement.node);
    if (scope_.ended && !passive) {
      if (!reported) {
        Report(DiagnosticId::UnreachableStep, statement.span, "this step is never reached")
            .Note(
                "every way through the policy ends before it; move it up, or remove what ends the "
                "policy");
      }
      reported = true;
      SkipReadings(statement, ReadingKind::Documentation,
                   "never reached: the policy has ended before");
      continue;
    }
    const bool is_section = std::holds_alternative<ast::Section>(statement.node);
    if (!is_section && goto_targets_.contains(&statement)) {
      CheckedStep step = Step(CheckedStep::Kind::Mark, statement.span);
      step.mark = StartOf(statement);
      out.push_back(std::move(step));
    }
    BindStatement(statement, out, Cursor{&block, i, outer});
  }
  --depth_;
}

void Binder::SkipReadings(const ast::Statement& statement, ReadingKind kind,
                          const std::string& meaning) {
  Read(statement, kind, meaning);
  for (const auto& inner : statement.body) SkipReadings(*inner, kind, meaning);
  if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) {
    for (const auto& inner : branch->otherwise) SkipReadings(*inner, kind, meaning);
  }
}

void Binder::BindStatement(const ast::Statement& statement, CheckedBlock& out, const Cursor& at) {
  const auto visit = [&](const auto& node) {
    using Node = std::decay_t<decltype(node)>;
    if constexpr (std::is_same_v<Node, ast::Section>) {
      BindSection(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Ask>) {
      BindAsk(statement, node, out);
    } else if constexpr (std::is_same_v<Node, ast::Again>) {
      BindAgain(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::AskYesNo>) {
      BindAskYesNo(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Choose>) {
      BindChoose(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::ConfirmValue>) {
      BindConfirmValue(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Fact>) {
      BindFact(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Use>) {
      BindUse(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Offer>) {
      BindOffer(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::ApplyOffer>) {
      BindApplyOffer(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Say>) {
      BindSay(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Branch>) {
      BindBranch(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::FollowPolicy>) {
      BindFollow(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::GoTo>) {
      BindGoTo(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Entry>) {
      bundle_.policies.Resolve({node.policy.span, node.policy.name, {}});
      Read(statement, ReadingKind::Entry,
           fmt::format(
               "says that this policy is entered from `{}`{}; not a step", node.policy.name,
               node.policy.section.empty() ? "" : ", section `" + node.policy.section + "`"));
    } else if constexpr (std::is_same_v<Node, ast::HandOff>) {
      BindHandOff(statement, node, out);
    } else if constexpr (std::is_same_v<Node, ast::Remember>) {
      BindRemember(statement, node, out);
    } else if constexpr (std::is_same_v<Node, ast::Stop>) {
      CheckedStep step = Step(CheckedStep::Kind::End, statement.span);
      step.outcome = branch_outcome_.empty() ? lexicon().Outcome("completed") : branch_outcome_;
      Read(statement, ReadingKind::End,
           fmt::format("ends the conversation with the outcome `{}`", step.outcome));
      out.push_back(std::move(step));
      EndPath();
    } else if constexpr (std::is_same_v<Node, ast::Continue>) {
      Read(statement, ReadingKind::Documentation, "goes on with the next step");
    } else if constexpr (std::is_same_v<Node, ast::Note>) {
      BindNote(statement, node, out);
    } else if constexpr (std::is_same_v<Node, ast::Rule>) {
      BindRule(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Repeat> || std::is_same_v<Node, ast::Wait>) {
      EmitJudgement(statement, Written(statement.span), DiagnosticId::NotSupportedYet, out);
    } else if constexpr (std::is_same_v<Node, ast::Item>) {
      Read(statement, ReadingKind::Detail, "belongs to the line above");
    } else if constexpr (std::is_same_v<Node, ast::Documentation>) {
      if (BindUnreadRule(statement, node.text)) return;
      Read(statement, ReadingKind::Documentation, "explanation; not carried out");
    } else {
      static_assert(std::is_same_v<Node, ast::Judge>);
      if (DoneByCall(statement, node, at)) {
        Read(statement, ReadingKind::Detail, "is what the call on this line is for");
        return;
      }
      if (BindUnreadRule(statement, node.text)) return;
      for (const ast::PolicyMention& policy : node.policies) bundle_.policies.Resolve(policy);
      if (!statement.unread.empty() && !MayAct(statement, node.tools)) return;
      EmitJudgement(statement, node.text.text, DiagnosticId::NeedsJudgement, out);
    }
  };
  std::visit(visit, statement.node);
  const bool binds_own_body = std::holds_alternative<ast::Section>(statement.node) ||
                              std::holds_alternative<ast::Branch>(statement.node);
  if (!binds_own_body && !replaying_) BindBody(statement, out, at);
  const auto mark = marks_.find(&statement);
  if (mark != marks_.end() && !std::holds_alternative<ast::Section>(statement.node) &&
      !replaying_) {
    CheckedStep step = Step(CheckedStep::Kind::Mark, statement.span);
    step.mark = mark->second;
    out.push_back(std::move(step));
    if (scope_.ended) scope_ = last_live_;
  }
}

bool Binder::DoneByCall(const ast::Statement& statement, const ast::Judge& judge,
                        const Cursor& at) const {
  const ast::Statement* next = NextSibling(at);
  if (next == nullptr && !statement.body.empty()) next = statement.body.front().get();
  return next != nullptr && std::holds_alternative<ast::Use>(next->node) && judge.tools.empty() &&
         !judge.text.words.empty() && lexicon().Is("deciding_words", judge.text.words.front()) &&
         bundle_.sources.LineOf(next->span) == bundle_.sources.LineOf(statement.span);
}

void Binder::BindBody(const ast::Statement& statement, CheckedBlock& out, const Cursor& at) {
  if (!statement.body.empty()) BindBlock(statement.body, out, &at);
}

void Binder::BindSection(const ast::Statement& statement, const ast::Section& section,
                         CheckedBlock& out, const Cursor& at) {
  // "What needs changing?" forbids nothing.
  const Words& title = section.title.words;
  const bool asks = Written(statement.span).ends_with('?') ||
                    (!title.empty() && lexicon().Is("question_words", title.front()));
  // "Ride does not end" names a case; "No refunds" and "Tools that must never be used" forbid.
  const bool forbids = !title.empty() && (lexicon().Is("limiting_words", title.front()) ||
                                          lexicon().AnyIs("title_limits", title));
  if (!asks && forbids && BindUnreadRule(statement, section.title)) return;
  Read(statement, ReadingKind::Section, fmt::format("section `{}`", section.title.text));
  if (goto_targets_.contains(&statement) || marks_.contains(&statement)) {
    CheckedStep step = Step(CheckedStep::Kind::Mark, statement.span);
    step.mark = MarkOf(statement);
    out.push_back(std::move(step));
  }
  BindBlock(statement.body, out, &at);
}

const ast::Statement* Binder::NextSibling(const Cursor& at) const {
  return at.index + 1 < at.block->size() ? (*at.block)[at.index + 1].get() : nullptr;
}

const ast::Statement* Binder::Next(const Cursor& at) const {
  for (const Cursor* cursor = &at; cursor != nullptr; cursor = cursor->outer) {
    for (std::size_t i = cursor->index + 1; i < cursor->block->size(); ++i) {
      const ast::Statement* statement = (*cursor->block)[i].get();
      while (std::holds_alternative<ast::Section>(statement->node) && !statement->body.empty()) {
        statement = statement->body.front().get();
      }
      if (!std::holds_alternative<ast::Documentation>(statement->node) &&
          !std::holds_alternative<ast::Section>(statement->node)) {
        return statement;
      }
    }
  }
  return nullptr;
}

namespace {

bool AnyIn(const ast::Statement& statement,
           const std::function<bool(const ast::Statement&)>& test) {
  if (test(statement)) return true;
  for (const auto& inner : statement.body) {
    if (AnyIn(*inner, test)) return true;
  }
  if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) {
    for (const auto& inner : branch->otherwise) {
      if (AnyIn(*inner, test)) return true;
    }
  }
  return false;
}

}  // namespace

bool Binder::AnyLater(const Cursor& at,
                      const std::function<bool(const ast::Statement&)>& test) const {
  const ast::Statement* self = (*at.block)[at.index].get();
  if (last_reaction_ < self->span.begin) return false;
  for (const auto& inner : self->body) {
    if (AnyIn(*inner, test)) return true;
  }
  // What stands further away handles nothing here; it also keeps long texts linear.
  std::size_t left = 1000;
  for (const Cursor* cursor = &at; cursor != nullptr && left > 0; cursor = cursor->outer) {
    for (std::size_t i = cursor->index + 1; i < cursor->block->size() && left > 0; ++i, --left) {
      if (AnyIn(*(*cursor->block)[i], test)) return true;
    }
  }
  return false;
}

CheckedStep Binder::Step(CheckedStep::Kind kind, const Span& span) const {
  CheckedStep step;
  step.kind = kind;
  step.span = span;
  return step;
}

void Binder::EndPath() {
  if (!scope_.ended) last_live_ = scope_;
  scope_.ended = true;
}

MarkId Binder::StartOf(const ast::Statement& statement) {
  if (std::holds_alternative<ast::Section>(statement.node)) return MarkOf(statement);
  const auto [place, added] = starts_.try_emplace(&statement);
  if (added) place->second = NewMark();
  return place->second;
}

MarkId Binder::MarkOf(const ast::Statement& statement) {
  const auto found = marks_.find(&statement);
  if (found != marks_.end()) return found->second;
  const MarkId mark = NewMark();
  marks_.emplace(&statement, mark);
  return mark;
}

VariableId Binder::NewInternal(std::string_view purpose, ValueType type) {
  const std::string name =
      fmt::format("${}.{}.{}", purpose,
                  NormalizeName(ast_.name, lexicon().droppable_policy_words()), next_internal_++);
  return bundle_.variables.Get(name, type);
}

void Binder::Read(const ast::Statement& statement, ReadingKind kind, std::string meaning,
                  std::vector<std::string> details, std::vector<std::string> tools) {
  ReadSpan(statement.span, kind, std::move(meaning), std::move(details), std::move(tools));
}

void Binder::ReadSpan(const Span& span, ReadingKind kind, std::string meaning,
                      std::vector<std::string> details, std::vector<std::string> tools) {
  if (replaying_) return;
  const SourceFile& source = bundle_.sources.file(span.file);
  const std::uint32_t first = source.LineOf(span.begin);
  const std::uint32_t last = span.end > span.begin ? source.LineOf(span.end - 1) : first;
  for (std::uint32_t line = first; line <= last; ++line) {
    LineReading reading;
    reading.file = span.file;
    reading.line = line;
    reading.depth = static_cast<std::uint32_t>(std::max(depth_ - 1, 0));
    reading.kind = kind;
    reading.policy = ast_.name;
    reading.meaning = line == first ? meaning : "continues the line above";
    if (line == first) {
      reading.details = details;
      reading.tools = tools;
    }
    bundle_.readings.push_back(std::move(reading));
  }
}

Diagnostic& Binder::Report(DiagnosticId id, const Span& span, std::string message) {
  // A replayed step was reported where it stands.
  static thread_local Diagnostic ignored;
  if (replaying_) {
    ignored = Diagnostic{};
    return ignored;
  }
  return bundle_.sink.Report(id, span, std::move(message));
}

}  // namespace proviso::compiler
