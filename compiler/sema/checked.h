// SPDX-License-Identifier: Apache-2.0
// The checked tree: what sema hands to the IR. Every name is resolved to a variable, a tool or a
// policy, every argument to an expression, every outcome has somewhere to go. Structured
// (conditions nest); ir/ makes basic blocks of it. Plain data.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bytecode/module.h"
#include "bytecode/opcodes.h"
#include "core/source.h"

namespace proviso::compiler {

// An expression in the order of evaluation of a stack machine.
struct CheckedExpr {
  enum class Kind : std::uint8_t { Constant, Variable, Field, Operation, Test, IsSet, Outcome };
  Kind kind = Kind::Constant;
  Value constant;                  // Constant
  VariableId variable{};           // Variable, IsSet
  FieldSpec field;                 // Field, of operands[0]
  PredicateSpec predicate;         // Test, of operands[0]
  Opcode operation = Opcode::Nop;  // Operation: Not And Or Equal Less … over operands
  std::vector<CheckedExpr> operands;

  static CheckedExpr Of(Value value);
  static CheckedExpr Load(VariableId variable);
  static CheckedExpr FieldOf(CheckedExpr base, FieldSpec field);
  static CheckedExpr Apply(Opcode operation, std::vector<CheckedExpr> operands);
  static CheckedExpr Single(Opcode operation, CheckedExpr operand);
  static CheckedExpr Not(CheckedExpr operand);
  static CheckedExpr Joined(Opcode operation, CheckedExpr left, CheckedExpr right);
  // The question that keeps its outcome there ended so.
  static CheckedExpr Ended(VariableId outcome, PromptOutcome expected);
  static CheckedExpr Ask(CheckedExpr base, PredicateSpec predicate);
  static CheckedExpr Set(VariableId variable);
  static CheckedExpr LastOutcome();
};

// A message with its arguments.
struct CheckedText {
  MessageTemplate pattern;
  std::vector<CheckedExpr> arguments;
  bool quoted = false;  // the author's own words
};

struct CheckedStep;
using CheckedBlock = std::vector<CheckedStep>;

// A place inside a policy that can be jumped to.
enum class MarkId : std::uint32_t {};

// A place where control can come in: the policy's top, a section, the step after a call.
struct CheckedArgument {
  std::string parameter;
  ValueType type = ValueType::Json;
  bool required = true;
  CheckedExpr value;
};

struct CheckedStep {
  enum class Kind : std::uint8_t {
    Say,         // text
    Note,        // text
    Ask,         // text, prompt
    Call,        // tool, arguments, call; body: on error (empty: the default)
    If,          // condition, body, otherwise, unknown
    Assign,      // variable, value
    Clear,       // variable
    Attempt,     // variable (counter), number; body: when exhausted
    Mark,        // mark
    GoTo,        // mark
    CallPolicy,  // policy, entry, handles_outcome
    Transfer,    // policy, entry
    ReturnTo,    // policy, entry, outcome
    EndPolicy,   // outcome (a gate)
    End,         // outcome
    HandOff,     // text (reason), to
    Judge,       // question, answers
  };
  Kind kind{};
  Span span;
  CheckedText text;
  PromptSpec prompt;
  ToolId tool{};
  std::vector<CheckedArgument> arguments;
  CallSite call;                          // result, error, not_found_is_result
  ToolEffect effect = ToolEffect::Write;  // Call: the catalogue's, else the name's
  bool only_if_applicable = false;
  CheckedExpr condition;
  CheckedBlock body;
  CheckedBlock otherwise;
  CheckedBlock unknown;  // If: neither true nor false; empty: same as otherwise
  bool unknown_is_otherwise = true;
  VariableId variable{};
  CheckedExpr value;
  std::uint32_t number = 0;
  MarkId mark{};
  PolicyId policy{};
  std::uint32_t entry = 0;
  bool handles_outcome = false;
  std::string outcome;
  std::string to;
  bool notify_customer = true;
  std::string question;
  std::vector<std::string> answers;
};

// Replays what a caller did before the mark (questions and look-ups already answered are skipped),
// then goes to it.
struct CheckedEntry {
  CheckedBlock replay;
  MarkId mark{};
  Span span;
};

struct CheckedPolicy {
  PolicySpec spec;  // entries are filled by emit
  Span span;
  CheckedBlock body;
  std::vector<CheckedEntry> entries;  // 1, 2, …; entry 0 is the top
  std::string end_outcome;            // of running to the end
  bool end_is_gate = false;           // hands back only where it says so
};

// Everything the back end needs.
struct CheckedProgram {
  std::string language;
  std::vector<std::string> files;
  std::vector<std::string> texts;
  std::vector<std::vector<std::string>> words;  // by WordListId
  std::vector<Variable> variables;
  std::vector<ToolSpec> tools;
  std::vector<std::string> named_tools;  // that no call reaches, sorted
  std::vector<CheckedPolicy> policies;
};

}  // namespace proviso::compiler
