// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/names.h"

namespace proviso::compiler {

Binder::Binder(Bundle& bundle, PolicyId policy) : context_(bundle, policy) {}

CheckedPolicy Binder::Bind() {
  CheckedPolicy policy;
  policy.spec.name = context_.ast.name;
  policy.spec.aliases = context_.ast.aliases;
  // The names with and without a last word such as "policy": the VM compares words and knows no
  // language.
  const Words& droppable = lexicon().droppable_policy_words();
  const auto add_alias = [&](std::string alias) {
    std::vector<std::string>& aliases = policy.spec.aliases;
    const bool known = NormalizeName(alias) == NormalizeName(context_.ast.name) ||
                       std::any_of(aliases.begin(), aliases.end(), [&](const std::string& other) {
                         return NormalizeName(other) == NormalizeName(alias);
                       });
    if (!known && !alias.empty()) aliases.push_back(std::move(alias));
  };
  for (const std::string& name : context_.bundle.policies.at(context_.policy).names) {
    add_alias(name);
    add_alias(name + " " + droppable.front());
  }
  policy.spec.file = static_cast<std::uint32_t>(context_.file);
  policy.spec.line = context_.bundle.sources.LineOf(context_.ast.name_span);
  policy.span = context_.ast.name_span;
  for (const ast::HeadField& field : context_.ast.head) {
    if (field.key == "when") policy.spec.when = field.value;
    if (field.key == "examples") policy.spec.examples = field.items;
  }
  places_.Collect();
  for (const EntryRequest& request : context_.bundle.policies.entries(context_.policy))
    writer_.MarkOf(*request.target);
  policy.end_outcome = lexicon().Outcome("completed");
  policy.end_is_gate = context_.bundle.policies.HandsBack(context_.policy);
  rule_book_.CollectRules(context_.ast.body);
  rule_book_.CollectRulesOfFolder();
  rule_lines_.StopAtHead();
  BindBlock(context_.ast.body, policy.body, nullptr);
  BindEntries(policy);
  rule_book_.FinishRules(policy.body);
  context_.bundle.main_paths.push_back({context_.ast.name, calls_.main_path()});
  return policy;
}

void Binder::BindEntries(CheckedPolicy& policy) {
  for (const EntryRequest& request : context_.bundle.policies.entries(context_.policy)) {
    CheckedEntry entry;
    entry.mark = writer_.MarkOf(*request.target);
    entry.span = request.target->span;
    context_.scope = Scope{};
    context_.consumed.clear();
    context_.replaying = true;
    Replay(context_.ast.body, *request.target, entry.replay, nullptr);
    context_.replaying = false;
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
      const Scope before = context_.scope;
      CheckedBlock inside;
      if (Replay(statement.body, target, inside, &at) ||
          Replay(branch->otherwise, target, inside, &at)) {
        out.insert(out.end(), std::make_move_iterator(inside.begin()),
                   std::make_move_iterator(inside.end()));
        return true;
      }
      context_.scope = before;
      if (branch->condition != nullptr) BindStatement(statement, out, at);
    }
    if (!std::holds_alternative<ast::Branch>(statement.node) &&
        Replay(statement.body, target, out, &at))
      return true;
  }
  return false;
}

