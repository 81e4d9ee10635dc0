// SPDX-License-Identifier: Apache-2.0
// The flow of a policy as its manager would draw it: what is asked, offered, called, said and
// decided, and how it ends. What only the machine needs (retries, counters, marks, replayed
// look-ups) is not in it; a default that the text does not spell out is a detail of its node or an
// edge of its own kind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/ast/ast.h"
#include "compiler/sema/checked.h"
#include "core/source.h"

namespace proviso::compiler::flow {

enum class NodeKind : std::uint8_t {
  Start,         // the policy's top
  Entry,         // another policy comes in here
  Question,      // asks for values, or yes or no
  Confirmation,  // shows a value and asks
  Choice,        // asks for one of a list
  Offer,         // puts options to the customer
  Call,          // calls a tool; `effect` says what that does to the world
  Fact,          // must be known here
  Message,       // says something
  Note,          // writes a note on the ticket
  Remember,      // keeps a value
  Decision,      // goes one way or another
  Judgement,     // a person or a model has to decide
  PolicyCall,    // follows another policy and comes back
  Transfer,      // goes to another policy for good, or back to it
  HandOff,       // a person takes over
  Gate,          // the policy ends early with an outcome
  End,           // the policy or the conversation ends
};
// Stable, for classes and ids: "policy-call".
std::string_view NodeKindName(NodeKind kind);

struct Node {
  NodeKind kind = NodeKind::Start;
  std::string title;                 // "the email address", "@check_stock", the text of a message
  std::vector<std::string> details;  // options, defaults, why
  ToolEffect effect = ToolEffect::Unknown;  // Call
  bool by_default = false;  // nobody wrote it: what the machine does where the text says nothing
  FileId file{};
  std::uint32_t line = 0;  // 1-based; 0: none
  std::vector<std::uint32_t>
      more_lines;       // that belong to it: the options of an offer, a list below
  std::string section;  // the heading it stands under; empty when none
};
// What kind of step it is, in words a manager uses: "asks", "call: moves money", "ends here".
std::string HeadOf(const Node& node);

struct Edge {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string label;        // "is not eligible", "accepts"; empty: the only way
  bool by_default = false;  // see Node
};

// One policy. nodes[0] is its start; edges are in the order of the text.
struct Flow {
  std::string policy;
  FileId file{};
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

// The flows of all policies, in their order. A program with errors gives the flow of what was
// understood. Never throws; deterministic.
std::vector<Flow> FlowsOf(const SourceSet& sources, const ast::Documents& documents,
                          const CheckedProgram& program);

}  // namespace proviso::compiler::flow
