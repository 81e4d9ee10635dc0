// SPDX-License-Identifier: Apache-2.0
#include "compiler/flow/flow.h"

#include "compiler/flow/builder.h"

namespace proviso::compiler::flow {

std::string_view NodeKindName(NodeKind kind) {
  switch (kind) {
    case NodeKind::Start:
      return "start";
    case NodeKind::Entry:
      return "entry";
    case NodeKind::Question:
      return "question";
    case NodeKind::Confirmation:
      return "confirmation";
    case NodeKind::Choice:
      return "choice";
    case NodeKind::Offer:
      return "offer";
    case NodeKind::Call:
      return "call";
    case NodeKind::Fact:
      return "fact";
    case NodeKind::Message:
      return "message";
    case NodeKind::Note:
      return "note";
    case NodeKind::Remember:
      return "remember";
    case NodeKind::Decision:
      return "decision";
    case NodeKind::Judgement:
      return "judgement";
    case NodeKind::PolicyCall:
      return "policy-call";
    case NodeKind::Transfer:
      return "transfer";
    case NodeKind::HandOff:
      return "hand-off";
    case NodeKind::Gate:
      return "gate";
    case NodeKind::End:
      return "end";
  }
  return "end";
}

namespace {

std::string_view EffectWords(ToolEffect effect) {
  switch (effect) {
    case ToolEffect::Read:
      return "looks up";
    case ToolEffect::Money:
      return "moves money";
    case ToolEffect::Irreversible:
      return "cannot be undone";
    case ToolEffect::Unknown:
      return "may change something";
    case ToolEffect::Write:
      break;
  }
  return "changes something";
}

}  // namespace

std::string HeadOf(const Node& node) {
  switch (node.kind) {
    case NodeKind::Start:
      return "start";
    case NodeKind::Entry:
      return "comes in from";
    case NodeKind::Question:
      // A noun is asked for, a question is asked.
      return node.title.ends_with('?') ? "asks" : "asks for";
    case NodeKind::Confirmation:
      return "asks to confirm";
    case NodeKind::Choice:
      return "asks to choose";
    case NodeKind::Offer:
      return "offers";
    case NodeKind::Call:
      return "call: " + std::string(EffectWords(node.effect));
    case NodeKind::Fact:
      return "must be known";
    case NodeKind::Message:
      return "says";
    case NodeKind::Note:
      return "ticket note";
    case NodeKind::Remember:
      return "remembers";
    case NodeKind::Decision:
      return "decides";
    case NodeKind::Judgement:
      return "needs judgement";
    case NodeKind::PolicyCall:
      return "follows policy";
    case NodeKind::Transfer:
      return "goes to policy";
    case NodeKind::HandOff:
      return "a person takes over";
    case NodeKind::Gate:
      return "stops here";
    case NodeKind::End:
      return "end";
  }
  return "end";
}

std::vector<Flow> FlowsOf(const SourceSet& sources, const ast::Documents& documents,
                          const CheckedProgram& program) {
  const SourceIndex index(sources, documents);
  std::vector<Flow> flows;
  for (const CheckedPolicy& policy : program.policies) {
    flows.push_back(Builder(sources, index, program, policy).Build());
  }
  return flows;
}

}  // namespace proviso::compiler::flow
