// SPDX-License-Identifier: Apache-2.0
// Rebuilds the nesting of flat text (LANGUAGE section 2). A pasted page has all its lines at one
// level; the openers among them take the lines that were theirs:
//   condition  up to its complement, another condition, a heading, or the end of the block
//   offer      the `Label: text` lines behind it
//   heading    up to the next heading of its level
//   question   the bulleted lines behind it, up to the next one without a bullet
#include <fmt/format.h>

#include "ProvisoTokens.h"
#include "compiler/parse/internal/outline.h"

namespace proviso::parse {
namespace {

using L = ProvisoTokens;

const ast::Branch* BranchOf(const OutlineNode& node) {
  if (node.statements.empty()) return nullptr;
  return std::get_if<ast::Branch>(&node.statements.front()->node);
}

// The other outcome of the condition: "declines" after "accepts", "is not eligible" after "is
// eligible", "otherwise".
bool IsComplement(const OutlineNode& node, const OutlineNode& of) {
  const ast::Branch* branch = BranchOf(node);
  const ast::Branch* other = BranchOf(of);
  if (branch == nullptr || other == nullptr) return false;
  if (branch->condition == nullptr) return true;
  if (other->condition == nullptr) return false;
  const auto* answer = std::get_if<ast::CustomerAnswer>(&branch->condition->node);
  const auto* other_answer = std::get_if<ast::CustomerAnswer>(&other->condition->node);
  if (answer != nullptr && other_answer != nullptr)
    return answer->accepted != other_answer->accepted;
  const auto* predicate = std::get_if<ast::PredicateCondition>(&branch->condition->node);
  const auto* other_predicate = std::get_if<ast::PredicateCondition>(&other->condition->node);
  if (predicate == nullptr || other_predicate == nullptr) return false;
  return predicate->negated != other_predicate->negated &&
         predicate->predicate.words == other_predicate->predicate.words;
}

// "If the parcel is in transit, say …" behind "If the parcel is delivered:": another condition ends
// the block. One that speaks of an answer, a new value or a failure may speak of a line inside it.
bool StartsAnotherTest(const OutlineNode& node) {
  const ast::Branch* branch = BranchOf(node);
  if (branch == nullptr || branch->condition == nullptr) return false;
  const auto& condition = branch->condition->node;
  return std::holds_alternative<ast::PredicateCondition>(condition) ||
         std::holds_alternative<ast::Comparison>(condition);
}

bool Tests(const ast::Condition& condition) {
  return std::holds_alternative<ast::PredicateCondition>(condition.node) ||
         std::holds_alternative<ast::Comparison>(condition.node);
}

// A call under the condition gives a result of its own, which a line behind it may test.
bool CallsInside(const OutlineNode& owner) {
  return std::any_of(owner.children.begin(), owner.children.end(),
                     [](const auto& child) { return NamesTool(*child); });
}

// Both test the state of one thing. "If it is not valid, …" behind a call under the condition is
// about the call's result.
bool IsOfOneKind(const OutlineNode& owner, const OutlineNode& node) {
  const ast::Branch* first = BranchOf(owner);
  const ast::Branch* second = BranchOf(node);
  if (first == nullptr || first->condition == nullptr || !Tests(*first->condition)) return false;
  const std::vector<std::string> one = SubjectOf(*first->condition);
  const std::vector<std::string> other = SubjectOf(*second->condition);
  if (one.empty() || other.empty() || one.back() != other.back()) return !CallsInside(owner);
  return true;
}

bool Answers(const OutlineNode& node) {
  const ast::Branch* branch = BranchOf(node);
  return branch != nullptr && branch->condition != nullptr &&
         std::holds_alternative<ast::CustomerAnswer>(branch->condition->node);
}

// The question that an answer behind the condition's lines is to stands among them.
bool AsksInside(const OutlineNode& owner) {
  return std::any_of(owner.children.begin(), owner.children.end(), [](const auto& child) {
    return std::any_of(child->statements.begin(), child->statements.end(), [](const auto& one) {
      return std::holds_alternative<ast::AskYesNo>(one->node) ||
             std::holds_alternative<ast::Offer>(one->node) ||
             std::holds_alternative<ast::ConfirmValue>(one->node);
    });
  });
}

// "Loose handle: …" at the level of "Ask what is wrong with it:".
bool IsLabelled(const OutlineNode& node) {
  const ast::Branch* branch = BranchOf(node);
  return node.label_end != 0 && branch != nullptr && branch->condition != nullptr &&
         (std::holds_alternative<ast::NamedTest>(branch->condition->node) ||
          std::holds_alternative<ast::Comparison>(branch->condition->node));
}

class Rebuilder {
 public:
  Rebuilder(OutlineNodes flat, const Phrases& phrases, DiagnosticSink& sink)
      : flat_(std::move(flat)), phrases_(phrases), sink_(sink) {}

