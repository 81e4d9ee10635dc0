// SPDX-License-Identifier: Apache-2.0
// Where a way parts. An `If` of the checked tree is either a branch that the author wrote, or a
// check of the machine's own: the first becomes a decision in the author's words, the second a
// detail.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/flow/builder.h"

namespace proviso::compiler::flow {
namespace {

// A subject of one short word ("it", "they", "this") says nothing in a drawing.
constexpr std::size_t kShortSubject = 4;

std::string Trimmed(std::string_view text) {
  while (!text.empty() &&
         std::string_view(" \t\r\n,;:").find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  while (!text.empty() &&
         std::string_view(" \t\r\n,;:.").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
  }
  return std::string(text);
}

// `{order.total}` is the order total.
std::string WithoutBraces(std::string_view text) {
  std::string out;
  bool inside = false;
  for (const char c : text) {
    if (c == '{' || c == '}') {
      inside = c == '{';
    } else {
      out.push_back(inside && (c == '.' || c == '_') ? ' ' : c);
    }
  }
  return out;
}

bool IsPrompt(NodeKind kind) {
  return kind == NodeKind::Question || kind == NodeKind::Confirmation || kind == NodeKind::Choice ||
         kind == NodeKind::Offer || kind == NodeKind::PolicyCall;
}

// What a comparison of a variable with a constant compares with; null when it is none.
const Value* ComparedWith(const CheckedExpr& expr) {
  const bool fits = expr.kind == CheckedExpr::Kind::Operation && expr.operation == Opcode::Equal &&
                    expr.operands.size() == 2 &&
                    expr.operands[0].kind == CheckedExpr::Kind::Variable &&
                    expr.operands[1].kind == CheckedExpr::Kind::Constant;
  return fits ? &expr.operands[1].constant : nullptr;
}

// Asks how the policy called before ended.
bool ReadsOutcome(const CheckedExpr& expr) {
  return expr.kind == CheckedExpr::Kind::Outcome ||
         std::any_of(expr.operands.begin(), expr.operands.end(), ReadsOutcome);
}

bool HasAsk(const CheckedBlock& block) {
  return std::any_of(block.begin(), block.end(),
                     [](const CheckedStep& step) { return step.kind == CheckedStep::Kind::Ask; });
}

bool IsOne(const CheckedBlock& block, CheckedStep::Kind kind) {
  return block.size() == 1 && block.front().kind == kind;
}

}  // namespace

void Builder::WalkIf(const CheckedStep& step, bool judged) {
  if (const ast::Condition* condition = index_.FindCondition(step.span)) {
    WalkBranch(step, *condition, judged);
  } else {
    WalkMachine(step);
  }
}

std::optional<Builder::Ways> Builder::SubjectWays(const ast::Condition& condition) const {
  Span subject = condition.span;
  if (const auto* predicate = std::get_if<ast::PredicateCondition>(&condition.node)) {
    if (predicate->subject.empty()) return std::nullopt;
    subject = predicate->subject.span;
  } else if (const auto* comparison = std::get_if<ast::Comparison>(&condition.node)) {
    if (comparison->left == nullptr) return std::nullopt;
    subject = comparison->left->span;
  } else {
    return std::nullopt;
  }
  const Span rest{condition.span.file, subject.end, condition.span.end};
  const bool inside = subject.file == condition.span.file &&
                      subject.begin >= condition.span.begin && subject.begin < subject.end &&
                      subject.end < condition.span.end;
  if (!inside) return std::nullopt;
  Ways ways;
  // With its article, which the span of the subject leaves out.
  const Span whole{subject.file, condition.span.begin, subject.end};
  if (whole.end - whole.begin <= kShortSubject) return std::nullopt;
  ways.title = WithoutBraces(Trimmed(index_.Text(whole)));
  ways.yes = WithoutBraces(Trimmed(index_.Text(rest)));
  ways.no = "otherwise";
  if (ways.title.empty() || ways.yes.empty()) return std::nullopt;
  ways.title = Capitalized(std::move(ways.title)) + " …";
  return ways;
}

Builder::Ways Builder::WaysOf(const ast::Condition& condition) const {
  Ways ways;
  const std::string text = WithoutBraces(Trimmed(index_.Text(condition.span)));
  if (const auto* answer = std::get_if<ast::CustomerAnswer>(&condition.node)) {
    ways.title = "The customer’s answer";
    ways.yes = answer->accepted ? "accepts" : "declines";
    ways.no = answer->accepted ? "declines" : "accepts";
    ways.of_prompt = true;
    return ways;
  }
  if (std::holds_alternative<ast::NewValueProvided>(condition.node)) {
    ways.title = "The customer’s answer";
    ways.yes = text;
    ways.no = "otherwise";
    ways.of_prompt = true;
    return ways;
  }
  if (std::optional<Ways> of_subject = SubjectWays(condition)) return std::move(*of_subject);
  ways.title = Capitalized(text) + "?";
  ways.yes = "yes";
  ways.no = "no";
  return ways;
}

std::size_t Builder::DecisionAt(const CheckedStep& step, const Ways& ways, bool judged) {
  const bool single = open_.size() == 1 && waiting_marks_.empty() && !judged;
  if (single) {
    const Exit& exit = open_.front();
    const Node& before = flow_.nodes[exit.node];
    const bool answered = ways.of_prompt && IsPrompt(before.kind) && exit.label.empty();
    // "If the order is shipped … If the order is cancelled …", each ending: one decision, many
    // ways.
    const bool same_subject = before.kind == NodeKind::Decision && before.title == ways.title &&
                              !ways.of_prompt && exit.label == ways.no;
    if (answered || same_subject) {
      const std::size_t node = exit.node;
      open_.clear();
      return node;
    }
  }
  const std::size_t node =
      Add(At(judged ? NodeKind::Judgement : NodeKind::Decision, step.span, ways.title));
  open_.clear();
  return node;
}

// "If accepts … If declines …": the other branch of a pair lies in `otherwise` of the first.
const CheckedStep* Builder::ComplementOf(const CheckedStep& step,
                                         const ast::Condition& condition) const {
  if (!IsOne(step.otherwise, CheckedStep::Kind::If)) return nullptr;
  const CheckedStep& other = step.otherwise.front();
  const ast::Condition* second = index_.FindCondition(other.span);
  if (second == nullptr) return nullptr;
  const auto* a = std::get_if<ast::CustomerAnswer>(&condition.node);
  const auto* b = std::get_if<ast::CustomerAnswer>(&second->node);
  if (a != nullptr && b != nullptr && a->accepted != b->accepted) return &other;
  const auto* p = std::get_if<ast::PredicateCondition>(&condition.node);
  const auto* q = std::get_if<ast::PredicateCondition>(&second->node);
  const bool opposite = p != nullptr && q != nullptr && p->negated != q->negated &&
                        p->predicate.words == q->predicate.words;
  return opposite ? &other : nullptr;
}

void Builder::WalkBranch(const CheckedStep& step, const ast::Condition& condition, bool judged) {
  Ways ways = WaysOf(condition);
  if (ReadsOutcome(step.condition)) ways.title = "How that policy ended";
  const std::size_t node = DecisionAt(step, ways, judged);
  Exits after;
  const auto walk = [&](const CheckedBlock& block, std::string label) {
    open_ = {{node, std::move(label), false}};
    last_.reset();
    Walk(block);
    after.insert(after.end(), std::make_move_iterator(open_.begin()),
                 std::make_move_iterator(open_.end()));
    open_.clear();
  };
  walk(step.body, ways.yes);
  if (const CheckedStep* other = ComplementOf(step, condition)) {
    const Ways second = WaysOf(*index_.FindCondition(other->span));
    walk(other->body, second.title == ways.title ? second.yes : ways.no);
  } else {
    walk(step.otherwise, ways.no);
  }
  open_ = std::move(after);
  last_.reset();
}

// The chain of "the chosen option is …": a way for each option, out of the offer itself if nothing
// lies between.
void Builder::WalkOptions(const CheckedStep& first) {
  const bool direct = open_.size() == 1 && waiting_marks_.empty() &&
                      flow_.nodes[open_.front().node].kind == NodeKind::Offer;
  if (!direct) Add(At(NodeKind::Decision, first.span, "The option chosen …"));
  const std::size_t node = open_.front().node;
  Exits after;
  const CheckedStep* step = &first;
  in_options_ = true;
  while (step != nullptr) {
    const Value* option = ComparedWith(step->condition);
    open_ = {{node, std::string(option->view().text()), false}};
    last_.reset();
    const std::size_t begin = flow_.nodes.size();
    Walk(step->body);
    // What is done stands with the option; that it is done, in the line that says so.
    const std::uint32_t line = sources_.LineOf(first.span);
    for (std::size_t i = begin; i < flow_.nodes.size(); ++i) {
      if (flow_.nodes[i].line != line) flow_.nodes[i].more_lines.push_back(line);
    }
    after.insert(after.end(), std::make_move_iterator(open_.begin()),
                 std::make_move_iterator(open_.end()));
    const bool more = IsOne(step->otherwise, CheckedStep::Kind::If) &&
                      step->otherwise.front().span == first.span &&
                      ComparedWith(step->otherwise.front().condition) != nullptr;
    step = more ? &step->otherwise.front() : nullptr;
  }
  in_options_ = false;
  open_ = std::move(after);
  last_.reset();
}

void Builder::WalkMachine(const CheckedStep& step) {
  if (const Value* value = ComparedWith(step.condition)) {
    if (value->view().is_string()) {
      WalkOptions(step);
      return;
    }
    // An offer without a question of its own: what was accepted is carried out.
    const bool of_offer = open_.size() == 1 && waiting_marks_.empty() &&
                          flow_.nodes[open_.front().node].kind == NodeKind::Offer;
    if (of_offer) {
      const std::size_t node = open_.front().node;
      Walk(step.body);
      open_.push_back({node, "declines", false});
      last_.reset();
      return;
    }
  }
  const ast::Statement* statement = index_.FindStatement(step.span);
  if (statement != nullptr && std::holds_alternative<ast::Fact>(statement->node)) {
    const auto& fact = std::get<ast::Fact>(statement->node);
    Add(At(NodeKind::Fact, step.span, Capitalized(fact.noun.text)));
    Detail("not known: a person takes over");
    return;
  }
  // A value shown to be confirmed, or asked for where nothing could be shown.
  if (IsOne(step.body, CheckedStep::Kind::Ask) && IsOne(step.otherwise, CheckedStep::Kind::Ask)) {
    Walk(step.otherwise);
    Detail("nothing on file: asks for it");
    return;
  }
  // The same message with and without a value.
  if (IsOne(step.body, CheckedStep::Kind::Say) && IsOne(step.otherwise, CheckedStep::Kind::Say)) {
    Walk(step.body);
    return;
  }
  if (step.body.empty() && !step.otherwise.empty()) {
    const bool exists = step.condition.kind == CheckedExpr::Kind::Test &&
                        step.condition.predicate.form == PredicateForm::Exists;
    const std::string_view when = exists ? "nothing found" : "the answer is no";
    Detail(fmt::format(
        "{}: {}", when,
        HasAsk(step.otherwise) ? "asks again, then a person takes over" : "a person takes over"));
    return;
  }
  const Exits before = open_;
  Walk(step.body);
  Exits after = std::move(open_);
  open_ = before;
  Walk(step.otherwise);
  open_.insert(open_.end(), after.begin(), after.end());
  last_.reset();
}

}  // namespace proviso::compiler::flow
