// SPDX-License-Identifier: Apache-2.0
// One lint rule: a number and name in core/diagnostics.def, a category, a check. A rule reads
// finished data and reports; it changes nothing and knows no other rule. Its page in
// docs/diagnostics says the rest. Rules are stateless, so one object serves every thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bytecode/tool_catalogue.h"
#include "compiler/ast/ast.h"
#include "compiler/readings.h"
#include "compiler/sema/checked.h"
#include "compiler/vocabulary/lexicon.h"
#include "core/diagnostic.h"
#include "core/source.h"

namespace proviso::compiler::lint {

// The value is the band of the rule's code; its word stands in core/diagnostic_bands.def.
enum class Category : std::uint8_t { Names = 1, Flow = 2, Safety = 3, Clarity = 4, Style = 5 };

class FlowBundle;        // compiler/lint/analysis/flow.h
struct InstructionLine;  // compiler/lint/instruction_lines.h

// What a rule may look at. Everything outlives the check.
struct Context {
  const SourceSet& sources;
  const ast::Documents& documents;
  // What sema made of the documents. A statement in which it found an error is missing from it; a
  // rule about what is *absent* asks `complete` first.
  const CheckedProgram& program;
  bool complete = false;  // sema found no error
  std::span<const LineReading> readings;
  const ToolCatalogue* catalogue = nullptr;  // may be null
  const Lexicon& lexicon;
  // The steps as graphs, with what happens on their paths; RunRules makes them once for all rules.
  const FlowBundle* flows = nullptr;
  const std::vector<InstructionLine>* lines = nullptr;  // made once as well
  bool threads = false;  // rules may run beside each other; what they find is the same
};

class Rule {
 public:
  Rule(DiagnosticId id, Category category) : id_(id), category_(category) {}
  virtual ~Rule() = default;
  Rule(const Rule&) = delete;
  Rule& operator=(const Rule&) = delete;

  DiagnosticId id() const { return id_; }
  Category category() const { return category_; }
  // Reports every place of the pattern. Never throws.
  virtual void Check(const Context& context, DiagnosticSink& sink) const = 0;

 private:
  DiagnosticId id_;
  Category category_;
};

using RuleList = std::vector<std::unique_ptr<const Rule>>;

}  // namespace proviso::compiler::lint
