// SPDX-License-Identifier: Apache-2.0
// Finds values: by what they are called, in fields of results, and by expressions over both. What
// it finds depends on the scope alone. May call the writer (to report what is not set) and the
// callers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sema/bind_context.h"
#include "compiler/sema/scope.h"

namespace proviso::compiler {

class Callers;
class StepWriter;

class ValueResolver : BinderPart {
 public:
  ValueResolver(BindContext& context, StepWriter& writer, Callers& callers)
      : BinderPart(context), writer_(writer), callers_(callers) {}

  // Values by what they are called, best first: named values, then fields of results.
  std::vector<KnownValue> FindValues(const std::vector<std::string>& keys, bool prefer_new) const;
  FieldSpec FieldFor(const Noun& noun, std::string_view raw_name) const;
  // A field of the nearest result that may have it; nullopt when all schemas are known and none
  // has.
  std::optional<KnownValue> FieldOfResults(const Noun& noun, std::string_view raw_name,
                                           bool* at_run_time, bool strict = false) const;
  // "slots.free times" -> slots, free_times
  static std::vector<std::string> PathSteps(std::string_view path);
  // The value that the path leads to; nothing is said when there is none.
  std::optional<CheckedExpr> FindPath(const std::vector<std::string>& steps);
  // The same, and says so when there is none.
  std::optional<CheckedExpr> BindPath(const Span& span, const std::vector<std::string>& steps);
  // What the record that the noun names comes to as a whole: its `total`.
  std::optional<CheckedExpr> AmountOfRecord(const ast::Phrase& noun) const;
  CheckedExpr AmountOfRecord(const KnownResult& record, const std::string& noun) const;
  std::optional<CheckedExpr> BindNounPath(const ast::Phrase& noun, bool report);
  std::optional<CheckedExpr> BindExpr(const ast::Expr& expr);
  // "the status is one of …": null, a number and a text that says more are unknown.
  std::optional<CheckedExpr> StatusIs(const CheckedExpr& left,
                                      const std::vector<CheckedExpr>& right) const;
  // A bare number that the customer gave takes the currency of what it is compared with.
  void ShareCurrency(CheckedExpr& left, CheckedExpr& right) const;

 private:
  std::vector<std::string> AmountPaths(const Noun& noun, std::string_view raw_name) const;
  void AddCountFields(const ast::Phrase& counted, CheckedExpr& field) const;

  StepWriter& writer_;
  Callers& callers_;
};

}  // namespace proviso::compiler
