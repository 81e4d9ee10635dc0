// SPDX-License-Identifier: Apache-2.0
// A verified module with everything that can be worked out once instead of every turn.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bytecode/module.h"
#include "runtime/vm/internal/fields.h"
#include "runtime/vm/internal/predicates.h"
#include "runtime/vm/internal/result_words.h"
#include "runtime/vm/step.h"

namespace proviso::vm {

// An option's allowed values, canonical.
struct AllowedValues {
  std::vector<Value> values;
  // Of types whose canonical form is plain (numbers, percents, money, text), so that a reading can
  // be held against the list here too; other types are left to the reader.
  bool comparable = true;
};

struct ProgramData {
  Module module;
  std::uint64_t fingerprint = 0;
  std::vector<std::int8_t> heights;            // bytecode/verifier.h
  std::vector<std::vector<FieldPath>> fields;  // by FieldId
  std::vector<Predicate> predicates;           // by PredicateId
  ResultWords words = ResultWords(Module());
  std::vector<std::vector<AllowedValues>> options;  // by PromptId, option
  std::vector<std::vector<std::string>> choices;    // by VariableId: labels of prompts that fill it
  std::map<std::string, VariableId, std::less<>> facts;   // from_start variables by name
  std::map<std::string, PolicyId, std::less<>> policies;  // by normalised name and alias
};

struct ProgramAccess {
  static const ProgramData& Of(const Program& program);
};

}  // namespace proviso::vm
