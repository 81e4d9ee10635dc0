// SPDX-License-Identifier: Apache-2.0
// Changes of steps: what is left out, what is turned round.
#include "testing/mutate/internal/changes.h"

#include <fmt/format.h>

namespace proviso::mutate {
namespace {

using compiler::CheckedBlock;
using compiler::CheckedExpr;
using compiler::CheckedPolicy;
using compiler::CheckedProgram;
using compiler::CheckedStep;
using Kind = CheckedStep::Kind;

constexpr std::size_t kMaxWords = 70;
constexpr const char* kOtherOutcome = "completed";
constexpr const char* kAnotherOutcome = "declined";

std::string Shown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out.push_back(space ? ' ' : c);
  }
  if (out.size() <= kMaxWords) return out;
  out.resize(kMaxWords);
  // Not in the middle of a character.
  while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
  if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0) out.pop_back();
  return out + "…";
}

std::string TextOf(const CheckedStep& step) {
  std::string out;
  for (std::size_t i = 0; i < step.text.pattern.pieces.size(); ++i) {
    out += step.text.pattern.pieces[i];
    if (i < step.text.pattern.hole_names.size()) {
      out += "{" + step.text.pattern.hole_names[i] + "}";
    }
  }
  return Shown(out);
}

class Walk {
 public:
  Walk(CheckedProgram& program, ChangeList& changes) : program_(program), changes_(changes) {}

  void Run() {
    for (CheckedPolicy& policy : program_.policies) {
      policy_ = &policy;
      Block(policy.body);
      for (compiler::CheckedEntry& entry : policy.entries) Block(entry.replay);
    }
  }

 private:
  void Block(CheckedBlock& block) {
    for (std::size_t i = 0; i < block.size(); ++i) {
      changes_.At(block[i], policy_->spec.name);
      Step(block, i);
      Order(block, i);
      Block(block[i].body);
      Block(block[i].otherwise);
      Block(block[i].unknown);
    }
  }

  static Edit Remove(CheckedBlock& block, std::size_t index) {
    return [&block, index] { block.erase(block.begin() + static_cast<std::ptrdiff_t>(index)); };
  }

  void Step(CheckedBlock& block, std::size_t index) {
    CheckedStep& step = block[index];
    switch (step.kind) {
      case Kind::Say:
        changes_.Add("the message “" + TextOf(step) + "” is not sent", Remove(block, index));
        return;
      case Kind::Note:
        changes_.Add("the note “" + TextOf(step) + "” is not written", Remove(block, index));
        return;
      case Kind::Ask:
        return Ask(block, index);
      case Kind::Call:
        changes_.Add("@" + Tool(step) + " is not called", Remove(block, index));
        return CallChanges(step, changes_);
      case Kind::If:
        return If(step);
      case Kind::Assign:
        changes_.Add("{" + Name(step.variable) + "} is not set", Remove(block, index));
        return;
      case Kind::Attempt:
        changes_.Add("it is asked once more before giving up", [&step] { ++step.number; });
        return;
      case Kind::CallPolicy:
        changes_.Add("#" + Policy(step.policy) + " is not followed", Remove(block, index));
        return;
      case Kind::Transfer:
        changes_.Add("it does not go on in #" + Policy(step.policy), Remove(block, index));
        return;
      case Kind::EndPolicy:
        changes_.Add("the policy does not end here, but goes on", Remove(block, index));
        return Outcome(step);
      case Kind::End:
        changes_.Add("the conversation does not end here, but goes on", Remove(block, index));
        return Outcome(step);
      case Kind::ReturnTo:
        return Outcome(step);
      case Kind::HandOff:
        changes_.Add("it is not handed off here: " + TextOf(step), Remove(block, index));
        if (!step.to.empty()) {
          changes_.Add("it is handed off to anybody, not to " + step.to,
                       [&step] { step.to.clear(); });
        }
        return;
      default:
        return;
    }
  }

