// SPDX-License-Identifier: Apache-2.0
#include "compiler/sema/symbols.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/names.h"
#include "core/nearest.h"

namespace proviso::compiler {

VariableId VariableTable::Get(std::string_view name, ValueType type) {
  const auto found = by_name_.find(name);
  if (found != by_name_.end()) return found->second;
  const VariableId id = static_cast<VariableId>(variables_.size());
  variables_.push_back({std::string(name), type, false});
  by_name_.emplace(std::string(name), id);
  return id;
}

std::optional<VariableId> VariableTable::Find(std::string_view name) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

namespace {

void CollectSections(const ast::Block& block,
                     std::map<std::string, const ast::Statement*>& sections) {
  for (const auto& statement : block) {
    if (const auto* section = std::get_if<ast::Section>(&statement->node)) {
      sections.emplace(NormalizeName(section->title.text), statement.get());
    }
    CollectSections(statement->body, sections);
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
      CollectSections(branch->otherwise, sections);
  }
}

// Level by level: "go to step 2" means the outermost 2.
void CollectMarks(const ast::Block& block, PolicyTable::Entry& entry) {
  std::vector<const ast::Block*> level{&block};
  while (!level.empty()) {
    std::vector<const ast::Block*> below;
    for (const ast::Block* one : level) {
      for (const auto& statement : *one) {
        const bool added = !statement->mark.empty() &&
                           entry.marks.emplace(statement->mark, statement.get()).second;
        if (added) entry.addresses.push_back(statement->mark);
        if (const auto* section = std::get_if<ast::Section>(&statement->node))
          entry.addresses.push_back(section->title.text);
        below.push_back(&statement->body);
        if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
          below.push_back(&branch->otherwise);
      }
    }
    level = std::move(below);
  }
}

void CollectTools(const ast::Statement& statement, std::set<std::string>& tools) {
  const auto collect = [&](const ast::Block& block) {
    for (const auto& inner : block) CollectTools(*inner, tools);
  };
  if (const auto* use = std::get_if<ast::Use>(&statement.node)) {
    for (const ast::ToolMention& call : use->calls)
      tools.insert(NormalizeName(JoinWords(IdentifierWords(call.name))));
  }
  collect(statement.body);
  if (const auto* branch = std::get_if<ast::Branch>(&statement.node)) collect(branch->otherwise);
}

// A step is a line: all statements of it, and it begins with the first.
void CollectCallers(const SourceSet& sources, const ast::Block& block,
                    std::map<std::string, const ast::Statement*>& callers) {
  const ast::Statement* step = nullptr;
  for (const auto& statement : block) {
    const bool same_line =
        step != nullptr && sources.LineOf(step->span) == sources.LineOf(statement->span);
    if (!same_line) step = statement.get();
    std::set<std::string> tools;
    CollectTools(*statement, tools);
    for (const std::string& tool : tools) {
      const auto [known, first] = callers.emplace(tool, step);
      if (!first && known->second != step) known->second = nullptr;
    }
  }
}

// "2.1)" -> "2.1"
std::string MarkIn(std::string_view word) {
  while (!word.empty() && (word.front() == '(' || word.front() == '#')) word.remove_prefix(1);
  while (!word.empty() && std::string_view(".,:;)").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  std::string mark(word);
  for (char& c : mark) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return mark;
}

}  // namespace

const ast::Statement* PolicyTable::FindPlace(PolicyId policy, std::string_view address) const {
  if (const ast::Statement* section = FindSection(policy, address)) return section;
  const auto& callers = entries_[Raw(policy)].callers;
  const auto caller = callers.find(NormalizeName(address));
  if (caller != callers.end() && caller->second != nullptr) return caller->second;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < address.size();) {
    const std::size_t end = std::min(address.find(' ', at), address.size());
    if (end > at) words.push_back(MarkIn(address.substr(at, end - at)));
    at = end + 1;
  }
  std::size_t at = 0;
  while (at < words.size() && lexicon_.Is("address_words", words[at])) ++at;
  if (at == words.size()) return nullptr;
  const auto& marks = entries_[Raw(policy)].marks;
  const auto found = marks.find(words[at]);
  if (found == marks.end()) return nullptr;
  // "1 and 2", "1 to 3"; a title behind the number is looked for by its words.
  if (at + 1 == words.size()) return found->second;
  if (lexicon_.Is("address_joins", words[at + 1])) return found->second;
  std::string title;
  for (std::size_t i = at + 1; i < words.size(); ++i) title += words[i] + " ";
  return FindSection(policy, title) == found->second ? found->second : nullptr;
}

const ast::Statement* PolicyTable::FindSection(PolicyId policy, std::string_view title) const {
  const auto& sections = at(policy).sections;
  const auto found = sections.find(NormalizeName(title));
  return found != sections.end() ? found->second : nullptr;
}

void PolicyTable::Add(const ast::Policy& policy, FileId file) {
  Entry entry;
  CollectSections(policy.body, entry.sections);
  CollectMarks(policy.body, entry);
  CollectCallers(sources_, policy.body, entry.callers);
  entry.policy = &policy;
  entry.file = file;
  const PolicyId id = static_cast<PolicyId>(entries_.size());
  std::vector<std::string> names{policy.name};
  names.insert(names.end(), policy.aliases.begin(), policy.aliases.end());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = NormalizeName(names[i], lexicon_.droppable_policy_words());
    if (name.empty() ||
        std::find(entry.names.begin(), entry.names.end(), name) != entry.names.end())
      continue;
    const auto [place, added] = by_name_.emplace(name, id);
    if (added) {
      entry.names.push_back(name);
    } else if (i == 0) {
      const Entry& other = at(place->second);
      sink_
          .Report(DiagnosticId::DuplicatePolicy, policy.name_span,
                  fmt::format("there is another policy called `{}`", policy.name))
          .Label(other.policy->name_span, "the other one")
          .Note(
              "names are compared by their words, without case, punctuation and a last word "
              "`policy`; rename one");
      entry.names.push_back(name);
    }
  }
  entries_.push_back(std::move(entry));
}

