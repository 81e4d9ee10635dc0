// SPDX-License-Identifier: Apache-2.0
// What is known about values at a place in the code, on one way there.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "testing/code/graph.h"

namespace proviso::code {

// The values that something may have.
struct Possible {
  bool any = true;            // any value but Null; otherwise one of `values`
  bool null = true;           // or Null
  std::vector<Value> values;  // sorted by bytes, none is Null

  static Possible Of(const Value& value);
  static Possible OneOf(std::vector<Value> values);
  static Possible Null() { return {false, true, {}}; }
  static Possible NotNull() { return {true, false, {}}; }
  static Possible Truths(bool yes, bool no, bool unknown);

  bool is_top() const { return any && null; }
  bool nothing() const { return !any && !null && values.empty(); }
  bool MayBe(bool truth) const;
  // Union and intersection.
  void Join(const Possible& other);
  void Meet(const Possible& other);
  bool operator==(const Possible&) const = default;
};

class Facts {
 public:
  explicit Facts(const Code& code) : code_(&code) {}

  Possible Evaluate(ExprId id) const;
  // Narrows to the ways on which the expression is true, false, or unknown (nullopt); false when
  // there is none.
  bool Assume(ExprId id, std::optional<bool> truth);
  bool AssumeNotNull(ExprId id);

  // A new value, which says nothing about what was derived from the old one.
  void Set(VariableId variable, const Possible& possible);
  void SetOutcome(const Possible& possible);
  Possible Variable(VariableId variable) const;

  // Forgets what no longer matters.
  void KeepOnly(const std::vector<bool>& live);
  // What both know.
  void Join(const Facts& other);
  bool operator==(const Facts& other) const {
    return variables_ == other.variables_ && exprs_ == other.exprs_ && outcome_ == other.outcome_;
  }

 private:
  bool Narrow(ExprId id, const Possible& possible);
  bool AssumeInputs(const Expr& expr, std::optional<bool> truth);
  bool AssumeEqual(const Expr& expr, std::optional<bool> truth);
  bool Mentions(ExprId id, VariableId variable) const;
  Possible Compute(const Expr& expr) const;

  const Code* code_;
  std::map<VariableId, Possible> variables_;
  std::map<ExprId, Possible> exprs_;
  Possible outcome_;
};

}  // namespace proviso::code