  std::string Tool(const CheckedStep& step) const {
    return program_.tools[static_cast<std::size_t>(step.tool)].name;
  }
  std::string Name(VariableId id) const { return program_.variables[Raw(id)].name; }
  std::string Policy(PolicyId id) const { return program_.policies[Raw(id)].spec.name; }

  void Outcome(CheckedStep& step) {
    const std::string other = step.outcome == kOtherOutcome ? kAnotherOutcome : kOtherOutcome;
    changes_.Add(fmt::format("the outcome is {}, not {}", other, step.outcome),
                 [&step, other] { step.outcome = other; });
  }

  void Ask(CheckedBlock& block, std::size_t index) {
    CheckedStep& step = block[index];
    const PromptKind kind = step.prompt.kind;
    if (kind == PromptKind::YesNo && !IsNone(step.prompt.outcome)) {
      for (const PromptOutcome outcome : {PromptOutcome::Accepted, PromptOutcome::Declined}) {
        const bool yes = outcome == PromptOutcome::Accepted;
        changes_.Add(fmt::format("“{}” is not asked; the answer counts as {}", TextOf(step),
                                 yes ? "yes" : "no"),
                     [&step, outcome] {
                       const VariableId variable = step.prompt.outcome;
                       step.kind = Kind::Assign;
                       step.variable = variable;
                       step.value =
                           CheckedExpr::Of(Value::Integer(static_cast<std::int64_t>(outcome)));
                     });
      }
    } else {
      changes_.Add("“" + TextOf(step) + "” is not asked", Remove(block, index));
    }
    QuestionChanges(step, changes_);
  }

  void If(CheckedStep& step) {
    const std::string words = changes_.StepWords();
    changes_.Add("the check always holds: " + words,
                 [&step] { step.condition = CheckedExpr::Of(Value::Bool(true)); });
    changes_.Add("the check never holds: " + words,
                 [&step] { step.condition = CheckedExpr::Of(Value::Bool(false)); });
    changes_.Add("the check is turned round: " + words, [&step] {
      step.condition = CheckedExpr::Apply(Opcode::Not, {std::move(step.condition)});
    });
    if (!step.unknown_is_otherwise) {
      changes_.Add("what is not known counts as no: " + words, [&step] {
        step.unknown_is_otherwise = true;
        step.unknown.clear();
      });
      changes_.Add("what is not known counts as yes: " + words, [&step] {
        step.condition = CheckedExpr::Apply(
            Opcode::Coalesce, {std::move(step.condition), CheckedExpr::Of(Value::Bool(true))});
      });
    }
    ConditionChanges(step.condition, changes_);
  }

  // Two calls one after the other.
  void Order(CheckedBlock& block, std::size_t index) {
    if (index + 1 >= block.size()) return;
    const CheckedStep& first = block[index];
    const CheckedStep& second = block[index + 1];
    if (first.kind != Kind::Call || second.kind != Kind::Call) return;
    changes_.Add(fmt::format("@{} is called before @{}", Tool(second), Tool(first)),
                 [&block, index] { std::swap(block[index], block[index + 1]); });
  }

  CheckedProgram& program_;
  ChangeList& changes_;
  CheckedPolicy* policy_ = nullptr;
};

}  // namespace

void ChangeList::At(const CheckedStep& step, const std::string& policy) {
  span_ = step.span;
  policy_ = policy;
}

void ChangeList::Add(std::string what, Edit edit) {
  Change change;
  change.mutation.what = std::move(what);
  change.mutation.file = static_cast<std::uint32_t>(span_.file);
  change.mutation.line = sources_.LineOf(span_);
  change.mutation.policy = policy_;
  change.begin = span_.begin;
  change.edit = std::move(edit);
  changes_.push_back(std::move(change));
}

std::string ChangeList::StepWords() const {
  return "`" + Shown(sources_.file(span_.file).Text(span_)) + "`";
}

std::vector<Change> ChangesOf(CheckedProgram& program, const SourceSet& sources) {
  ChangeList changes(program, sources);
  Walk(program, changes).Run();
  return changes.Take();
}

}  // namespace proviso::mutate