void Binder::BindBlock(const ast::Block& block, CheckedBlock& out, const Cursor* outer) {
  ++context_.depth;
  bool reported = false;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const ast::Statement& statement = *block[i];
    if (context_.consumed.contains(&statement)) continue;
    const bool entered = places_.IsTarget(statement) || writer_.IsMarked(statement);
    // What is known here is what every way here knows, jumps from above included.
    if (const Scope* jumped = places_.ArrivingAt(statement)) {
      context_.scope = Join(context_.scope, *jumped);
    }
    if (context_.scope.ended && entered) context_.scope = context_.last_live;
    const bool passive = std::holds_alternative<ast::Documentation>(statement.node) ||
                         std::holds_alternative<ast::Item>(statement.node) ||
                         std::holds_alternative<ast::Continue>(statement.node) ||
                         std::holds_alternative<ast::Rule>(statement.node) ||
                         std::holds_alternative<ast::Section>(statement.node);
    if (context_.scope.ended && !passive) {
      if (LimitsBehindEnd(statement)) continue;
      if (!reported) {
        writer_.Report(DiagnosticId::UnreachableStep, statement.span, "this step is never reached")
            .Note(
                "every way through the policy ends before it; move it up, or remove what ends the "
                "policy");
      }
      reported = true;
      writer_.SkipReadings(statement, ReadingKind::Documentation, Means(Sense::NeverReached));
      continue;
    }
    const bool is_section = std::holds_alternative<ast::Section>(statement.node);
    if (!is_section && places_.IsTarget(statement)) {
      CheckedStep step = writer_.Step(CheckedStep::Kind::Mark, statement.span);
      step.mark = writer_.StartOf(statement);
      out.push_back(std::move(step));
    }
    BindStatement(statement, out, Cursor{&block, i, outer});
  }
  --context_.depth;
}

// What is not understood there may still forbid a call that stands before the end.
bool Binder::LimitsBehindEnd(const ast::Statement& statement) {
  const auto* judge = std::get_if<ast::Judge>(&statement.node);
  bool limits = judge != nullptr && !statement.unread.empty() &&
                rule_lines_.BindUnreadRule(statement, judge->text);
  const auto within = [&](const ast::Block& block) {
    for (const auto& inner : block) limits = LimitsBehindEnd(*inner) || limits;
  };
  within(statement.body);
  if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) within(branch->otherwise);
  return limits;
}

