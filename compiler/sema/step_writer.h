// SPDX-License-Identifier: Apache-2.0
// What every binder writes with: checked steps, marks, internal variables, texts of ours, findings
// and the readings that `explain` shows. It looks nothing up and decides nothing; it may call no
// binder.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/readings.h"
#include "compiler/sema/bind_context.h"
#include "compiler/sema/checked.h"
#include "compiler/sema/meaning.h"
#include "core/diagnostic.h"

namespace proviso::compiler {

// What goes into a {0} of the pack's messages: words known now, or a value known at run time.
struct TextArgument {
  std::string words;
  std::optional<CheckedExpr> value;  // with `words` as the name of the hole
};

class StepWriter : BinderPart {
 public:
  explicit StepWriter(BindContext& context) : BinderPart(context) {}

  CheckedStep Step(CheckedStep::Kind kind, const Span& span) const;
  MarkId NewMark() { return static_cast<MarkId>(next_mark_++); }
  // In front of the statement, where "go to step 6" arrives.
  MarkId StartOf(const ast::Statement& statement);
  MarkId MarkOf(const ast::Statement& statement);
  VariableId NewInternal(std::string_view purpose, ValueType type);
  // No path goes on from here. What was known is kept for a section that is jumped to.
  void EndPath();
  void Read(const ast::Statement& statement, ReadingKind kind, Meaning meaning,
            std::vector<Meaning> details = {}, std::vector<std::string> tools = {});
  void ReadSpan(const Span& span, ReadingKind kind, Meaning meaning,
                std::vector<Meaning> details = {}, std::vector<std::string> tools = {});
  void SkipReadings(const ast::Statement& statement, ReadingKind kind, const Meaning& meaning);
  Diagnostic& Report(DiagnosticId id, const Span& span, std::string message);
  CheckedText Plain(std::string text) const;
  CheckedText FromPattern(std::string_view pattern,
                          const std::vector<TextArgument>& arguments) const;
  CheckedText FromMessage(std::string_view key, const std::vector<TextArgument>& arguments) const;
  void EmitHandOff(const Span& span, std::string reason, CheckedBlock& out);
  void EmitJudgement(const ast::Statement& statement, const std::string& question, DiagnosticId why,
                     CheckedBlock& out);
  bool IsMarked(const ast::Statement& statement) const { return marks_.contains(&statement); }
  bool AnyMarked() const { return !marks_.empty(); }

 private:
  std::uint32_t next_mark_ = 0;
  std::uint32_t next_internal_ = 0;
  std::map<const ast::Statement*, MarkId> marks_;
  std::map<const ast::Statement*, MarkId> starts_;
};

}  // namespace proviso::compiler