  OutlineNodes Run() {
    for (at_ = 0; at_ < flat_.size(); ++at_) {
      OutlineNode& node = *flat_[at_];
      MakeRoom(node);
      OutlineNode* owner = owners_.empty() ? nullptr : owners_.back();
      OutlineNodes& block = owner == nullptr ? roots_ : owner->children;
      const bool opens = Opening(node);
      block.push_back(std::move(flat_[at_]));
      if (owner != nullptr && !owner->inferred) Note(*owner);
      if (opens) owners_.push_back(block.back().get());
    }
    return std::move(roots_);
  }

 private:
  // Closes the owners that do not own `node`.
  void MakeRoom(const OutlineNode& node) {
    while (!owners_.empty() && !Owns(*owners_.back(), node)) owners_.pop_back();
  }

  bool Owns(const OutlineNode& owner, const OutlineNode& node) const {
    if (node.is_heading) return owner.opens == Opens::Heading && owner.level < node.level;
    switch (owner.opens) {
      case Opens::Heading:
        // What explains ends where the steps begin.
        return !owner.documents || node.describes_tool || !NamesTool(node);
      case Opens::Condition:
        if (IsComplement(node, owner)) return false;
        if (Answers(node)) return AsksInside(owner);
        if (StartsAnotherTest(node) && IsOfOneKind(owner, node)) return false;
        return !(node.opens == Opens::Condition && node.children.empty());
      case Opens::Offer:
        return node.label_end != 0 && node.opens != Opens::Condition;
      case Opens::Question:
        if (owner.colon && owner.line.bullet == node.line.bullet && IsLabelled(node) &&
            AsksWhich(owner))
          return true;
        if (node.opens == Opens::Condition && node.children.empty()) return false;
        if (owner.line.bullet == BulletKind::Number) return node.line.bullet == BulletKind::Mark;
        return node.line.bullet != BulletKind::None;
      case Opens::Nothing:
        break;
    }
    return false;
  }

  // "Ask what is wrong with it:", "Which of these is it:"
  bool AsksWhich(const OutlineNode& owner) const {
    if (owner.statements.empty()) return false;
    const auto* ask = std::get_if<ast::Ask>(&owner.statements.back()->node);
    return ask != nullptr && ask->nouns.size() == 1 && !ask->nouns.front().empty() &&
           phrases_.words().IsOneOf(Place::Inside, ask->nouns.front().words.front(), L::WH);
  }

  // Whether the node takes lines that follow at its own level.
  bool Opening(const OutlineNode& node) const {
    if (node.opens == Opens::Nothing || !node.children.empty()) return false;
    if (at_ + 1 >= flat_.size()) return false;
    return Owns(node, *flat_[at_ + 1]);
  }

  void Note(OutlineNode& owner) {
    owner.inferred = true;
    if (owner.line.hashes > 0) return;  // Markdown headings are not indented anywhere
    const std::string text = phrases_.TextOf(owner.line.text_begin, owner.line.end);
    sink_.Report(
        DiagnosticId::LayoutInferred, phrases_.SpanOf(owner.line.text_begin, owner.line.end),
        fmt::format(
            "layout inferred here: the lines that follow are taken to belong to `{}`",
            text.size() > 60 ? text.substr(0, text.find(' ', 50)) + " \xE2\x80\xA6" : text));
  }

  OutlineNodes flat_;
  const Phrases& phrases_;
  DiagnosticSink& sink_;
  OutlineNodes roots_;
  std::vector<OutlineNode*> owners_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<std::string> SubjectOf(const ast::Condition& condition) {
  if (const auto* predicate = std::get_if<ast::PredicateCondition>(&condition.node)) {
    return predicate->subject.words;
  }
  const auto* comparison = std::get_if<ast::Comparison>(&condition.node);
  if (comparison == nullptr || comparison->left == nullptr) return {};
  const auto* noun = std::get_if<ast::NounPath>(&comparison->left->node);
  return noun == nullptr ? std::vector<std::string>{} : noun->noun.words;
}

void InferLayout(OutlineNodes& nodes, const Phrases& phrases, DiagnosticSink& sink) {
  for (const std::unique_ptr<OutlineNode>& node : nodes) {
    if (!node->children.empty()) InferLayout(node->children, phrases, sink);
  }
  nodes = Rebuilder(std::move(nodes), phrases, sink).Run();
}

}  // namespace proviso::parse