std::optional<PolicyId> PolicyTable::Find(std::string_view name) const {
  const auto found = by_name_.find(NormalizeName(name, lexicon_.droppable_policy_words()));
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

std::optional<PolicyId> PolicyTable::Resolve(const ast::PolicyMention& mention) {
  if (const std::optional<PolicyId> id = Find(mention.name)) {
    if (!mention.section.empty() && FindSection(*id, mention.section) == nullptr) {
      sink_
          .Report(DiagnosticId::UnknownSection, mention.span,
                  fmt::format("the policy `{}` has no section `{}`", at(*id).policy->name,
                              mention.section))
          .Note("a section is a heading on a line of its own; check its spelling");
    }
    return id;
  }
  Diagnostic& diagnostic = sink_.Report(DiagnosticId::UnknownPolicy, mention.span,
                                        fmt::format("no policy is called `{}`", mention.name));
  SuggestNames(mention, diagnostic);
  diagnostic.Note(
      "if it is in another file, give that file too; policies of one command know each other");
  return std::nullopt;
}

namespace {

// The reference at `begin` as somebody may have meant it, longer and longer: with what is glued to
// it ("#Customer" and "'s_card"), then with the words behind it ("#Order" and " desk").
std::vector<Span> LongerReferences(const SourceFile& source, FileId file, std::uint32_t begin,
                                   std::uint32_t end) {
  constexpr std::size_t kMostWords = 8;
  constexpr std::string_view kEnds = " .,;:!?)";
  const std::uint32_t number = source.LineOf(begin);
  const std::uint32_t line_end =
      source.LineStart(number) + static_cast<std::uint32_t>(source.Line(number).size());
  std::vector<Span> longer;
  std::uint32_t at = end;
  for (std::size_t words = 0; words <= kMostWords && at < line_end; ++words) {
    if (words > 0 && source.text()[at] != ' ') break;
    if (words > 0) ++at;
    while (at < line_end && kEnds.find(source.text()[at]) == std::string_view::npos) ++at;
    if (at > end) longer.push_back({file, begin, at});
  }
  return longer;
}

}  // namespace

void PolicyTable::SuggestNames(const ast::PolicyMention& mention, Diagnostic& diagnostic) const {
  const SourceFile& file = sources_.file(mention.span.file);
  const std::string_view written = file.Text(mention.span);
  const std::uint32_t begin = mention.span.begin;
  const std::uint32_t end =
      begin + static_cast<std::uint32_t>(std::min(written.find_first_of(" /"), written.size()));
  for (const Span& longer : LongerReferences(file, mention.span.file, begin, end)) {
    const auto meant = Find(file.Text(longer));
    if (!meant) continue;
    const std::string reference = "#" + ReferenceName(file.Text(longer));
    if (Find(reference) != meant) continue;
    diagnostic
        .Note(
            "a reference ends at the first space or mark; write `_` between its words, and leave "
            "marks out")
        .Fix(fmt::format("write `{}`", reference), longer, reference, FixSafety::Safe);
    return;
  }
  std::vector<std::string> names;
  for (const Entry& entry : entries_) names.push_back(entry.policy->name);
  const std::vector<std::string> nearest = NearestNames(mention.name, names);
  for (const std::string& name : nearest) {
    diagnostic.Note(fmt::format("did you mean `{}`?", name));
    const std::string reference = "#" + ReferenceName(name);
    if (Find(reference) != Find(name)) continue;
    diagnostic.Fix(fmt::format("write `{}`", reference), {mention.span.file, begin, end},
                   reference);
  }
  if (diagnostic.fixes.size() > 1) diagnostic.Choice("which policy is meant?");
}

namespace {

const ast::Entry* EntryOf(const ast::Block& block) {
  for (const auto& statement : block) {
    if (const auto* entry = std::get_if<ast::Entry>(&statement->node)) return entry;
    if (const ast::Entry* nested = EntryOf(statement->body)) return nested;
  }
  return nullptr;
}

}  // namespace

bool PolicyTable::EnteredFrom(PolicyId policy, PolicyId from) const {
  const ast::Entry* entry = EntryOf(at(policy).policy->body);
  return entry != nullptr && Find(entry->policy.name) == from;
}

const ast::Statement* PolicyTable::FindCall(const ast::Block& block, PolicyId caller,
                                            PolicyId callee) const {
  for (const auto& statement : block) {
    if (const auto* follow = std::get_if<ast::FollowPolicy>(&statement->node)) {
      const bool calls =
          follow->use == ast::PolicyUse::Call ||
          (follow->use == ast::PolicyUse::AsDescribed && EnteredFrom(callee, caller));
      if (calls && Find(follow->policy.name) == callee) return statement.get();
    }
    if (const ast::Statement* nested = FindCall(statement->body, caller, callee)) return nested;
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      if (const ast::Statement* nested = FindCall(branch->otherwise, caller, callee)) return nested;
    }
  }
  return nullptr;
}

