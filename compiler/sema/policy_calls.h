// SPDX-License-Identifier: Apache-2.0
// Every tool that the policy calls somewhere, and which of them words speak of. Found in the text
// when it is asked for the first time. May ask what a tool is.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/sema/bind_context.h"

namespace proviso::compiler {

class ToolFacts;

// A tool as a rule may speak of it. All but the first are empty for one that only reads.
struct CalledTool {
  const ast::ToolMention* mention = nullptr;
  Words things;                  // what it does it to: "card" of unblock_card
  Words deed;                    // what it does, without what to: "unblock" of unblock_card
  std::vector<WordClass> kinds;  // act_refund, …
};

class PolicyCalls : BinderPart {
 public:
  PolicyCalls(BindContext& context, ToolFacts& tools) : BinderPart(context), tools_(tools) {}

  std::vector<const CalledTool*> CallsUnder(const std::vector<ast::ToolMention>& tools,
                                            const Words& words);
  // Those that are made on what the words name: "berths" of cancel_berth.
  std::vector<const CalledTool*> CallsOn(const Words& words);
  // The same for a rule that was read: "orders over 200 EUR" limits what is done to orders.
  std::vector<const CalledTool*> CallsUnder(const ast::Rule& rule);
  const ast::ToolMention* CallUnder(const ast::Rule& rule);
  // The first that cannot be taken back; nullptr when there is none.
  const CalledTool* ConsequentialCall();
  // The type under which the calls of this policy take a value of that name.
  std::optional<ValueType> TypeOfUse(const Noun& noun);
  // Some call behind the place does more than read.
  bool ActsBehind(const Span& place);
  // The tools that are called somewhere in the block; a rule or a comment calls nothing.
  static std::set<std::string> CalledIn(const ast::Block& block);

 private:
  void CollectCalls();

  ToolFacts& tools_;
  std::optional<std::map<std::string, CalledTool>> by_name_;
};

}  // namespace proviso::compiler