void Binder::BindStatement(const ast::Statement& statement, CheckedBlock& out, const Cursor& at) {
  const bool may_come_too_late = std::holds_alternative<ast::Ask>(statement.node) ||
                                 std::holds_alternative<ast::AskYesNo>(statement.node) ||
                                 std::holds_alternative<ast::HandOff>(statement.node) ||
                                 std::holds_alternative<ast::Fact>(statement.node) ||
                                 std::holds_alternative<ast::Judge>(statement.node) ||
                                 std::holds_alternative<ast::Say>(statement.node);
  if (may_come_too_late && rule_lines_.StopTooLate(statement, at)) return;
  const auto visit = [&](const auto& node) {
    using Node = std::decay_t<decltype(node)>;
    if constexpr (std::is_same_v<Node, ast::Section>) {
      BindSection(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Ask>) {
      const bool asks = !statement.declared || node.nouns.empty() ||
                        !rule_lines_.StopBesideCall(statement, node.nouns.front());
      if (!asks || rule_lines_.StopAtBrackets(statement, node)) return;
      asks_.BindAsk(statement, node, out);
    } else if constexpr (std::is_same_v<Node, ast::Again>) {
      agains_.BindAgain(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::AskYesNo>) {
      asks_.BindAskYesNo(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Choose>) {
      choices_.BindChoose(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::ConfirmValue>) {
      confirms_.BindConfirmValue(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Fact>) {
      if (statement.declared && rule_lines_.StopBesideCall(statement, node.noun)) return;
      facts_.BindFact(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Use>) {
      calls_.BindUse(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Offer>) {
      offers_.BindOffer(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::ApplyOffer>) {
      offers_.BindApplyOffer(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Say>) {
      says_.BindSay(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Branch>) {
      if (rule_lines_.StopAtCondition(statement)) return;
      branches_.BindBranch(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::FollowPolicy>) {
      follows_.BindFollow(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::GoTo>) {
      jumps_.BindGoTo(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Entry>) {
      context_.bundle.policies.Resolve({node.policy.span, node.policy.name, {}});
      writer_.Read(statement, ReadingKind::Entry,
                   node.policy.section.empty()
                       ? Means(Sense::EnteredFrom, node.policy.name)
                       : Means(Sense::EnteredFromSection, node.policy.name, node.policy.section));
    } else if constexpr (std::is_same_v<Node, ast::HandOff>) {
      says_.BindHandOff(statement, node, out);
    } else if constexpr (std::is_same_v<Node, ast::Remember>) {
      says_.BindRemember(statement, node, out);
    } else if constexpr (std::is_same_v<Node, ast::Stop>) {
      CheckedStep step = writer_.Step(CheckedStep::Kind::End, statement.span);
      step.outcome = context_.branch_outcome.empty() ? lexicon().Outcome("completed")
                                                     : context_.branch_outcome;
      writer_.Read(statement, ReadingKind::End, Means(Sense::EndsConversationAs, step.outcome));
      out.push_back(std::move(step));
      writer_.EndPath();
    } else if constexpr (std::is_same_v<Node, ast::Continue>) {
      writer_.Read(statement, ReadingKind::Documentation, Means(Sense::GoesOn));
    } else if constexpr (std::is_same_v<Node, ast::Note>) {
      says_.BindNote(statement, node, out);
    } else if constexpr (std::is_same_v<Node, ast::Rule>) {
      rule_lines_.BindRule(statement, node, out, at);
    } else if constexpr (std::is_same_v<Node, ast::Repeat> || std::is_same_v<Node, ast::Wait>) {
      writer_.EmitJudgement(statement, context_.Written(statement.span),
                            DiagnosticId::NotSupportedYet, out);
    } else if constexpr (std::is_same_v<Node, ast::Item>) {
      const ast::Phrase& said = node.text.empty() ? node.label : node.text;
      if (rule_lines_.StopBesideCall(statement, said)) return;
      if (rule_lines_.StopInBinding(statement, {})) return;
      writer_.Read(statement, ReadingKind::Detail, Means(Sense::BelongsAbove));
    } else if constexpr (std::is_same_v<Node, ast::Documentation>) {
      if (rule_lines_.BindUnreadRule(statement, node.text)) return;
      const bool may_limit = node.reach != ast::Documentation::Reach::None;
      if (may_limit && rule_lines_.StopBesideCall(statement, node.text)) return;
      if (rule_lines_.StopInBinding(statement, node.text)) return;
      writer_.Read(statement, ReadingKind::Documentation, Means(Sense::Explanation));
    } else {
      static_assert(std::is_same_v<Node, ast::Judge>);
      if (DoneByCall(statement, node, at)) {
        writer_.Read(statement, ReadingKind::Detail, Means(Sense::IsWhatTheCallIsFor));
        return;
      }
      if (rule_lines_.BindUnreadRule(statement, node.text)) return;
      if (statement.declared && rule_lines_.StopBesideCall(statement, node.text)) return;
      for (const ast::PolicyMention& policy : node.policies)
        context_.bundle.policies.Resolve(policy);
      if (!statement.unread.empty() && !calls_.MayAct(statement, node.tools)) return;
      writer_.EmitJudgement(statement, node.text.text, DiagnosticId::NeedsJudgement, out);
    }
  };
  std::visit(visit, statement.node);
  const bool binds_own_body = std::holds_alternative<ast::Section>(statement.node) ||
                              std::holds_alternative<ast::Branch>(statement.node);
  if (!binds_own_body && !context_.replaying) BindBody(statement, out, at);
  if (writer_.IsMarked(statement) && !std::holds_alternative<ast::Section>(statement.node) &&
      !context_.replaying) {
    CheckedStep step = writer_.Step(CheckedStep::Kind::Mark, statement.span);
    step.mark = writer_.MarkOf(statement);
    out.push_back(std::move(step));
    if (context_.scope.ended) context_.scope = context_.last_live;
  }
}

bool Binder::DoneByCall(const ast::Statement& statement, const ast::Judge& judge,
                        const Cursor& at) const {
  const ast::Statement* next = at.NextSibling();
  if (next == nullptr && !statement.body.empty()) next = statement.body.front().get();
  return next != nullptr && std::holds_alternative<ast::Use>(next->node) && judge.tools.empty() &&
         !judge.text.words.empty() && lexicon().Is("deciding_words", judge.text.words.front()) &&
         context_.bundle.sources.LineOf(next->span) ==
             context_.bundle.sources.LineOf(statement.span);
}

void Binder::BindBody(const ast::Statement& statement, CheckedBlock& out, const Cursor& at) {
  if (!statement.body.empty()) BindBlock(statement.body, out, &at);
}

namespace {

// The "go to" that the block ends with, in the case that it ends with.
const ast::Statement* LastGoTo(const ast::Block& block) {
  if (block.empty()) return nullptr;
  const ast::Statement& last = *block.back();
  if (std::holds_alternative<ast::GoTo>(last.node)) return &last;
  const auto* branch = std::get_if<ast::Branch>(&last.node);
  const bool one_way = branch != nullptr && branch->condition != nullptr && !branch->has_otherwise;
  return one_way ? LastGoTo(last.body) : nullptr;
}

}  // namespace

// "If it is sold out, go to Money back." in front of the section "Money back": who is not sent
// there has nothing to do in it.
void Binder::EndBeforeTarget(const ast::Statement& statement, CheckedBlock& out, const Cursor& at) {
  const ast::Statement* next = at.NextSibling();
  const ast::Statement* go = LastGoTo(statement.body);
  if (context_.scope.ended || next == nullptr || go == nullptr) return;
  if (statement.body.back().get() == go || places_.LedToBy(*go) != next) return;
  const auto* section = std::get_if<ast::Section>(&next->node);
  if (section == nullptr) return;
  CheckedStep end = writer_.Step(CheckedStep::Kind::EndPolicy, go->span);
  end.outcome = lexicon().Outcome("completed");
  out.push_back(std::move(end));
  writer_.EndPath();
  if (context_.replaying) return;
  writer_
      .Report(DiagnosticId::InferredGate, go->span,
              fmt::format("who is not sent to `{}` ends here", section->title.text))
      .Note("the section stands right behind this line; without it everybody would come there")
      .Note("leave the line out where the section is for everybody");
}

void Binder::BindSection(const ast::Statement& statement, const ast::Section& section,
                         CheckedBlock& out, const Cursor& at) {
  // "What needs changing?" forbids nothing.
  const Words& title = section.title.words;
  const bool asks = context_.Written(statement.span).ends_with('?') ||
                    (!title.empty() && lexicon().Is("question_words", title.front()));
  // "Ride does not end" names a case; "No refunds" and "Tools that must never be used" forbid.
  const bool forbids = !title.empty() && (lexicon().Is("limiting_words", title.front()) ||
                                          lexicon().AnyIs("title_limits", title));
  if (!asks && forbids && rule_lines_.BindUnreadRule(statement, section.title)) return;
  // Whoever goes to it by its name has said when.
  if (places_.IsTarget(statement) || !rule_lines_.StopUnderTitle(statement, section)) {
    writer_.Read(statement, ReadingKind::Section, Means(Sense::Section, section.title.text));
  }
  if (places_.IsTarget(statement) || writer_.IsMarked(statement)) {
    CheckedStep step = writer_.Step(CheckedStep::Kind::Mark, statement.span);
    step.mark = writer_.MarkOf(statement);
    out.push_back(std::move(step));
  }
  // "Every delivery that finds nobody costs us a second trip" says why; "no refund before …" binds.
  const bool before = std::exchange(
      context_.in_purpose, context_.in_purpose || lexicon().Is("purpose_titles", JoinWords(title)));
  const BindContext::Binding title_binds = rule_lines_.BindingOf(title);
  const BindContext::Binding around = context_.binding;
  if (title_binds != BindContext::Binding::None) context_.binding = title_binds;
  BindBlock(statement.body, out, &at);
  EndBeforeTarget(statement, out, at);
  context_.binding = around;
  context_.in_purpose = before;
}

}  // namespace proviso::compiler