const ast::Statement* PolicyTable::CallTo(PolicyId caller, PolicyId callee) const {
  return FindCall(at(caller).policy->body, caller, callee);
}

namespace {

bool AnyHandBack(const PolicyTable& table, const ast::Block& block, PolicyId self) {
  for (const auto& statement : block) {
    if (const auto* follow = std::get_if<ast::FollowPolicy>(&statement->node)) {
      if (follow->use == ast::PolicyUse::AsDescribed) {
        const std::optional<PolicyId> target = table.Find(follow->policy.name);
        if (target && !table.EnteredFrom(*target, self)) return true;
      }
    }
    if (AnyHandBack(table, statement->body, self)) return true;
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node)) {
      if (AnyHandBack(table, branch->otherwise, self)) return true;
    }
  }
  return false;
}

}  // namespace

bool PolicyTable::HandsBack(PolicyId policy) const {
  return AnyHandBack(*this, at(policy).policy->body, policy);
}

std::uint32_t PolicyTable::Request(PolicyId policy, EntryRequest request) {
  std::vector<EntryRequest>& list = requests_[Raw(policy)];
  const auto found = std::find(list.begin(), list.end(), request);
  if (found != list.end()) return static_cast<std::uint32_t>(found - list.begin()) + 1;
  list.push_back(request);
  return static_cast<std::uint32_t>(list.size());
}

const std::vector<EntryRequest>& PolicyTable::entries(PolicyId policy) const {
  static const std::vector<EntryRequest> none;
  const auto found = requests_.find(Raw(policy));
  return found != requests_.end() ? found->second : none;
}

FollowPlan PolicyTable::Plan(PolicyId self, const ast::FollowPolicy& follow) {
  FollowPlan plan;
  const std::optional<PolicyId> target = Find(follow.policy.name);
  if (!target) return plan;
  plan.policy = *target;
  if (!follow.policy.section.empty()) {
    const ast::Statement* section = FindSection(*target, follow.policy.section);
    if (section != nullptr) plan.entry = Request(*target, {section, false});
  }
  switch (follow.use) {
    case ast::PolicyUse::Call:
      plan.kind = FollowPlan::Kind::Call;
      return plan;
    case ast::PolicyUse::Transfer:
      plan.kind = FollowPlan::Kind::Transfer;
      return plan;
    case ast::PolicyUse::AsDescribed:
      break;
  }
  // The other policy is entered from here: this is the step that calls it.
  if (EnteredFrom(*target, self)) {
    plan.kind = FollowPlan::Kind::Call;
    return plan;
  }
  const ast::Statement* call = CallTo(*target, self);
  if (call == nullptr && !EnteredFrom(self, *target)) {
    plan.kind = FollowPlan::Kind::Call;
    return plan;
  }
  plan.kind = FollowPlan::Kind::ReturnTo;
  if (call != nullptr) plan.entry = Request(*target, {call, true});
  return plan;
}

void PolicyTable::PlanBlock(PolicyId self, const ast::Block& block) {
  for (const auto& statement : block) {
    if (const auto* follow = std::get_if<ast::FollowPolicy>(&statement->node)) {
      const FollowPlan plan = Plan(self, *follow);
      const bool enters =
          plan.kind == FollowPlan::Kind::Call || plan.kind == FollowPlan::Kind::Transfer;
      if (enters && plan.policy != self) callers_[plan.policy].insert(self);
    }
    PlanBlock(self, statement->body);
    if (const auto* branch = std::get_if<ast::Branch>(&statement->node))
      PlanBlock(self, branch->otherwise);
  }
}

void PolicyTable::PlanAll() {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    PlanBlock(static_cast<PolicyId>(i), entries_[i].policy->body);
  }
}

const std::set<PolicyId>& PolicyTable::callers(PolicyId policy) const {
  static const std::set<PolicyId> none;
  const auto found = callers_.find(policy);
  return found != callers_.end() ? found->second : none;
}

std::vector<PolicyId> PolicyTable::CallersFirst() const {
  std::vector<PolicyId> order;
  std::vector<bool> seen(entries_.size());
  // With a stack of its own: a bundle may chain thousands of policies.
  std::vector<std::pair<PolicyId, bool>> open;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    open.emplace_back(static_cast<PolicyId>(i), false);
    while (!open.empty()) {
      const auto [policy, callers_done] = open.back();
      open.pop_back();
      if (callers_done) {
        order.push_back(policy);
        continue;
      }
      if (seen[Raw(policy)]) continue;
      seen[Raw(policy)] = true;
      open.emplace_back(policy, true);
      for (const PolicyId caller : callers(policy)) open.emplace_back(caller, false);
    }
  }
  return order;
}

}  // namespace proviso::compiler
